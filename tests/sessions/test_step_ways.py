"""A fear's own way on, the fair line and rating again."""

import re
from datetime import timedelta

import pytest

from people.clock import today
from safety.models import AlertKind, SafetyAlert
from sessions.models import CareQuestion, Experiment
from sessions.steps import Step
from tests.builders import join, watch
from tests.sessions import walk as w
from tests.sessions.test_step_pages import text_of

pytestmark = pytest.mark.django_db

FLARE = "I will never get over a flare."


def to_test(person, **risks):
    walk = w.Walk(person)
    walk.say("ready", w.SAFE)
    walk.say("safe", risks or w.RISKS)
    for step, fields in w.UP_TO_FEARS[2:]:
        walk.say(step, fields)
    walk.fear(w.FLARE)
    walk.sort()
    return walk


@pytest.fixture
def testing(ana):
    return to_test(ana)


def test_a_test_waits_for_the_therapist_where_the_profile_names_a_risk(testing):
    page = text_of(testing.get("test", testing.item(FLARE)))
    assert "Your therapist has to agree first." in page
    assert "agreed_by" not in page
    testing.say("test", w.TEST, testing.item(FLARE))
    experiment = Experiment.objects.get()
    assert experiment.needs_approval
    assert experiment.approved_at is None
    assert experiment.due_on.isoformat() == w.IN_A_WEEK


def test_a_test_waits_for_nobody_where_no_risk_is_named(ana):
    walk = to_test(ana, none="on")
    assert "has to agree first" not in text_of(walk.get("test", walk.item(FLARE)))
    walk.say("test", w.TEST, walk.item(FLARE))
    assert not Experiment.objects.get().needs_approval


def test_without_a_clinic_the_person_writes_down_who_agreed_and_when(finn):
    walk = to_test(finn)
    agreed = {"agreed_by": "Dr. Li", "agreed_on": today(finn).isoformat()}
    walk.say("test", {**w.TEST, **agreed}, walk.item(FLARE))
    experiment = Experiment.objects.get()
    assert experiment.approved_by_name == "Dr. Li"
    assert experiment.approved_at is not None


def test_without_a_clinic_the_test_waits_until_somebody_agreed(finn):
    walk = to_test(finn)
    walk.say("test", w.TEST, walk.item(FLARE))
    assert Experiment.objects.get().approved_at is None


def test_who_agreed_wants_the_day_too_and_no_day_to_come(finn):
    walk = to_test(finn)
    item = walk.item(FLARE)
    assert walk.say("test", {**w.TEST, "agreed_by": "Dr. Li"}, item).status_code == 422
    later = {"agreed_by": "Dr. Li", "agreed_on": w.IN_A_WEEK}
    answer = walk.say("test", {**w.TEST, **later}, item)
    assert "still to come" in text_of(answer)


def test_a_patient_of_a_clinic_cannot_agree_for_the_therapist(testing):
    agreed = {"agreed_by": "I do", "agreed_on": today(testing.person).isoformat()}
    testing.say("test", {**w.TEST, **agreed}, testing.item(FLARE))
    experiment = Experiment.objects.get()
    assert experiment.approved_at is None
    assert experiment.approved_by_name == ""


@pytest.mark.parametrize("crutch", ["My pills", "the walking stick", "My Brace", "painkillers"])
def test_no_test_does_without_medicine_or_an_aid(testing, crutch):
    answer = testing.say("test", {**w.TEST, "crutch": crutch}, testing.item(FLARE))
    assert answer.status_code == 422
    assert "Keep your medicine" in text_of(answer)
    assert crutch in text_of(answer)


def test_a_test_may_do_without_holding_on(testing):
    said = {**w.TEST, "crutch": "Holding on to the table"}
    assert testing.say("test", said, testing.item(FLARE)).status_code == 302


def test_a_hold_keeps_the_test_shut_until_it_is_cleared(testing):
    flagged = {"distress_now": "35", "same_day": "fever", "safe": "safe"}
    testing.say("ready", flagged)
    testing.say("belief", {**w.BELIEF, "kind": "social"})
    held = testing.get("test", testing.item(FLARE))
    assert "waits until a doctor" in text_of(held)
    hidden = testing.hidden("belief")
    testing.send("test", {**hidden, **w.TEST, "then": "next"}, testing.item(FLARE))
    assert not Experiment.objects.exists()


@pytest.mark.parametrize("day", ["2020-01-01", "9999-12-31", "0001-01-01", "31.12.2026", "x"])
def test_a_day_that_cannot_be_is_told_at_the_field(testing, day):
    answer = testing.say("test", {**w.TEST, "when": day}, testing.item(FLARE))
    assert answer.status_code == 422
    assert w.TEST["step"] in text_of(answer)


def test_a_question_for_the_care_team_is_kept_with_its_day(ana):
    walk = w.Walk(ana).go_to("fears")
    walk.fear(w.SLIPPED)
    walk.sort()
    walk.say("ask", w.ASK, walk.item("I will slip a disc."))
    question = CareQuestion.objects.get()
    assert question.for_team
    assert question.due_on.isoformat() == w.IN_A_WEEK


def test_a_big_life_fear_is_found_out_or_talked_over(ana):
    walk = w.Walk(ana).go_to("fears")
    walk.fear(w.JOB)
    assert walk.sort()["Location"] == walk.url("talk", walk.item("I will lose my job."))
    walk.say("talk", w.ASK, walk.item("I will lose my job."))
    assert not CareQuestion.objects.get().for_team


def test_a_plan_wants_what_one_notices_and_what_one_does(ana):
    walk = w.Walk(ana).go_to("fears")
    walk.fear(w.FALLING)
    walk.sort()
    item = walk.item("I will fall.")
    assert walk.say("plan", {"trigger": "my leg shakes"}, item).status_code == 422
    assert walk.say("plan", w.PLAN, item)["Location"] == walk.url("fair")


def test_a_fair_line_hardly_believed_is_looked_at_once_more_and_then_taken(ana):
    walk = w.Walk(ana).go_to("fair")
    weak = {**w.FAIR, "conviction": "40"}
    assert walk.say("fair", weak)["Location"] == walk.url("fair")
    assert "less than half way" in text_of(walk.get("fair"))
    assert walk.say("fair", weak)["Location"] == walk.url("again")


def test_the_first_rating_is_not_on_the_page_of_the_second(ana):
    walk = w.Walk(ana).go_to("again")
    page = text_of(walk.get("again"))
    # Ids and keys in the markup have any digits.
    assert "85" not in re.sub(r"<[^>]+>", " ", page)
    assert 'value="85"' not in page
    assert " checked" not in page


def test_the_first_rating_is_shown_beside_the_new_one_at_the_end(ana):
    walk = w.Walk(ana).go_to("again")
    done = walk.say("again", w.AGAIN)
    page = text_of(walk.client.get(done["Location"]))
    assert "85" in page
    assert "40" in page


def test_the_end_wants_one_yes_and_its_day(ana):
    walk = w.Walk(ana).go_to("again")
    assert walk.say("again", {**w.AGAIN, "yes": ""}).status_code == 422
    assert walk.say("again", {**w.AGAIN, "yes_on": ""}).status_code == 422
    assert not walk.progress.closed


def test_feeling_worse_at_the_end_offers_calm_and_tells_the_clinic(ana, northfield, ben, dev):
    join(dev, northfield, "therapist")
    watch(northfield, ben, dev)
    walk = w.Walk(ana).go_to("again")
    response = walk.say("again", {**w.AGAIN, "distress_now": "55"})
    assert response["Location"].endswith("/offer/worse/")
    assert SafetyAlert.objects.get().kind == AlertKind.DISTRESS
    offer = text_of(walk.client.get(response["Location"]))
    assert f"/examine/{walk.examination.pk}/" in offer
    assert "Your clinic was told" in offer


def test_feeling_a_little_worse_at_the_end_tells_nobody(ana, northfield, ben, dev):
    join(dev, northfield, "therapist")
    watch(northfield, ben, dev)
    walk = w.Walk(ana).go_to("again")
    walk.say("again", {**w.AGAIN, "distress_now": "54"})
    assert not SafetyAlert.objects.exists()


def test_a_changed_test_asks_to_be_agreed_to_anew(testing, ben):
    item = testing.item(FLARE)
    testing.say("test", w.TEST, item)
    Experiment.objects.update(approved_by=ben, approved_at=testing.examination.created)
    testing.say("test", {**w.TEST, "step": "Two dances"}, item)
    assert Experiment.objects.get().approved_at is None


def test_a_day_a_year_off_is_the_last_that_can_be(testing):
    item = testing.item(FLARE)
    furthest = today(testing.person) + timedelta(days=366)
    past = {**w.TEST, "when": (furthest + timedelta(days=1)).isoformat()}
    assert testing.say("test", past, item).status_code == 422
    last = testing.say("test", {**w.TEST, "when": furthest.isoformat()}, item)
    assert last.status_code == 302
    assert testing.progress.latest(Step.TEST, item).values["when"] == furthest.isoformat()
