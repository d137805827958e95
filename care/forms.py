"""What a therapist writes to a patient."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from people.widgets import Choices, Day, Words
from sessions.actions import MOST_QUESTIONS as MOST
from sessions.models import BeliefKind

LONGEST = 2000  # characters of one note
LINE = 200  # characters of one thought


class FindForm(forms.Form):
    words = forms.CharField(label=_("Find by name"), required=False, max_length=120)


class ReviewForm(forms.Form):
    note = forms.CharField(
        label=_("A note to the patient"),
        help_text=_("They read it on this page, signed with your name. You can leave it empty."),
        widget=Words(staff=True),
        required=False,
        max_length=LONGEST,
    )


class SuggestForm(forms.Form):
    """A thought in the words the patient would say it in; they may change them."""

    text = forms.CharField(
        label=_("The thought, as the patient would say it"),
        help_text=_("Best in a form that can be checked: If I …, then … will happen (by when)."),
        widget=Words(staff=True),
        max_length=LINE,
        error_messages={"required": _("Write the thought.")},
    )
    kind = forms.ChoiceField(
        label=_("What it is about"),
        help_text=_("This picks the questions. The patient may change it."),
        choices=BeliefKind.choices,
        widget=Choices,
        error_messages={"required": _("Pick one."), "invalid_choice": _("Pick one of these.")},
    )


class ReplyForm(forms.Form):
    answer = forms.CharField(
        label=_("Your answer to the patient"),
        help_text=_("They read it on their page, signed with your name."),
        widget=Words(staff=True),
        max_length=LONGEST,
        error_messages={"required": _("Write your answer.")},
    )


class QuestionForm(forms.Form):
    text = forms.CharField(
        label=_("Your question"),
        help_text=_("One question, in plain words. The patient may skip it."),
        widget=Words(staff=True),
        max_length=LINE,
        error_messages={"required": _("Write a question.")},
    )


class QuestionSetForm(forms.Form):
    """A clinic's own set: a line for each question, one to six."""

    questions = forms.CharField(
        label=_("The questions, one on each line"),
        help_text=_("One to six. They are asked after the built-in ones. No patient’s words here."),
        widget=Words(staff=True),
        max_length=LONGEST,
        error_messages={"required": _("Write at least one question.")},
    )

    def clean_questions(self) -> list[str]:
        lines = [line.strip() for line in self.cleaned_data["questions"].splitlines()]
        lines = [line for line in lines if line]
        if len(lines) > MOST:
            raise forms.ValidationError(_("Six at most. Leave the ones that help most."))
        if any(len(line) > LINE for line in lines):
            raise forms.ValidationError(
                _("A question is too long. Please keep each within 200 characters.")
            )
        return lines


class LimitForm(forms.Form):
    text = forms.CharField(
        label=_("What should the patient keep to?"),
        help_text=_("In plain words. They read it on plans and tests, signed with your name."),
        widget=Words(staff=True),
        max_length=LONGEST,
        error_messages={"required": _("Write what they should keep to.")},
    )


class LockForm(forms.Form):
    """Why a fear stays at *plan ahead*, and up to which day: from ``first`` to ``last``."""

    reason = forms.CharField(
        label=_("Why should it stay a plan?"),
        help_text=_("The patient reads this, signed with your name."),
        widget=Words(staff=True),
        max_length=LONGEST,
        error_messages={"required": _("Write the reason.")},
    )
    until = forms.DateField(
        label=_("Up to and with which day?"),
        help_text=_("At most twelve months ahead. After it the patient may move the fear again."),
        widget=Day,
        error_messages={"required": _("Pick a day."), "invalid": _("Write the day as a date.")},
    )

    def __init__(self, *args: Any, first: date, last: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.first, self.last = first, last

    def clean_until(self) -> date:
        until: date = self.cleaned_data["until"]
        if not self.first <= until <= self.last:
            raise forms.ValidationError(_("Pick a day from today on, at most twelve months ahead."))
        return until
