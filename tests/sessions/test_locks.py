"""A therapist keeps a fear at *plan ahead*: for a reason, up to a day, on a page that is shared."""

from datetime import timedelta
from uuid import uuid4

import pytest
import time_machine
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from people.clock import today
from people.errors import NotAllowed
from people.models import AuditEvent, Clinic
from sessions import actions
from sessions.actions import LONGEST_LOCK, Entry, Refused
from sessions.models import PlanLock
from sessions.notes import notes_of
from sessions.record import progress_of
from sessions.sorting import Harm, Lasts, Verdict
from sessions.steps import Given, Progress, Step
from tests.builders import examine, join, share, treat
from tests.visits import Visitor

pytestmark = pytest.mark.django_db


@pytest.fixture
def shared(example, ana, ben):
    actions.share_page(examination=example, care=ana.therapists.get(therapist=ben), by=ana)
    return example


@pytest.fixture
def lock(shared, ben):
    """Up to the end of the tenth day from today."""
    return keep(shared, ben)


def keep(examination, by, *, days=10, fear=None, clinic=None, reason="Your leg gives way."):
    return actions.lock_plan(
        examination=examination,
        fear=fear or examination.plans.get().fear,
        reason=reason,
        until=today(examination.person) + timedelta(days=days),
        clinic=clinic or Clinic.objects.get(name="Northfield Pain Clinic"),
        by=by,
    )


def sort(examination, fear, verdict, by):
    said = {"verdict": verdict.value, "why": "I want to."}
    entries = [Entry(Step.SORT, fear, said=said, asked={})]
    return actions.answer_step(examination=examination, by=by, entries=entries)


# --- The rule -------------------------------------------------------------------------------------

verdicts = st.sampled_from([verdict for verdict in Verdict if verdict is not Verdict.PERSON])
ratings = st.fixed_dictionaries(
    {
        "likelihood": st.none() | st.integers(0, 100),
        "badness": st.integers(0, 10),
        "lasts": st.sampled_from([lasts.name.lower() for lasts in Lasts]),
        "cope": st.integers(0, 10),
        "harm": st.sampled_from([harm.value for harm in Harm]),
        "happened": st.booleans(),
        "team_matter": st.booleans(),
    }
)


@given(st.lists(st.one_of(ratings, verdicts), min_size=1), ratings, st.booleans())
def test_a_locked_fear_stands_nowhere_but_at_a_plan_or_with_the_care_team(turns, first, answered):
    """Whatever is rated anew, and wherever it was put before or is put now. What needs a person
    now is never sorted, locked or not."""
    item = str(uuid4())
    givens = [Given(Step.FEARS, item, 1, first)]
    for position, turn in enumerate(turns, 2):
        if isinstance(turn, Verdict):
            givens.append(Given(Step.SORT, item, position, {"verdict": turn.value}))
        else:
            givens.append(Given(Step.FEARS, item, position, turn))
        progress = Progress(
            givens,
            locked=frozenset({item}),
            team_answered=frozenset({item}) if answered else frozenset(),
        )
        (fear,) = progress.fears
        if fear.suggested is Verdict.PERSON:
            assert fear.stands is Verdict.PERSON
        else:
            assert fear.open_to == {Verdict.PLAN, Verdict.TEAM}
            assert fear.stands in fear.open_to


@pytest.mark.parametrize("verdict", [Verdict.LET_GO, Verdict.TRY, Verdict.TALK])
def test_a_locked_fear_is_not_moved(lock, shared, ana, verdict):
    with pytest.raises(Refused):
        sort(shared, lock.fear, verdict, ana)
    assert progress_of(shared).fear(str(lock.fear)).stands is Verdict.PLAN
    assert shared.plans.get().dropped_at is None


def test_asking_the_care_team_stays_open(lock, shared, ana):
    sort(shared, lock.fear, Verdict.TEAM, ana)
    assert progress_of(shared).fear(str(lock.fear)).stands is Verdict.TEAM


def test_the_page_reads_a_locked_fear_as_the_steps_do(lock, shared, ana):
    """One that is about medicine by now has its plan only because of the lock."""
    row = shared.answers.get(step=Step.FEARS, item=lock.fear)
    ratings = {name: getattr(row, name) for name in ("likelihood", "badness", "cope")}
    said = {**row.said, "team_matter": True}
    entry = Entry(Step.FEARS, lock.fear, said=said, ratings=ratings, asked=row.asked)
    actions.answer_step(examination=shared, by=ana, entries=[entry])
    sort(shared, lock.fear, Verdict.PLAN, ana)
    (fear,) = [one for one in notes_of(shared, ana).fears if one.item == lock.fear]
    assert fear.verdict is Verdict.PLAN
    assert fear.plan is not None


def test_a_lock_is_over_after_its_last_day(lock, shared, ana):
    with time_machine.travel(timezone.now() + timedelta(days=10), tick=False):
        assert notes_of(shared, ana).fears[0].lock == lock
        with pytest.raises(Refused):
            sort(shared, lock.fear, Verdict.TRY, ana)
    with time_machine.travel(timezone.now() + timedelta(days=11), tick=False):
        assert notes_of(shared, ana).fears[0].lock is None
        sort(shared, lock.fear, Verdict.TRY, ana)


def test_unlocked_it_may_be_moved_again(lock, shared, ana, ben):
    for _ in range(2):
        actions.unlock_plan(lock=lock, by=ben)
    sort(shared, lock.fear, Verdict.TRY, ana)
    assert AuditEvent.objects.filter(action="unlock-plan").count() == 1


# --- Who may, and what ----------------------------------------------------------------------------


def test_a_page_that_is_not_shared_is_not_locked(example, ben):
    with pytest.raises(NotAllowed):
        keep(example, ben)
    assert not PlanLock.objects.exists()


def test_somebody_who_does_not_treat_the_person_locks_nothing(shared, dev, harbor):
    with pytest.raises(NotAllowed):
        keep(shared, dev, clinic=harbor)


def test_an_unfinished_page_is_not_locked(ana, ben, northfield):
    examination = examine(ana, upto=Step.FAIR)
    share(ana, ben, northfield)
    with pytest.raises(Refused, match="not_finished"):
        keep(examination, ben)


def test_a_fear_that_stands_elsewhere_is_not_locked(shared, ben):
    others = [fear for fear in progress_of(shared).fears if fear.chosen is not Verdict.PLAN]
    assert others
    for fear in others:
        with pytest.raises(Refused, match="not_at_plan"):
            keep(shared, ben, fear=fear.item)
    with pytest.raises(Refused, match="not_at_plan"):
        keep(shared, ben, fear=uuid4())


@pytest.mark.parametrize(
    ("days", "fits"),
    [(-1, False), (0, True), (LONGEST_LOCK.days, True), (LONGEST_LOCK.days + 1, False)],
)
def test_the_end_is_at_most_twelve_months_ahead(shared, ben, days, fits):
    if fits:
        assert keep(shared, ben, days=days).ended_at is None
    else:
        with pytest.raises(Refused, match="no_end"):
            keep(shared, ben, days=days)


def test_another_lock_takes_the_place_of_the_first(lock, shared, ben):
    again = keep(shared, ben, reason="Still so.", days=30)
    lock.refresh_from_db()
    assert lock.ended_at is not None
    assert PlanLock.objects.get(ended_at=None) == again


def test_another_clinic_does_not_end_it_and_does_not_read_why(lock, shared, ana, dev, harbor):
    join(ana, harbor)
    care = treat(dev, ana, harbor)
    actions.share_page(examination=shared, care=care, by=ana)
    with pytest.raises(Refused, match="locked"):
        keep(shared, dev, clinic=harbor)
    with pytest.raises(NotAllowed):
        actions.unlock_plan(lock=lock, by=dev)
    assert notes_of(shared, dev).fears[0].lock is None
    assert notes_of(shared, ana).fears[0].lock == lock


def test_the_trail_names_fields_and_no_words(lock):
    assert AuditEvent.objects.get(action="lock-plan").fields == ["reason", "until"]


def test_the_patient_reads_reason_and_end(lock, shared, ana):
    visitor = Visitor(ana)
    for address in (f"/examine/{shared.pk}/", f"/plans/{shared.plans.get().pk}/"):
        html = visitor.get(address).content.decode()
        assert "Your leg gives way." in html
        assert f"{lock.until:%B} {lock.until.day}, {lock.until.year}" in html


def test_what_is_erased_leaves_the_clinics_record_alone(lock, shared, ana):
    actions.erase_examination(examination=shared, by=ana)
    lock.refresh_from_db()
    assert (lock.examination, lock.reason) == (None, "Your leg gives way.")
