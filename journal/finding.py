"""Finding entries: what is looked for, the seal it travels in, and how it is found.

Words are encrypted, so they are looked for here and not by the database: the entries are read in
chunks, the newest first (``paging``), and their words compared. All else is asked of the database.
"""

import json
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q

from journal.areas import areas_of
from journal.models import Entry, Mention, PainArea, Trigger
from journal.models.entries import EntryQuerySet
from journal.paging import Sift
from people.models import User
from vault.errors import Unreadable
from vault.seal import seal, unseal

PURPOSE = "journal-finding"
# The fields of an entry that words are looked for in, beside the triggers it names.
TOLD = ("thought", "note", "declined", "elsewhere", "medication")

_QUOTES = str.maketrans("’‘ʼ`´“”„", "'''''\"\"\"")
# No person's day begins further from the day of UTC.
_ZONES = timedelta(days=1)


@dataclass(frozen=True, kw_only=True)
class Sought:
    """``trigger``: an id; ``place``: of ``journal.areas.PLACES``; pain and days with both ends."""

    words: str = ""
    trigger: UUID | None = None
    place: str = ""
    pain_from: int | None = None
    pain_to: int | None = None
    first: date | None = None
    last: date | None = None

    def __bool__(self) -> bool:
        return self != Sought()


def seal_sought(sought: Sought, person: User) -> str:
    """A token for an address, in which nobody reads what was looked for."""
    return seal(json.dumps([str(person.pk), asdict(sought)], default=str), purpose=PURPOSE)


def unseal_sought(token: str, person: User) -> Sought | None:
    """None if it is somebody else's, or was altered."""
    try:
        owner, said = json.loads(unseal(token, purpose=PURPOSE, max_age=None))
    except Unreadable:
        return None
    return _from_json(said) if owner == str(person.pk) else None


def _from_json(said: dict[str, Any]) -> Sought:
    days = {
        name: date.fromisoformat(said[name]) if said[name] else None for name in ("first", "last")
    }
    trigger = UUID(said["trigger"]) if said["trigger"] else None
    return Sought(**{**said, **days, "trigger": trigger})


# --- Words ------------------------------------------------------------------------------------


def fold(text: str) -> str:
    """Case, accents and the shape of quotes make no difference."""
    if text.isascii():
        return text.casefold().replace("`", "'")
    plain = unicodedata.normalize("NFKD", text.translate(_QUOTES).casefold())
    bare = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return bare.casefold()


def all_in(words: Iterable[str], text: str) -> bool:
    """Every one of the folded ``words`` stands somewhere in ``text``, or in a part of a word."""
    folded = fold(text)
    return all(word in folded for word in words)


def told(entry: Entry) -> str:
    """All the words of an entry but those of its triggers."""
    return "\n".join(getattr(entry, name) for name in TOLD)


def sift_for(words: str, vocabulary: Iterable[Trigger]) -> Sift | None:
    """Picks the entries that have all the words; None where there are none to look for.

    ``vocabulary``: every trigger of the person, merged ones too: which of them have a word is
    found out once, so that no entry's triggers are read for it.
    """
    wanted = fold(words).split()
    if not wanted:
        return None
    named: dict[UUID, set[str]] = {}
    for trigger in vocabulary:
        folded = fold(trigger.text)
        if had := {word for word in wanted if word in folded}:
            named[trigger.pk] = had

    def sift(entries: Sequence[Entry]) -> list[Entry]:
        beside = _mentioned(entries, named)
        return [
            entry
            for entry in entries
            if all_in((word for word in wanted if word not in beside[entry.pk]), told(entry))
        ]

    return sift


def _mentioned(entries: Sequence[Entry], named: dict[UUID, set[str]]) -> dict[UUID, set[str]]:
    """By entry, the words that stand in a trigger it names."""
    beside: dict[UUID, set[str]] = defaultdict(set)
    if named and entries:
        rows = Mention.objects.filter(trigger__in=named, entry__in=[one.pk for one in entries])
        for entry, trigger in rows.order_by().values_list("entry", "trigger"):
            beside[entry] |= named[trigger]
    return beside


# --- All else ---------------------------------------------------------------------------------


def rows_for(person: User, sought: Sought) -> EntryQuerySet:
    """The person's entries but for the words that are looked for."""
    rows: EntryQuerySet = person.entries.kept()
    if sought.trigger:
        named = Mention.objects.filter(entry=OuterRef("pk"))
        same = Q(trigger=sought.trigger) | Q(trigger__merged_into=sought.trigger)
        rows = rows.filter(Exists(named.filter(same)))
    if sought.place:
        hurts = PainArea.objects.filter(entry=OuterRef("pk"), area__in=areas_of(sought.place))
        rows = rows.filter(Exists(hurts))
    if sought.pain_from is not None:
        rows = rows.filter(pain__gte=sought.pain_from)
    if sought.pain_to is not None:
        rows = rows.filter(pain__lte=sought.pain_to)
    # The moments are bound too, widely: the list is read in their order.
    if sought.first:
        rows = rows.filter(local_date__gte=sought.first, at__gte=_midnight(sought.first) - _ZONES)
    if sought.last:
        rows = rows.filter(local_date__lte=sought.last, at__lte=_midnight(sought.last) + 2 * _ZONES)
    return rows


def _midnight(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=UTC)
