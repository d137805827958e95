"""One entry, and one word, as the files hold them; and the order of the columns."""

import uuid
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, fields
from datetime import UTC, datetime, tzinfo
from functools import cache
from itertools import islice
from zoneinfo import ZoneInfo

from journal.models import Entry, Mention, PainArea, Trigger
from journal.saying import COLUMNS, Hurting, Named, Said, in_order
from people.models import User

FORMAT = "cbtback-journal"
VERSION = 1
# Lists are last; what only tells how it came about (day, recalled, changed) is not read back.
FIELDS = (
    "client_id",
    "at",
    "written",
    "day",
    "zone",
    "recalled",
    "changed",
    "private",
    *(name for name in COLUMNS if name not in ("at", "private")),
    "areas",
    "triggers",
)
NEEDED = ("client_id", "at", "pain")
_ROWS = 500
_OF_A_MENTION = tuple(field.name for field in fields(Named) if field.name not in ("kind", "text"))


@dataclass(frozen=True)
class Kept:
    """``zone``: where the person was, whose day it was there; ``day``, ``recalled`` and
    ``changed`` follow from the rest or tell of this journal alone."""

    client_id: uuid.UUID
    said: Said
    written: datetime
    zone: str
    day: str
    recalled: bool = False
    changed: datetime | None = None


@dataclass(frozen=True)
class Word:
    """A word of the vocabulary. ``merged_into``: the text of another one of its kind."""

    kind: str
    text: str
    archived: bool = False
    merged_into: str = ""


def entries_of(person: User) -> Iterator[Kept]:
    """All that is kept, the oldest first, some hundred rows in memory at a time."""
    words = _Words(person)
    rows = person.entries.kept().order_by("at", "pk").iterator(chunk_size=_ROWS)
    while chunk := list(islice(rows, _ROWS)):
        keys = [row.pk for row in chunk]
        named, hurting = words.named_in(keys), _hurting_in(keys)
        for row in chunk:
            yield _kept_of(row, tuple(named[row.pk]), in_order(hurting[row.pk]))


def _kept_of(row: Entry, named: tuple[Named, ...], hurting: tuple[Hurting, ...]) -> Kept:
    """As it was there: the moments in the zone of the entry."""
    zone, said = _zone(row.zone), {name: getattr(row, name) for name in COLUMNS}
    said["at"] = row.at.astimezone(zone)
    return Kept(
        client_id=row.client_id,
        said=Said(**said, named=named, hurting=hurting),
        written=row.written.astimezone(zone),
        zone=row.zone,
        day=row.local_date.isoformat(),
        recalled=row.recalled,
        changed=row.changed,
    )


class _Words:
    """The triggers of many entries, as tuples of the database: a row for each of five in each of
    thousands of entries is ten times what the entries are."""

    def __init__(self, person: User) -> None:
        self.person = person
        self.known: dict[uuid.UUID, tuple[str, str]] = {}

    def named_in(self, keys: list[uuid.UUID]) -> dict[uuid.UUID, list[Named]]:
        rows = Mention.objects.filter(entry__in=keys).order_by("entry", "position")
        found = list(rows.values_list("entry", "trigger", *_OF_A_MENTION))
        if not {trigger for _, trigger, *_ in found} <= self.known.keys():
            # At first, and for a word that came while the file was written.
            self.known = {one.pk: (one.kind, one.text) for one in self.person.triggers.all()}
        named: dict[uuid.UUID, list[Named]] = defaultdict(list)
        for entry, trigger, *said in found:
            named[entry].append(Named(*self.known[trigger], *said))
        return named


def _hurting_in(keys: list[uuid.UUID]) -> dict[uuid.UUID, list[Hurting]]:
    rows = PainArea.objects.filter(entry__in=keys).values_list("entry", "area", "strength")
    hurting: dict[uuid.UUID, list[Hurting]] = defaultdict(list)
    for entry, area, strength in rows:
        hurting[entry].append(Hurting(area, strength))
    return hurting


@cache
def _zone(name: str) -> tzinfo:
    try:
        return ZoneInfo(name)
    except (ValueError, OSError):
        return UTC


def words_of(person: User) -> list[Word]:
    """The whole vocabulary, by kind and in the order of the alphabet."""
    rows: list[Trigger] = list(person.triggers.select_related("merged_into"))
    words = [
        Word(
            kind=row.kind,
            text=row.text,
            archived=row.archived_at is not None,
            merged_into=row.merged_into.text if row.merged_into else "",
        )
        for row in rows
    ]
    return sorted(words, key=lambda word: (word.kind, word.text.casefold(), word.text))
