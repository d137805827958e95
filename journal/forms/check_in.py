"""The check-in: pain, and as much more as one likes."""

from dataclasses import replace
from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from journal.forms.base import NOTE, MoodField, OwnWords, Rating
from journal.forms.entry_base import JournalForm
from journal.forms.named import short_naming
from journal.offers import usual
from journal.saying import Said

MOST_NAMED = 2


class CheckInForm(JournalForm):
    pain = Rating("pain", required=True, label=_("How bad is the pain right now?"))
    interference = Rating("interference", label=_("How much did it get in your way today?"))
    mood = MoodField(label=_("How is your mood?"))
    note = OwnWords(most=NOTE, label=_("Anything else?"), help_text=_("You can leave this empty."))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = usual(self.person) if self.person else []
        self.naming = short_naming(
            self.sent,
            triggers=self.vocabulary(offered),
            said=self.named,
            begun=self.begun,
        )

    def clean(self) -> dict[str, Any]:
        if len(self.naming.meant) > MOST_NAMED:
            self.add_error(
                None,
                _("Pick up to two here. In a full entry there is room for more."),
            )
        return self.cleaned_data

    def said(self, now: datetime) -> Said:
        """``now``: when it was written."""
        values = {name: self.cleaned_data[name] for name in ("interference", "mood", "note")}
        pain = self.cleaned_data["pain"]
        before = self.before or Said(at=now, pain=pain)
        return replace(before, pain=pain, named=self.naming.named(), **values)
