"""Where the marks of the pictures of patterns stand. Plain Python, drawn by templates/insights.

The plots are those of ``people.charts``: ``WIDE`` across and ``HIGH`` down, pain 0 to 10 from the
bottom up. What is drawn is bounded however long a journal is.
"""

import calendar
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby
from statistics import fmean
from string import ascii_uppercase
from typing import Generic, Protocol, TypeVar

from people.charts import HIGH, WIDE, Tick, percent, ticks

MOST = 10  # the highest number of pain
# Longer than this, and months are told instead of weeks, a range of days instead of each.
LONG = 400
# A range of days is at least this wide, so that no more than these are drawn.
MOST_COLUMNS = 260
# Nearer than this, in percent of the whole picture, two letters would run into each other.
APART = 4.0
MOST_LETTERS = 12
# How dark a day is drawn: one step for every two numbers.
STEPS = 5
# The strip of one group of days, and how far its dots stand apart at most.
STRIP_WIDE, STRIP_HIGH, _DOT = 550, 96, 5.4

T = TypeVar("T")


class Day(Protocol):
    """A day of a journal: ``usual``, ``low`` and ``high`` pain, and whether from memory alone."""

    @property
    def day(self) -> date: ...
    @property
    def usual(self) -> float: ...
    @property
    def low(self) -> int: ...
    @property
    def high(self) -> int: ...
    @property
    def recalled(self) -> bool: ...


class Stretch(Protocol):
    """A week or a month: ``days`` of its ``length`` have an entry. ``usual``: the mean of these
    days, None without one; ``lowest``, ``highest``: of the same days."""

    @property
    def first(self) -> date: ...
    @property
    def length(self) -> int: ...
    @property
    def days(self) -> int: ...
    @property
    def usual(self) -> float | None: ...
    @property
    def lowest(self) -> float | None: ...
    @property
    def highest(self) -> float | None: ...


@dataclass(frozen=True)
class MonthOfDays:
    """A month of a long time, as a ``Stretch``; the first and the last may be cut."""

    first: date
    length: int
    days: int
    usual: float | None
    lowest: float | None
    highest: float | None


@dataclass(frozen=True)
class Lettered(Generic[T]):
    """What happened on one or on several near days. ``x``: percent of the whole picture."""

    letter: str
    x: str
    things: tuple[T, ...]


@dataclass(frozen=True)
class PainChart(Generic[T]):
    """Paths as SVG reads them, "" where there is nothing to draw. ``dots`` are days written as
    they came, ``hollow`` those from memory, ``columns`` ranges of days of a long time; ``line``
    the usual of each week or month, ``band`` its days from the lowest to the highest."""

    dots: str
    hollow: str
    columns: str
    line: str
    band: str
    ticks: tuple[Tick, ...]
    letters: tuple[Lettered[T], ...]
    long: bool
    many: bool
    top: int = MOST

    @property
    def middle(self) -> int:
        return self.top // 2


def months_between(days: Iterable[Day], first: date, last: date) -> list[MonthOfDays]:
    """Every month from ``first`` to ``last`` with its days, the earliest first."""
    by_month: dict[tuple[int, int], list[float]] = {}
    for row in days:
        if first <= row.day <= last:
            by_month.setdefault((row.day.year, row.day.month), []).append(row.usual)
    found = []
    start = first
    while start <= last:
        _, length = calendar.monthrange(start.year, start.month)
        end = min(start.replace(day=length), last)
        usual = by_month.get((start.year, start.month), [])
        found.append(
            MonthOfDays(
                start,
                (end - start).days + 1,
                len(usual),
                fmean(usual) if usual else None,
                min(usual, default=None),
                max(usual, default=None),
            )
        )
        start = end + timedelta(days=1)
    return found


def is_long(first: date, last: date) -> bool:
    return (last - first).days >= LONG


def pain_chart(
    days: Sequence[Day],
    stretches: Sequence[Stretch],
    happened: Iterable[tuple[date, T]],
    first: date,
    last: date,
) -> PainChart[T]:
    """The picture of ``first`` to ``last``; days and happenings outside are left out."""
    across = _across(first, last)
    inside = [row for row in days if first <= row.day <= last]
    long = is_long(first, last)
    spots = {True: "", False: ""}
    if not long:
        for row in inside:
            spots[row.recalled] += f"M{across(row.day):.1f} {_up(row.usual):.1f}h0"
    return PainChart(
        dots=spots[False],
        hollow=spots[True],
        columns=_columns(inside, first, last) if long else "",
        line=_line(stretches, across),
        band="" if long else _band(stretches, first, last),
        ticks=ticks(first, last, across),
        letters=_letters(happened, first, last, across),
        long=long,
        many=len(inside) > 120,
    )


def _across(first: date, last: date) -> Callable[[date], float]:
    """Where the middle of a day stands, 0 to ``WIDE``."""
    length = (last - first).days + 1
    return lambda day: ((day - first).days + 0.5) / length * WIDE


def _up(value: float) -> float:
    return HIGH - min(max(value, 0), MOST) * HIGH / MOST


def _last(one: Stretch) -> date:
    return one.first + timedelta(days=one.length - 1)


def _middle(one: Stretch, across: Callable[[date], float]) -> float:
    return (across(one.first) + across(_last(one))) / 2


def _line(stretches: Sequence[Stretch], across: Callable[[date], float]) -> str:
    """Broken where a bin has no day; one alone is a short stroke."""
    path = ""
    for there, run in groupby(stretches, key=lambda one: one.usual is not None):
        if not there:
            continue
        spots = [f"{_middle(one, across):.1f} {_up(one.usual or 0):.1f}" for one in run]
        path += f"M{'L'.join(spots)}" + ("h0" if len(spots) == 1 else "")
    return path


def _band(stretches: Sequence[Stretch], first: date, last: date) -> str:
    """A box for each with two days or more: as wide as its time, from the lowest to the highest."""
    length = (last - first).days + 1

    def edge(days: int) -> str:
        return f"{min(max(days, 0), length) / length * WIDE:.1f}"

    path = ""
    for one in stretches:
        if one.lowest is None or one.highest is None or one.days < 2:
            continue
        start = (one.first - first).days
        left, right = edge(start), edge(start + one.length)
        path += f"M{left} {_up(one.highest):.1f}H{right}V{_up(one.lowest):.1f}H{left}Z"
    return path


def _columns(days: Sequence[Day], first: date, last: date) -> str:
    """An upright stroke for each stretch of days, from the lowest day of it to the highest."""
    length = (last - first).days + 1
    step = -(-length // MOST_COLUMNS)
    path = ""
    for place, run in groupby(days, key=lambda row: (row.day - first).days // step):
        values = [row.usual for row in run]
        x = min((place + 0.5) * step / length, 1) * WIDE
        high, low = _up(max(values)), _up(min(values))
        # One value alone is drawn as a dot is.
        path += f"M{x:.1f} {high:.1f}V{low:.1f}" if high != low else f"M{x:.1f} {high:.1f}h0"
    return path


def _letters(
    happened: Iterable[tuple[date, T]],
    first: date,
    last: date,
    across: Callable[[date], float],
) -> tuple[Lettered[T], ...]:
    """The latest of what happened, a letter each; those too near to tell apart share one."""
    groups: list[tuple[float, list[T]]] = []
    for day, thing in sorted(happened, key=lambda pair: pair[0]):
        if not first <= day <= last:
            continue
        x = percent(across(day))
        if groups and x - groups[-1][0] < APART:
            groups[-1][1].append(thing)
        else:
            groups.append((x, [thing]))
    return tuple(
        Lettered(letter, f"{x:.2f}%", tuple(things))
        for letter, (x, things) in zip(ascii_uppercase, groups[-MOST_LETTERS:], strict=False)
    )


# --- The calendar ---------------------------------------------------------------------------


@dataclass(frozen=True)
class Cell:
    """A day of a month, or a month of a year: ``number`` is its pain in words of figures, ``step``
    how dark it is drawn, 0 (no entry) to ``STEPS``."""

    day: date
    usual: float | None
    recalled: bool = False

    @property
    def step(self) -> int:
        return 0 if self.usual is None else min(STEPS, int(self.usual // 2) + 1)


@dataclass(frozen=True)
class Month:
    first: date
    weeks: tuple[tuple[Cell | None, ...], ...]  # None: a day of another month, or still to come


@dataclass(frozen=True)
class Year:
    number: int
    months: tuple[Cell | None, ...]  # twelve; None: before the journal, or still to come


def months_of(days: Iterable[Day], last: date, count: int, *, week_from: int = 6) -> list[Month]:
    """The ``count`` months up to that of ``last``, the latest first; ``week_from``: the day a
    week begins with, 0 Monday to 6 Sunday."""
    by_day = {row.day: row for row in days}
    grids = calendar.Calendar(week_from)
    found = []
    number = last.year * 12 + last.month - 1
    for n in range(number, number - count, -1):
        year, month = n // 12, n % 12 + 1
        weeks = [
            tuple(_cell(day, month, last, by_day) for day in week)
            for week in grids.monthdatescalendar(year, month)
        ]
        found.append(Month(date(year, month, 1), tuple(weeks)))
    return found


def _cell(day: date, month: int, last: date, by_day: Mapping[date, Day]) -> Cell | None:
    if day.month != month or day > last:
        return None
    row = by_day.get(day)
    return Cell(day, row.usual, row.recalled) if row else Cell(day, None)


def years_of(stretches: Iterable[Stretch]) -> list[Year]:
    """A row a year, the latest first, of months (``months_between``)."""
    by_month = {one.first.replace(day=1): one.usual for one in stretches}
    if not by_month:
        return []
    first, last = min(by_month), max(by_month)

    def cell(day: date) -> Cell | None:
        return Cell(day, by_month.get(day)) if first <= day <= last else None

    return [
        Year(year, tuple(cell(date(year, month, 1)) for month in range(1, 13)))
        for year in range(last.year, first.year - 1, -1)
    ]


# --- Words and their days ---------------------------------------------------------------------


@dataclass(frozen=True)
class Bar:
    """Widths, 0 to ``WIDE``: of the times it made it worse, better, and neither was said."""

    worse: int
    better: int
    rest: int

    @property
    def rest_from(self) -> int:
        return self.worse + self.better


def bars_of(counts: Sequence[tuple[int, int, int]]) -> list[Bar]:
    """(times, worse, better) of each; the one named most often fills the width."""
    most = max((times for times, _, _ in counts), default=0) or 1
    found = []
    for times, worse, better in counts:
        ends = [round(n / most * WIDE) for n in (worse, worse + better, max(times, worse + better))]
        found.append(Bar(ends[0], ends[1] - ends[0], min(ends[2], WIDE) - ends[1]))
    return found


@dataclass(frozen=True)
class Strip:
    """Dots for days, stacked over their number of pain, and where their mean stands."""

    dots: str
    mean: str


def strips_of(groups: Sequence[Sequence[int]], means: Sequence[float]) -> list[Strip]:
    """``groups``: how many days had each number, 0 to 10; all drawn to one scale."""
    tallest = max((n for counts in groups for n in counts), default=0)
    apart = min(_DOT, (STRIP_HIGH - 10) / max(tallest, 1))
    cell = STRIP_WIDE / (MOST + 1)
    return [
        Strip(
            "".join(
                f"M{(number + 0.5) * cell:.1f} {STRIP_HIGH - 8 - n * apart:.1f}h0"
                for number, count in enumerate(counts)
                for n in range(count)
            ),
            f"M{(min(max(mean, 0), MOST) + 0.5) * cell:.1f} 6V{STRIP_HIGH - 2}",
        )
        for counts, mean in zip(groups, means, strict=True)
    ]
