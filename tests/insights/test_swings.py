"""Boom and bust, staying away out of fear, and what was around an event."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from insights.swings import Avoidance, Cycle, around, avoidance, swings_in
from tests.insights.made_up import ar1, number

# Ordinary days that differ a little, as days do: median 200, MAD 10.
ORDINARY = [190.0, 200.0, 210.0, 200.0, 185.0, 214.0, 200.0] * 4
CALM = [5.0] * 28

odd = st.none() | st.floats() | st.integers(-5, 20).map(float)


def days_with(*cycles: tuple[int, int], load=ORDINARY, pain=CALM):
    load, pain = list(load), list(pain)
    for boom, bust in cycles:
        load[boom], load[bust], pain[bust] = 600.0, 20.0, 8.0
    return load, pain


def test_two_busy_days_with_a_low_one_after_each_are_flagged():
    found = swings_in(*days_with((4, 5), (15, 17)))
    assert found.cycles == (Cycle(4, 5), Cycle(15, 17))
    assert found.flagged
    assert (found.logged, found.usual) == (28, 200.0)


def test_one_cycle_is_none():
    found = swings_in(*days_with((4, 5)))
    assert len(found.cycles) == 1
    assert not found.flagged


def test_a_low_day_more_than_48_hours_later_is_no_bust():
    assert swings_in(*days_with((4, 7), (15, 18))).cycles == ()


def test_a_quiet_day_without_more_pain_is_rest_and_no_bust():
    load, pain = days_with((4, 5), (15, 17))
    pain[5] = pain[17] = 6.9
    assert swings_in(load, pain).cycles == ()
    pain[5] = pain[17] = 7.0
    assert swings_in(load, pain).flagged


def test_more_pain_on_a_day_as_busy_as_ever_is_no_bust():
    load, pain = days_with((4, 5), (15, 17))
    load[5] = load[17] = 195.1
    assert swings_in(load, pain).cycles == ()


def test_the_borders_are_one_scaled_mad_up_and_half_a_mad_down():
    load, pain = days_with((4, 5), (15, 17))
    assert np.median(np.abs(np.array(load) - 200)) == 10
    load[4] = load[15] = 200 + 14.83
    load[5] = load[17] = 195.0
    assert swings_in(load, pain).flagged
    load[4] = 200 + 14.82
    assert not swings_in(load, pain).flagged
    load[4], load[5] = 600.0, 195.1
    assert not swings_in(load, pain).flagged


def test_two_low_days_after_one_busy_day_are_one_cycle():
    load, pain = days_with((4, 5))
    load[6], pain[6] = 20.0, 8.0
    assert swings_in(load, pain).cycles == (Cycle(4, 5),)


def test_two_busy_days_before_one_low_day_are_one_cycle():
    load, pain = days_with((5, 6))
    load[4] = 600.0
    assert swings_in(load, pain).cycles == (Cycle(5, 6),)


def test_fewer_than_twenty_logged_days_are_not_flagged():
    load, pain = days_with((4, 5), (15, 17))
    for at in range(19, 28):
        load[at] = None
    assert not swings_in(load, pain).flagged
    load[19] = 200.0
    found = swings_in(load, pain)
    assert found.logged == 20
    assert found.flagged


def test_only_the_last_28_days_count_and_places_are_of_all_days_given():
    load, pain = days_with((4, 5), (15, 17))
    assert swings_in(ORDINARY + load, CALM + pain).cycles == (Cycle(32, 33), Cycle(43, 45))
    assert swings_in(load + ORDINARY, pain + CALM).cycles == ()


def test_days_that_are_all_alike_have_no_swings():
    load, pain = days_with((4, 5), (15, 17), load=[200.0] * 28)
    assert swings_in(load, pain).cycles == ()
    assert swings_in([0.0] * 28, CALM).cycles == ()


def test_of_nothing_nothing_is_said():
    for load, pain in (([], []), ([None] * 28, CALM), (ORDINARY, [None] * 28)):
        found = swings_in(load, pain)
        assert (found.logged, found.usual, found.cycles, found.flagged) == (0, None, (), False)


@pytest.mark.parametrize(("like_the_last", "most"), [(0.5, 0.06), (0.3, 0.07), (0.0, 0.16)])
def test_few_whose_load_and_pain_have_nothing_to_do_with_each_other_are_flagged(
    like_the_last, most
):
    rng = np.random.default_rng(11)
    loads = np.exp(6 + 0.5 * ar1(rng, (600, 28), like_the_last)).tolist()
    pains = number(ar1(rng, (600, 28), 0.5)).tolist()
    flagged = sum(swings_in(*days).flagged for days in zip(loads, pains, strict=True))
    assert flagged / 600 <= most


def test_a_strong_pattern_is_found_for_three_of_four_and_more():
    rng = np.random.default_rng(12)
    found = 0
    for _ in range(300):
        load, pain = np.exp(6 + 0.5 * ar1(rng, (28,), 0.3)), 4.5 + ar1(rng, (28,), 0.5)
        boom = int(rng.integers(1, 5))
        while boom < 26:
            bust = boom + int(rng.integers(1, 3))
            load[boom], load[bust], pain[bust] = 2.5 * load[boom], 0.4 * load[bust], pain[bust] + 3
            boom += int(rng.integers(4, 8))
        found += swings_in(load.tolist(), np.clip(np.round(pain), 0, 10).tolist()).flagged
    assert found / 300 >= 0.76


def test_half_of_what_was_planned_and_left_out_of_fear_is_flagged():
    assert avoidance([1] * 14, [1, 0] * 7) == Avoidance(14, 7, True)
    assert avoidance([1] * 14, [1, 0] * 6 + [0, 0]) == Avoidance(14, 6, False)


def test_of_fewer_than_six_planned_nothing_is_said():
    assert avoidance([1] * 5, [1] * 5) == Avoidance(5, 5, False)
    assert avoidance([1] * 6, [1, 1, 1, 0, 0, 0]) == Avoidance(6, 3, True)
    assert avoidance([], []) == Avoidance(0, 0, False)


def test_avoidance_is_of_the_last_fourteen_days():
    assert avoidance([2] * 20 + [1] * 14, [2] * 20 + [0] * 14) == Avoidance(14, 0, False)


def test_no_more_can_be_left_than_was_planned():
    assert avoidance([0, 6], [5, 6]) == Avoidance(6, 6, True)
    assert avoidance([0, 6], [5, 0]) == Avoidance(6, 0, False)


def test_around_an_event_the_day_itself_is_on_neither_side():
    found = around([6.0] * 14 + [10.0] + [4.0] * 14, 14)
    assert (found.n_before, found.n_after) == (14, 14)
    assert (found.mean_before, found.mean_after, found.change) == (6.0, 4.0, -2.0)
    assert (found.low, found.high) == (-2.0, -2.0)


def test_around_takes_no_more_days_than_it_is_told():
    found = around([0.0] * 5 + [6.0] * 5 + [9.0] + [4.0] * 5 + [0.0] * 5, 10, before=5, after=5)
    assert (found.n_before, found.n_after, found.change) == (5, 5, -2.0)


def test_fewer_than_five_days_on_a_side_have_no_interval():
    found = around([6.0, 5.0, 6.0, 7.0, None, 9.0, 4.0, 5.0, 4.0, 4.0, 5.0], 5)
    assert found.n_before == 4
    assert found.change == pytest.approx(4.4 - 6)
    assert (found.low, found.high) == (None, None)


def test_an_event_at_the_edge_has_one_side():
    found = around([5.0] * 10, 0)
    assert (found.n_before, found.n_after, found.mean_after, found.change) == (0, 9, 5.0, None)
    assert around([], 0).n_after == 0
    assert around([5.0] * 10, 500).n_after == 0


@pytest.mark.parametrize("phi", [0.0, 0.3, 0.5, 0.7])
def test_nine_of_ten_intervals_around_nothing_hold_no_change(phi):
    rng = np.random.default_rng(13)
    found = [around(days, 14) for days in number(ar1(rng, (700, 29), phi)).tolist()]
    held = sum(one.low <= 0 <= one.high for one in found) / len(found)
    assert 0.84 <= held <= 0.96


@given(st.lists(st.tuples(odd, odd), max_size=60), st.integers(-3, 70))
def test_no_days_are_too_odd(days, event):
    loads, pains = [one for one, _ in days], [other for _, other in days]
    swings = swings_in(loads, pains)
    assert swings.flagged <= (len(swings.cycles) >= 2)
    for cycle in swings.cycles:
        assert 1 <= cycle.bust - cycle.boom <= 2
    found = around(pains, event)
    if found.low is not None:
        assert found.low <= found.change <= found.high
    assert -10 <= (found.change or 0) <= 10


@given(st.lists(st.tuples(st.integers(), st.integers()), max_size=40))
def test_no_plans_are_too_odd(days):
    found = avoidance([one for one, _ in days], [other for _, other in days])
    assert 0 <= found.declined <= found.planned


def test_ten_years_take_their_last_days():
    load, pain = days_with((4, 5), (15, 17))
    assert swings_in(ORDINARY * 130 + load, CALM * 130 + pain).flagged
