"""A person's usual pain by week, and how much it goes up and down by itself.

The usual of a week is the mean: pain is bounded by 0 and 10, so that no single day carries it away,
and the median of whole numbers would jump by whole points or hide half a point. Plain Python.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from statistics import fmean
from typing import TypeGuard

WEEK = 7
# A week with fewer days of pain is in the table; how it went from first to last is not read off it.
ENOUGH = 4
# The ups and downs: as wide as the middle two thirds of days around their own week's usual.
MIDDLE = 2 / 3


def _is_pain(value: float | None) -> TypeGuard[float]:
    """What is no number from 0 to 10 was not said (NaN is neither above nor below)."""
    return value is not None and 0 <= value <= 10


@dataclass(frozen=True)
class Week:
    """``first``: its first day; ``length``: how many days it has (7, but for the oldest);
    ``days``: how many of them have a pain number. ``usual``: their mean. ``spread``: the width of
    the middle half of them, which one odd day does not change. None without a day."""

    first: date
    length: int
    days: int
    usual: float | None
    lowest: float | None
    highest: float | None
    spread: float | None


def weeks_of(first: date, pain: Sequence[float | None]) -> list[Week]:
    """Weeks counted back from the last day, so that the newest is whole; oldest first."""
    found = []
    for start in range((len(pain) % WEEK or WEEK) - WEEK, len(pain), WEEK):
        whole = pain[max(start, 0) : start + WEEK]
        known = sorted(value for value in whole if _is_pain(value))
        found.append(
            Week(
                first=first + timedelta(days=max(start, 0)),
                length=len(whole),
                days=len(known),
                usual=fmean(known) if known else None,
                lowest=known[0] if known else None,
                highest=known[-1] if known else None,
                spread=at_part(known, 0.75) - at_part(known, 0.25) if known else None,
            )
        )
    return found


def at_part(ordered: Sequence[float], part: float) -> float:
    """The number below which a part of the ordered ones lies, between two of them in proportion."""
    place = part * (len(ordered) - 1)
    below = math.floor(place)
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (place - below) * (ordered[above] - ordered[below])


@dataclass(frozen=True)
class Change:
    """From the first week with enough days to the last: "In eight weeks your usual week went from
    6.6 to 5.4, with ups and downs of about 2 points along the way."

    ``weeks``: from the one to the other, both in. ``by`` = ``last`` − ``first``. ``ups_and_downs``:
    how wide the middle two thirds of days lie around their own week's usual, in points.
    ``beyond``: the change is larger than that. It says nothing of why."""

    weeks: int
    first: float
    last: float
    by: float
    ups_and_downs: float
    beyond: bool


def change_of(first: date, pain: Sequence[float | None]) -> Change | None:
    """The same days as ``weeks_of`` takes. None with fewer than two weeks of enough days."""
    weeks = weeks_of(first, pain)
    counting = [at for at, week in enumerate(weeks) if week.days >= ENOUGH]
    if len(counting) < 2:
        return None
    start, end = weeks[counting[0]].usual, weeks[counting[-1]].usual
    noise = ups_and_downs(first, pain, weeks)
    if start is None or end is None or noise is None:
        return None
    by = end - start
    return Change(counting[-1] - counting[0] + 1, start, end, by, noise, abs(by) > noise)


def ups_and_downs(first: date, pain: Sequence[float | None], weeks: Sequence[Week]) -> float | None:
    """How wide the middle two thirds of days lie around the usual of their own week, so that a
    slow change is no noise. A day is part of its week's mean, and so a little nearer to it than it
    should be: each distance is stretched by √(days / (days − 1)). None without two days in a week.
    """
    apart = []
    for week in weeks:
        if week.usual is None or week.days < 2:
            continue
        at = (week.first - first).days
        stretch = math.sqrt(week.days / (week.days - 1))
        whole = pain[at : at + week.length]
        apart += [(value - week.usual) * stretch for value in whole if _is_pain(value)]
    if not apart:
        return None
    apart.sort()
    return at_part(apart, (1 + MIDDLE) / 2) - at_part(apart, (1 - MIDDLE) / 2)
