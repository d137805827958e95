"""Ways to answer: a rating on a ruler, rows to choose from, lines in the person's own face.

    conviction = ScaleField(top=100, low=_("not at all"), high=_("totally sure"), label=...)
    kind = forms.ChoiceField(choices=..., widget=Choices, label=...)
    text = forms.CharField(widget=Words, max_length=500, label=...)

and in the template, for any of them,
``{% include "components/field.html" with field=form.conviction only %}``.
All are native inputs; none needs JavaScript.
"""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.template.loader import render_to_string
from django.utils.functional import Promise
from django.utils.safestring import SafeString
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

Text = str | Promise
MARKS = 10
# Longer answers than this get a box of several lines.
ONE_LINE = 200


class Ruler(forms.Widget):
    """Eleven radios from 0 to ``top``; with ``exact``, also a box whose number wins over them.

    Posts ``name`` (the radio) and ``name_exact`` (the box). The value is what was typed, so that
    a wrong number comes back to its writer as it was.
    """

    template_name = "components/ruler.html"
    use_fieldset = True

    def __init__(
        self,
        *,
        top: int,
        low: Text = "",
        high: Text = "",
        exact: bool = False,
        attrs: dict[str, Any] | None = None,
    ) -> None:
        super().__init__(attrs)
        self.top, self.low, self.high, self.exact = top, low, high, exact

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> Any:
        typed = str(data.get(f"{name}_exact") or "").strip() if self.exact else ""
        return typed or data.get(name)

    def value_omitted_from_data(self, data: Mapping[str, Any], files: Any, name: str) -> bool:
        return name not in data and f"{name}_exact" not in data

    def id_for_label(self, id_: str, index: str | None = None) -> str:
        """A group has no one control: its legend names it."""
        return ""

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        earlier = context["widget"]["attrs"].pop("then", None)
        then = None if earlier is None else int(earlier)
        step = self.top // MARKS
        chosen = "" if value is None else str(value)
        marks = [
            {
                "value": number,
                "chosen": chosen == str(number),
                "then": then == number,
                "long": number in (0, self.top // 2, self.top),
            }
            for number in range(0, self.top + 1, step)
        ]
        on_a_mark = any(mark["chosen"] for mark in marks)
        off_the_marks = chosen if self.exact and not on_a_mark else ""
        context["widget"] |= {
            "marks": marks,
            "top": self.top,
            "low": self.low,
            "high": self.high,
            "exact_name": f"{name}_exact" if self.exact else "",
            "exact": off_the_marks,
            "wrong": bool(off_the_marks) and "aria-invalid" in context["widget"]["attrs"],
            # A first rating between two marks is said in words.
            "then_between": then if then is not None and then % step else None,
        }
        return context

    def _render(
        self, template_name: str, context: dict[str, Any], renderer: Any = None
    ) -> SafeString:
        # Django's form renderer looks into packages only; our templates lie in templates/.
        return render_to_string(template_name, context)


class ScaleField(forms.IntegerField):
    """A rating, 0 to ``top`` (10 or 100), drawn as a ruler. Cleans to int, or None if optional.

    On a scale to 100 the radios stand at the tens, and any whole number can be typed.
    ``low`` and ``high`` say what the two ends mean.
    """

    def __init__(
        self,
        *,
        top: int,
        low: Text = "",
        high: Text = "",
        exact: bool | None = None,
        **kwargs: Any,
    ) -> None:
        exact = top > MARKS if exact is None else exact
        wrong = format_lazy(_("Write a whole number from 0 to {top}."), top=top)
        kwargs["error_messages"] = {
            "required": _("Pick a number, or write one.") if exact else _("Pick a number."),
            "invalid": wrong,
            "min_value": wrong,
            "max_value": wrong,
        } | kwargs.get("error_messages", {})
        kwargs.setdefault("widget", Ruler(top=top, low=low, high=high, exact=exact))
        super().__init__(min_value=0, max_value=top, **kwargs)


class Choices(forms.RadioSelect):
    """One of a few, in rows. Nothing is chosen at first unless the form has an initial value."""


class Checks(forms.CheckboxSelectMultiple):
    """Any of a few, in rows."""


class Words(forms.Textarea):
    """Room to write: in the person's face, or with ``staff`` in the app's."""

    rows = 3

    def __init__(self, attrs: dict[str, Any] | None = None, *, staff: bool = False) -> None:
        look = {"rows": self.rows, "cols": 40} | ({"class": "staff"} if staff else {})
        super().__init__(look | (attrs or {}))


class Line(Words):
    """One line that grows as it is written; line breaks become spaces."""

    rows = 1

    def __init__(self, attrs: dict[str, Any] | None = None, *, staff: bool = False) -> None:
        super().__init__({"class": "one-line staff" if staff else "one-line"} | (attrs or {}))

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> Any:
        value = super().value_from_datadict(data, files, name)
        return " ".join(value.splitlines()) if isinstance(value, str) else value


class OwnWords(forms.CharField):
    """The person's own words, ``most`` characters of them, with the line breaks that browsers send
    made plain. ``please``: what is said where nothing was written and something has to be."""

    def __init__(self, *, most: int, please: Text = "", **kwargs: Any) -> None:
        kwargs["error_messages"] = {
            "required": please or _("Write a few words here."),
            "max_length": _(
                "This has %(show_value)d characters, and %(limit_value)d fit. "
                "Please make it shorter."
            ),
            "null_characters_not_allowed": _(
                "There is a character in this that can’t be kept. Please write it again."
            ),
        }
        kwargs.setdefault("widget", Line if most <= ONE_LINE else Words)
        super().__init__(max_length=most, **kwargs)

    def to_python(self, value: Any) -> str:
        return (super().to_python(value) or "").replace("\r\n", "\n").replace("\r", "\n")


class Day(forms.DateInput):
    """A date by the browser's own picker; plain ISO text where there is none."""

    input_type = "date"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"class": "short-date"} | (attrs or {}), format="%Y-%m-%d")
