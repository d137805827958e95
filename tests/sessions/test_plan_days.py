"""When a plan asks for a look: the rule alone, without a database."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sessions.plan_days import NEAR, STAYS, Call, PlanDays

TODAY = date(2026, 3, 12)
days = st.integers(-30, 30).map(lambda number: TODAY + timedelta(days=number))
some_day = st.none() | days


def away(number):
    return TODAY + timedelta(days=number)


@pytest.mark.parametrize(("number", "near"), [(-1, False), (0, True), (7, True), (8, False)])
def test_what_comes_within_a_week_is_near(number, near):
    assert (Call.NEAR in PlanDays(near_on=away(number)).calls(TODAY)) is near


@pytest.mark.parametrize(("number", "due"), [(1, False), (0, True), (-7, True), (-8, False)])
def test_a_day_to_try_it_out_stays_for_a_week_and_is_let_go(number, due):
    assert (Call.REHEARSE in PlanDays(rehearse_on=away(number)).calls(TODAY)) is due


def test_what_was_rehearsed_is_not_due():
    assert PlanDays(rehearse_on=TODAY, rehearsed=True).calls(TODAY) == {}


@pytest.mark.parametrize(("number", "due"), [(1, False), (0, True), (-7, True), (-8, False)])
def test_a_day_to_look_again_stays_for_a_week(number, due):
    assert (Call.REVIEW in PlanDays(review_on=away(number)).calls(TODAY)) is due


def test_the_last_of_its_days_is_known():
    assert PlanDays().last is None
    assert PlanDays(rehearse_on=away(2), near_on=away(9), review_on=away(1)).last == away(9)


@given(some_day, some_day, some_day, st.booleans(), days)
def test_it_asks_only_for_days_that_are_there_and_within_a_week(
    rehearse_on, near_on, review_on, rehearsed, today
):
    plan = PlanDays(rehearse_on, near_on, review_on, rehearsed)
    calls = plan.calls(today)
    own = {Call.NEAR: near_on, Call.REHEARSE: rehearse_on, Call.REVIEW: review_on}
    assert all(own[call] == day for call, day in calls.items())
    assert all(today - STAYS <= day <= today + NEAR for day in calls.values())
    assert list(calls) == [call for call in Call if call in calls]
