"""Writes to a person's own vocabulary."""

from collections.abc import Iterable

from django.db import transaction

from journal.models import Trigger
from people.clock import stamp
from people.models import User
from vault.hashes import keyed_hash

Word = tuple[str, str]  # kind, keyed hash


def word_of(person: User, text: str) -> str:
    """The keyed hash a trigger is found by: case and spaces make no difference. Each person's
    words meet their own alone."""
    folded = " ".join(text.casefold().split())
    return keyed_hash(f"{person.pk}\0{folded}", purpose="journal.trigger")


@transaction.atomic
def name_triggers(
    *, person: User, names: Iterable[tuple[str, str]]
) -> dict[tuple[str, str], Trigger]:
    """The trigger for each (kind, text), made where it is new.

    A merged word gives what it was merged into, an archived one is offered again. In the
    transaction of the entry that names them, which is what is recorded.
    """
    wanted: dict[tuple[str, str], Word] = {
        (kind, text): (kind, word_of(person, text)) for kind, text in names
    }
    found = _found(person, wanted.values())
    when = stamp(person)
    new = [
        Trigger(person=person, kind=kind, text=" ".join(text.split()), word=word, **when)
        for (kind, text), (kind_, word) in wanted.items()
        if (kind_, word) not in found
    ]
    unique = {(one.kind, one.word): one for one in reversed(new)}
    Trigger.objects.bulk_create(unique.values())
    found |= unique
    given = {name: found[word].merged_into or found[word] for name, word in wanted.items()}
    back = {one.pk for one in given.values() if one.archived_at is not None}
    Trigger.objects.filter(pk__in=back).update(archived_at=None)
    return given


def _found(person: User, words: Iterable[Word]) -> dict[Word, Trigger]:
    known = Trigger.objects.filter(person=person, word__in={word for _, word in words})
    return {(one.kind, one.word): one for one in known.select_related("merged_into")}
