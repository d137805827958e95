"""When the thought last showed up."""

from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from journal.models import Entry
from people.clock import today
from people.widgets import Line, ScaleField, Words
from sessions.forms.base import FURTHEST, LINE, OwnWords, PastDay, StepForm
from sessions.forms.weighing import FACT
from sessions.place import Place


class SituationForm(StepForm):
    """One real moment. All of it may be left. Where the thought came from the journal and nothing
    was said here yet, that entry stands in it until the person saves."""

    says = ("on", "place", "with_whom", "did", "did_next")
    rates = ("pain",)

    on = PastDay(required=False, label=_("On which day did it last show up?"))
    place = OwnWords(most=LINE, widget=Line, required=False, label=_("Where were you?"))
    with_whom = OwnWords(most=LINE, widget=Line, required=False, label=_("Who was there?"))
    pain = ScaleField(
        top=10,
        low=_("no pain"),
        high=_("the worst I can think of"),
        required=False,
        label=_("How strong was your pain then?"),
    )
    did = OwnWords(
        most=FACT,
        widget=Words,
        required=False,
        label=_("What were you doing, or what did you stop?"),
    )
    did_next = OwnWords(most=FACT, widget=Words, required=False, label=_("What did you do next?"))

    @classmethod
    def kept(cls, at: Place) -> dict[str, Any]:
        if at.said or at.journal_entry is None:
            return super().kept(at)
        return situation_of(at.journal_entry, today(at.person))

    @property
    def filled_from(self) -> Entry | None:
        """The entry that fills it, where one does."""
        return None if self.at.said or self.typed is not None else self.at.journal_entry


def situation_of(entry: Entry, today: date) -> dict[str, Any]:
    """The fields that an entry can fill."""
    near = abs(today - entry.local_date) <= FURTHEST
    return {
        "on": entry.local_date if near else None,
        "pain": entry.pain,
        "with_whom": _named(entry, "relationship"),
        "did": _named(entry, "activity"),
    }


def _named(entry: Entry, kind: str) -> str:
    """As many of its words of this kind as fit into a line."""
    line = ""
    for mention in entry.mentions.all():
        if mention.trigger.kind == kind:
            longer = f"{line}, {mention.trigger.text}" if line else mention.trigger.text
            line = longer if len(longer) <= LINE else line
    return line
