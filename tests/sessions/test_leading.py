"""How long an examination may be led: the rule alone."""

from datetime import UTC, datetime, timedelta

import pytest

from sessions.leading import IDLE, LAPSES, LIVES, Lease, State, held_until

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
MOMENT = timedelta(seconds=1)


def asked(**changes) -> Lease:
    return Lease(**{"asked": NOON, "joined": None, "until": None, "ended": False, **changes})


def joined(**changes) -> Lease:
    return asked(joined=NOON, until=held_until(NOON, NOON), **changes)


def test_the_bounds_are_those_that_the_patient_is_told():
    assert (
        timedelta(hours=2),
        timedelta(minutes=30),
        timedelta(minutes=30),
    ) == (LIVES, IDLE, LAPSES)


@pytest.mark.parametrize(("after", "state"), [(LAPSES - MOMENT, State.ASKED), (LAPSES, State.OVER)])
def test_a_request_that_nobody_answers_lapses(after, state):
    assert asked().state(NOON + after) is state


@pytest.mark.parametrize(("after", "state"), [(IDLE - MOMENT, State.ON), (IDLE, State.OVER)])
def test_half_an_hour_without_anything_saved_is_the_end(after, state):
    assert joined().state(NOON + after) is state


def test_an_act_holds_it_for_another_half_hour():
    acted = NOON + timedelta(minutes=20)
    assert held_until(NOON, acted) == acted + IDLE


def test_no_act_holds_it_beyond_two_hours():
    assert held_until(NOON, NOON + LIVES - MOMENT) == NOON + LIVES


def test_an_end_is_the_end_however_long_it_would_be_held():
    assert joined(ended=True).state(NOON) is State.OVER
    assert asked(ended=True).state(NOON) is State.OVER


def test_it_is_over_once_what_was_opened_is_closed():
    assert asked(joined=NOON).state(NOON) is State.OVER
