"""What is typed into a form of the journal and not yet sent: kept until it becomes an entry."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.db import transaction

from journal.drafts import CHECK_IN, NEW_ENTRY, as_uuid, has_arrived
from journal.models import EntryDraft
from people import audit
from people.errors import NotAllowed
from people.models import User


@transaction.atomic
def keep_draft(
    *, person: User, by: User, place: str, words: Mapping[str, Sequence[str]], typed: datetime
) -> EntryDraft | None:
    """Keep the fields of a form as they were ``typed``; what was typed there later stays.

    None where it has become an entry already: what is typed last may come after what was sent.
    NotAllowed where ``place`` is no form of theirs. The trail says that a draft was begun, and
    not each time that it went on.
    """
    if place not in (CHECK_IN, NEW_ENTRY):
        if not person.entries.kept().filter(pk=as_uuid(place)).exists():
            raise NotAllowed
    elif has_arrived(person, words):
        return None
    draft, new = EntryDraft.objects.select_for_update().get_or_create(
        person=person, place=place, defaults={"words": {}, "typed": typed}
    )
    if new or draft.typed <= typed:
        draft.words = {name: list(values) for name, values in words.items()}
        draft.typed = typed
        draft.save(update_fields=["words", "typed"])
    if new:
        audit.record(by=by, action="begin-draft", person=person, on=draft)
    return draft


@transaction.atomic
def forget_draft(*, person: User, by: User, place: str) -> None:
    """It has become an entry, or is not wanted."""
    draft = EntryDraft.objects.filter(person=person, place=place).first()
    if draft is not None:
        audit.record(by=by, action="forget-draft", person=person, on=draft)
        draft.delete()
