"""Where the marks of a line chart stand."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from people.charts import FEW, HIGH, MOST_TICKS, WIDE, Mark, line_chart, tick_days

CHICAGO = ZoneInfo("America/Chicago")
MOMENTS = st.dates(date(2024, 1, 1), date(2034, 1, 1)).flatmap(
    lambda day: st.builds(datetime.combine, st.just(day), st.times(timezones=st.just(CHICAGO)))
)
MARKS = st.lists(st.builds(Mark, MOMENTS, st.integers(0, 100)), min_size=1, max_size=200)


def spots(path):
    return [tuple(map(float, spot.split())) for spot in path[1:].split("L")]


def at(day, hour=12):
    return datetime(2026, 3, day, hour, tzinfo=CHICAGO)


@given(MARKS)
def test_every_mark_stands_within_the_picture_in_the_order_of_time(marks):
    chart = line_chart(marks, CHICAGO)
    found = spots(chart.path)
    assert len(found) == len(marks) == chart.dots.count("h0")
    assert all(0 <= x <= WIDE and 0 <= y <= HIGH for x, y in found)
    assert [x for x, _y in found] == sorted(x for x, _y in found)
    assert sorted(HIGH - y for _x, y in found) == sorted(mark.value for mark in marks)


@given(MARKS)
def test_distances_are_true_to_time(marks):
    moments = sorted(mark.at.timestamp() for mark in marks)
    across = [x for x, _y in spots(line_chart(marks, CHICAGO).path)]
    for (before, left), (after, right) in zip(
        zip(moments, across, strict=True), list(zip(moments, across, strict=True))[1:], strict=False
    ):
        whole = (moments[-1] - moments[0]) or 1
        share = (across[-1] - across[0]) * (after - before) / whole
        assert right - left == pytest.approx(share, abs=0.2)


@given(MARKS)
def test_the_days_below_are_few_and_stay_within_the_picture(marks):
    days = [mark.at.astimezone(CHICAGO).date() for mark in marks]
    ticks = line_chart(marks, CHICAGO).ticks
    assert 1 <= len(ticks) <= MOST_TICKS
    assert all(min(days) <= tick.day <= max(days) for tick in ticks)
    assert all(9 <= float(tick.x[:-1]) <= 98 for tick in ticks)


def test_without_a_mark_there_is_no_picture():
    assert line_chart([], CHICAGO) is None


def test_one_day_stands_around_the_middle():
    chart = line_chart([Mark(at(3, 6), 80), Mark(at(3, 12), 40)], CHICAGO)
    assert spots(chart.path) == [(375, 20), (625, 60)]
    assert [(tick.day, tick.anchor) for tick in chart.ticks] == [(date(2026, 3, 3), "middle")]


def test_days_are_those_of_the_zone():
    late = datetime(2026, 3, 4, 3, tzinfo=ZoneInfo("UTC"))
    assert line_chart([Mark(late, 5)], CHICAGO).ticks[0].day == date(2026, 3, 3)


def test_a_scale_to_ten_fills_the_same_height():
    assert spots(line_chart([Mark(at(3), 5)], CHICAGO, top=10).path)[0][1] == 50


def test_many_marks_are_drawn_small():
    few = [Mark(at(3) + timedelta(days=n), 5) for n in range(FEW)]
    assert not line_chart(few, CHICAGO).many
    assert line_chart([*few, few[0]], CHICAGO).many


@pytest.mark.parametrize(
    ("last", "days"),
    [
        (date(2026, 1, 10), [date(2026, 1, 10)]),
        (date(2026, 1, 13), [date(2026, 1, n) for n in (10, 11, 12, 13)]),
        (
            date(2026, 2, 1),
            [date(2026, 1, 10), date(2026, 1, 17), date(2026, 1, 24), date(2026, 1, 31)],
        ),
        (date(2026, 5, 3), [date(2026, n, 1) for n in (2, 3, 4, 5)]),
        (
            date(2027, 3, 1),
            [date(2026, 4, 1), date(2026, 7, 1), date(2026, 10, 1), date(2027, 1, 1)],
        ),
    ],
)
def test_the_days_below_are_evenly_apart(last, days):
    assert tick_days(date(2026, 1, 10), last) == days


def test_a_new_year_is_named_with_its_month():
    chart = line_chart([Mark(at(3), 5), Mark(at(3) + timedelta(days=365), 5)], CHICAGO)
    assert [tick.parts for tick in chart.ticks] == ["dated", "month", "month", "dated"]
