"""What a test says: its days after, whether the next step waits, how it compares with the guess."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sessions.trying import Check, Next, Outcome, Trial, compare, next_step, score

DAY = date(2026, 3, 2)
PAIN = st.none() | st.integers(0, 10)


def on(days: int) -> date:
    return DAY + timedelta(days=days)


@pytest.mark.parametrize(
    ("days", "due"), [(0, None), (1, 1), (2, 1), (3, 3), (10, 3), (11, None), (-1, None)]
)
def test_days_1_and_3_are_asked_about_and_then_let_go(days, due):
    assert Trial(DAY, 4).due(on(days)) == due


def test_a_day_that_was_told_is_not_asked_about_again():
    assert Trial(DAY, 4, (Check(1, 4),)).due(on(2)) is None
    assert Trial(DAY, 4, (Check(3, 4),)).due(on(5)) is None


@pytest.mark.parametrize(
    ("before", "checks", "held"),
    [
        (4, {1: 6, 3: 6}, True),
        (4, {1: 4, 3: 6}, True),
        (4, {1: 6, 3: 5}, False),  # it came down by day 3
        (4, {1: 6}, False),  # not 48 hours yet
        (4, {1: 6, 3: 6, 7: 5}, False),  # later it came down
        (4, {1: 6, 3: 6, 7: 6}, True),
        (None, {1: 9, 3: 9}, False),
        (4, {1: 6, 3: None}, False),
    ],
)
def test_pain_up_by_2_for_48_hours_holds_the_next_step(before, checks, held):
    trial = Trial(DAY, before, tuple(Check(*pair) for pair in checks.items()))
    assert trial.stayed_up is held
    assert (next_step(trial, on(8)) is Next.HELD) is held


def test_the_next_step_waits_for_day_3_but_not_for_ever():
    assert next_step(Trial(DAY, 4, (Check(1, 4),)), on(2)) is Next.WAIT
    assert next_step(Trial(DAY, 4, (Check(3, 4),)), on(3)) is Next.OPEN
    assert next_step(Trial(DAY, 4), on(11)) is Next.OPEN


def test_a_further_day_is_told_only_while_pain_is_up():
    up = Trial(DAY, 4, (Check(1, 7), Check(3, 7)))
    assert up.later(on(6)) == 6
    assert up.may_tell(6, on(6))
    assert not up.may_tell(7, on(6))
    calm = Trial(DAY, 4, (Check(1, 4), Check(3, 4)))
    assert calm.later(on(6)) is None
    assert not calm.may_tell(6, on(6))


@given(
    PAIN,
    st.dictionaries(st.integers(1, 60), PAIN, max_size=6),
    st.integers(-3, 60),
)
def test_what_is_asked_may_be_told_and_nothing_is_asked_twice(before, checks, days):
    trial = Trial(DAY, before, tuple(Check(*pair) for pair in checks.items()))
    for asked in (trial.due(on(days)), trial.later(on(days))):
        assert asked is None or trial.may_tell(asked, on(days))
    for day in checks:
        assert not trial.may_tell(day, on(days))
    if trial.stayed_up:
        assert next_step(trial, on(days)) is Next.HELD


@pytest.mark.parametrize(
    ("sure", "true", "outcome"),
    [
        (55, 10, Outcome.LESS),
        (55, 45, Outcome.ALIKE),
        (55, 65, Outcome.ALIKE),
        (55, 66, Outcome.MORE),
    ],
)
def test_a_guess_is_held_against_what_came_true(sure, true, outcome):
    assert compare(sure, true) is outcome


@given(st.lists(st.tuples(st.integers(0, 100), st.integers(0, 100))))
def test_the_score_counts_every_test_once(pairs):
    found = score(pairs)
    assert found.count == len(pairs)
    assert found.enough is (len(pairs) >= 3)
