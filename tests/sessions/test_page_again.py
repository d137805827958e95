"""Asked again some days after an examination: the page, what it keeps, what comes next."""

from datetime import datetime, timedelta

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from people.models import AuditEvent
from sessions import actions
from sessions.actions import Refused
from sessions.models import BeliefState, FollowUp, Reclaim
from sessions.steps import Step
from tests.builders import examine, share
from tests.visits import Visitor, changed, snapshot

pytestmark = pytest.mark.django_db

# A Thursday, nine in the morning where Ana is.
MORNING = datetime.fromisoformat("2026-03-12T14:00:00+00:00")
SAID = {"conviction": "50", "came_back": "some"}


@pytest.fixture
def clock():
    with time_machine.travel(MORNING, tick=False) as moved:
        yield moved


@pytest.fixture
def page(ana, clock):
    """Ana's example, finished three days ago."""
    examination = examine(ana)
    clock.shift(timedelta(days=3))
    return examination


def at(examination, day=3):
    return reverse("sessions:follow_up", args=[examination.pk, day])


def show(person, examination, day=3):
    return Visitor(person).get(at(examination, day)).content.decode()


def answer(person, examination, day=3, **said):
    return Visitor(person).send(at(examination, day), {**SAID, **said})


def cost_of(examination):
    return examination.answers.filter(step=Step.COST).exclude(item=None)[0].item


# --- The page ---------------------------------------------------------------------------------


def test_the_thought_is_in_sight_and_no_rating_from_before(ana, page):
    html = show(ana, page)
    assert "I will fall, everyone will stare and laugh" in html
    assert "Right now, how much do you believe this?" in html
    page_of_hers = html.partition("<main")[2].partition("</main>")[0]
    assert "You were 85" not in page_of_hers
    assert "checked" not in page_of_hers


def test_the_words_of_the_yes_and_of_the_plan_are_shown(ana, page):
    html = show(ana, page)
    assert "You wanted to say yes to:" in html
    assert "Did you use your plan?" in html


def test_what_there_is_none_of_is_not_asked(finn, clock):
    page = examine(finn)
    page.plans.update(dropped_at=MORNING)
    clock.shift(timedelta(days=3))
    assert "Did you use your plan?" not in show(finn, page)


@pytest.mark.parametrize("missing", ["conviction", "came_back"])
def test_what_is_missing_is_said_and_what_was_typed_stays(ana, page, missing):
    sent = {**SAID, "in_the_way": "It rained all week."}
    del sent[missing]
    response = Visitor(ana).send(at(page), sent)
    assert response.status_code == 422
    html = response.content.decode()
    assert f'id="id_{missing}_error"' in html
    assert "It rained all week." in html
    assert not FollowUp.objects.exists()


@pytest.mark.parametrize("wrong", ["-1", "101", "ten"])
def test_a_rating_out_of_range_is_refused(ana, page, wrong):
    answer(ana, page, conviction="", conviction_exact=wrong)
    assert not FollowUp.objects.exists()


def test_looking_writes_nothing(ana, page):
    visitor = Visitor(ana)
    before = snapshot()
    visitor.get(at(page))
    assert changed(before) == set()


# --- The answer ---------------------------------------------------------------------------------


def test_the_answers_are_kept(ana, page):
    said = {"yes_done": "partly", "plan_used": "no_need", "in_the_way": "It rained."}
    assert answer(ana, page, **said)["Location"] == at(page)
    kept = FollowUp.objects.get()
    assert (kept.person, kept.examination, kept.day) == (ana, page, 3)
    assert (kept.conviction, kept.came_back) == (50, "some")
    assert (kept.yes_done, kept.plan_used, kept.in_the_way) == ("partly", "no_need", "It rained.")


def test_twice_is_one_row_and_the_later_words_count(ana, page):
    answer(ana, page)
    answer(ana, page, conviction="60")
    assert FollowUp.objects.get().conviction == 60


def test_the_trail_says_that_it_was_answered_and_no_word_of_it(ana, page):
    answer(ana, page, in_the_way="It rained.")
    event = AuditEvent.objects.get(action="answer-follow-up")
    assert "conviction" in event.fields
    assert "rained" not in str(vars(event))


def test_what_was_done_after_all_is_marked_as_back(ana, page):
    cost = cost_of(page)
    answer(ana, page, costs=[str(cost)])
    assert Reclaim.objects.get().cost == cost


def test_what_is_back_already_is_not_asked_and_stays_as_it_was(ana, page):
    cost, day = cost_of(page), MORNING.date()
    actions.reclaim(examination=page, by=ana, cost=cost, on=day, note="On the sofa.")
    assert f'value="{cost}"' not in show(ana, page)
    actions.answer_follow_up(
        examination=page, by=ana, day=3, conviction=50, came_back="no", costs=[cost]
    )
    assert (Reclaim.objects.get().note, Reclaim.objects.get().on) == ("On the sofa.", day)


def test_a_cost_of_another_page_is_refused(ana, page):
    other = examine(ana, belief="If I sing I will be laughed at", kind="social")
    response = answer(ana, page, costs=[str(cost_of(other))])
    assert response.status_code == 422
    assert not Reclaim.objects.exists()


# --- When ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("day", [0, 7, 14, 42, 90])
def test_there_is_no_page_before_its_day_nor_for_any_other(ana, page, day):
    assert Visitor(ana).get(at(page, day)).status_code == 404


def test_the_days_are_the_persons_own(ana, clock):
    # Half past ten in the evening of the 12th, where Ana is: the 13th already in UTC.
    clock.move_to("2026-03-13 03:30:00Z")
    page = examine(ana)
    clock.move_to("2026-03-15 04:30:00Z")
    assert Visitor(ana).get(at(page)).status_code == 404
    clock.move_to("2026-03-15 05:30:00Z")
    assert Visitor(ana).get(at(page)).status_code == 200


def test_late_in_its_time_is_not_late(ana, page, clock):
    clock.shift(timedelta(days=10))
    answer(ana, page)
    assert FollowUp.objects.get().day == 3


def test_after_its_time_it_says_so_kindly_and_keeps_nothing(ana, page, clock):
    clock.shift(timedelta(days=11))
    html = show(ana, page)
    assert "The time for this one is over. That is fine" in html
    assert 'name="conviction"' not in html
    answer(ana, page)
    assert not FollowUp.objects.exists()
    with pytest.raises(Refused, match="not_open"):
        actions.answer_follow_up(examination=page, by=ana, day=3, conviction=5, came_back="no")


def test_after_two_missed_ones_no_more_is_asked(ana, page, clock):
    clock.shift(timedelta(days=39))
    assert "The time for this one is over." in show(ana, page, 42)


def test_not_this_time_is_fine_and_counts_as_one(ana, page, clock):
    visitor = Visitor(ana)
    skip = reverse("sessions:skip_follow_up", args=[page.pk, 3])
    assert visitor.send(skip)["Location"] == reverse("home")
    visitor.send(skip)
    assert FollowUp.objects.get().conviction is None
    assert "That is fine." in visitor.get("/today/").content.decode()
    clock.shift(timedelta(days=39))
    assert "The time for this one is over." in show(ana, page, 42)


def test_one_that_was_put_away_can_be_answered_after_all(ana, page, clock):
    actions.put_away_follow_up(examination=page, by=ana, day=3)
    clock.shift(timedelta(days=2))
    answer(ana, page)
    kept = FollowUp.objects.get()
    assert (kept.conviction, kept.local_date) == (50, MORNING.date() + timedelta(days=5))


def test_one_that_was_answered_is_not_put_away(ana, page):
    answer(ana, page)
    actions.put_away_follow_up(examination=page, by=ana, day=3)
    assert FollowUp.objects.get().conviction == 50


def test_a_thought_looked_at_again_is_asked_about_from_then_on(ana, page):
    newer = examine(ana)
    newer.belief = page.belief
    newer.save(update_fields=["belief"])
    assert "The time for this one is over." in show(ana, page)


@pytest.mark.parametrize("state", [BeliefState.PARKED, BeliefState.RESOLVED])
def test_a_thought_put_aside_is_not_asked_about(ana, page, state):
    actions.mark_belief(belief=page.belief, state=state, by=ana)
    assert "The time for this one is over." in show(ana, page)


def test_one_set_aside_is_never_asked_about(ana, clock):
    page = examine(ana, upto=Step.FAIR)
    actions.set_aside(examination=page, by=ana)
    clock.shift(timedelta(days=3))
    assert Visitor(ana).get(at(page)).status_code == 404


def test_while_the_persons_safety_comes_first_it_waits(ana, page, held_session):
    html = show(ana, page)
    assert "Looking at thoughts can wait for now." in html
    assert 'name="conviction"' not in html
    answer(ana, page)
    assert not FollowUp.objects.exists()


def test_nobody_else_has_it(page, cast):
    others = [Visitor(person) for name, person in cast.items() if name != "ana"]
    before = snapshot()
    for other in others:
        assert other.get(at(page)).status_code == 404
        assert other.send(at(page), SAID).status_code == 404
        skip = reverse("sessions:skip_follow_up", args=[page.pk, 3])
        assert other.send(skip).status_code == 404
    assert changed(before) == set()


# --- Afterwards -----------------------------------------------------------------------------------


def test_the_ratings_from_before_are_shown_once_the_new_one_is_given(ana, page):
    answer(ana, page)
    html = show(ana, page)
    assert "You were 85 of 100 sure" in html
    assert "It need not get to 0." in html


def test_a_number_that_went_up_is_met_without_blame(ana, page):
    answer(ana, page, conviction="90")
    html = show(ana, page)
    assert "it takes nothing away from what you did" in html


@pytest.mark.parametrize("number", ["0", "40"])
def test_a_number_that_did_not_is_told_nothing_of_that(ana, page, number):
    answer(ana, page, conviction=number)
    assert "it takes nothing away" not in show(ana, page)


def test_it_leads_on_to_the_test_to_the_same_thought_and_to_another(ana, page):
    answer(ana, page)
    html = show(ana, page)
    assert reverse("sessions:experiment", args=[page.experiments.get().pk]) in html
    assert f'href="/examine/start/?belief={page.belief_id}"' in html
    assert 'href="/examine/start/"' in html
    assert "Nothing has to." in html


def test_with_one_open_it_leads_there(ana, page):
    answer(ana, page)
    other = examine(ana, belief="If I sing I will be laughed at", kind="social", upto=Step.COST)
    html = show(ana, page)
    assert f'href="/examine/{other.pk}/"' in html
    assert 'href="/examine/start/"' not in html


def test_words_that_sound_like_giving_up_show_help_and_tell_nobody(ana, page):
    answer(ana, page, in_the_way="I want to die.")
    assert "You do not have to carry it alone" in show(ana, page)
    assert not ana.safety_alerts.exists()


def test_help_is_shown_beside_a_form_with_a_mistake_too(ana, page):
    html = answer(ana, page, conviction="", in_the_way="I want to die.").content.decode()
    assert "You do not have to carry it alone" in html


def test_it_stands_on_the_finished_page(ana, page):
    answer(ana, page, in_the_way="It rained.", yes_done="no")
    html = Visitor(ana).get(f"/examine/{page.pk}/").content.decode()
    assert "Since then" in html
    assert "March 15, 2026" in html
    assert "It rained." in html


def test_a_therapist_reads_it_on_a_page_that_is_shared(ana, ben, northfield, page):
    answer(ana, page, in_the_way="It rained.")
    share(ana, ben, northfield, page)
    html = Visitor(ben).get(reverse("care:review", args=[page.pk])).content.decode()
    assert "It rained." in html


def test_one_that_was_put_away_stands_nowhere(ana, page):
    actions.put_away_follow_up(examination=page, by=ana, day=3)
    assert "Since then" not in Visitor(ana).get(f"/examine/{page.pk}/").content.decode()


def test_more_pages_take_no_more_queries(ana, page):
    visitor = Visitor(ana)
    with CaptureQueriesContext(connection) as of_one:
        visitor.get(at(page))
    for number in range(3):
        examine(ana, belief=f"If I sing song {number} I will be laughed at", kind="social")
    with CaptureQueriesContext(connection) as of_four:
        visitor.get(at(page))
    assert len(of_one) == len(of_four)
