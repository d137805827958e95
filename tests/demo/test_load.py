"""The demo clinic loads, stays the same, and shows the worked example."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import transaction

from demo.clinics import NORTHFIELD_ZONE, World, note_arrivals
from demo.diary import Diary
from demo.load import SEED, load
from demo.months import note_months
from outbox.models import Message
from people.access import patients_of
from people.models import AccessGrant, AuditEvent, Membership, PersonalRecord, Role, User
from safety.models import SafetyAlert
from safety.models.alerts import AlertState
from sessions.models import (
    AddedQuestion,
    Answer,
    CareQuestion,
    ClinicQuestions,
    Examination,
    ExaminationEvent,
    Experiment,
    Review,
    Suggestion,
)
from sessions.notes import notes_for, notes_of
from sessions.plan_days import Call
from sessions.plans import plans_of
from sessions.record import open_examination, progress_of
from sessions.sorting import Verdict
from tests.rooms import own_models

NOW = datetime(2026, 3, 12, 15, 30, tzinfo=UTC)


@pytest.fixture(scope="module")
def _loaded(django_db_setup, django_db_blocker):
    """Loaded once for all the tests here, and taken back after them."""
    with django_db_blocker.unblock(), transaction.atomic():
        load(now=NOW)
        yield
        transaction.set_rollback(True)


@pytest.fixture
def people(_loaded, db):
    return {user.email.split("@")[0]: user for user in User.objects.all()}


@pytest.fixture
def the_example(people):
    finished = Examination.objects.filter(person=people["ana"], events__kind="completed")
    return notes_of(finished.latest("created"), people["ben"])


def test_the_cast_is_there_with_their_roles(people):
    roles = {
        short: set(people[short].memberships.values_list("clinic__name", "role"))
        for short in ("ana", "ben", "cleo", "dev", "edna", "finn")
    }
    assert roles == {
        "ana": {("Northfield Pain Clinic", Role.PATIENT)},
        "ben": {("Northfield Pain Clinic", Role.THERAPIST)},
        "cleo": {("Harbor Back and Neck", Role.PATIENT)},
        "dev": {("Harbor Back and Neck", Role.THERAPIST)},
        "edna": {("Northfield Pain Clinic", Role.ADMIN)},
        "finn": set(),
    }


def test_everyone_logs_in_with_the_one_password(people, settings):
    assert {user.check_password(settings.DEMO_PASSWORD) for user in people.values()} == {True}
    assert {user.emailaddress_set.get().verified for user in people.values()} == {True}


def test_a_dozen_patients_have_several_therapists(people):
    here = Membership.objects.active().filter(clinic__name="Northfield Pain Clinic")
    assert here.filter(role=Role.PATIENT).count() >= 12
    assert here.filter(role=Role.THERAPIST).count() >= 3
    assert patients_of(people["ben"]).count() >= 4


def test_ana_s_page_is_the_worked_example(the_example):
    notes = the_example
    assert notes.belief == (
        "If I go dancing or to a dinner I will fall, everyone will stare and laugh, "
        "and my back will be wrecked for good."
    )
    assert (notes.conviction.before, notes.conviction.after) == (85, 40)
    assert (notes.upset.before, notes.upset.after) == (90, 45)
    assert notes.now.before == 35
    assert len(notes.costs) == 3


def test_ana_s_fears_are_rated_and_sorted_as_in_the_worked_example(the_example):
    fears = [
        (fear.likelihood, fear.badness, fear.cope, fear.happened, fear.verdict, fear.moved)
        for fear in sorted(the_example.fears, key=lambda fear: (-fear.badness, fear.likelihood))
    ]
    assert fears == [
        (30, 9, 3, False, Verdict.TRY, False),
        (60, 8, 4, True, Verdict.PLAN, False),
        (50, 4, 6, False, Verdict.LET_GO, False),
        (60, 3, 8, True, Verdict.LET_GO, False),
    ]


def test_ben_agreed_to_ana_s_test_and_left_her_a_note(people, the_example):
    (test,) = [fear.test for fear in the_example.fears if fear.test]
    assert test.experiment.needs_approval
    assert test.experiment.approved_by == people["ben"]
    assert [review.author for review in the_example.reviews] == [people["ben"]]


def test_ana_has_something_open_to_go_on_with(people):
    waiting = open_examination(people["ana"])
    assert waiting is not None
    assert progress_of(waiting).next is not None


def test_tests_wait_are_agreed_to_and_are_done(people):
    kept = Experiment.objects.filter(dropped_at=None)
    assert kept.filter(needs_approval=True, approved_at=None).exists()
    assert kept.filter(approved_at__isnull=False, done="", due_on__gte=NOW.date()).exists()
    assert kept.filter(done="", due_on__lt=NOW.date()).exists()
    assert kept.exclude(done="").exists()


def test_questions_wait_and_are_answered(people):
    kept = CareQuestion.objects.filter(dropped_at=None, for_team=True)
    assert kept.filter(answered_at=None).exists()
    assert kept.filter(answered_at__isnull=False).exists()


def test_a_clinic_asks_questions_of_its_own_and_one_waits_for_ana(people):
    assert ClinicQuestions.objects.get(retired_at=None).questions
    assert AddedQuestion.objects.get(patient=people["ana"], examination=None).text


def test_a_plan_was_rehearsed_used_and_written_anew_and_asks_for_something(people):
    ana = people["ana"]
    plans = [fear.plan for notes in _pages(ana) for fear in notes.fears if fear.plan]
    assert {use.kind for plan in plans for use in plan.uses} == {"rehearsed", "used"}
    assert any(plan.row.approved_at for plan in plans)
    assert any(len(plan.pairs) == 2 for plan in plans)
    thoughts = plans_of(ana, NOW.date()).thoughts
    asking = [plan for thought in thoughts for plan in thought.plans if plan.calls]
    assert [list(plan.calls) for plan in asking] == [[Call.NEAR, Call.REHEARSE]]


def test_something_is_back_a_limit_is_set_and_a_plan_is_kept(people):
    pages = _pages(people["ana"])
    assert any(notes.back_and_mattered for notes in pages)
    assert pages[0].limits
    assert people["ana"].planlocks_about.filter(ended_at=None, until__gt=NOW.date()).exists()


def test_thoughts_are_suggested_taken_up_left_parked_and_resolved(people):
    suggested = Suggestion.objects.all()
    assert suggested.filter(answered_at=None, patient=people["ana"]).count() == 2
    assert suggested.exclude(belief=None).get().patient == people["lena"]
    assert suggested.filter(belief=None).exclude(answered_at=None).get().patient == people["peter"]
    states = [belief.state for belief in people["ana"].beliefs.with_state()]
    assert {"current", "parked", "resolved"} == set(states)


def _pages(person):
    return notes_for(person.examinations.completed(), person)


def test_one_alert_is_taken_on_and_one_is_not(people):
    states = sorted(alert.state for alert in SafetyAlert.objects.all())
    assert states == [AlertState.ACKNOWLEDGED, AlertState.SENT]


def test_some_pages_are_shared_some_reviewed_and_some_neither(people):
    finished = Examination.objects.filter(events__kind=ExaminationEvent.Kind.COMPLETED)
    shared = finished.filter(pk__in=AccessGrant.objects.values("root"))
    reviewed = finished.filter(reviews__isnull=False)
    assert 0 < reviewed.count() < shared.count() < finished.count()


def test_it_is_spread_over_months_and_none_of_it_in_the_future(people):
    moments = Examination.objects.order_by("created").values_list("created", flat=True)
    assert NOW - moments.first() > timedelta(days=90)
    assert AuditEvent.objects.latest("at").at <= NOW
    assert Answer.objects.latest("at").at <= NOW


def test_each_record_carries_its_person_s_own_day(people):
    wrong = [
        row
        for model in own_models()
        if issubclass(model, PersonalRecord)
        for row in model.objects.select_related("person")
        # An entry is of the day when it was so, whenever it came.
        if row.local_date != getattr(row, "at", row.created).astimezone(ZoneInfo(row.zone)).date()
        or row.zone != row.person.time_zone
    ]
    assert wrong == []


def test_the_audit_trail_runs_in_the_order_of_time(people):
    moments = list(AuditEvent.objects.order_by("pk").values_list("at", flat=True))
    assert moments == sorted(moments)


def test_no_letter_of_those_months_leaves_now(people):
    assert not Message.objects.filter(pending=True).exists()


def test_a_note_is_never_shared_with_the_wrong_person(people):
    readers = {
        (review.patient.email, review.author.email)
        for review in Review.objects.select_related("patient", "author")
    }
    assert all(
        patients_of(User.objects.get(email=author)).filter(email=patient).exists()
        for patient, author in readers
    )


def moments_of(now):
    diary, world = Diary(now=now, zone=NORTHFIELD_ZONE, seed=SEED), World()
    note_arrivals(diary, world, password="")
    note_months(diary, world)
    return diary.moments


def test_everything_happens_at_the_same_moments_each_time():
    assert moments_of(NOW) == moments_of(NOW)
    assert len(moments_of(NOW)) > 80


def test_loaded_on_another_day_it_is_as_long_ago():
    later = NOW + timedelta(days=3)
    days = [(moment + timedelta(days=3)).date() for moment in moments_of(NOW)]
    assert [moment.date() for moment in moments_of(later)] == days
