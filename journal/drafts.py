"""What is half written in the journal: where such forms stand, and what was typed into them."""

import uuid
from collections.abc import Mapping, Sequence

from django.http import QueryDict

from journal.models import EntryDraft, GoneEntry
from people.models import User

# Where a form stands that makes a new entry. Any other place is the id of an entry.
CHECK_IN, NEW_ENTRY = "check-in", "entry"


def draft_at(person: User, place: str) -> EntryDraft | None:
    """What the person has typed at ``place`` and not sent."""
    draft: EntryDraft | None = person.entry_drafts.filter(place=place).first()
    if draft is None or (place in (CHECK_IN, NEW_ENTRY) and has_arrived(person, draft.words)):
        return None
    return draft


def typed_in(draft: EntryDraft) -> QueryDict:
    """Its fields as a form takes them."""
    data = QueryDict(mutable=True)
    for name, values in draft.words.items():
        data.setlist(name, list(values))
    return data


def has_arrived(person: User, words: Mapping[str, Sequence[str]]) -> bool:
    """These fields became an entry, kept or deleted since."""
    ids = [found for sent in words.get("client_id", ()) if (found := as_uuid(sent))]
    if not ids:
        return False
    gone = GoneEntry.objects.filter(person=person, client_id__in=ids)
    return person.entries.filter(client_id__in=ids).exists() or gone.exists()


def as_uuid(text: object) -> uuid.UUID | None:
    try:
        return uuid.UUID(str(text))
    except ValueError:
        return None


def with_begun(sent: QueryDict, draft: EntryDraft | None) -> QueryDict:
    """A form that was begun elsewhere, on top of what was typed here before: that stays where
    nothing came for it, and of two notes both are kept."""
    data = sent.copy()
    if draft is None:
        return data
    for name, values in typed_in(draft).lists():
        if name == "note" and data.get(name) and any(values):
            data[name] = "\n".join([*values, str(data[name])])
        elif not any(data.getlist(name)):
            data.setlist(name, values)
    return data
