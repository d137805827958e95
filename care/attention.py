"""Who on a caseload needs the therapist first, and why. Plain Python.

The order is a design choice of this project: what may be urgent, then what a patient cannot go on
without, then what can be read in one's own time; within each, whoever has waited longest.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import IntEnum
from uuid import UUID


class Need(IntEnum):
    """Why a patient comes first, the most pressing lowest."""

    URGENT_ALERT = 0
    ALERT = 1
    ASK = 2
    TEST = 3
    PAGE = 4

    @property
    def code(self) -> str:
        return self.name.lower()


@dataclass(frozen=True)
class Waiting:
    """One thing that waits for the therapist since ``since``. ``page``: the examination it is
    about, None for an alert, which opens no record."""

    need: Need
    since: datetime
    page: UUID | None = None


@dataclass(frozen=True)
class Why:
    """All that waits of one kind: how many, since when, and the first of them."""

    need: Need
    count: int
    first: Waiting

    @property
    def since(self) -> datetime:
        return self.first.since


@dataclass(frozen=True)
class Case:
    """A patient on the caseload. ``pages``: how many finished ones they share."""

    person: UUID
    name: str
    pages: int
    latest: datetime | None  # when the newest shared page was finished
    why: tuple[Why, ...] = ()


def reasons(waiting: Iterable[Waiting]) -> tuple[Why, ...]:
    """What waits, gathered by kind, the most pressing kind first."""
    by_need: dict[Need, list[Waiting]] = {}
    for one in sorted(waiting, key=lambda one: (one.need, one.since)):
        by_need.setdefault(one.need, []).append(one)
    return tuple(Why(need, len(ones), ones[0]) for need, ones in by_need.items())


def in_order(cases: Iterable[Case]) -> tuple[list[Case], list[Case]]:
    """Those with something waiting, the most pressing first, and the others by name."""
    first: list[Case] = []
    others: list[Case] = []
    for case in cases:
        (first if case.why else others).append(case)
    first.sort(key=lambda case: (case.why[0].need, case.why[0].since, case.name.casefold()))
    others.sort(key=lambda case: case.name.casefold())
    return first, others
