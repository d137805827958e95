"""The turns of ``test_steps_property`` by way of the actions, against the database."""

from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest
import time_machine as clocks
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from people.models import Audience
from sessions import actions
from sessions.actions import Entry
from sessions.actions.locks import lock_plan, unlock_plan
from sessions.models import (
    RATINGS,
    AddedQuestion,
    CareQuestion,
    ExaminationEvent,
    Experiment,
    Plan,
    PlanLock,
)
from sessions.record import progress_of
from sessions.sorting import Verdict
from sessions.steps import (
    WAYS,
    Step,
)
from tests.builders import make_member, make_northfield, share
from tests.sessions.test_steps_property import Steps

START = datetime(2026, 3, 2, 12, tzinfo=UTC)


class StepsInTheDatabase(Steps):
    """The same turns by way of the actions. Each takes a second; nothing else moves the clock."""

    def __init__(self, ana, ben, northfield):
        super().__init__()
        self.clock = clocks.travel(START, tick=False)
        self.now = self.clock.start()
        # All of one run is taken back at its end.
        self.atomic = transaction.atomic()
        self.atomic.__enter__()
        self.ana, self.ben, self.northfield = ana, ben, northfield
        self.examination = actions.start_examination(person=ana, by=ana)
        self.rows: dict = {}

    @initialize(data=st.data(), screens=st.sampled_from([9, 12, 14]))
    def begin(self, data, screens):
        share(self.ana, self.ben, self.northfield)
        self.answer_what_is_asked(data, screens)

    @property
    def progress(self):
        return progress_of(self.examination)

    def append(self, step, values, item, removed):
        before = self.examination.answers.count()
        entry = Entry(
            step,
            None if item is None else UUID(item),
            said={name: value for name, value in values.items() if name not in RATINGS},
            ratings={name: value for name, value in values.items() if name in RATINGS},
            removed=removed,
        )
        self.now.shift(1)
        actions.answer_step(examination=self.examination, by=self.ana, entries=[entry])
        self.now.shift(1)
        self.completed = self.progress.completed
        self.rows_follow_the_verdicts()
        return self.examination.answers.count() > before

    def rows_follow_the_verdicts(self):
        """Plans, tests and questions are there for what was confirmed and said, and only so."""
        progress = self.progress
        wanted = {Plan: {}, Experiment: {}, CareQuestion: {}}
        for fear in progress.sortable:
            step = WAYS.get(fear.chosen)
            given = progress.latest(step, fear.item) if step else None
            if given:
                model = {Step.PLAN: Plan, Step.TEST: Experiment}.get(step, CareQuestion)
                wanted[model][UUID(fear.item)] = given
        plans = Plan.objects.filter(examination=self.examination, dropped_at=None)
        assert {plan.fear: plan.answer_position for plan in plans} == {
            fear: given.position for fear, given in wanted[Plan].items()
        }
        questions = CareQuestion.objects.filter(examination=self.examination, dropped_at=None)
        assert {question.fear: question.for_team for question in questions} == {
            fear: given.step is Step.ASK for fear, given in wanted[CareQuestion].items()
        }
        tests = Experiment.objects.filter(examination=self.examination).order_by("number")
        newest = {test.fear: test for test in tests}
        for fear, given in wanted[Experiment].items():
            assert newest[fear].answer_position == given.position
            assert newest[fear].dropped_at is None
        for test in tests:
            live = test.dropped_at is None and not test.done
            assert not live or (test.fear in wanted[Experiment] and test == newest[test.fear])
        for fear in newest:
            numbers = [test.number for test in tests if test.fear == fear]
            assert numbers == [*range(1, len(numbers) + 1)]

    # --- What others do, and time ------------------------------------------------------------

    def questions(self):
        return CareQuestion.objects.filter(
            examination=self.examination, dropped_at=None, for_team=True, answered_at=None
        )

    @precondition(lambda self: self.questions())
    @rule(data=st.data())
    def the_care_team_answers(self, data):
        question = data.draw(st.sampled_from(list(self.questions().order_by("fear"))))
        actions.answer_care_question(
            question=question, by=self.ana, answer="It is safe", name="Dr Lind", on=date(2026, 3, 1)
        )
        self.now.shift(1)

    def tests(self):
        return Experiment.objects.filter(examination=self.examination, dropped_at=None, done="")

    @precondition(lambda self: self.tests())
    @rule(data=st.data())
    def a_test_is_done(self, data):
        test = data.draw(st.sampled_from(list(self.tests().order_by("fear", "number"))))
        test.done, test.result_at = "yes", datetime.now(UTC)
        test.save()

    @precondition(lambda self: self.completed and self.progress.fears)
    @rule(data=st.data())
    def a_therapist_locks_or_unlocks(self, data):
        lock = PlanLock.objects.filter(examination=self.examination, ended_at=None).first()
        if lock:
            unlock_plan(lock=lock, by=self.ben)
            return
        planned = [fear for fear in self.progress.fears if fear.chosen is Verdict.PLAN]
        if planned:
            lock_plan(
                examination=self.examination,
                fear=UUID(data.draw(st.sampled_from(planned)).item),
                reason="Your leg",
                until=(self.now_is() + timedelta(days=30)).date(),
                clinic=self.northfield,
                by=self.ben,
            )

    def now_is(self):
        return datetime.now(UTC)

    @rule()
    def it_lies_for_two_weeks(self):
        self.now.shift(timedelta(days=15))

    @rule()
    def a_therapist_adds_a_question(self):
        AddedQuestion.objects.create(
            examination=self.examination,
            text="And then?",
            patient=self.ana,
            author=self.ben,
            clinic=self.northfield,
            audience=Audience.PATIENT,
        )
        self.now.shift(1)

    @precondition(lambda self: len(self.rows) > 15 and not self.completed and not self.closed)
    @rule(really=st.integers(0, 9))
    def it_is_set_aside(self, really):
        if not really:
            actions.set_aside(examination=self.examination, by=self.ana)
            self.closed = True

    # --- What always holds -------------------------------------------------------------------

    @invariant()
    def answers_are_appended_and_never_written_over(self):
        rows = {row["id"]: row for row in self.examination.answers.order_by("position").values()}
        for key, row in self.rows.items():
            assert rows[key] == row
        assert [row["position"] for row in rows.values()] == [*range(1, len(rows) + 1)]
        self.rows = rows

    @invariant()
    def it_ends_once_and_only_when_all_is_said(self):
        ends = self.examination.events.filter(kind__in=ExaminationEvent.ENDS)
        kinds = list(ends.values_list("kind", flat=True))
        assert kinds == ["completed"] * self.completed + ["closed"] * self.closed
        assert self.completed or not self.progress.finished

    def teardown(self):
        try:
            super().teardown()
        finally:
            transaction.set_rollback(True)
            self.atomic.__exit__(None, None, None)
            self.clock.stop()


@pytest.mark.django_db
def test_the_steps_in_the_database():
    northfield = make_northfield()
    ben = make_member("ben", northfield)
    ana = make_member("ana", northfield, ben)
    run_state_machine_as_test(
        lambda: StepsInTheDatabase(ana, ben, northfield),
        settings=settings(
            deadline=None,
            max_examples=5,
            stateful_step_count=20,
            suppress_health_check=list(HealthCheck),
        ),
    )
