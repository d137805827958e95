"""The list by keyset: a page begins after an entry, not after so many of them.

However long a journal is, a page costs the same, and an entry that is written or deleted in the
meantime neither doubles nor hides another.
"""

import base64
import binascii
import struct
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from itertools import groupby
from typing import Self
from uuid import UUID

from django.db.models import Q, prefetch_related_objects

from journal.models import Entry
from journal.models.entries import EntryQuerySet

PAGE = 50
# How many entries one page reads at most while it looks for words, and how many at a time.
MOST_READ = 4_000
CHUNK = 500

_PLACE = struct.Struct(">q16s")
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_TICK = timedelta(microseconds=1)

# Picks out of some entries those that are wanted, in their order.
Sift = Callable[[Sequence[Entry]], list[Entry]]


@dataclass(frozen=True, order=True)
class Mark:
    """Where an entry stands in the order of the list."""

    at: datetime
    pk: UUID

    @classmethod
    def of(cls, entry: Entry) -> Self:
        return cls(entry.at, entry.pk)

    @property
    def token(self) -> str:
        """For an address: it says nothing but the place."""
        raw = _PLACE.pack((self.at - _EPOCH) // _TICK, self.pk.bytes)
        return base64.urlsafe_b64encode(raw).decode()

    @classmethod
    def read(cls, token: str) -> Self | None:
        """None for anything that is no token."""
        try:
            ticks, pk = _PLACE.unpack(base64.urlsafe_b64decode(token.encode()))
            return cls(_EPOCH + ticks * _TICK, UUID(bytes=pk))
        except (binascii.Error, struct.error, OverflowError, ValueError):
            return None


@dataclass(frozen=True)
class Page:
    """``older`` and ``newer``: where the next page of that kind begins, None where there is none.
    ``looking``: not all was read in which there may be more; ``reached``: the day it was read to.
    """

    entries: list[Entry]
    older: Mark | None = None
    newer: Mark | None = None
    looking: bool = False
    reached: date | None = None
    first: bool = True

    @property
    def days(self) -> list[tuple[date, list[Entry]]]:
        """By the person's own day, in order."""
        return [(day, list(rows)) for day, rows in groupby(self.entries, lambda e: e.local_date)]


def page_of(
    rows: EntryQuerySet,
    *,
    older: Mark | None = None,
    newer: Mark | None = None,
    sift: Sift | None = None,
) -> Page:
    """The newest page of ``rows``; the one after ``older``; or the one before ``newer``.

    Four queries; with ``sift`` at most two for each ``CHUNK`` of ``MOST_READ`` more.
    """
    page = _newer_page(rows, newer, sift) if newer else _older_page(rows, older, sift)
    if page is None:
        page = _older_page(rows, None, sift)
    prefetch_related_objects(page.entries, "mentions__trigger", "areas")
    return page


def neighbours(rows: EntryQuerySet, entry: Entry) -> tuple[Entry | None, Entry | None]:
    """The entry before this one in time, and the one after it."""
    here = Mark.of(entry)
    return _after(rows, here, newer=False).first(), _after(rows, here, newer=True).first()


def _older_page(rows: EntryQuerySet, mark: Mark | None, sift: Sift | None) -> Page:
    found, last = _read(rows, mark, sift, newer=False)
    full = len(found) > PAGE
    if full:
        found = _whole_days(found)
        last = found[-1]
    return Page(
        found,
        older=Mark.of(last) if last else None,
        newer=Mark.of(found[0]) if mark and found else None,
        looking=last is not None and not full,
        reached=last.local_date if last else None,
        first=mark is None,
    )


def _newer_page(rows: EntryQuerySet, mark: Mark, sift: Sift | None) -> Page | None:
    """None where it would hold all that is newer: then it is the first page."""
    found, last = _read(rows, mark, sift, newer=True)
    full = len(found) > PAGE
    if full:
        found = _whole_days(found)
        last = found[-1]
    if last is None:
        return None
    found.reverse()
    return Page(
        found,
        older=Mark.of(found[-1]) if found else None,
        newer=Mark.of(last),
        looking=not full,
        reached=last.local_date,
        first=False,
    )


def _read(
    rows: EntryQuerySet, mark: Mark | None, sift: Sift | None, *, newer: bool
) -> tuple[list[Entry], Entry | None]:
    """One more than a page holds, if there are so many; and the last that was read, None where
    that was the end."""
    found: list[Entry] = []
    size = CHUNK if sift else PAGE + 1
    for _chunk in range(MOST_READ // CHUNK if sift else 1):
        chunk = list(_after(rows, mark, newer=newer)[:size])
        found += sift(chunk) if sift else chunk
        if len(found) > PAGE:
            break
        if len(chunk) < size:
            return found, None
        mark = Mark.of(chunk[-1])
    return found[: PAGE + 1], chunk[-1]


def _after(rows: EntryQuerySet, mark: Mark | None, *, newer: bool) -> EntryQuerySet:
    """In the direction of reading. The bound on ``at`` alone lets the index begin at it."""
    if newer:
        rows = rows.order_by("at", "pk")
        beyond = mark and Q(at__gte=mark.at) & (Q(at__gt=mark.at) | Q(pk__gt=mark.pk))
    else:
        rows = rows.newest_first()
        beyond = mark and Q(at__lte=mark.at) & (Q(at__lt=mark.at) | Q(pk__lt=mark.pk))
    return rows.filter(beyond) if beyond else rows


def _whole_days(found: list[Entry]) -> list[Entry]:
    """A page without the day that goes on after it, unless that day is all there is."""
    *page, after = found
    whole = list(page)
    while whole and whole[-1].local_date == after.local_date:
        whole.pop()
    return whole or page
