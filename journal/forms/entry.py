"""The full entry: pain, and whatever else one wants to say of a moment."""

from datetime import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms import BoundField
from django.utils.translation import gettext_lazy as _

from journal.areas import AREAS
from journal.forms.base import ANSWER, LINE, NOTE, Count, Hours, MoodField, OneOf, OwnWords, Rating
from journal.forms.body import BodyField
from journal.forms.entry_base import JournalForm
from journal.forms.moment import ClockTime, PastDay, moment_of
from journal.forms.named import naming_of
from journal.models import Entry
from journal.offers import last_places, offered
from journal.saying import COLUMNS, Hurting, Said
from journal.scales import SCALES
from journal.wording import area_words
from people.clock import today, zone_of
from people.widgets import Line

# Which fields stand in a part of the page that is folded up while it is empty.
FOLDED = {
    "when": ("day", "clock"),
    "where": ("hurting", "same_places", "elsewhere"),
    "people": ("contact", "felt_close"),
    "thought": ("thought", "thought_conviction"),
    "night": ("sleep_quality", "sleep_hours"),
    "feeling": ("mood", "stress", "energy"),
    "left": ("rest_minutes", "declined"),
    "medicine": ("medication",),
    "doing": (),
    "around": (),
}
# And which words of one's own beside them.
FOLDED_KINDS = {
    "doing": ("activity",),
    "people": ("relationship",),
    "thought": ("thought",),
    "night": ("sleep",),
    "feeling": ("mood",),
    "around": ("posture", "weather", "other"),
}


class EntryForm(JournalForm):
    pain = Rating("pain", required=True, label=_("How bad is the pain?"))
    worst = Rating("worst", label=_("How bad was it at its worst today?"))
    interference = Rating("interference", label=_("How much did it get in your way today?"))
    day = PastDay(label=_("Day"))
    clock = ClockTime(label=_("Time"))
    hurting = BodyField(label=_("Where does it hurt?"))
    same_places = forms.Field(required=False, label=_("The same places as last time"))
    elsewhere = OwnWords(most=LINE, label=_("Somewhere else?"))
    contact = OneOf(
        {"": _("I would rather not say"), **dict(Entry.Contact.choices)},
        label=_("How much were you with others?"),
    )
    felt_close = Rating("felt_close", label=_("How close did you feel to someone?"))
    thought = OwnWords(
        most=LINE,
        label=_("What went through your mind?"),
        help_text=_("One thought, in one short line. You can look at it more closely later."),
    )
    thought_conviction = Rating("thought_conviction", label=_("How much did you believe it then?"))
    sleep_quality = Rating("sleep_quality", label=_("How well did you sleep last night?"))
    sleep_hours = Hours(label=_("How many hours?"))
    mood = MoodField(label=_("How is your mood?"))
    stress = Rating("stress", label=_("How much stress was there?"))
    energy = Rating("energy", label=_("How much energy did you have?"))
    rest_minutes = Count(
        most=SCALES["rest_minutes"].high,
        label=_("For how many minutes did you rest because of the pain?"),
    )
    declined = OwnWords(
        most=ANSWER, widget=Line, label=_("Did you say no to something because of the pain?")
    )
    medication = OwnWords(
        most=ANSWER,
        widget=Line,
        label=_("What did you take?"),
        help_text=_("In your own words, such as “as usual”."),
    )
    note = OwnWords(most=NOTE, label=_("Anything else?"))
    private = forms.BooleanField(
        required=False,
        label=_("Keep this entry to myself"),
        help_text=_("Nobody else can open it, even where you share your journal."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        person = self.person
        by_kind = offered(person) if person else {}
        self.naming = naming_of(
            self.sent,
            triggers=self.vocabulary([one for kind in by_kind.values() for one in kind]),
            said=self.named,
            begun=self.begun,
        )
        self.last_places = last_places(person) if person and not self.before else []
        if person:
            self.fields["day"].widget.attrs["max"] = today(person).isoformat()
        if self.before:
            self.fields["pain"].label = _("How bad was the pain?")

    def initial_of(self, said: Said | None) -> dict[str, Any]:
        initial = super().initial_of(said)
        if said and self.person:
            local = said.at.astimezone(zone_of(self.person))
            initial |= {"day": local.date(), "clock": local.time().replace(microsecond=0, second=0)}
        return initial

    @property
    def groups(self) -> dict[str, Any]:
        """The words of each kind, by the kind."""
        return {group.kind: group for group in self.naming.groups}

    @property
    def opened(self) -> set[str]:
        """The parts that hold something, or something that is wrong."""
        filled = {
            part for part, names in FOLDED.items() if any(_is_filled(self[name]) for name in names)
        }
        kinds = {
            part
            for part, kinds in FOLDED_KINDS.items()
            if any(self.groups[kind].meant for kind in kinds)
        }
        return filled | kinds

    @property
    def places_offered(self) -> str:
        """The areas that one tick takes over, by code."""
        typed = self["same_places"].value() if self.is_bound else None
        codes = _codes(typed) or self.last_places
        return ",".join(codes)

    @property
    def places_words(self) -> str:
        return area_words(_codes(self.places_offered))

    @property
    def same_ticked(self) -> bool:
        return bool(self.is_bound and _codes(self["same_places"].value()))

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        self.moment: datetime | None = None
        before = self.initial.get("day"), self.initial.get("clock")
        day, clock = data.get("day") or before[0], data.get("clock") or before[1]
        # The moment of an entry that is changed stays what it was, to the second.
        if not {"day", "clock"} & self.errors.keys() and (day, clock) != before:
            try:
                self.moment = moment_of(self.person, day, clock)
            except ValidationError as error:
                self.add_error(None, error)
        return self.cleaned_data

    def said(self, now: datetime) -> Said:
        """``now``: when it was written."""
        values = {name: self.cleaned_data[name] for name in COLUMNS if name in self.cleaned_data}
        at = self.moment or (self.before.at if self.before else now)
        return Said(at=at, named=self.naming.named(), hurting=self._hurting(), **values)

    def _hurting(self) -> tuple[Hurting, ...]:
        given = {one.area: one for one in self.cleaned_data["hurting"]}
        for code in _codes(self.cleaned_data["same_places"]):
            given.setdefault(code, Hurting(code))
        now = tuple(given[code] for code in AREAS if code in given)
        before = self.before.hurting if self.before else ()
        return before if set(before) == set(now) else now


def _is_filled(field: BoundField) -> bool:
    return bool(field.errors) or field.value() not in (None, "", (), {})


def _codes(typed: Any) -> list[str]:
    sent = set(str(typed or "").split(","))
    return [code for code in AREAS if code in sent]
