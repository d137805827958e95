"""A red flag is kept, holds what must wait, and tells who reads."""

import pytest
from django.db import IntegrityError, transaction

from people.models import AuditEvent
from safety.actions import record_clearance, record_flags
from safety.models import Hold, RedFlagCheck, SafetyAlert
from safety.queries import hold_for
from safety.triage import Held


def tick(person, *codes, **more):
    return record_flags(person=person, codes=codes, about="flags-page", by=person, **more)


def test_none_of_these_is_kept_too(finn):
    check = tick(finn)
    assert (check.codes, check.urgency) == ([], None)
    assert hold_for(finn) is None


def test_the_codes_are_not_readable_in_the_database(finn):
    check = tick(finn, "saddle_numb")
    [row] = RedFlagCheck.objects.filter(pk=check.pk).values_list("codes", flat=True)
    assert "saddle_numb" not in row.token


def test_an_emergency_holds_exercise_tests_and_movement(finn):
    tick(finn, "bowel", "fever")
    assert all(hold_for(finn, what) for what in (Held.EXERCISE, Held.TEST, Held.MOVEMENT))
    assert hold_for(finn, Held.SESSION) is None


def test_a_same_day_sign_holds_tests_and_movement_only(finn):
    tick(finn, "fever")
    assert hold_for(finn, Held.TEST)
    assert hold_for(finn, Held.MOVEMENT)
    assert hold_for(finn, Held.EXERCISE) is None


def test_a_sign_to_be_seen_soon_holds_nothing_and_tells_nobody(ana, watched):
    assert tick(ana, "night_pain").urgency == "soon"
    assert hold_for(ana) is None
    assert not SafetyAlert.objects.exists()


def test_the_strictest_hold_comes_first(finn):
    tick(finn, "bowel")
    tick(finn, "fever")
    assert hold_for(finn).kind == "emergency"


def test_an_unknown_code_keeps_nothing(finn):
    with pytest.raises(ValueError, match="red flag"):
        tick(finn, "toothache")
    assert not RedFlagCheck.objects.exists()


def test_it_is_audited_by_field_name_and_without_the_codes(finn):
    check = tick(finn, "saddle_numb")
    event = AuditEvent.objects.get(action="record-flags")
    assert (event.actor, event.person, event.object_id) == (finn.pk, finn.pk, check.pk)
    assert event.fields == ["codes"]


def test_a_failure_at_the_end_keeps_nothing(ana, watched, monkeypatch):
    def break_down(*args, **kwargs):
        raise RuntimeError

    monkeypatch.setattr("safety.actions.safety_alert", break_down)
    with pytest.raises(RuntimeError):
        tick(ana, "bowel")
    assert not RedFlagCheck.objects.exists()
    assert not Hold.objects.exists()
    assert not AuditEvent.objects.filter(action="record-flags").exists()


def test_a_mis_tap_without_a_reading_clinic_ends_the_hold_and_keeps_both(finn):
    first = tick(finn, "bowel")
    tick(finn, corrects=first)
    assert hold_for(finn) is None
    assert first.hold.clearance.source == "correction"
    assert RedFlagCheck.objects.count() == 2


def test_a_mis_tap_is_told_to_the_clinic_which_ends_the_emergency_hold(ana, ben, watched):
    first = tick(ana, "bowel")
    tick(ana, corrects=first)
    [alert] = SafetyAlert.objects.all()
    assert alert.corrected
    hold = hold_for(ana)
    assert hold is not None
    record_clearance(hold=hold, said_by="Ben", said_on=hold.local_date, by=ben, clinic=watched)
    assert hold_for(ana) is None


def test_a_correction_to_another_sign_holds_for_that_one(finn):
    first = tick(finn, "bowel")
    tick(finn, "fever", corrects=first)
    assert hold_for(finn).kind == "same_day"


def test_the_database_refuses_an_unknown_urgency(finn):
    check = tick(finn)
    with pytest.raises(IntegrityError), transaction.atomic():
        RedFlagCheck.objects.filter(pk=check.pk).update(urgency="whenever")


def test_the_database_refuses_a_hold_without_its_cause(finn):
    hold = tick(finn, "bowel").hold
    with pytest.raises(IntegrityError), transaction.atomic():
        Hold.objects.filter(pk=hold.pk).update(flags=None)
