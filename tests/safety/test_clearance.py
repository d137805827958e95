"""What waits goes on when the right person said so."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from people.errors import NotAllowed
from safety.actions import record_clearance, record_flags
from safety.models import Clearance
from safety.queries import hold_for, may_clear_self


def held(person, code="bowel"):
    record_flags(person=person, codes=[code], about="flags-page", by=person)
    return hold_for(person)


def clear(hold, by, **more):
    values = {"said_by": "Dr. Osei", "said_on": hold.local_date, **more}
    return record_clearance(hold=hold, by=by, **values)


def test_without_a_clinic_the_person_records_who_said_so_and_when(finn):
    hold = held(finn)
    clearance = clear(hold, finn)
    assert (clearance.said_by, clearance.said_on) == ("Dr. Osei", hold.local_date)
    assert (clearance.source, clearance.recorded_by) == ("person", finn)
    assert hold_for(finn) is None


def test_a_clinic_that_reads_alerts_is_the_one_to_clear_an_emergency(ana, watched):
    hold = held(ana)
    assert not may_clear_self(ana, hold)
    with pytest.raises(NotAllowed):
        clear(hold, ana)
    assert hold_for(ana) == hold


def test_the_person_clears_where_the_clinic_reads_no_alerts(ana, northfield):
    clear(held(ana), ana)
    assert hold_for(ana) is None


def test_the_person_clears_a_same_day_sign_after_a_call(ana, watched):
    clear(held(ana, "fever"), ana)
    assert hold_for(ana) is None


def test_a_call_about_a_fever_clears_no_emergency(ana, watched):
    emergency = held(ana, "bowel")
    record_flags(person=ana, codes=["fever"], about="flags-page", by=ana)
    clear(ana.holds.get(kind="same_day"), ana)
    assert hold_for(ana) == emergency


def test_the_clinic_clears_by_the_persons_therapist(ana, ben, watched):
    clearance = clear(held(ana), ben, clinic=watched)
    assert (clearance.source, clearance.clinic) == ("clinic", watched)


def test_one_clearance_ends_all_signs_up_to_that_day(ana, ben, watched):
    first = held(ana, "bowel")
    record_flags(person=ana, codes=["fever"], about="flags-page", by=ana)
    clear(first, ben, clinic=watched)
    assert hold_for(ana) is None


def test_a_sign_after_the_day_it_was_said_still_holds(finn):
    first = held(finn)
    with time_machine.travel(timezone.now() + timedelta(days=3)):
        record_flags(person=finn, codes=["bladder"], about="flags-page", by=finn)
        clear(first, finn, said_on=first.local_date + timedelta(days=1))
        assert hold_for(finn) is not None


def test_a_second_clearance_changes_nothing(finn):
    hold = held(finn)
    first = clear(hold, finn)
    assert clear(hold, finn, said_by="Someone else") == first
    assert Clearance.objects.get().said_by == "Dr. Osei"


@pytest.mark.parametrize("who", ["dev", "edna", "finn"])
def test_nobody_from_elsewhere_clears(who, ana, watched, harbor, cast):
    with pytest.raises(NotAllowed):
        clear(held(ana), cast[who], clinic=watched)
    with pytest.raises(NotAllowed):
        clear(hold_for(ana), cast[who], clinic=harbor)
    with pytest.raises(NotAllowed):
        clear(hold_for(ana), cast[who])


@pytest.mark.parametrize("days", [-1, 1])
def test_the_day_lies_between_the_hold_and_today(days, finn):
    hold = held(finn)
    with pytest.raises(ValueError, match="clearance"):
        clear(hold, finn, said_on=hold.local_date + timedelta(days=days))
