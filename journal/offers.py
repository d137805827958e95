"""Which of a person's own words a form offers, and in which order.

A word counts ``0.5 ** (days / 14)`` for each entry of the last 90 days that names it, where
``days`` is how long before today that entry's day was: a word of today counts 1, one of two weeks
ago a half. What counts most stands first; of those that count the same the one named last, then
the one that was made last. Words that none of these entries names come after all others. What was
archived or merged is not offered; what names a merged word counts for the one it became.

Three questions to the database, of the 90 days alone: no longer record asks more.
"""

import uuid
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Count
from django.db.models.functions import Coalesce

from journal.areas import AREAS
from journal.models import Mention, PainArea, Trigger
from people.clock import today
from people.models import User

SINCE = timedelta(days=90)
HALF_AFTER = 14  # days
MOST = 6

# (days before today, how many entries of that day) of one word.
Named = list[tuple[int, int]]


@dataclass(frozen=True)
class _Known:
    id: uuid.UUID
    kind: str
    created: datetime


def weight(named: Named) -> float:
    """How much a word counts; 0 for one that no entry names."""
    return sum(times * 0.5 ** (days / HALF_AFTER) for days, times in named)


def offered(person: User, most: int = MOST) -> dict[str, list[Trigger]]:
    """By kind, at most ``most`` of each; no key for a kind without a word."""
    by_kind: dict[str, list[uuid.UUID]] = defaultdict(list)
    for known in _ranked(person):
        if len(by_kind[known.kind]) < most:
            by_kind[known.kind].append(known.id)
    rows = _rows(person, [one for ids in by_kind.values() for one in ids])
    return {kind: [rows[one] for one in ids] for kind, ids in by_kind.items()}


def usual(person: User, most: int = MOST) -> list[Trigger]:
    """Of all kinds together."""
    ids = [known.id for known in _ranked(person)[:most]]
    rows = _rows(person, ids)
    return [rows[one] for one in ids]


def last_places(person: User) -> list[str]:
    """The areas of the newest entry of the last 90 days that names any, by code."""
    rows = PainArea.objects.filter(
        entry__person=person,
        entry__deleted_at=None,
        entry__local_date__gt=today(person) - SINCE,
    )
    newest = rows.order_by("-entry__at", "-entry").values_list("entry", "area")
    found = list(newest[: len(AREAS)])
    return [area for entry, area in found if entry == found[0][0]]


def _ranked(person: User) -> list[_Known]:
    named = _named(person, today(person))
    known = [
        _Known(*row)
        for row in person.triggers.filter(archived_at=None, merged_into=None).values_list(
            "id", "kind", "created"
        )
    ]

    def rank(one: _Known) -> tuple[float, float, float]:
        of_it = named.get(one.id, [])
        last = min((days for days, _ in of_it), default=float("inf"))
        return -weight(of_it), last, -one.created.timestamp()

    return sorted(known, key=rank)


def _named(person: User, day: date) -> Mapping[uuid.UUID, Named]:
    mentions = Mention.objects.filter(
        entry__person=person,
        entry__deleted_at=None,
        entry__local_date__gt=day - SINCE,
    )
    found: dict[uuid.UUID, Named] = defaultdict(list)
    word = Coalesce("trigger__merged_into", "trigger")
    counted = mentions.values_list(word, "entry__local_date").annotate(Count("pk"))
    for trigger, on, times in counted:
        # A day of a zone that was further east may be tomorrow here.
        found[trigger].append((max((day - on).days, 0), times))
    return found


def _rows(person: User, ids: Iterable[uuid.UUID]) -> dict[uuid.UUID, Trigger]:
    return {one.pk: one for one in person.triggers.filter(pk__in=list(ids))}
