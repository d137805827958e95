"""A person's own words, and what each counts as: one that was merged counts as another.

Entries keep the word that was written. Whoever counts or lists by word asks ``canonical`` first.
"""

import uuid
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Max, Q, UUIDField
from django.db.models.functions import Coalesce

from journal.models import Mention, Trigger, TriggerKind
from people.models import User

# A trigger's id, and what it counts as now.
Canonical = Mapping[uuid.UUID, Trigger]


@dataclass(frozen=True)
class Word:
    """``entries``: how many name it, or what was merged into it; ``last``: the day of the newest
    of them. ``merged``: the words that count as it."""

    trigger: Trigger
    entries: int
    last: date | None
    merged: tuple[Trigger, ...]


def canonical(person: User) -> dict[uuid.UUID, Trigger]:
    """For every trigger of the person what it counts as now: itself, or what it was merged into."""
    rows = {one.pk: one for one in person.triggers.all()}
    return {pk: rows[one.merged_into_id or pk] for pk, one in rows.items()}


def counted(mentions: Iterable[Mention], words: Canonical) -> list[tuple[Trigger, Mention]]:
    """The words of one entry as they count now. Where two of them have become one, the first is
    what the entry says of it."""
    found: dict[uuid.UUID, tuple[Trigger, Mention]] = {}
    for mention in mentions:
        trigger = words[mention.trigger_id]
        found.setdefault(trigger.pk, (trigger, mention))
    return list(found.values())


def words_of(person: User) -> list[Word]:
    """All that count for themselves: by kind, and of each kind what most entries name first."""
    rows = list(person.triggers.all())
    named = _named(person)
    merged: dict[uuid.UUID, list[Trigger]] = defaultdict(list)
    for one in rows:
        if one.merged_into_id:
            merged[one.merged_into_id].append(one)
    words = [_word(one, named, merged[one.pk]) for one in rows if not one.merged_into_id]
    kinds = list(TriggerKind.values)
    return sorted(
        words,
        key=lambda word: (kinds.index(word.trigger.kind), -word.entries, _spelt(word.trigger)),
    )


def word_of(trigger: Trigger) -> Word:
    """One that counts for itself."""
    merged = list(trigger.merged.all())
    return _word(trigger, _named(trigger.person, [trigger, *merged]), merged)


def others_of(trigger: Trigger) -> list[Trigger]:
    """What it could count as, by name: the other words of its kind that count for themselves, and
    those that count as it."""
    same = trigger.person.triggers.filter(kind=trigger.kind).exclude(pk=trigger.pk)
    return sorted(same.filter(Q(merged_into=None) | Q(merged_into=trigger)), key=_spelt)


def _word(
    trigger: Trigger, named: Mapping[uuid.UUID, tuple[int, date]], merged: Iterable[Trigger]
) -> Word:
    entries, last = named.get(trigger.pk, (0, None))
    return Word(trigger, entries, last, tuple(sorted(merged, key=_spelt)))


def _spelt(trigger: Trigger) -> str:
    return str(trigger.text).casefold()


def _named(person: User, only: list[Trigger] | None = None) -> dict[uuid.UUID, tuple[int, date]]:
    """How many entries name each word, or each of ``only``, and the newest day of theirs."""
    mentions = Mention.objects.filter(entry__person=person, entry__deleted_at=None)
    if only is not None:
        mentions = mentions.filter(trigger__in=only)
    head = Coalesce("trigger__merged_into_id", "trigger_id", output_field=UUIDField())
    found = (
        mentions.annotate(head=head)
        .values("head")
        .annotate(entries=Count("entry", distinct=True), last=Max("entry__local_date"))
    )
    return {row["head"]: (row["entries"], row["last"]) for row in found}
