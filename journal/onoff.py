"""An on/off trial: days with a thing and days without it, in an order drawn before it begins.

Plain Python. What follows rests on the draw alone. If the thing makes no difference, each order
that could have been drawn was as likely as the one that was, and pain would have been the same
under all of them. So the share of orders with a gap as big is the chance of such a gap, exactly,
however much one day's pain is like that of the day before (Tang & Landes 2020 on serial
correlation in trials of one person; Edgington on randomisation tests).

Every day counts as it was drawn, kept or not: who leaves out the walk on bad days would else find
that walks go with good ones. Pain of the day and of the day after are both looked at, and the
bigger gap of the two is set against the bigger one of each other order: one test, not two.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

WITH, WITHOUT = "w", "o"
KEPT = "yes"
LENGTHS = (10, 14, 20)
USUAL = 14
_LONGEST = 20  # of more days the orders are too many to be looked at one by one
LONGEST_RUN = 3
# Of fewer days of each kind, with pain written and kept as set, nothing is said.
LEAST = 4
# A gap that comes up in no more than this share of orders, and is of this many points, stands out.
LEVEL = 0.05
SMALLEST = 1.0
# Pain that is up by this much over two days, against the week before the trial, calls for a stop
# (clinical.md, sections 1 and 5: 2 or more for 48 hours).
PAIN_UP = 2
_WEEK_BEFORE, _ENOUGH_BEFORE = 7, 3
_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Course:
    """The days of a trial: a letter each from ``starts_on``."""

    starts_on: date
    order: str

    @property
    def ends_on(self) -> date:
        return self.starts_on + _DAY * (len(self.order) - 1)

    @property
    def told_on(self) -> date:
        """The first day on which the result is whole: the day after the last one counts too."""
        return self.ends_on + 2 * _DAY

    def days(self) -> Iterator[tuple[date, str]]:
        return ((self.starts_on + _DAY * at, letter) for at, letter in enumerate(self.order))


def day_of(course: Course, on: date) -> str | None:
    """With or without on that day; None for a day that is not of the trial."""
    at = (on - course.starts_on).days
    return course.order[at] if 0 <= at < len(course.order) else None


def make_order(days: int, seed: int) -> str:
    """One of all orders with as many days with as without, and no more than three alike in a row:
    each as likely. ``days``: even, 2 to 20; ValueError for others."""
    orders = _orders(days)
    drawn = int(orders[np.random.default_rng(seed).integers(len(orders))])
    return "".join(WITH if drawn >> at & 1 else WITHOUT for at in range(days))


def stays_up(course: Course, pain: Mapping[date, float], on: date) -> bool:
    """On ``on`` and the day before it, or on the two days before where ``on`` has no entry yet,
    pain was up by ``PAIN_UP`` or more. ``pain``: by day, from a week before the trial. Never on
    fewer than three days of that week."""
    before = [course.starts_on - _DAY * back for back in range(1, _WEEK_BEFORE + 1)]
    usual = [pain[day] for day in before if day in pain]
    if len(usual) < _ENOUGH_BEFORE:
        return False
    last = on if on in pain else on - _DAY
    limit = sum(usual) / len(usual) + PAIN_UP
    return all(pain.get(day, -1.0) >= limit for day in (last - _DAY, last))


class Verdict(StrEnum):
    TOO_LITTLE = "too_little"
    CHANCE = "chance"  # such a gap comes up often by chance alone
    APART = "apart"  # it seldom does


@dataclass(frozen=True)
class Side:
    """Days of one kind. ``days``: with pain written, ``pain``: their average; ``days_after`` and
    ``pain_after``: of the days that follow them. ``kept``: how many of all went as set,
    ``days_kept`` and ``pain_kept``: of these alone."""

    drawn: int
    days: int
    pain: float | None
    days_after: int
    pain_after: float | None
    kept: int
    days_kept: int
    pain_kept: float | None


@dataclass(frozen=True)
class Figures:
    """``chance``: the share of orders with a gap as big, 0–1; None where too little is known."""

    with_it: Side
    without: Side
    chance: float | None
    verdict: Verdict

    @property
    def gap(self) -> float | None:
        return _less(self.with_it.pain, self.without.pain)

    @property
    def gap_after(self) -> float | None:
        """None too where it would rest on too few days."""
        if min(self.with_it.days_after, self.without.days_after) < LEAST:
            return None
        return _less(self.with_it.pain_after, self.without.pain_after)

    @property
    def of_100(self) -> int | None:
        """Of 100 trials of a thing that makes no difference, how many show a gap as big."""
        return None if self.chance is None else max(1, round(100 * self.chance))

    @property
    def all_kept(self) -> bool:
        return all(side.kept == side.drawn for side in (self.with_it, self.without))

    @property
    def kept_tells(self) -> bool:
        """Enough days of each kind were kept that their own averages can be given too."""
        return min(self.with_it.days_kept, self.without.days_kept) >= LEAST


def result(course: Course, kept: Mapping[date, str], pain: Mapping[date, float]) -> Figures:
    """``kept``: yes, partly or no by day; ``pain``: 0–10, the day's average, by day. A day without
    pain is not counted, whatever it was drawn as."""
    with_it, without = (_side(course, letter, kept, pain) for letter in (WITH, WITHOUT))
    sides = (with_it, without)
    if min(min(side.days, side.kept) for side in sides) < LEAST:
        return Figures(with_it, without, None, Verdict.TOO_LITTLE)
    figures = Figures(with_it, without, _chance(course, pain), Verdict.CHANCE)
    return replace(figures, verdict=Verdict.APART) if _stands_out(figures) else figures


def _stands_out(figures: Figures) -> bool:
    biggest = max(abs(gap) for gap in (figures.gap, figures.gap_after) if gap is not None)
    seldom = figures.chance is not None and figures.chance <= LEVEL
    return seldom and biggest >= SMALLEST - 1e-9


def _side(
    course: Course, letter: str, kept: Mapping[date, str], pain: Mapping[date, float]
) -> Side:
    drawn = [on for on, drawn_as in course.days() if drawn_as == letter]
    went_as_set = [on for on in drawn if kept.get(on) == KEPT]
    same = [pain[on] for on in drawn if on in pain]
    after = [pain[on + _DAY] for on in drawn if on + _DAY in pain]
    own = [pain[on] for on in went_as_set if on in pain]
    return Side(
        drawn=len(drawn),
        days=len(same),
        pain=_mean(same),
        days_after=len(after),
        pain_after=_mean(after),
        kept=len(went_as_set),
        days_kept=len(own),
        pain_kept=_mean(own),
    )


def _mean(values: list[float]) -> float | None:
    return sum(values) / len(values) if values else None


def _less(one: float | None, other: float | None) -> float | None:
    return None if one is None or other is None else one - other


def _chance(course: Course, pain: Mapping[date, float]) -> float:
    """Among the orders under which there would be enough days of each kind, how many show a gap
    as big as the one that was drawn."""
    days = [on for on, _letter in course.days()]
    own = np.array([[letter == WITH for letter in course.order]], dtype=np.float64)
    values = [pain.get(on) for on in days], [pain.get(on + _DAY) for on in days]
    seen, _enough = _gaps(own, *values)
    others, enough = _gaps(_letters(len(days)), *values)
    return float(np.mean(others[enough] >= seen[0] - 1e-9))


def _gaps(
    letters: NDArray[np.float64], same: list[float | None], after: list[float | None]
) -> tuple[NDArray[np.float64], NDArray[np.bool_]]:
    """For each order (a row of ``letters``, 1 for with) the bigger of the two gaps, whatever its
    sign, and whether the one of the days themselves rests on enough days of each kind."""
    known = np.array([[one is not None for one in values] for values in (same, after)], np.float64)
    filled = np.array([[one or 0.0 for one in values] for values in (same, after)], np.float64)
    days_with, sum_with = letters @ known.T, letters @ filled.T
    days_without, sum_without = known.sum(1) - days_with, filled.sum(1) - sum_with
    enough = np.minimum(days_with, days_without) >= LEAST
    gaps = sum_with / np.maximum(days_with, 1) - sum_without / np.maximum(days_without, 1)
    return np.max(np.abs(gaps) * enough, axis=1), enough[:, 0]


@lru_cache(maxsize=4)
def _orders(days: int) -> NDArray[np.int64]:
    """Every order there is, the first day in the lowest bit, 1 for with. 66,486 of 20 days."""
    if days % 2 or not 2 <= days <= _LONGEST:
        raise ValueError("an even number of days, 2 to 20")
    every = np.arange(1 << days, dtype=np.int64)
    every = every[np.bitwise_count(every) == days // 2]
    return every[~_has_run(every) & ~_has_run(every ^ ((1 << days) - 1))]


def _has_run(orders: NDArray[np.int64]) -> NDArray[np.bool_]:
    """More than ``LONGEST_RUN`` days with it in a row."""
    run = orders.copy()
    for shift in range(1, LONGEST_RUN + 1):
        run &= orders >> shift
    return run != 0


@lru_cache(maxsize=1)
def _letters(days: int) -> NDArray[np.float64]:
    """Those that begin with a day with it. Each other one is one of these turned round, and has
    the same gaps with the other sign, so that half of them give every share there is."""
    orders = _orders(days)
    return (orders[orders & 1 == 1][:, None] >> np.arange(days) & 1).astype(np.float64)
