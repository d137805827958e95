"""Which thinking habits are at work: named for the thought, never for the person."""

from typing import Any

from django import forms
from django.utils.functional import cached_property
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from people.widgets import Checks, Words
from sessions.content import MOST_HABITS, Habit, habits
from sessions.forms.base import OwnWords, StepForm
from sessions.forms.weighing import FACT


class HabitsForm(StepForm):
    """Up to three of the habits, or none, and the words that show them."""

    says = ("habits", "none", "why")

    habits = forms.MultipleChoiceField(
        widget=Checks,
        required=False,
        label=_("Which of these might be at work?"),
        help_text=_("Pick up to three."),
        error_messages={"invalid_choice": _("Tick some of these.")},
    )
    none = forms.BooleanField(required=False, label=_("None of these"))
    why = OwnWords(
        most=FACT,
        widget=Words,
        required=False,
        label=_("Which words in your thought show it?"),
        help_text=_("You can leave this."),
    )

    @cached_property
    def known(self) -> tuple[Habit, ...]:
        examination = self.at.examination
        return habits(examination.content_version, examination.language)

    def build(self) -> None:
        self.fields["habits"].choices = [  # type: ignore[attr-defined]
            (one.id, format_html("<b>{}</b><br>{}", one.label, one.line)) for one in self.known
        ]

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if "habits" in self.errors:
            return data
        picked, none = data.get("habits") or [], data.get("none")
        if len(picked) > MOST_HABITS:
            self.add_error("habits", _("Pick three at most: the ones that fit best."))
        elif picked and none:
            self.add_error("habits", _("You ticked “None of these” too. Take one away."))
        elif self.goes_on and not picked and not none:
            self.add_error("habits", _("Pick up to three, or tick “None of these”."))
        return self.cleaned_data
