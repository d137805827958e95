"""Questions about safety, in patients' words, and the desk's short forms."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from people.clock import today
from people.widgets import Checks, Choices, Day, Line, Words
from safety.models import Hold, HoldKind, Outcome
from safety.triage import Answer, Urgency
from safety.wording import RISKS, TIERS, signs_of


def _signs(tier: Urgency) -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        label=TIERS[tier], choices=signs_of(tier), widget=Checks, required=False
    )


class NoneOfTheseForm(forms.Form):
    """Boxes, and a box for none of them: an empty page is not an answer."""

    ticked: tuple[str, ...] = ()

    none = forms.BooleanField(label=_("None of these"), required=False)

    @property
    def codes(self) -> list[str]:
        return [code for name in self.ticked for code in self.cleaned_data[name]]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        # A box that came back wrong has its own problem told already.
        if any(name not in data for name in self.ticked):
            return data
        if self.codes and data.get("none"):
            self.add_error(
                "none", _("You ticked one of these and “None of these” too. Take one away.")
            )
        if not self.codes and not data.get("none"):
            self.add_error("none", _("Tick what fits, or tick “None of these”."))
        return data


class RedFlagForm(NoneOfTheseForm):
    """Red flags that are new or much worse, by tier."""

    ticked = ("emergency", "same_day", "soon")

    emergency = _signs(Urgency.EMERGENCY)
    same_day = _signs(Urgency.SAME_DAY)
    soon = _signs(Urgency.SOON)

    field_order = [*ticked, "none"]


class RiskProfileForm(NoneOfTheseForm):
    """What makes a test of movement riskier."""

    ticked = ("risks",)

    risks = forms.MultipleChoiceField(
        label=_("Which of these are true for you?"),
        help_text=_("They do not stop you. They say when to ask before you try a move."),
        choices=list(RISKS.items()),
        widget=Checks,
        required=False,
    )
    known = forms.BooleanField(
        label=_("My doctor or my care team knows about what I ticked"), required=False
    )

    field_order = [*ticked, "none", "known"]

    @property
    def known_to_doctor(self) -> bool:
        return bool(self.codes and self.cleaned_data["known"])


class CrisisForm(forms.Form):
    SAFE, SELF, OTHER, RATHER_NOT = "safe", "self", "other", "rather_not"

    safe = forms.ChoiceField(
        label=_("Are you safe right now?"),
        choices=[
            (SAFE, _("Yes, I am safe")),
            (SELF, _("I think about hurting myself or not wanting to be alive")),
            (OTHER, _("Someone may hurt me")),
            (RATHER_NOT, _("I’d rather not say")),
        ],
        widget=Choices,
    )

    @property
    def answer(self) -> Answer | None:
        """What it says about not wanting to be alive; None where it says nothing of it."""
        return {
            self.SAFE: Answer.NO,
            self.SELF: Answer.YES,
            self.RATHER_NOT: Answer.RATHER_NOT,
        }.get(self.cleaned_data["safe"])

    @property
    def hurt_by_other(self) -> bool:
        return bool(self.cleaned_data["safe"] == self.OTHER)


ANSWERS = [
    (Answer.YES.value, _("Yes")),
    (Answer.NO.value, _("No")),
    (Answer.RATHER_NOT.value, _("I’d rather not say")),
]


def _yes_or_no(label: Any) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, choices=ANSWERS, widget=Choices)


class LivingForm(forms.Form):
    living = _yes_or_no(_("Are you thinking about not wanting to be alive?"))


class SupportQuestionsForm(forms.Form):
    acting = _yes_or_no(_("Do you think about acting on these thoughts?"))
    plan = _yes_or_no(_("Do you have a plan for how?"))
    today = _yes_or_no(_("Might you act on it today?"))


class ClearanceForm(forms.Form):
    """Who said, and on which day, that what waits may go on."""

    said_by = forms.CharField(label=_("Who said it is safe to go on?"), max_length=200, widget=Line)
    said_on = forms.DateField(
        label=_("On which day?"),
        widget=Day,
    )

    def __init__(self, *args: Any, hold: Hold, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.hold = hold
        if hold.kind == HoldKind.SELF_HARM:
            self.fields["said_by"].label = _("Whom did you talk to about it?")

    def clean_said_on(self) -> date:
        day: date = self.cleaned_data["said_on"]
        if day < self.hold.local_date:
            raise ValidationError(_("That was before you told us about it."))
        if day > today(self.hold.person):
            raise ValidationError(_("That day is still to come."))
        return day


class DeskClearanceForm(ClearanceForm):
    """The same for a clinician, who writes in the app's own face."""

    said_by = forms.CharField(
        label=_("Who says it is safe to go on?"), max_length=200, widget=Line(staff=True)
    )


class AcknowledgeForm(forms.Form):
    action_taken = forms.CharField(
        label=_("What did you do, or what will you do?"),
        help_text=_("The patient sees that you took it on, and when. Not these words."),
        max_length=2000,
        widget=Words(staff=True),
    )


class OutcomeForm(forms.Form):
    outcome = forms.ChoiceField(
        label=_("What became of it?"), choices=Outcome.choices, widget=Choices
    )
    reason = forms.CharField(
        label=_("Why?"),
        help_text=_("Needed for a false alarm. Only staff read it."),
        max_length=2000,
        required=False,
        widget=Words(staff=True),
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("outcome") == Outcome.FALSE_ALARM and not data.get("reason"):
            self.add_error("reason", _("Say why it was a false alarm."))
        return data
