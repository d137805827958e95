"""Where the marks of the pictures of patterns stand."""

import re
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from insights.pictures import (
    APART,
    LONG,
    MOST_COLUMNS,
    MOST_LETTERS,
    STEPS,
    STRIP_HIGH,
    STRIP_WIDE,
    Cell,
    bars_of,
    months_between,
    months_of,
    pain_chart,
    strips_of,
    years_of,
)
from insights.queries import DayRow
from insights.weeks import weeks_of
from people.charts import HIGH, WIDE

DAY = date(2026, 3, 14)
PAINS = st.floats(0, 10, allow_nan=False)


def row(day, usual=5.0, recalled=False):
    return DayRow(day, 1, usual, int(usual), int(usual), None if recalled else usual)


@st.composite
def journals(draw, most=4000):
    """Days with gaps, in order, and the span that they are in."""
    length = draw(st.integers(1, most))
    places = draw(st.sets(st.integers(0, length - 1), min_size=1, max_size=60))
    rows = [row(DAY + timedelta(days=n), draw(PAINS), draw(st.booleans())) for n in sorted(places)]
    return rows, DAY, DAY + timedelta(days=length - 1)


def chart_of(rows, first, last, happened=()):
    by_day = {one.day: one.usual for one in rows}
    length = (last - first).days + 1
    if length > LONG:
        stretches = months_between(rows, first, last)
    else:
        days = (first + timedelta(days=n) for n in range(length))
        stretches = weeks_of(first, [by_day.get(day) for day in days])
    return pain_chart(rows, stretches, happened, first, last), stretches


def spots(path):
    """Every point that a path names."""
    points, x, y = [], 0.0, 0.0
    for kind, numbers in re.findall(r"([MLHVhZ])([^MLHVhZ]*)", path):
        values = [float(number) for number in numbers.split()]
        if kind in "ML":
            x, y = values
        elif kind == "H":
            x = values[0]
        elif kind == "V":
            y = values[0]
        points.append((x, y))
    return points


@given(journals())
def test_every_mark_stands_within_the_picture(journal):
    chart, _ = chart_of(*journal)
    paths = (chart.dots, chart.hollow, chart.columns, chart.line, chart.band)
    assert "nan" not in "".join(paths)
    assert all(0 <= x <= WIDE and 0 <= y <= HIGH for path in paths for x, y in spots(path))


@given(journals(most=LONG))
def test_a_short_time_shows_each_day_as_it_is(journal):
    rows, first, last = journal
    chart, _ = chart_of(rows, first, last)
    assert chart.dots.count("M") == sum(not one.recalled for one in rows)
    assert chart.hollow.count("M") == sum(one.recalled for one in rows)
    drawn = sorted(HIGH - y for path in (chart.dots, chart.hollow) for _, y in spots(path)[::2])
    assert drawn == pytest.approx(sorted(one.usual * 10 for one in rows), abs=0.06)


@given(journals())
def test_a_long_time_is_drawn_in_few_strokes_that_reach_from_lowest_to_highest(journal):
    rows, first, last = journal
    chart, _ = chart_of(rows, first, last)
    assert chart.columns.count("M") <= MOST_COLUMNS
    if chart.long:
        assert not chart.dots + chart.hollow
        ys = [y for _, y in spots(chart.columns)]
        assert HIGH - min(ys) == pytest.approx(max(one.usual for one in rows) * 10, abs=0.06)
        assert HIGH - max(ys) == pytest.approx(min(one.usual for one in rows) * 10, abs=0.06)


def test_ten_years_of_days_are_as_few_strokes_as_one():
    rows = [row(DAY + timedelta(days=n), n % 11 * 1.0) for n in range(3652)]
    chart, months = chart_of(rows, DAY, rows[-1].day)
    assert MOST_COLUMNS / 2 < chart.columns.count("M") <= MOST_COLUMNS
    assert len(months) == 121
    assert len(chart.columns + chart.line) < 10_000


@given(journals())
def test_the_line_goes_through_every_stretch_with_a_day_and_breaks_at_the_others(journal):
    chart, stretches = chart_of(*journal)
    points = [spot for spot in re.split("[ML]|h0", chart.line) if spot]
    assert len(points) == sum(one.usual is not None for one in stretches)
    runs = sum(
        one.usual is not None and (n == 0 or stretches[n - 1].usual is None)
        for n, one in enumerate(stretches)
    )
    assert chart.line.count("M") == runs


@given(journals())
def test_every_day_is_in_one_month(journal):
    rows, first, last = journal
    months = months_between(rows, first, last)
    assert sum(one.days for one in months) == len(rows)
    assert sum(one.length for one in months) == (last - first).days + 1
    assert months[0].first == first


@given(st.lists(st.integers(-30, 800), max_size=200), st.integers(1, 700))
def test_letters_are_few_and_never_run_into_each_other(places, length):
    last = DAY + timedelta(days=length - 1)
    happened = [(DAY + timedelta(days=n), n) for n in places]
    letters = chart_of([row(DAY)], DAY, last, happened)[0].letters
    xs = [float(one.x[:-1]) for one in letters]
    assert all(after - before > APART - 0.02 for before, after in pairwise(xs))
    assert all(9 <= x <= 98 for x in xs)
    told = [n for one in letters for n in one.things]
    inside = sorted(n for n in places if 0 <= n < length)
    # The latest ones are those that are told.
    assert told == inside[len(inside) - len(told) :]
    assert len(letters) <= MOST_LETTERS
    assert bool(told) == bool(inside)


@given(journals(most=200), st.integers(1, 8), st.integers(0, 6))
def test_the_calendar_has_every_day_once_under_its_weekday(journal, count, week_from):
    rows, _, last = journal
    months = months_of(rows, last, count, week_from=week_from)
    assert len(months) == count
    for month in months:
        for week in month.weeks:
            for place, cell in enumerate(week):
                if cell:
                    assert cell.day.weekday() == (week_from + place) % 7
                    assert cell.day.month == month.first.month
    days = [cell.day for month in months for week in month.weeks for cell in week if cell]
    assert len(days) == len(set(days))
    assert max(days) == last
    shown = {cell.day: cell.usual for m in months for w in m.weeks for cell in w if cell}
    assert all(shown[one.day] == one.usual for one in rows if one.day in shown)


@given(journals())
def test_years_have_twelve_places_and_no_month_outside_the_time(journal):
    rows, first, last = journal
    years = years_of(months_between(rows, first, last))
    assert [one.number for one in years] == list(range(last.year, first.year - 1, -1))
    assert all(len(one.months) == 12 for one in years)
    cells = [cell for one in years for cell in one.months if cell]
    assert len(cells) == (last.year - first.year) * 12 + last.month - first.month + 1


@pytest.mark.parametrize(
    ("usual", "step"), [(None, 0), (0, 1), (1.9, 1), (2, 2), (5, 3), (7.9, 4), (8, 5), (10, STEPS)]
)
def test_more_pain_is_drawn_denser(usual, step):
    assert Cell(DAY, usual).step == step


@given(st.lists(st.tuples(st.integers(0, 99), st.integers(0, 99), st.integers(0, 99)), max_size=20))
def test_bars_share_one_scale_and_stay_within_it(parts):
    counts = [(worse + better + rest, worse, better) for worse, better, rest in parts]
    bars = bars_of(counts)
    for (times, worse, _), bar in zip(counts, bars, strict=True):
        assert min(bar.worse, bar.better, bar.rest) >= 0
        assert bar.worse + bar.better + bar.rest <= WIDE
        assert (bar.worse > 0) == (worse > 0)
        most = max(one[0] for one in counts)
        assert bar.worse + bar.better + bar.rest == (round(times / most * WIDE) if most else 0)


COUNTS = st.lists(st.integers(0, 40), min_size=11, max_size=11)


@given(st.tuples(COUNTS, COUNTS), st.tuples(PAINS, PAINS))
def test_strips_have_a_dot_for_each_day_within_the_picture(groups, means):
    strips = strips_of(groups, means)
    for counts, strip in zip(groups, strips, strict=True):
        assert strip.dots.count("M") == sum(counts)
        assert all(0 <= x <= STRIP_WIDE and 0 <= y <= STRIP_HIGH for x, y in spots(strip.dots))
        assert all(0 <= x <= STRIP_WIDE for x, _ in spots(strip.mean))
