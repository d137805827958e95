"""Where it hurts, and how strong there: the picture and the boxes beside it, as one field.

    hurting = BodyField(label=_("Where does it hurt?"))

and in the template a fieldset with its legend, its problem and ``{{ form.hurting }}``. A box for
each area posts ``hurting=<code>``, a strength ``hurting-<code>=1`` to ``10``. A strength counts as
its box: the picture marks both. Needs ``css/journal.css``; the picture works without script.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from journal.areas import AREAS, PARTS, SIDES
from journal.outline import DRAWING, FIGURES
from journal.saying import Hurting
from journal.scales import MOST_STRENGTH
from journal.wording import PARTS as PART_NAMES
from journal.wording import SIDE_NAMES, VIEWS, area_label

# Code to strength, both as they were typed.
Typed = dict[str, str]

_STRENGTHS = tuple(str(number) for number in range(1, MOST_STRENGTH + 1))


class BodyPicture(forms.Widget):
    """A picture from behind and one from in front, each with its boxes: one set of answers."""

    template_name = "journal/body.html"
    use_fieldset = True

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> Typed:
        ticked = data.getlist(name) if hasattr(data, "getlist") else _listed(data.get(name))
        typed: Typed = dict.fromkeys(map(str, ticked), "")
        for code in AREAS:
            if strength := str(data.get(f"{name}-{code}") or "").strip():
                typed[code] = strength
        return typed

    def value_omitted_from_data(self, data: Mapping[str, Any], files: Any, name: str) -> bool:
        # A form with no box ticked posts nothing: nothing hurts anywhere.
        return False

    def id_for_label(self, id_: str, index: str | None = None) -> str:
        """A group has no one control: its legends name it."""
        return ""

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        typed = _typed(value)
        number = {code: index for index, code in enumerate(AREAS)}
        id_ = context["widget"]["attrs"].get("id") or name
        rows = {
            code: _row(code, typed.get(code), name=name, id_=f"{id_}_{number[code]}")
            for code in AREAS
        }
        context["widget"]["views"] = [
            {
                "code": view,
                "label": VIEWS[view],
                "figure": FIGURES[view],
                "edges": [SIDE_NAMES[side] for side in FIGURES[view].edges],
                "places": [
                    {
                        "label": PART_NAMES[part],
                        "areas": [rows[f"{view}-{part}-{side}"] for side in SIDES],
                    }
                    for part in parts
                ],
            }
            for view, parts in PARTS.items()
        ]
        context["widget"] |= {"strengths": _STRENGTHS, "drawing": DRAWING}
        return context

    def _render(
        self, template_name: str, context: dict[str, Any], renderer: Any = None
    ) -> SafeString:
        # Django's form renderer looks into packages only; our templates lie in templates/.
        return render_to_string(template_name, context)


class BodyField(forms.Field):
    """Cleans to ``tuple[Hurting, ...]`` in the order of the boxes; () for nowhere."""

    widget = BodyPicture
    default_error_messages = {
        "required": _("Pick at least one place."),
        "unknown_area": _("There is a place in it that is not on the picture. Please pick again."),
        "strength": _("How strong it is goes from 1 to 10. Please look at: %(places)s."),
    }

    def __init__(self, *, required: bool = False, **kwargs: Any) -> None:
        super().__init__(required=required, **kwargs)

    def to_python(self, value: Any) -> tuple[Hurting, ...]:
        typed = _typed(value)
        wrong = [code for code in AREAS if typed.get(code, "") not in ("", *_STRENGTHS)]
        problems = []
        if typed.keys() - AREAS.keys():
            problems.append(ValidationError(self.error_messages["unknown_area"], "unknown_area"))
        if wrong:
            places = "; ".join(area_label(code) for code in wrong)
            problems.append(
                ValidationError(self.error_messages["strength"], "strength", {"places": places})
            )
        if problems:
            raise ValidationError(problems)
        return tuple(
            Hurting(code, int(typed[code]) if typed[code] else None)
            for code in AREAS
            if code in typed
        )

    def has_changed(self, initial: Any, data: Any) -> bool:
        return _typed(initial) != {code: one for code, one in _typed(data).items() if code in AREAS}


def _listed(value: Any) -> list[Any]:
    if value is None:
        return []
    return list(value) if isinstance(value, list | tuple) else [value]


def _typed(value: Any) -> Typed:
    """What is shown: as it was typed, or what an entry says."""
    if value is None or value == "":
        return {}
    if isinstance(value, Mapping):
        return dict(value)
    hurting: Iterable[Hurting] = value
    return {one.area: "" if one.strength is None else str(one.strength) for one in hurting}


def _row(code: str, strength: str | None, *, name: str, id_: str) -> dict[str, Any]:
    return {
        "code": code,
        "name": name,
        "id": id_,
        "label": area_label(code),
        "side": SIDE_NAMES[AREAS[code].side],
        "ticked": strength is not None,
        "strength": strength or "",
        # What is no strength comes back to its writer as it was.
        "wrong": "" if strength in ("", None, *_STRENGTHS) else strength,
        "drawn": FIGURES[AREAS[code].view].areas[code],
    }
