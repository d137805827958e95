"""When a message is tried again, and when that ends."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from outbox.retry import DELAYS, LIFETIME, expiry, may_follow_unknown, next_try

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
policies = pytest.mark.parametrize("policy", ["alert", "nudge"])


@policies
def test_the_time_between_attempts_only_grows(policy: str) -> None:
    far = NOW + timedelta(days=365)
    waits = [next_try(policy, tries, NOW, far) for tries in range(1, 30)]
    assert waits == sorted(waits)  # type: ignore[type-var]
    assert waits[0] == NOW + DELAYS[policy][0]


@policies
@given(tries=st.integers(1, 10_000), seconds=st.integers(0, 400_000))
def test_no_attempt_is_planned_for_after_the_end(policy: str, tries: int, seconds: int) -> None:
    expires = NOW + timedelta(seconds=seconds)
    when = next_try(policy, tries, NOW, expires)
    assert when is None or NOW < when < expires


def test_an_alert_is_tried_for_three_days_and_about_hourly_at_last() -> None:
    expires = expiry("alert", NOW)
    assert expires - NOW == timedelta(days=3)
    now, tries = NOW, 1
    while when := next_try("alert", tries, now, expires):
        now, tries = when, tries + 1
    assert expires - now <= timedelta(hours=1)
    assert 70 < tries < 85


def test_a_nudge_is_stale_within_two_hours() -> None:
    assert LIFETIME["nudge"] == timedelta(hours=2)


def test_only_an_alert_follows_an_attempt_of_unknown_end() -> None:
    assert may_follow_unknown("alert")
    assert not may_follow_unknown("nudge")
