"""A thought that came from the person's journal, and the entry behind it."""

from uuid import UUID

from journal.models import Entry
from people.models import User
from sessions.models import Belief


def entry_behind(belief: Belief) -> Entry | None:
    """The person's own entry, as it stands now; None where it is gone, or was none of theirs."""
    if belief.source != Belief.Source.JOURNAL:
        return None
    return entry_of(belief.person, belief.source_id)


def entry_of(person: User, pk: UUID | None) -> Entry | None:
    rows = Entry.objects.kept().filter(person=person, pk=pk)
    found: Entry | None = rows.prefetch_related("mentions__trigger").first()
    return found


def starts_private(person: User, source: str, source_id: UUID | None) -> bool:
    """What was kept to oneself in the journal is not opened by making it a thought to look at."""
    if source != Belief.Source.JOURNAL:
        return False
    entry = entry_of(person, source_id)
    return entry is not None and entry.private
