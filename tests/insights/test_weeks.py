"""Usual pain by week, and a person's own ups and downs."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from insights.weeks import WEEK, change_of, ups_and_downs, weeks_of

JANUARY = date(2026, 1, 15)
pains = st.lists(st.none() | st.floats(0, 10) | st.just(float("nan")), max_size=120)


def day(number: int) -> date:
    return JANUARY + timedelta(days=number)


def test_of_nothing_there_are_no_weeks():
    assert weeks_of(JANUARY, []) == []
    assert change_of(JANUARY, []) is None


def test_weeks_are_counted_back_so_that_the_newest_is_whole():
    weeks = weeks_of(JANUARY, [5.0] * 10)
    assert [(week.first, week.length, week.days) for week in weeks] == [
        (JANUARY, 3, 3),
        (day(3), 7, 7),
    ]


def test_a_week_has_its_mean_its_ends_and_the_width_of_its_middle_half():
    (week,) = weeks_of(JANUARY, [4.0, 5.0, None, 5.0, 6.0, 10.0, None])
    assert (week.length, week.days, week.usual) == (7, 5, 6.0)
    assert (week.lowest, week.highest, week.spread) == (4.0, 10.0, 1.0)


def test_one_odd_day_does_not_change_the_spread():
    calm = [5.0, 5.0, 6.0, 5.0, 6.0, 6.0, 5.0]
    (usual,) = weeks_of(JANUARY, calm)
    (odd,) = weeks_of(JANUARY, [*calm[:-1], 10.0])
    assert odd.spread == usual.spread


def test_a_week_without_a_day_says_nothing():
    first, second = weeks_of(JANUARY, [5.0] + [None] * 13)
    assert (second.days, second.usual, second.lowest, second.spread) == (0, None, None, None)
    assert first.days == 1


def test_a_change_goes_from_the_first_week_with_enough_days_to_the_last():
    pain = [9.0] + [None] * 6 + [6.0, 7.0] * 7 + [5.0, 4.0, 5.0, 4.0, None, None, None]
    change = change_of(JANUARY, pain)
    assert change is not None
    assert change.weeks == 3
    assert change.first == pytest.approx(45 / 7)
    assert change.last == 4.5
    assert change.by == pytest.approx(4.5 - 45 / 7)


def test_a_change_within_the_persons_own_ups_and_downs_is_said_to_be_that():
    restless = [3.0, 7.0, 5.0, 8.0, 4.0, 6.0, 7.0] * 3 + [2.0, 6.0, 4.0, 7.0, 3.0, 5.0, 6.0]
    change = change_of(JANUARY, restless)
    assert change is not None
    assert change.by == pytest.approx(-1)
    assert change.ups_and_downs > 3
    assert not change.beyond


def test_the_same_change_in_a_steady_journal_is_beyond_them():
    steady = [5.0, 5.0, 5.0, 5.0, 5.0, 5.0, 6.0] * 3 + [4.0, 4.0, 4.0, 4.0, 4.0, 4.0, 5.0]
    change = change_of(JANUARY, steady)
    assert change is not None
    assert change.by == pytest.approx(-1)
    assert change.ups_and_downs < 1
    assert change.beyond


def test_a_slow_change_is_no_up_and_down():
    slope = [8.0 - (at // WEEK) * 0.5 for at in range(8 * WEEK)]
    assert ups_and_downs(JANUARY, slope, weeks_of(JANUARY, slope)) == 0


def test_one_week_is_no_change():
    assert change_of(JANUARY, [5.0] * 7) is None
    assert change_of(JANUARY, [5.0] * 7 + [4.0, 4.0, 4.0]) is None


@given(pains)
def test_every_day_is_in_one_week_and_nothing_is_out_of_range(pain):
    weeks = weeks_of(JANUARY, pain)
    assert sum(week.length for week in weeks) == len(pain)
    for before, after in pairwise(weeks):
        assert after.first - before.first == timedelta(days=before.length)
    for week in weeks:
        assert (week.usual is None) == (week.days == 0)
        if week.usual is not None:
            assert 0 <= week.lowest <= week.usual + 1e-9
            assert week.usual - 1e-9 <= week.highest <= 10
            assert 0 <= week.spread <= 10
    change = change_of(JANUARY, pain)
    if change is not None:
        assert change.ups_and_downs >= 0
        assert change.by == change.last - change.first


def test_ten_years_are_522_weeks():
    weeks = weeks_of(JANUARY, [float(at % 11) for at in range(3_650)])
    assert len(weeks) == 522
    assert weeks[-1].length == WEEK
