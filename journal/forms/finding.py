"""What to look for among one's own entries: words, a trigger, a place, how strong, when."""

from collections.abc import Iterable
from dataclasses import asdict
from datetime import date
from typing import Any, cast
from uuid import UUID

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from journal.areas import PLACES
from journal.finding import Sought, fold
from journal.forms.base import LINE, Label, OwnWords
from journal.models import Trigger
from journal.scales import SCALES
from journal.wording import KIND_GROUPS, place_label
from people.widgets import Day

ANY = ("", _("Any"))


class SomeDay(forms.DateField):
    def __init__(self, **kwargs: Any) -> None:
        wrong = _("Write the day as a date.")
        super().__init__(
            required=False,
            widget=Day,
            error_messages={"invalid": wrong, "min_value": wrong, "max_value": wrong},
            **kwargs,
        )

    def clean(self, value: Any) -> Any:
        day = super().clean(value)
        if day and not date(1900, 1, 1) <= day <= date(2200, 1, 1):
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid")
        return day


class Pick(forms.TypedChoiceField):
    """One of many, from a list that opens; None where it was left."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            required=False,
            empty_value=None,
            error_messages={"invalid_choice": _("Pick one of these.")},
            **kwargs,
        )


def _pain(label: Label) -> Pick:
    scale = SCALES["pain"]
    numbers = [(number, number) for number in range(scale.low, scale.high + 1)]
    box = forms.Select(attrs={"class": "short"})
    return Pick(choices=[ANY, *numbers], coerce=int, label=label, widget=box)


class FindForm(forms.Form):
    """``triggers``: the person's own. All may be left: then every entry is meant."""

    use_required_attribute = False

    words = OwnWords(
        most=LINE,
        label=_("Words"),
        widget=forms.TextInput(attrs={"class": "own-field", "autocomplete": "off"}),
    )
    trigger = Pick(coerce=UUID, label=_("Played a part"))
    place = Pick(
        choices=[ANY, *((place, place_label(place)) for place in PLACES)],
        coerce=str,
        label=_("Where it hurt"),
    )
    pain_from = _pain(_("Pain from"))
    pain_to = _pain(_("Pain up to"))
    first = SomeDay(label=_("From the day"))
    last = SomeDay(label=_("Up to the day"))

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        triggers: Iterable[Trigger],
        sought: Sought | None = None,
    ) -> None:
        super().__init__(data, initial=asdict(sought or Sought()))
        cast(forms.ChoiceField, self.fields["trigger"]).choices = [ANY, *_by_kind(triggers)]

    def clean(self) -> dict[str, Any]:
        """What was put the wrong way round is turned."""
        said = super().clean() or {}
        for low, high in (("pain_from", "pain_to"), ("first", "last")):
            ends = [said[name] for name in (low, high) if said.get(name) is not None]
            if len(ends) == 2:
                said[low], said[high] = sorted(ends)
        return said

    def sought(self) -> Sought:
        said = self.cleaned_data
        return Sought(
            **{**said, "words": " ".join(said["words"].split()), "place": said["place"] or ""}
        )


def _by_kind(triggers: Iterable[Trigger]) -> list[tuple[str, list[tuple[str, str]]]]:
    """Those that stand for themselves, by kind and in the order of the alphabet."""
    own = sorted((one for one in triggers if one.merged_into_id is None), key=_in_order)
    groups: dict[str, list[tuple[str, str]]] = {kind: [] for kind in KIND_GROUPS}
    for one in own:
        groups[one.kind].append((str(one.pk), one.text))
    return [(str(KIND_GROUPS[kind]), words) for kind, words in groups.items() if words]


def _in_order(trigger: Trigger) -> str:
    return fold(trigger.text)
