"""A journal that came in from a file."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from journal.actions.entries import Arriving, add_entries
from journal.actions.triggers import Word as Key
from journal.actions.triggers import name_triggers, word_of
from journal.files.kept import Word
from journal.models import GoneEntry, Trigger
from people import audit
from people.models import User


@dataclass(frozen=True)
class Imported:
    """How many came in, were here already, and stay deleted."""

    new: int
    known: int
    gone: int


@transaction.atomic
def import_entries(
    *, person: User, by: User, batches: Iterable[Sequence[Arriving]], words: Sequence[Word] = ()
) -> Imported:
    """The entries that are new, and the words: new ones as the file has them, those that were
    here as they were."""
    # One writer at a time for one person, as for entries.
    User.objects.select_for_update().get(pk=person.pk)
    before: dict[Key, datetime | None] = {
        (row.kind, row.word): row.archived_at for row in Trigger.objects.filter(person=person)
    }
    new = all_of_them = gone = 0
    for batch in batches:
        new += len(add_entries(person=person, arriving=batch))
        all_of_them += len(batch)
        gone += GoneEntry.objects.filter(
            person=person, client_id__in={one.client_id for one in batch}
        ).count()
    _bring_words(person, words, before)
    _put_back(person, before)
    audit.record(by=by, action="import-entries", person=person)
    return Imported(new=new, known=all_of_them - new - gone, gone=gone)


def _bring_words(person: User, words: Sequence[Word], before: dict[Key, datetime | None]) -> None:
    keyed = {(word.kind, word_of(person, word.text)): word for word in words}
    fresh = {key: word for key, word in keyed.items() if key not in before}
    names = {(word.kind, word.text) for word in fresh.values()}
    names |= {(word.kind, word.merged_into) for word in fresh.values() if word.merged_into}
    rows = name_triggers(person=person, names=names) if names else {}
    now = timezone.now()
    for (kind, _hash), word in fresh.items():
        if not (word.archived or word.merged_into):
            continue
        row = rows[kind, word.text]
        row.archived_at = now if word.archived else None
        into = fresh.get((kind, word_of(person, word.merged_into)))
        # What a word was merged into is never itself a merged one, whatever the file says.
        if word.merged_into and not (into and into.merged_into):
            row.merged_into = rows[kind, word.merged_into]
        row.save(update_fields=["archived_at", "merged_into"])


def _put_back(person: User, before: dict[Key, datetime | None]) -> None:
    """An old entry that comes in is no use of its words today: what was archived stays so."""
    for row in Trigger.objects.filter(person=person, archived_at=None):
        if archived := before.get((row.kind, row.word)):
            row.archived_at = archived
            row.save(update_fields=["archived_at"])
