"""Ten at once leave what one would have left."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connections

from safety.actions import (
    acknowledge,
    mark_seen,
    record_clearance,
    record_flags,
    record_profile,
)
from safety.models import AlertEvent, Clearance, RiskProfile, SafetyAlert
from safety.queries import hold_for

TIMES = 10

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(act):
    """What ``act(number)`` gave, each in a thread and a connection of its own."""

    def one(number):
        try:
            return act(number)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(TIMES) as pool:
        return list(pool.map(one, range(TIMES)))


@pytest.fixture
def alert(ana, watched):
    record_flags(person=ana, codes=["bowel"], about="flags-page", by=ana)
    return SafetyAlert.objects.get()


def test_one_clearance(finn):
    record_flags(person=finn, codes=["bowel"], about="flags-page", by=finn)
    hold = hold_for(finn)
    given = at_once(
        lambda number: record_clearance(
            hold=hold, said_by=f"Dr. {number}", said_on=hold.local_date, by=finn
        )
    )
    assert Clearance.objects.count() == 1
    assert len({clearance.pk for clearance in given}) == 1


def test_one_acknowledgement_seen_once(alert, ben):
    given = at_once(lambda number: acknowledge(alert=alert, action_taken=f"{number}", by=ben))
    assert len({event.pk for event in given}) == 1
    assert AlertEvent.objects.filter(kind="seen").count() == 1


def test_seen_once(alert, ben):
    given = at_once(lambda number: mark_seen(alert=alert, by=ben))
    assert len({event.pk for event in given}) == 1


def test_versions_of_a_profile_are_counted_without_a_gap(finn):
    at_once(lambda number: record_profile(person=finn, codes=[], known_to_doctor=False, by=finn))
    versions = RiskProfile.objects.order_by("version").values_list("version", flat=True)
    assert list(versions) == list(range(1, TIMES + 1))
