"""Beginning a trial of one trigger, and ending it."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from journal.actions.trials import MOVES, needs_agreement
from journal.forms.base import ANSWER, LINE, NOTE, Label, OneOf, OwnWords, Typed
from journal.models import Trigger, TriggerKind
from journal.onoff import LENGTHS, USUAL
from people.clock import today
from people.models import User
from people.widgets import Day, Words

# How far ahead the first day may be.
AHEAD = timedelta(days=30)

# For example, on a day with it and on a day without it. None where nothing can be suggested.
EXAMPLES: dict[str, tuple[Label, Label]] = {
    TriggerKind.ACTIVITY: (
        _("For example: a walk of 15 minutes after lunch."),
        _("For example: no walk, and all else as usual."),
    ),
    TriggerKind.RELATIONSHIP: (
        _("For example: call my sister in the evening."),
        _("For example: no call, and all else as usual."),
    ),
    TriggerKind.THOUGHT: (
        _("For example: when the thought comes, I write it down and go on."),
        _("For example: as usual."),
    ),
    TriggerKind.SLEEP: (_("For example: in bed by ten."), _("For example: as usual.")),
    TriggerKind.MOOD: (
        _("For example: 20 minutes of music that I like."),
        _("For example: no music, and all else as usual."),
    ),
    TriggerKind.POSTURE: (
        _("For example: stand up every half hour."),
        _("For example: as usual."),
    ),
    TriggerKind.WEATHER: (
        _("For example: ten minutes outside, rain or shine."),
        _("For example: as usual."),
    ),
    TriggerKind.OTHER: (
        _("One small thing that you can do."),
        _("For example: as usual."),
    ),
}


class TrialForm(Typed):
    """``offered``: the person's words to pick from. ``picked``: one that is given, or None; then
    all are asked for."""

    trigger = OneOf({}, required=True, label=_("What is it about?"))
    look = forms.UUIDField(required=False, widget=forms.HiddenInput)
    with_words = OwnWords(
        most=LINE,
        required=True,
        label=_("What will you try on a day with it?"),
        please=_("Write what you will try."),
    )
    without_words = OwnWords(
        most=LINE,
        required=True,
        label=_("What will you do on a day without it?"),
        please=_("Write what you will do without it."),
    )
    days = OneOf(
        {str(days): _("%(days)s days") % {"days": days} for days in LENGTHS},
        required=True,
        label=_("How long?"),
        help_text=_(
            "Half of the days are with it. More days tell more. In ten, only a very big gap shows."
        ),
    )
    starts_on = forms.DateField(
        label=_("First day"),
        widget=Day,
        error_messages={"invalid": _("Write a day, such as 2026-03-12.")},
    )
    guess = OwnWords(
        most=ANSWER,
        label=_("What do you think you will find?"),
        help_text=_("You can leave this. It is good to know later what you had guessed."),
    )
    agreed_by = OwnWords(
        most=LINE,
        label=_("Who agreed to this?"),
        help_text=_("A doctor, a physio, or another person who treats you."),
    )
    none_of_these = forms.BooleanField(
        label=_(
            "It is not a medicine, a brace or an aid. My care team did not ask me to do it. "
            "They did not ask me to leave it."
        ),
        error_messages={"required": _("Tick this, or pick something else to try.")},
    )

    def __init__(
        self,
        *args: Any,
        person: User,
        picked: Trigger | None,
        offered: Sequence[Trigger],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.today = today(person)
        self.picked = picked
        self.agreement = needs_agreement(person)
        self.by_id = {str(one.pk): one for one in (*offered, *([picked] if picked else []))}
        if picked and self.is_bound:
            # By the id it was asked by: since then it may have become another word.
            self.by_id[str(self.data.get("trigger"))] = picked
        trigger = self.fields["trigger"]
        trigger.choices = [(pk, one.text) for pk, one in self.by_id.items()]  # type: ignore[attr-defined]
        if picked:
            trigger.widget = forms.HiddenInput()
            trigger.initial = str(picked.pk)
            with_it, without = EXAMPLES[picked.kind]
            self.fields["with_words"].help_text = str(with_it)
            self.fields["without_words"].help_text = str(without)
        self.fields["days"].initial = str(USUAL)
        self.fields["starts_on"].initial = self.today + timedelta(days=1)
        if not self.agreement or (picked and picked.kind not in MOVES):
            del self.fields["agreed_by"]

    def clean_trigger(self) -> Trigger:
        return self.by_id[self.cleaned_data["trigger"]]

    def clean_days(self) -> int:
        return int(self.cleaned_data["days"])

    def clean_starts_on(self) -> date:
        on: date = self.cleaned_data["starts_on"]
        if not self.today <= on <= self.today + AHEAD:
            raise forms.ValidationError(_("Pick a day from today on, within a month."))
        return on

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        trigger = data.get("trigger")
        moves = trigger is not None and trigger.kind in MOVES
        named = data.get("agreed_by") or "agreed_by" in self.errors
        if self.agreement and moves and not named:
            self.add_error("agreed_by", _("Write who agreed."))
        return data

    @property
    def said(self) -> dict[str, Any]:
        """What ``actions.start_trial`` takes."""
        return {name: value for name, value in self.cleaned_data.items() if name != "none_of_these"}


class TrialEndForm(Typed):
    learnt = OwnWords(
        most=NOTE,
        widget=Words,
        label=_("What did you learn?"),
        help_text=_("You can leave this."),
    )


def as_id(text: str | None) -> UUID | None:
    """The id in an address; None for what is none."""
    try:
        return UUID(text or "")
    except ValueError:
        return None
