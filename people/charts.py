"""Where the marks of a line chart stand. Plain Python; drawn by ``components/line_chart.html``.

The picture is 1000 wide and 100 high, time from left to right, true to the hour: it begins with
the first mark's day and ends with the last one's. Marks of a single day stand around its middle.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo

WIDE, HIGH = 1000, 100
# On a phone a month needs the room of a fifth of the picture, a day and its month of a quarter.
MOST_TICKS, MOST_DAYS = 5, 4
# More marks than these are drawn small.
FEW = 40
# Of the whole picture, in percent: room for the numbers at the left, and for a mark at the right.
_LEFT, _PLOT = 9, 89
_DAYS = (1, 2, 3, 7, 14)
_MONTHS = (1, 2, 3, 6, 12, 24, 60, 120, 240)
_NOON = time(12)


@dataclass(frozen=True)
class Mark:
    """One value, 0 to the chart's ``top``, at an aware moment."""

    at: datetime
    value: int


@dataclass(frozen=True)
class Tick:
    """A day under the picture. ``x``: percent of the whole picture; ``parts`` says which of day,
    month and year its label needs: ``day`` (and month), ``month``, ``dated`` (month and year) or
    ``year``."""

    day: date
    x: str
    parts: str
    anchor: str  # start, middle, end


@dataclass(frozen=True)
class LineChart:
    """``path`` joins the marks, ``dots`` shows each; as SVG reads them, dots for decimals."""

    path: str
    dots: str
    ticks: tuple[Tick, ...]
    many: bool
    top: int

    @property
    def middle(self) -> int:
        return self.top // 2


def line_chart(marks: Iterable[Mark], zone: tzinfo, *, top: int = 100) -> LineChart | None:
    """None without a mark. ``zone``: whose days stand under it. Marks may come in any order."""
    marks = sorted(marks, key=lambda mark: mark.at)
    if not marks:
        return None
    first, last = (mark.at.astimezone(zone).date() for mark in (marks[0], marks[-1]))
    start = datetime.combine(first, time(), zone).timestamp()
    end = datetime.combine(last + timedelta(days=1), time(), zone).timestamp()
    if first == last:
        middle = (marks[0].at.timestamp() + marks[-1].at.timestamp()) / 2
        start, end = middle - (end - start) / 2, middle + (end - start) / 2

    def across(moment: datetime) -> float:
        return (moment.timestamp() - start) / (end - start) * WIDE

    def below(day: date) -> float:
        return WIDE / 2 if first == last else across(datetime.combine(day, _NOON, zone))

    spots = [f"{across(mark.at):.1f} {_up(mark.value, top):.1f}" for mark in marks]
    return LineChart(
        path="M" + "L".join(spots),
        dots="".join(f"M{spot}h0" for spot in spots),
        ticks=ticks(first, last, below),
        many=len(marks) > FEW,
        top=top,
    )


def ticks(first: date, last: date, below: Callable[[date], float]) -> tuple[Tick, ...]:
    """The days that stand under a picture of ``first`` to ``last``; ``below``: a day's place, 0
    to ``WIDE``."""
    days = tick_days(first, last)
    parts = _parts(days)
    return tuple(_tick(day, below(day), part) for day, part in zip(days, parts, strict=True))


def percent(x: float) -> float:
    """A place, 0 to ``WIDE``, in percent of the whole picture."""
    return _LEFT + x / WIDE * _PLOT


def tick_days(first: date, last: date) -> list[date]:
    """One to ``MOST_TICKS`` days from ``first`` to ``last``, evenly apart in days or in months."""
    span = (last - first).days
    for step in _DAYS:
        if span // step < MOST_DAYS:
            return [first + timedelta(days=n) for n in range(0, span + 1, step)]
    for step in _MONTHS:
        months = _months(first, last, step)
        if len(months) <= MOST_TICKS:
            break
    return months or [first]


def _months(first: date, last: date, step: int) -> list[date]:
    """The first days of every ``step``-th month, counted from a January, within the span."""
    numbers = range(first.year * 12 + first.month - 1, last.year * 12 + last.month)
    found = [date(n // 12, n % 12 + 1, 1) for n in numbers if n % step == 0]
    return [day for day in found if first <= day <= last]


def _parts(days: Sequence[date]) -> list[str]:
    if len(days) < 2 or any(day.day != 1 for day in days):
        return ["day"] * len(days)
    if all(day.month == 1 for day in days):
        return ["year"] * len(days)
    years = [None, *(day.year for day in days)]
    one_year = days[0].year == days[-1].year
    return [
        "month" if one_year or day.year == before else "dated"
        for day, before in zip(days, years, strict=False)
    ]


def _tick(day: date, x: float, parts: str) -> Tick:
    place = percent(x)
    edge = "start" if place < _LEFT + 4 else "end" if place > _LEFT + _PLOT - 4 else "middle"
    return Tick(day, f"{place:.2f}%", parts, edge)


def _up(value: int, top: int) -> float:
    return HIGH - value * HIGH / top
