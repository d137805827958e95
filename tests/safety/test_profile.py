"""The movement-risk profile is added to, never changed."""

import pytest
from django.db import IntegrityError, transaction

from safety.actions import record_profile
from safety.models import RiskProfile
from safety.queries import profile_for


def profile(person, *codes, known=False, by=None):
    return record_profile(
        person=person, codes=codes, known_to_doctor=known, note="since 2019", by=by or person
    )


def test_before_the_first_there_is_none(ana):
    assert profile_for(ana) is None


def test_the_latest_version_counts_and_the_first_stays(ana, ben):
    profile(ana, "leg_weakness", known=True)
    profile(ana, by=ben)
    latest = profile_for(ana)
    assert (latest.version, latest.codes, latest.recorded_by) == (2, [], ben)
    assert list(RiskProfile.objects.order_by("version").values_list("version", flat=True)) == [1, 2]


def test_a_weak_leg_that_the_doctor_knows_still_asks_for_approval(ana):
    found = profile(ana, "leg_weakness", known=True)
    assert found.known_to_doctor
    assert found.needs_approval


def test_none_of_these_asks_for_none(ana):
    assert not profile(ana).needs_approval


def test_an_unknown_risk_is_refused(ana):
    with pytest.raises(ValueError, match="risk"):
        profile(ana, "bad_luck")
    assert profile_for(ana) is None


def test_two_versions_never_share_a_number(ana):
    first = profile(ana)
    profile(ana)
    with pytest.raises(IntegrityError), transaction.atomic():
        RiskProfile.objects.filter(version=2).update(version=first.version)
