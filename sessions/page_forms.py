"""Forms around the finished page: begin again, a test's result, who agreed, an answer got."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from people.clock import today
from people.models import User
from people.widgets import Choices, Day, Line, Words
from sessions.models import Belief

LONGEST = 2000  # characters of one answer


class StartForm(forms.Form):
    """Which thought: one of the person's own from before, or "" for another one."""

    belief = forms.ChoiceField(
        label=_("Which thought?"),
        widget=Choices,
        required=False,
        error_messages={"invalid_choice": _("Pick one of these.")},
    )

    def __init__(self, *args: Any, beliefs: list[Belief], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.by_id = {str(belief.pk): belief for belief in beliefs}
        self.fields["belief"].choices = [  # type: ignore[attr-defined]
            ("", _("A thought I have not looked at here")),
            *((pk, belief.text) for pk, belief in self.by_id.items()),
        ]

    @property
    def chosen(self) -> Belief | None:
        return self.by_id.get(self.cleaned_data["belief"])


class AgreementForm(forms.Form):
    name = forms.CharField(
        label=_("Who agreed to this test?"),
        help_text=_("A doctor, a physio, or another person who treats you."),
        widget=Line,
        max_length=120,
        error_messages={"required": _("Write who agreed.")},
    )


class AnswerForm(forms.Form):
    """An answer that the person got elsewhere."""

    answer = forms.CharField(
        label=_("What was the answer?"),
        widget=Words,
        max_length=LONGEST,
        error_messages={"required": _("Write the answer.")},
    )
    name = forms.CharField(
        label=_("Who gave it?"),
        widget=Line,
        max_length=120,
        error_messages={"required": _("Write who gave it.")},
    )
    on = forms.DateField(
        label=_("On which day?"),
        widget=Day,
        error_messages={
            "required": _("Write the day."),
            "invalid": _("Write a day, such as 2026-03-12."),
        },
    )

    def __init__(self, *args: Any, person: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today(person)
        self.fields["on"].initial = self.today

    def clean_on(self) -> date:
        on: date = self.cleaned_data["on"]
        if on > self.today:
            raise forms.ValidationError(_("Write today, or a day before it."))
        return on
