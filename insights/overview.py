"""What the page of patterns shows a person: read in a number of queries that does not grow."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import groupby

from django.db.models import Max
from django.utils.dates import MONTHS_3, WEEKDAYS, WEEKDAYS_ABBR
from django.utils.formats import get_format
from django.utils.functional import Promise

from insights.findings import LookRead, looks_of, read
from insights.looks import window_in
from insights.models import Look
from insights.patterns import CHARTS_FROM, LOOKS_FROM, stage
from insights.pictures import (
    Bar,
    Month,
    PainChart,
    Stretch,
    Year,
    bars_of,
    is_long,
    months_between,
    months_of,
    pain_chart,
    years_of,
)
from insights.queries import (
    DayRow,
    Happened,
    Times,
    days_of,
    happened,
    loads_of,
    pain_of,
    planned_of,
    span_of,
    times_of,
)
from insights.swings import AVOIDANCE_DAYS, Around, Avoidance, Swings, around, avoidance, swings_in
from insights.swings import DAYS as SWING_DAYS
from insights.weeks import ENOUGH, Change, change_of, weeks_of
from journal.models import TriggerKind
from people.clock import zone_of
from people.models import User
from sessions.lines import Line, lines_of
from sessions.models import Belief, ExaminationEvent

# How far back each picture may go, in days; None: to the first entry.
SPANS: dict[str, int | None] = {"8w": 56, "6m": 182, "1y": 365, "all": None}
FIRST_SPAN = "8w"
# What is read in any case: a year, and what lay around an event at its beginning.
READ = 400
# No picture holds more than so many of these.
MOST_WORDS, MOST_LINES, MOST_AROUND, MOST_MONTHS = 12, 3, 3, 6
WORDS_DAYS = 365
# In a longer time than this the first and the last week say little of how it went.
TWO_WEEKS_SPEAK = 12 * 7


@dataclass(frozen=True)
class Pain:
    """``first`` to ``last`` is the time of the picture. ``change``: from the first week to the
    last; None where the time is too long for two weeks to speak for it, or there are too few days.
    Then ``lowest``, ``highest`` and ``latest`` are the usual of weeks, or of months."""

    first: date
    last: date
    days: tuple[DayRow, ...]
    stretches: tuple[Stretch, ...]
    chart: PainChart[Happened]
    change: Change | None
    more_happened: int

    @property
    def long(self) -> bool:
        return self.chart.long

    @property
    def mean(self) -> float:
        return sum(row.usual for row in self.days) / len(self.days)

    @property
    def low(self) -> float:
        return min(row.usual for row in self.days)

    @property
    def high(self) -> float:
        return max(row.usual for row in self.days)

    @property
    def told(self) -> list[float]:
        """The usual of each week, or month, with enough days to tell it."""
        enough = 10 if self.long else ENOUGH
        return [one.usual for one in self.stretches if one.usual is not None and one.days >= enough]

    @property
    def lowest(self) -> float:
        return min(self.told)

    @property
    def highest(self) -> float:
        return max(self.told)

    @property
    def latest(self) -> float:
        return self.told[-1]


@dataclass(frozen=True)
class Word:
    times: Times
    bar: Bar


@dataclass(frozen=True)
class Kind:
    label: str | Promise
    words: tuple[Word, ...]


@dataclass(frozen=True)
class AroundDay:
    """Pain in the two weeks before and after the day of a finished examination."""

    on: date
    belief: Belief
    pain: Around

    @property
    def least(self) -> float:
        """The smaller of the two changes that the interval is between, whichever way it went."""
        return min(abs(self.pain.low or 0), abs(self.pain.high or 0))

    @property
    def most(self) -> float:
        return max(abs(self.pain.low or 0), abs(self.pain.high or 0))


@dataclass(frozen=True)
class Overview:
    """``span_days``: from the first day that counts to the last; ``stage`` says what there may be
    to see. ``span``: the chosen time, one of ``spans``."""

    today: date
    days: tuple[DayRow, ...]
    stage: str
    span_days: int
    span: str
    spans: tuple[str, ...]
    pain: Pain | None
    kinds: tuple[Kind, ...]
    months: tuple[Month, ...]
    years: tuple[Year, ...]
    lines: tuple[tuple[Belief, Line], ...]
    look: LookRead | None
    earlier: tuple[Look, ...]
    due: bool
    swings: Swings | None
    avoidance: Avoidance | None
    around: tuple[AroundDay, ...]

    @property
    def low(self) -> int:
        return min(row.low for row in self.days)

    @property
    def high(self) -> int:
        return max(row.high for row in self.days)

    @property
    def weekdays(self) -> list[tuple[str, str]]:
        """Name and short name of each day of a week, in the order of the calendar."""
        order = [(week_from() + n) % 7 for n in range(7)]
        return [(str(WEEKDAYS[n]), str(WEEKDAYS_ABBR[n])) for n in order]

    @property
    def month_names(self) -> list[str]:
        return [str(MONTHS_3[n]).capitalize() for n in range(1, 13)]

    @property
    def words_cut(self) -> bool:
        """What was named longer ago than a year is not counted."""
        return self.pain is not None and (self.today - self.pain.first).days >= WORDS_DAYS

    @property
    def months_cut(self) -> bool:
        """The calendar has not all of the picture's months."""
        return bool(self.months and self.pain and self.pain.first < self.months[-1].first)

    @property
    def to_charts(self) -> int:
        return max(0, CHARTS_FROM - self.span_days)

    @property
    def to_looks(self) -> int:
        return max(0, LOOKS_FROM - self.span_days)


def overview_of(person: User, now: datetime, span: str = FIRST_SPAN) -> Overview:
    """``span``: one of ``SPANS``."""
    day = now.astimezone(zone_of(person)).date()
    ends = span_of(person, day)
    span_days = (ends[1] - ends[0]).days + 1 if ends else 0
    at = stage(span_days)
    rows = days_of(person, day - timedelta(days=READ - 1), day)
    if SPANS[span] is None:
        rows = _with_years(pain_of(person, day), rows)
    since = _since(SPANS[span], rows, day)
    charts = bool(ends) and at != "log"
    year = day - timedelta(days=WORDS_DAYS - 1)
    seen = happened(person, min(since or year, year), day) if charts else []
    looked = looks_of(person)
    pain = _pain(rows, seen, since, day) if charts and since else None
    long = pain is not None and pain.long
    return Overview(
        today=day,
        days=tuple(rows),
        stage=at,
        span_days=span_days,
        span=span,
        spans=_spans(ends[0] if ends else day, day),
        pain=pain,
        kinds=tuple(_kinds(person, since, day)) if charts and since else (),
        months=() if long or not pain else tuple(_months(pain)),
        years=tuple(years_of(pain.stretches)) if pain and long else (),
        lines=tuple(_lines(person)) if charts else (),
        look=read(looked[0]) if looked and at == "looks" else None,
        earlier=tuple(looked[1:] if at == "looks" else looked),
        due=at == "looks" and window_in(rows, day, _months_of(looked)) is not None,
        swings=_swings(person, rows, day) if charts else None,
        avoidance=_avoidance(person, day) if charts else None,
        around=tuple(_around(rows, [one for one in seen if one.on >= year], day)),
    )


def _with_years(years: list[DayRow], rows: list[DayRow]) -> list[DayRow]:
    """The days of all years, the latest ones as they were read with all that they say."""
    return [row for row in years if not rows or row.day < rows[0].day] + rows


def _since(length: int | None, rows: list[DayRow], day: date) -> date | None:
    """The first day of a picture: none before the first entry."""
    if not rows:
        return None
    return rows[0].day if length is None else max(rows[0].day, day - timedelta(days=length - 1))


def _spans(first: date, day: date) -> tuple[str, ...]:
    """Those that show more than a shorter one does; none to choose from where one shows all."""
    length = (day - first).days + 1
    shorter = [name for name, days in SPANS.items() if days and days < length]
    return (*shorter, "all") if shorter else ()


def _months_of(looked: Sequence[Look]) -> list[tuple[date, date]]:
    return [(look.month, look.until) for look in reversed(looked)]


def _pain(rows: Sequence[DayRow], seen: Sequence[Happened], first: date, last: date) -> Pain | None:
    days = tuple(row for row in rows if row.day >= first)
    if not days:
        return None
    series = _series(days, first, last)
    stretches: Sequence[Stretch]
    long = is_long(first, last)
    stretches = months_between(days, first, last) if long else weeks_of(first, series)
    chart = pain_chart(days, stretches, [(one.on, one) for one in seen], first, last)
    seen = [one for one in seen if one.on >= first]
    drawn = sum(len(letter.things) for letter in chart.letters)
    return Pain(
        first=first,
        last=last,
        days=days,
        stretches=tuple(stretches),
        chart=chart,
        change=change_of(first, series) if len(series) <= TWO_WEEKS_SPEAK else None,
        more_happened=len(seen) - drawn,
    )


def _series(rows: Sequence[DayRow], first: date, last: date) -> list[float | None]:
    by_day = {row.day: row.usual for row in rows}
    return [by_day.get(first + timedelta(days=n)) for n in range((last - first).days + 1)]


def _kinds(person: User, since: date, day: date) -> list[Kind]:
    """The words named on the most days, by kind, in the order of the kinds."""
    since = max(since, day - timedelta(days=WORDS_DAYS - 1))
    times = times_of(person, since, day, MOST_WORDS)
    bars = bars_of([(one.times, one.worse, one.better) for one in times])
    order = [kind.value for kind in TriggerKind]
    words = sorted(
        (Word(one, bar) for one, bar in zip(times, bars, strict=True)),
        key=lambda word: order.index(word.times.trigger.kind),
    )
    return [
        Kind(TriggerKind(kind).label, tuple(those))
        for kind, those in groupby(words, key=lambda word: word.times.trigger.kind)
    ]


def _months(pain: Pain) -> list[Month]:
    """The calendar of the picture's time, its latest months."""
    first, last = pain.first, pain.last
    count = (last.year - first.year) * 12 + last.month - first.month + 1
    return months_of(pain.days, last, min(count, MOST_MONTHS), week_from=week_from())


def week_from() -> int:
    """The day that a week begins with where the language is spoken, 0 Monday to 6 Sunday."""
    first: int = get_format("FIRST_DAY_OF_WEEK")  # Django counts from Sunday
    return (first - 1) % 7


def _lines(person: User) -> list[tuple[Belief, Line]]:
    """The thoughts looked at last, each with its line, where it has two points or more."""
    beliefs = list(
        person.beliefs.filter(examinations__events__kind=ExaminationEvent.Kind.COMPLETED)
        .annotate(looked=Max("examinations__events__at"))
        .order_by("-looked", "pk")[:MOST_LINES]
    )
    lines = lines_of(person, beliefs)
    return [(belief, lines[belief.pk]) for belief in beliefs if len(lines[belief.pk].points) > 1]


def _swings(person: User, rows: Sequence[DayRow], day: date) -> Swings:
    since = day - timedelta(days=SWING_DAYS - 1)
    loads = loads_of(person, since, day)
    pain = {row.day: row.pain for row in rows}
    dates = [since + timedelta(days=n) for n in range(SWING_DAYS)]
    return swings_in([loads.get(one) for one in dates], [pain.get(one) for one in dates])


def _avoidance(person: User, day: date) -> Avoidance:
    since = day - timedelta(days=AVOIDANCE_DAYS - 1)
    planned = planned_of(person, since, day)
    both = [planned.get(since + timedelta(days=n), (0, 0)) for n in range(AVOIDANCE_DAYS)]
    return avoidance([one for one, _ in both], [other for _, other in both])


def _around(rows: Sequence[DayRow], seen: Sequence[Happened], day: date) -> list[AroundDay]:
    """Of the latest examinations, those with a day of pain on either side."""
    first = day - timedelta(days=READ - 1)
    by_day = {row.day: row.pain for row in rows}
    series = [by_day.get(first + timedelta(days=n)) for n in range(READ)]
    looked = [(one.on, one.belief) for one in seen if one.kind == "looked" and one.belief]
    found = [
        AroundDay(on, belief, around(series, (on - first).days))
        for on, belief in reversed(looked[-MOST_AROUND:])
    ]
    return [one for one in found if one.pain.n_before and one.pain.n_after]
