"""Doing too much and then too little; staying away out of fear; what was around an event.

Source: the project's clinical method, section 3 ('Boom-bust') and appendix C. Plain Python;
numbers that no journal can hold are not known.

A flag is something to look at, not a finding. Of made-up people whose load and pain have nothing to
do with each other, 2 to 4 in 100 are flagged in 28 days where busy days come together, and up to 12
where each day is like no other; 8 to 17 where a bad day merely means doing less. A strong pattern
every four to seven days is flagged for more than 9 in 10.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import fmean, median

from insights.chance import INSIDE, t_at

DAYS = 28
LEAST_LOGGED = 20
LEAST_CYCLES = 2
WITHIN = 2  # days: 48 hours
BOOM, BUST = 1.0, 0.5  # scaled MADs above, MADs below the usual load
SCALED = 1.4826  # times the MAD, as wide as one SD of a bell curve
PAIN_UP = 2.0  # points over the usual pain
_HEAVIEST = 1e6  # minutes × effort of a day: there are 1,440 minutes, and effort goes to 10

AVOIDANCE_DAYS = 14
# Three a week. Of fewer, half is one bad day.
LEAST_PLANNED = 6
DECLINED = 0.5

LEAST_AROUND = 5  # days on each side for an interval
# Days are taken to be no more like the day before than this: then hardly anything would be known.
MOST_ALIKE = 0.8


@dataclass(frozen=True)
class Cycle:
    """Positions in the days that were given: the busy day, and the low one that came after it."""

    boom: int
    bust: int


@dataclass(frozen=True)
class Swings:
    """``logged``: days of the last 28 with both numbers. ``usual``: the median load of a day, None
    of no day. ``flagged``: at least two cycles, on at least 20 logged days."""

    logged: int
    usual: float | None
    cycles: tuple[Cycle, ...]
    flagged: bool


def swings_in(loads: Sequence[float | None], pain: Sequence[float | None]) -> Swings:
    """Of the last 28 of these days. ``loads``: Σ minutes × effort of a day's activities
    (``journal.scales.load``), 0 on a day with an entry and no activity, None without an entry.
    Both have one value for each day: else ValueError. Each busy day and each low day is in one
    cycle at most."""
    days = [_known(*day) for day in zip(loads, pain, strict=True)]
    logged = [(at, *day) for at, day in enumerate(days) if day and at >= len(days) - DAYS]
    if not logged:
        return Swings(0, None, (), False)
    usual = median(load for _, load, _ in logged)
    usual_pain = median(felt for _, _, felt in logged)
    off = median(abs(load - usual) for _, load, _ in logged)
    cycles: list[Cycle] = []
    if off > 0:  # where most days are alike, there is nothing to call busy or low
        booms = [at for at, load, _ in logged if load >= usual + BOOM * SCALED * off]
        done = -1
        for bust, load, felt in logged:
            if load > usual - BUST * off or felt < usual_pain + PAIN_UP:
                continue
            before = [at for at in booms if max(done, bust - WITHIN - 1) < at < bust]
            if before:
                cycles.append(Cycle(before[-1], bust))
                done = bust
    flagged = len(cycles) >= LEAST_CYCLES and len(logged) >= LEAST_LOGGED
    return Swings(len(logged), usual, tuple(cycles), flagged)


def _known(load: float | None, pain: float | None) -> tuple[float, float] | None:
    if load is None or pain is None or not (0 <= load <= _HEAVIEST and 0 <= pain <= 10):
        return None
    return load, pain


@dataclass(frozen=True)
class Avoidance:
    """``flagged``: at least half of at least six planned things were left out of fear."""

    planned: int
    declined: int
    flagged: bool


def avoidance(planned: Sequence[int], declined: Sequence[int]) -> Avoidance:
    """Of the last 14 of these days. ``planned``: how many things were planned for the day, those
    that were not done among them; ``declined``: how many of those were not done out of fear. Both
    have one value for each day: else ValueError."""
    days = list(zip(planned, declined, strict=True))[-AVOIDANCE_DAYS:]
    meant = sum(max(0, one) for one, _ in days)
    left = sum(min(max(0, other), max(0, one)) for one, other in days)
    return Avoidance(meant, left, meant >= LEAST_PLANNED and left >= DECLINED * meant)


@dataclass(frozen=True)
class Around:
    """Pain in the days before and after an event; the day itself is in neither. ``low`` to
    ``high``: a 90 % interval of the change, None with fewer than five days on a side. A hard week
    often brings an event, and is over after it anyway: never "because"."""

    n_before: int
    n_after: int
    mean_before: float | None
    mean_after: float | None
    change: float | None
    low: float | None
    high: float | None


def around(days: Sequence[float | None], event: int, before: int = 14, after: int = 14) -> Around:
    """``event``: the position of its day in ``days``.

    The interval is Student's, of as many days as these are worth: days in a row are alike, and how
    much so is read off them (lag 1, no less than 0, set right for how few they are).
    """
    sides = [_side(days, event - before, event), _side(days, event + 1, event + 1 + after)]
    known = [[value for value in side if value is not None] for side in sides]
    n_before, n_after = map(len, known)
    mean_before, mean_after = (fmean(one) if one else None for one in known)
    found = Around(n_before, n_after, mean_before, mean_after, None, None, None)
    if mean_before is None or mean_after is None:
        return found
    change = mean_after - mean_before
    if min(n_before, n_after) < LEAST_AROUND:
        return replace(found, change=change)
    half = _half_width(sides, (mean_before, mean_after), (n_before, n_after))
    return replace(found, change=change, low=change - half, high=change + half)


def _side(days: Sequence[float | None], start: int, stop: int) -> list[float | None]:
    within = days[max(0, start) : max(0, stop)]
    return [value if value is not None and 0 <= value <= 10 else None for value in within]


def _half_width(
    sides: Sequence[Sequence[float | None]], means: Sequence[float], counts: Sequence[int]
) -> float:
    apart = [
        [None if value is None else value - mean for value in side]
        for side, mean in zip(sides, means, strict=True)
    ]
    whole = sum(value**2 for side in apart for value in side if value is not None)
    if whole <= 1e-12:
        return 0.0
    pairs = [
        (one, other)
        for side in apart
        for one, other in pairwise(side)
        if one is not None and other is not None
    ]
    alike = _alike(pairs, whole, sum(counts))
    worth = [count / _times(alike, count) for count in counts]
    # Days that are alike lie closer to their own mean, too: fewer are left to tell the spread.
    spread = whole / max(1.0, sum(counts) - sum(_times(alike, count) for count in counts))
    freedom = max(2.0, sum(worth) - 2)
    return t_at(1 - INSIDE, freedom) * math.sqrt(spread * sum(1 / one for one in worth))


def _alike(pairs: list[tuple[float, float]], whole: float, count: int) -> float:
    """How much a day is like the one before. Two means were taken out of the same few days, which
    pulls it down by about (1 + 3ρ) for each of them."""
    if not pairs:
        return 0.0
    seen = sum(one * other for one, other in pairs) / len(pairs) / (whole / count)
    return min(MOST_ALIKE, max(0.0, seen + (2 + 6 * seen) / count))


def _times(alike: float, count: int) -> float:
    """How many such days are worth one that is like no other: 1 + 2 Σ (1 − k/n) ρ^k."""
    return 1 + 2 * sum((1 - lag / count) * alike**lag for lag in range(1, count))
