"""Forms of a therapist who leads: which thought to propose, and a question in the middle."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from people.widgets import Choices, Words
from sessions.forms.base import LINE, OneOf, OwnWords
from sessions.models import BeliefKind, Suggestion

TOGETHER, ANOTHER = "", "another"
QUESTION = 500  # characters


class LeadForm(forms.Form):
    """A thought to propose: one that was suggested before, another one, or none."""

    thought = forms.ChoiceField(
        label=_("Which thought?"),
        help_text=_("The patient sees your proposal, and can choose another one."),
        widget=Choices,
        required=False,
        error_messages={"invalid_choice": _("Pick one of these.")},
    )
    text = OwnWords(
        most=LINE,
        widget=Words,
        required=False,
        label=_("Another thought, as one short line"),
        help_text=_("Only if you picked “Another thought”."),
    )
    kind = OneOf(
        dict(BeliefKind.choices),
        required=False,
        label=_("What is it about most of all?"),
        help_text=_("This picks the questions that are asked."),
    )

    def __init__(self, *args: Any, offered: list[Suggestion], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.by_id = {str(one.pk): one for one in offered}
        self.fields["thought"].choices = [  # type: ignore[attr-defined]
            (TOGETHER, _("We pick it together")),
            *((pk, one.text) for pk, one in self.by_id.items()),
            (ANOTHER, _("Another thought")),
        ]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("thought") == ANOTHER and "text" not in self.errors and not data.get("text"):
            self.add_error("text", _("Write the thought, or pick it together."))
        return data

    @property
    def proposal(self) -> dict[str, str]:
        """``text`` and ``kind`` as ``actions.ask_to_lead`` takes them."""
        data = self.cleaned_data
        if suggestion := self.by_id.get(data["thought"]):
            return {"text": suggestion.text, "kind": suggestion.kind}
        if data["thought"] == ANOTHER:
            return {"text": data["text"], "kind": data["kind"] or BeliefKind.OTHER}
        return {}


class QuestionForm(forms.Form):
    text = OwnWords(
        most=QUESTION,
        widget=Words,
        label=_("Your question"),
        help_text=_("The patient sees it with your name, at the end of the series."),
        please=_("Write your question."),
    )
