"""What a person can do with a word of their own: three small forms on one page."""

from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from journal import wording
from journal.forms.base import WORD, OneOf, OwnWords
from journal.models import Trigger


class RenameForm(forms.Form):
    text = OwnWords(
        label=_("Your word for it"), most=WORD, required=True, please=_("Write a word for it.")
    )


class MergeForm(forms.Form):
    """Which other word it counts as: one of ``others``."""

    into = forms.ChoiceField(
        label=_("Count it as"),
        error_messages={"required": _("Pick a word."), "invalid_choice": _("Pick one of these.")},
    )

    def __init__(self, *args: Any, others: list[Trigger], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.others = {str(one.pk): one for one in others}
        choices = [("", _("Pick a word")), *((pk, one.text) for pk, one in self.others.items())]
        cast(forms.ChoiceField, self.fields["into"]).choices = choices

    def clean_into(self) -> Trigger:
        return self.others[self.cleaned_data["into"]]


class MoveForm(forms.Form):
    kind = OneOf(wording.KIND_GROUPS, label=_("What kind of word it is"), required=True)
