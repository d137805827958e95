"""One thought, in words that can be checked: what the belief step and the list of thoughts ask."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from people.widgets import Line, Words
from sessions import phrasing, wording
from sessions.forms.base import LINE, OneOf, OwnWords
from sessions.models import Belief, BeliefKind


class ThoughtFields(forms.Form):
    """The thought itself, or what would happen if …, by when: then the words are made of these."""

    text = OwnWords(
        most=LINE,
        widget=Words,
        required=False,
        label=_("Your thought, as one short line"),
        help_text=_("If you can: If I …, then … will happen."),
        please=_("Write your thought, or pick one from a list."),
    )
    kind = OneOf(
        dict(BeliefKind.choices),
        label=_("What is it about most of all?"),
        help_text=_("This picks the questions you will be asked."),
    )
    if_clause = OwnWords(most=LINE, required=False, widget=Line, label=_("If I …"))
    then_clause = OwnWords(
        most=LINE,
        required=False,
        widget=Line,
        label=_("then … will happen"),
        help_text=_("What would we see on a video if this came true?"),
    )
    timeframe = OneOf(wording.TIMEFRAMES, required=False, label=_("By when would it happen?"))

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if not data.get("text") and "text" not in self.errors:
            if data.get("if_clause") and data.get("then_clause"):
                data["text"] = self.whole(data)
                if len(data["text"]) > LINE:
                    self.add_error("then_clause", _("Please make this shorter."))
            else:
                self.add_error("text", self.fields["text"].error_messages["required"])
        return data

    def whole(self, data: dict[str, Any]) -> str:
        """The thought made of its parts."""
        return _("If I %(if)s, then %(then)s will happen.") % {
            "if": data["if_clause"],
            "then": data["then_clause"],
        }


class ThoughtForm(ThoughtFields):
    """A thought on the list, new or in other words. What is hard to check is sent back once."""

    use_required_attribute = False

    source = forms.ChoiceField(
        choices=[
            (source.value, source.label)
            for source in (Belief.Source.OWN, Belief.Source.JOURNAL, Belief.Source.BARRIER)
        ],
        required=False,
        widget=forms.HiddenInput,
    )
    source_id = forms.UUIDField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["text"].error_messages["required"] = _("Write your thought.")

    def whole(self, data: dict[str, Any]) -> str:
        if not data.get("timeframe"):
            return super().whole(data)
        return _("If I %(if)s, then %(then)s will happen %(when)s.") % {
            "if": data["if_clause"],
            "then": data["then_clause"],
            "when": wording.TIMEFRAMES[data["timeframe"]],
        }

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        data["source"] = data.get("source") or Belief.Source.OWN.value
        return data

    @property
    def helping(self) -> bool:
        """The part that helps to phrase it stands open."""
        names = ("if_clause", "then_clause", "timeframe")
        return bool(self.reword) or any(self[name].value() for name in names)

    @property
    def reword(self) -> str:
        """Why it is sent back for a second look; "" where it is not, or was before."""
        if not self.is_bound or self.errors or self.data.get("looked"):
            return ""
        hint = phrasing.hint(self.cleaned_data["text"])
        return str(wording.HINTS[hint]) if hint else ""

    @property
    def good(self) -> bool:
        """Valid, and looked at once more where that was asked for."""
        return self.is_valid() and not self.reword
