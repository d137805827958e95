"""What a person's examinations ask of them on a day: the one list behind Today and reminders."""

from datetime import datetime, timedelta

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from demo.story import Ask, Fear
from people.clock import today
from sessions import actions
from sessions.due import Kind, agenda_of, due_on
from sessions.steps import Step
from tests.builders import examine

pytestmark = pytest.mark.django_db

MORNING = datetime.fromisoformat("2026-03-12T14:00:00+00:00")
FOR_THE_TEAM = Fear(
    "I will slip a disc.",
    likelihood=5,
    badness=10,
    lasts="year",
    cope=2,
    harm="care",
    verdict="ask_team",
    way=Ask("Ben", "Can a disc slip from dancing?", due_in=20),
)


@pytest.fixture
def clock():
    with time_machine.travel(MORNING, tick=False) as moved:
        yield moved


def kinds(person):
    return [item.kind for item in due_on(person, today(person))]


def agree(examination, by):
    return actions.approve_experiment(experiment=examination.experiments.get(), by=by)


def do(experiment, by, done="yes"):
    actions.record_result(
        experiment=experiment, by=by, done=done, result="We danced.", pain_before=3
    )


def test_a_person_with_nothing_has_nothing_due(finn):
    assert agenda_of(finn, today(finn)).due == ()
    assert agenda_of(finn, today(finn)).coming == ()


def test_a_follow_up_is_due_from_its_day_until_it_is_answered(ana, clock):
    page = examine(ana)
    clock.shift(timedelta(days=2))
    assert Kind.FOLLOW_UP not in kinds(ana)
    clock.shift(timedelta(days=1))
    item = next(item for item in due_on(ana, today(ana)) if item.kind is Kind.FOLLOW_UP)
    assert (item.row, item.day, item.on) == (page.pk, 3, today(ana))
    assert item.url == f"/examine/{page.pk}/again/3/"
    actions.answer_follow_up(examination=page, by=ana, day=3, conviction=50, came_back="no")
    assert Kind.FOLLOW_UP not in kinds(ana)


def test_of_two_pages_of_one_thought_the_newer_one_is_asked_about(ana, clock):
    older = examine(ana)
    clock.shift(timedelta(minutes=30))
    newer = examine(ana)
    newer.belief = older.belief
    newer.save(update_fields=["belief"])
    clock.shift(timedelta(days=3))
    rows = [item.row for item in due_on(ana, today(ana)) if item.kind is Kind.FOLLOW_UP]
    assert rows == [newer.pk]


def test_the_days_after_a_test_are_due(ana, ben, clock):
    experiment = agree(examine(ana), ben)
    clock.shift(timedelta(days=6))
    assert Kind.TEST in kinds(ana)
    do(experiment, ana)
    assert not {Kind.TEST, Kind.CHECK} & set(kinds(ana))
    clock.shift(timedelta(days=1))
    check = next(item for item in due_on(ana, today(ana)) if item.kind is Kind.CHECK)
    assert (check.day, check.row, check.on) == (1, experiment.pk, today(ana))
    clock.shift(timedelta(days=2))
    check = next(item for item in due_on(ana, today(ana)) if item.kind is Kind.CHECK)
    assert (check.day, check.on) == (3, today(ana))


def test_a_plan_is_due_to_be_tried_out_before_what_it_is_for(ana, clock):
    page = examine(ana)
    page.plans.update(
        rehearse_on=today(ana) + timedelta(days=4), near_on=today(ana) + timedelta(days=11)
    )
    assert not {Kind.NEAR, Kind.REHEARSE} & set(kinds(ana))
    coming = {item.kind for item in agenda_of(ana, today(ana)).coming}
    assert Kind.REHEARSE in coming
    clock.shift(timedelta(days=4))
    assert [kind for kind in kinds(ana) if kind in (Kind.NEAR, Kind.REHEARSE)] == [Kind.NEAR]


def test_an_old_page_gives_what_is_due_on_it(ana, clock):
    page = examine(ana, fears=(FOR_THE_TEAM,))
    for number in range(13):
        examine(ana, belief=f"If I sing song {number} I will be laughed at", kind="social")
    clock.shift(timedelta(days=20))
    rows = {item.kind: item.row for item in due_on(ana, today(ana)) if item.kind is Kind.ASK}
    assert rows == {Kind.ASK: page.care_questions.get().pk}


def test_what_was_begun_on_a_finished_page_is_held_out_for_two_weeks(ana, clock):
    page = examine(ana)
    clock.shift(timedelta(days=1))
    assert Kind.ADDITION not in kinds(ana)
    fear = page.answers.filter(step=Step.FEARS).exclude(item=None)[0]
    actions.answer_step(
        examination=page,
        by=ana,
        entries=[
            actions.Entry(
                Step.FEARS,
                fear.item,
                said=fear.said,
                ratings={"likelihood": 90, "badness": 9, "cope": 1},
            )
        ],
    )
    item = next(item for item in due_on(ana, today(ana)) if item.kind is Kind.ADDITION)
    assert item.url.startswith(f"/examine/{page.pk}/")
    clock.shift(timedelta(days=15))
    assert Kind.ADDITION not in kinds(ana)


def test_while_the_persons_safety_comes_first_no_thought_is_asked_about(ana, clock, request):
    examine(ana)
    clock.shift(timedelta(days=3))
    assert Kind.FOLLOW_UP in kinds(ana)
    request.getfixturevalue("held_session")
    assert Kind.FOLLOW_UP not in kinds(ana)


def test_a_reminder_finds_no_words_in_what_it_prints(ana, clock):
    examine(ana)
    clock.shift(timedelta(days=6))
    due = due_on(ana, today(ana))
    assert due[0].words
    assert due[0].words not in repr(due)


def test_nobody_elses_is_in_it(ana, ben, finn, clock):
    agree(examine(ana), ben)
    clock.shift(timedelta(days=6))
    assert due_on(finn, today(finn)) == ()


def test_more_of_everything_takes_no_more_queries(ana, ben, clock):
    def everything(number):
        page = examine(ana, belief=f"If I sing song {number} I will fall")
        page.plans.update(near_on=today(ana) + timedelta(days=6))
        agree(page, ben)

    everything(1)
    clock.shift(timedelta(days=3))
    with CaptureQueriesContext(connection) as of_one:
        agenda_of(ana, today(ana))
    clock.shift(timedelta(days=-3))
    for number in range(2, 5):
        everything(number)
    clock.shift(timedelta(days=3))
    with CaptureQueriesContext(connection) as of_four:
        assert len(agenda_of(ana, today(ana)).due) >= 8
    assert len(of_one) == len(of_four)
