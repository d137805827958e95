"""Today: one main thing, what else is due, what comes, what is new."""

from datetime import datetime, timedelta

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from demo.story import Ask, Fear
from insights.today import Main, today_of
from journal.actions import delete_entry
from people.clock import today
from people.models import Role
from safety.actions import acknowledge, record_flags
from safety.models import SafetyAlert
from sessions import actions
from sessions.due import Kind
from sessions.steps import Step
from tests.builders import examine, join, make_user, watch, write_entry
from tests.visits import Visitor, changed, snapshot

pytestmark = pytest.mark.django_db

# A Thursday, nine in the morning where Ana is.
MORNING = datetime.fromisoformat("2026-03-12T14:00:00+00:00")
FOR_THE_TEAM = Fear(
    "I will slip a disc.",
    likelihood=5,
    badness=10,
    lasts="year",
    cope=2,
    harm="care",
    verdict="ask_team",
    way=Ask("Ben", "Can a disc slip from dancing?", due_in=3),
)


@pytest.fixture
def clock():
    with time_machine.travel(MORNING, tick=False) as moved:
        yield moved


def show(person):
    return Visitor(person).get("/today/").content.decode()


def agree(examination, by):
    return actions.approve_experiment(experiment=examination.experiments.get(), by=by)


# --- The day ---------------------------------------------------------------------------------


def test_it_greets_by_name_on_the_persons_own_day(ana, clock):
    clock.move_to("2026-03-13 03:30:00Z")
    html = show(ana)
    assert "<h1>Thursday, March 12</h1>" in html
    assert "Good evening, Ana." in html


@pytest.mark.parametrize(
    ("hour", "greeting"), [(14, "morning"), (18, "afternoon"), (23, "evening")]
)
def test_it_greets_by_the_persons_own_clock(ana, clock, hour, greeting):
    clock.move_to(MORNING.replace(hour=hour))
    assert f"Good {greeting}, Ana." in show(ana)


def test_without_a_name_it_greets_all_the_same(finn, clock):
    finn.name = ""
    finn.save(update_fields=["name"])
    assert "Good afternoon." in show(finn)


def test_staff_have_no_day_here(ben, edna):
    assert {Visitor(person).get("/today/").status_code for person in (ben, edna)} == {404}


# --- The one main thing ----------------------------------------------------------------------


def test_with_nothing_yet_it_offers_a_check_in(finn):
    assert today_of(finn).main is Main.CHECK_IN
    html = show(finn)
    assert "How is it today?" in html
    assert 'href="/examine/start/"' in html


def test_once_checked_in_it_offers_a_thought_and_says_how_it_was(finn):
    entry = write_entry(finn, pain=7)
    day = today_of(finn)
    assert (day.main, day.entry) == (Main.BEGIN, entry)
    assert "pain 7" in show(finn)


def test_an_entry_of_yesterday_or_a_deleted_one_is_no_check_in_of_today(finn):
    write_entry(finn, at=timezone.now() - timedelta(days=1))
    delete_entry(entry=write_entry(finn), by=finn)
    assert today_of(finn).main is Main.CHECK_IN


def test_whatever_is_the_main_thing_one_can_check_in(ana, finn, clock):
    examine(ana, upto=Step.FAIR)
    for person in (ana, finn):
        assert reverse("journal:check_in") in show(person)


def test_an_open_examination_comes_before_what_is_due(ana, ben, clock):
    agree(examine(ana), ben)
    clock.shift(timedelta(days=6))
    examine(ana, upto=Step.COST)
    day = today_of(ana)
    assert day.main is Main.OPEN
    assert {item.kind for item in day.due} == {Kind.TEST, Kind.YES, Kind.FOLLOW_UP}
    assert "Go on with this thought" in show(ana)


def test_it_says_where_the_open_one_stopped(ana, clock):
    examine(ana, upto=Step.COST)
    day = today_of(ana)
    # Ready, safe, thought, ratings, facts, cost, questions, fears, sorting, ways, line, again.
    assert (day.open.at, day.open.of) == (6, 12)
    assert "You stopped at step 6 of 12 on Thursday, March 12." in show(ana)


def test_a_test_is_the_main_thing_on_its_day(ana, ben, clock):
    examination = examine(ana)
    agree(examination, ben)
    clock.shift(timedelta(days=6))
    day = today_of(ana)
    assert (day.main, day.first.kind) == (Main.DUE, Kind.TEST)
    html = show(ana)
    assert "Your small test is today." in html
    assert reverse("sessions:experiment", args=[examination.experiments.get().pk]) in html


def test_a_test_stays_due_until_something_is_written(ana, ben, clock):
    experiment = agree(examine(ana), ben)
    clock.shift(timedelta(days=9))
    assert today_of(ana).first.kind is Kind.TEST
    assert "was planned for" in show(ana)
    actions.record_result(experiment=experiment, by=ana, done="no", result="")
    assert Kind.TEST not in {today_of(ana).first.kind, *(item.kind for item in today_of(ana).due)}


def test_a_test_that_waits_is_never_due(ana, clock):
    examine(ana)
    clock.shift(timedelta(days=6))
    day = today_of(ana)
    assert day.first.kind is Kind.YES
    assert [item.kind for item in day.coming if item.waits] == [Kind.TEST]
    assert "Waits until the care team or a doctor has agreed." in show(ana)


def test_the_day_of_a_yes_is_that_day_alone(ana, clock):
    examine(ana)
    clock.shift(timedelta(days=6))
    assert today_of(ana).first.kind is Kind.YES
    assert "Today is the day you wanted to say yes to:" in show(ana)
    clock.shift(timedelta(days=1))
    assert today_of(ana).first.kind is Kind.FOLLOW_UP


def test_a_follow_up_is_the_main_thing_where_nothing_is_for_that_day(ana, clock):
    page = examine(ana)
    clock.shift(timedelta(days=3))
    day = today_of(ana)
    assert (day.main, day.first.kind) == (Main.DUE, Kind.FOLLOW_UP)
    html = show(ana)
    assert "How is this thought now?" in html
    assert f'href="/examine/{page.pk}/again/3/"' in html


def test_what_was_missed_is_not_held_against_anyone(ana, clock):
    examine(ana, risks=())
    clock.shift(timedelta(days=60))
    html = show(ana)
    assert "missed" not in html
    assert "late" not in html.partition("<main")[2].partition("</main>")[0].split()


def test_a_test_that_has_waited_long_makes_room_for_what_is_due_since(ana, ben, clock):
    agree(examine(ana), ben)
    clock.shift(timedelta(days=21))
    day = today_of(ana)
    assert day.first.kind is Kind.FOLLOW_UP
    assert Kind.TEST in {item.kind for item in day.due}


def test_how_it_is_after_a_test_comes_first(ana, ben, clock):
    experiment = agree(examine(ana), ben)
    clock.shift(timedelta(days=6))
    actions.record_result(
        experiment=experiment, by=ana, done="yes", result="We danced.", pain_before=3
    )
    clock.shift(timedelta(days=1))
    assert today_of(ana).first.kind is Kind.CHECK
    assert "How are you, the day after your small test?" in show(ana)


def test_a_plan_is_never_the_one_main_thing(ana, clock):
    page = examine(ana, yes_in=30)
    page.plans.update(near_on=today(ana) + timedelta(days=1))
    assert today_of(ana).main is Main.CHECK_IN
    assert [item.kind for item in today_of(ana).due] == [Kind.NEAR]
    assert "This may come up. You have a plan for it." in show(ana)


def test_with_everything_due_at_once_one_thing_is_the_main_one(ana, ben, northfield, clock):
    first = examine(ana, fears=(FOR_THE_TEAM,), belief="If I sing I will slip a disc")
    page = examine(ana)
    agree(page, ben)
    page.plans.update(rehearse_on=today(ana) + timedelta(days=6))
    actions.suggest_belief(
        patient=ana, clinic=northfield, by=ben, text="If I run I will fall", kind="falling"
    )
    clock.shift(timedelta(days=6))
    day = today_of(ana)
    assert day.first.kind is Kind.TEST
    assert {item.kind for item in day.due} >= {
        Kind.YES,
        Kind.FOLLOW_UP,
        Kind.REHEARSE,
        Kind.ASK,
    }
    html = show(ana)
    assert html.count('class="button"') == 1
    assert "Ben Okoro suggests" in html
    assert first.care_questions.exists()


def test_of_many_suggestions_one_row_is_shown(ana, ben, northfield):
    for text in ("If I run I will fall", "If I sit I will be stiff"):
        actions.suggest_belief(patient=ana, clinic=northfield, by=ben, text=text, kind="falling")
    html = show(ana)
    assert "some thoughts to look at" in html
    assert "If I run I will fall" not in html


def test_a_sign_comes_before_everything(ana, clock):
    examine(ana, upto=Step.COST)
    check = record_flags(person=ana, codes=["limb_weak"], about="flags-page", by=ana)
    assert today_of(ana).main is Main.SAFETY
    html = show(ana)
    assert "call your doctor about today" in html
    assert reverse("safety:advice", args=[check.pk]) in html
    assert "Still open" in html


def test_tests_wait_while_a_sign_is_held(ana, ben, clock):
    agree(examine(ana), ben)
    clock.shift(timedelta(days=6))
    record_flags(person=ana, codes=["limb_weak"], about="flags-page", by=ana)
    day = today_of(ana)
    assert Kind.TEST not in {item.kind for item in day.due}
    assert "Tests wait for now." in show(ana)


def test_it_says_when_nobody_has_seen_an_alert(ana, ben, edna, northfield, clock):
    deputy = make_user("gil@cbtback.example", "Gil")
    join(deputy, northfield, Role.THERAPIST)
    watch(northfield, ben, deputy)
    record_flags(person=ana, codes=["saddle_numb"], about="flags-page", by=ana)
    html = show(ana)
    assert "Nobody at Northfield Pain Clinic has seen this yet." in html
    assert "555 0100" in html
    acknowledge(alert=SafetyAlert.objects.get(), action_taken="Called her.", by=ben)
    assert today_of(ana).alert is None


def test_no_examination_is_offered_while_it_is_held(ana, held_session):
    html = show(ana)
    assert "Talk to a person first." in html
    assert 'href="/examine/start/"' not in html


# --- What else ---------------------------------------------------------------------------------


def test_what_comes_within_two_weeks_is_coming_up(ana, ben, clock):
    agree(examine(ana), ben)
    assert [item.kind for item in today_of(ana).coming] == [Kind.TEST, Kind.YES]
    clock.shift(timedelta(days=14))
    assert Kind.PLAN in {item.kind for item in today_of(ana).coming}


def test_a_plan_is_looked_at_again_on_its_day(ana, ben, clock):
    experiment = agree(examine(ana), ben)
    actions.record_result(experiment=experiment, by=ana, done="no", result="")
    clock.shift(timedelta(days=28))
    assert Kind.PLAN in [item.kind for item in today_of(ana).due]
    clock.shift(timedelta(days=8))
    assert today_of(ana).due == ()


def test_a_question_is_due_until_it_is_answered(ana, ben, clock):
    examination = examine(ana, fears=(FOR_THE_TEAM,), yes_in=8)
    clock.shift(timedelta(days=4))
    assert [item.words for item in today_of(ana).due] == ["Can a disc slip from dancing?"]
    actions.answer_care_question(question=examination.care_questions.get(), by=ben, answer="No.")
    assert today_of(ana).due == ()


def test_an_answer_is_news_for_two_weeks(ana, ben, clock):
    examination = examine(ana, fears=(FOR_THE_TEAM,))
    actions.answer_care_question(question=examination.care_questions.get(), by=ben, answer="No.")
    assert "Ben Okoro has answered" in show(ana)
    clock.shift(timedelta(days=15))
    assert "Ben Okoro has answered" not in show(ana)


def test_ones_own_answer_is_no_news(ana, clock):
    examination = examine(ana, fears=(FOR_THE_TEAM,))
    actions.answer_care_question(
        question=examination.care_questions.get(), by=ana, answer="No.", name="Dr. Amin"
    )
    assert today_of(ana).answers == ()


def test_a_therapists_note_is_news(example, ana, ben, northfield):
    actions.review_examination(examination=example, by=ben, clinic=northfield, note="Well weighed.")
    html = show(ana)
    assert "Ben Okoro left a note on" in html
    assert f'href="/examine/{example.pk}/"' in html
    assert "Well weighed." not in html


def test_of_an_examination_set_aside_nothing_is_due(ana, clock):
    examination = examine(ana, upto=Step.FAIR)
    actions.set_aside(examination=examination, by=ana)
    clock.shift(timedelta(days=6))
    day = today_of(ana)
    assert (day.due, day.coming, day.main) == ((), (), Main.CHECK_IN)


def test_nobody_elses_day_is_in_it(ana, ben, finn, clock):
    agree(examine(ana), ben)
    clock.shift(timedelta(days=6))
    assert today_of(finn).main is Main.CHECK_IN
    assert today_of(finn).due == ()


def test_more_pages_take_no_more_queries(ana):
    examine(ana)
    visitor = Visitor(ana)
    with CaptureQueriesContext(connection) as of_one:
        visitor.get("/today/")
    for _ in range(3):
        examine(ana)
    with CaptureQueriesContext(connection) as of_four:
        visitor.get("/today/")
    assert len(of_one) == len(of_four)


def test_looking_writes_nothing(example, ana):
    visitor = Visitor(ana)
    before = snapshot()
    visitor.get("/today/")
    assert changed(before) == set()


def test_its_days_are_the_persons_own(ana):
    assert today_of(ana).day == today(ana)
