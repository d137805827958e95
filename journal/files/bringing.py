"""A file that somebody brings: what it is, checked to its end before any of it is kept."""

import uuid
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from journal.actions import Arriving
from journal.files import documents, tables
from journal.files.checking import Wrong, arriving_of, told, word_of
from journal.files.kept import Word
from journal.files.problems import (
    A_BOOK,
    EMPTY,
    MOST_SHOWN,
    NOTHING_OF_OURS,
    TOO_MANY,
    NotReadable,
    Problem,
)

MOST_ENTRIES = 20_000
MOST_WORDS = 5_000
# Triggers that the entries name, all together: five each, and as many again.
MOST_NAMED = 200_000
_BATCH = 500


@dataclass
class Brought:
    """``problems``: the first of them; with none, ``batches`` gives what there is to keep."""

    data: bytes
    now: datetime
    is_table: bool = True
    count: int = 0
    named: int = 0
    problems: list[Problem] = field(default_factory=list)
    words: list[Word] = field(default_factory=list)

    def batches(self) -> Iterator[list[Arriving]]:
        """Read once more, so that never more than a batch is in memory."""
        batch: list[Arriving] = []
        for _place, name, raw in self.parts():
            one = arriving_of(raw, self.now) if name == "entries" else None
            if isinstance(one, Arriving):
                batch.append(one)
            if len(batch) == _BATCH:
                yield batch
                batch = []
        if batch:
            yield batch

    def parts(self) -> Iterator[tuple[int, str, Any]]:
        """(place, name of its list, what is there)"""
        if self.is_table:
            yield from ((place, "entries", raw) for place, raw in tables.read(self.data))
        else:
            yield from documents.read(self.data)


def bring(data: bytes, now: datetime) -> Brought:
    """Look through the whole file, or as far as its first problems."""
    start = data[:1000].removeprefix(b"\xef\xbb\xbf").lstrip()
    brought = Brought(data, now, is_table=not start.startswith(b"{"))
    try:
        if not start:
            raise NotReadable(EMPTY)
        if start.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
            raise NotReadable(A_BOOK)
        if start.startswith(b"["):
            raise NotReadable(NOTHING_OF_OURS)
        _look_through(brought)
    except NotReadable as error:
        brought.problems.append(error.problem)
    del brought.problems[MOST_SHOWN:]
    return brought


def _look_through(brought: Brought) -> None:
    seen: dict[uuid.UUID, int] = {}
    for place, name, raw in brought.parts():
        if name == "entries":
            brought.problems += _of_entry(brought, place, raw, seen)
            brought.count += 1
        else:
            brought.problems += _of_word(place, raw, brought.words)
        if brought.count > MOST_ENTRIES or len(brought.words) > MOST_WORDS:
            raise NotReadable(TOO_MANY, place)
        if brought.named > MOST_NAMED:
            raise NotReadable(TOO_MANY, place)
        if len(brought.problems) >= MOST_SHOWN:
            break


def _of_entry(
    brought: Brought, place: int, raw: object, seen: dict[uuid.UUID, int]
) -> list[Problem]:
    if not isinstance(raw, dict):
        return [Problem(_("This is no entry."), place)]
    found = arriving_of(raw, brought.now)
    if not isinstance(found, Arriving):
        return told(place, found)
    if found.client_id in seen:
        what = _("This id is there twice. See %(before)s.") % {"before": seen[found.client_id]}
        return [Problem(what, place, "client_id")]
    seen[found.client_id] = place
    brought.named += len(found.said.named)
    return []


def _of_word(place: int, raw: object, words: list[Word]) -> list[Problem]:
    try:
        words.append(word_of(raw))
    except Wrong as error:
        return [Problem(error.what, place, "vocabulary")]
    return []
