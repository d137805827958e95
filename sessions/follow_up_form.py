"""The form of a follow-up: about a minute, one page."""

from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from people.widgets import Checks, ScaleField, Words
from sessions.forms.base import ANSWER, PICK, OneOf, OwnWords
from sessions.models import FollowUp
from sessions.notes import Notes


def _words(name: str) -> dict[Any, Any]:
    """The choices of that column, as they are shown."""
    return dict(getattr(FollowUp._meta.get_field(name), "choices", None) or ())


class FollowUpForm(forms.Form):
    """No rating from before is shown here: it would pull the new one."""

    use_required_attribute = False

    conviction = ScaleField(
        top=100,
        low=_("not at all"),
        high=_("totally sure"),
        label=_("Right now, how much do you believe this?"),
        help_text=_("It may be less, more, or the same. Any of these is worth knowing."),
    )
    came_back = OneOf(_words("came_back"), label=_("Did the thought come back?"))
    yes_done = OneOf(_words("yes_done"), label=_("Did you do it?"), required=False)
    plan_used = OneOf(_words("plan_used"), label=_("Did you use your plan?"), required=False)
    costs = forms.TypedMultipleChoiceField(
        label=_("Have you done any of these since, or something like it?"),
        help_text=_("A small piece counts. You can leave this."),
        coerce=UUID,
        widget=Checks,
        required=False,
        error_messages=PICK,
    )
    in_the_way = OwnWords(
        most=ANSWER,
        widget=Words,
        required=False,
        label=_("What got in the way?"),
        help_text=_("You can leave this."),
    )

    def __init__(self, *args: Any, notes: Notes, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        given_up = [cost for cost in notes.costs if not cost.reclaimed]
        self.fields["costs"].choices = [  # type: ignore[attr-defined]
            (str(cost.item), cost.text) for cost in given_up
        ]
        asked = {
            "yes_done": bool(notes.yes),
            "plan_used": any(fear.plan for fear in notes.fears),
            "costs": bool(given_up),
        }
        for name, there in asked.items():
            if not there:
                del self.fields[name]
