"""Fears and the sorter: rated, suggested, confirmed, moved, locked, or for a person now."""

import pytest

from safety.models import SupportCheck
from sessions import actions
from sessions.models import CareQuestion, Experiment
from sessions.sorting import Verdict
from sessions.steps import Step
from tests.sessions import walk as w
from tests.sessions.test_step_pages import text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def walk(ana):
    return w.Walk(ana).go_to("fears")


def test_how_often_it_was_tried_stands_beside_the_likelihood(walk):
    assert "it happened 2 out of 12 times" in text_of(walk.get("fears"))


def test_a_fear_wants_all_its_ratings(walk):
    answer = walk.fear({"text": "I will fall."})
    assert answer.status_code == 422
    page = text_of(answer)
    assert "I will fall." in page
    assert "Pick a number, or tick" in page


def test_the_likelihood_is_a_number_or_not_known_and_never_both(walk):
    both = {**w.FALLING, "dont_know": "on"}
    assert walk.fear(both).status_code == 422
    assert walk.fear({**w.FALLING, "likelihood": "", "dont_know": "on"}).status_code == 302
    assert walk.progress.fears[0].rating.likelihood is None


def test_distress_now_is_asked_with_the_first_fear_only(walk):
    assert 'name="distress_now"' in text_of(walk.get("fears"))
    assert walk.say("fears", w.FALLING).status_code == 422
    walk.fear(w.FALLING, then="again")
    assert 'name="distress_now"' not in text_of(walk.get("fears"))


def test_distress_up_by_thirty_offers_a_pause(walk):
    response = walk.fear(w.FALLING, now="65")
    assert response["Location"].endswith("/offer/rise/")
    assert walk.url("sort") in text_of(walk.client.get(response["Location"]))


def test_distress_up_by_less_goes_on(walk):
    assert walk.fear(w.FALLING, now="64")["Location"] == walk.url("sort")


def test_six_fears_are_enough(walk):
    for number in range(6):
        walk.fear({**w.LAUGHING, "text": f"fear {number}"}, then="again")
    assert 'name="badness"' not in text_of(walk.get("fears"))
    answer = walk.say("fears", {**w.LAUGHING, "text": "a seventh"})
    assert answer.status_code == 422
    assert walk.say("fears", {})["Location"] == walk.url("sort")


def test_a_fear_is_removed_and_what_was_typed_beside_it_stays(walk):
    walk.fear(w.FALLING, then="again")
    item = walk.item("I will fall.")
    walk.say("fears", {"remove": item, "text": "another one"})
    assert not walk.progress.fears
    assert "another one" in text_of(walk.get("fears"))


def test_changing_a_rating_voids_the_verdict_that_rests_on_it(walk):
    walk.fear(w.FALLING)
    walk.sort()
    item = walk.item("I will fall.")
    assert walk.progress.fear(item).chosen is Verdict.PLAN
    changed = {**w.FALLING, "badness": "2", "happened": "no", "likelihood": "10"}
    assert walk.say("fears", changed, item)["Location"] == walk.url("fears")
    assert walk.progress.fear(item).chosen is None
    assert walk.at()[0] == "sort"


def test_the_reason_is_said_in_the_persons_own_numbers(walk):
    walk.fear(w.FALLING)
    assert "You said 60 times out of 100, and that it happened" in text_of(walk.get("sort"))


def test_sorting_wants_the_price_and_shows_what_was_paid(walk):
    walk.fear(w.FALLING)
    assert "The dance at my niece" in text_of(walk.get("sort"))
    answer = walk.sort(price="")
    assert answer.status_code == 422
    assert walk.progress.latest(Step.SORT) is None


def test_a_fear_is_moved_with_a_reason_and_both_are_kept(walk):
    walk.fear(w.LAUGHING)
    item = walk.item("People will laugh.")
    move = {"move": item, f"move_{item}": "plan"}
    assert walk.say("sort", {**move, f"why_{item}": ""}).status_code == 422
    stays = walk.say("sort", {**move, f"why_{item}": "It happened at school."})
    assert stays["Location"] == walk.url("sort")
    fear = walk.progress.fear(item)
    assert (fear.suggested, fear.chosen) == (Verdict.LET_GO, Verdict.PLAN)
    assert fear.why_moved == "It happened at school."
    assert walk.sort()["Location"] == walk.url("plan", item)
    assert walk.progress.fear(item).chosen is Verdict.PLAN


def test_a_fear_moved_without_its_own_button_is_moved_too(walk):
    walk.fear(w.LAUGHING)
    item = walk.item("People will laugh.")
    walk.sort(**{f"move_{item}": "talk", f"why_{item}": "I want to ask Tom."})
    assert walk.progress.fear(item).chosen is Verdict.TALK


def test_leaving_the_page_confirms_no_verdict(walk):
    walk.fear(w.LAUGHING)
    walk.say("sort", {"price": "no"}, then="leave")
    assert walk.progress.fears[0].chosen is None


def test_what_needs_care_stays_with_the_care_team(walk):
    walk.fear(w.SLIPPED)
    item = walk.item("I will slip a disc.")
    page = text_of(walk.get("sort"))
    assert f'name="move_{item}"' not in page
    assert "stays here until Northfield Pain Clinic has answered" in page
    walk.sort(**{f"move_{item}": "let_go", f"why_{item}": "I say so."})
    assert walk.progress.fear(item).chosen is Verdict.TEAM


@pytest.mark.parametrize("verdict", ["let_go", "try_out"])
def test_what_needs_care_never_moves_to_let_go_or_try_even_with_an_answer(walk, verdict):
    walk.fear(w.SLIPPED)
    item = walk.item("I will slip a disc.")
    walk.sort()
    walk.say("ask", w.ASK, item)
    question = CareQuestion.objects.get()
    actions.answer_care_question(question=question, by=walk.person, answer="Yes.", name="Dr. Li")
    moved = walk.sort(**{f"move_{item}": verdict, f"why_{item}": "I say so."})
    assert moved.status_code == 422
    plan = walk.sort(**{f"move_{item}": "plan", f"why_{item}": "The doctor said it is fine."})
    assert plan["Location"] == walk.url("plan", item)


def test_without_a_clinic_any_doctor_may_answer(finn):
    alone = w.Walk(finn).go_to("fears")
    alone.fear(w.SLIPPED)
    assert "until a doctor, nurse or physio has answered" in text_of(alone.get("sort"))


def test_medicine_stays_with_the_care_team(walk):
    tablets = w.fear("I stop my tablets.", 40, 8, "week", 3, "none", team_matter="yes")
    walk.fear(tablets)
    assert walk.progress.fears[0].open_to == {Verdict.TEAM}


def test_a_fear_of_hurting_oneself_leads_to_a_person_at_once_and_is_not_sorted(walk):
    response = walk.fear(w.fear("I will hurt myself.", 20, 10, "year", 1, "self"))
    check = SupportCheck.objects.get(about="fears")
    assert response["Location"].startswith(f"/safety/support/{check.pk}/?next=")
    page = text_of(walk.get("sort"))
    assert "Talk to a person now" in page
    assert 'name="price"' not in page
    assert walk.say("sort", {})["Location"] == walk.url("fair")


def test_a_fear_of_being_hurt_by_someone_leads_to_help_and_tells_nobody(walk):
    response = walk.fear(w.fear("My partner will hit me.", 60, 9, "week", 2, "other", "yes"))
    assert response["Location"].startswith("/safety/talk/?next=")
    assert not SupportCheck.objects.filter(about="fears").exists()
    assert "/safety/talk/" in text_of(walk.get("sort"))


def test_the_same_fear_sent_again_tells_nobody_again(walk):
    mine = w.fear("I will hurt myself.", 20, 10, "year", 1, "self")
    walk.fear(mine)
    walk.say("fears", {**mine, "badness": "9"}, walk.item("I will hurt myself."))
    assert SupportCheck.objects.filter(about="fears").count() == 1


def test_a_fear_of_being_a_burden_asks_about_living_before_sorting(walk):
    walk.fear({**w.JOB, "text": "I will be a burden to everyone and they are better off."})
    page = text_of(walk.get("sort"))
    assert "not wanting to be alive?" in page
    assert "heap" not in page
    assert walk.say("sort", {"living": "no"})["Location"] == walk.url("sort")
    assert "heap" in text_of(walk.get("sort"))


def test_a_fear_written_after_the_question_asks_it_anew(walk):
    burden = {**w.JOB, "text": "I will be a burden to everyone."}
    walk.fear(burden)
    walk.say("sort", {"living": "no"})
    walk.fear({**burden, "text": "Everyone would be better off without me."})
    assert "not wanting to be alive?" in text_of(walk.get("sort"))


def test_a_way_that_is_left_takes_its_test_back(walk):
    walk.fear(w.FLARE)
    walk.sort()
    item = walk.item("I will never get over a flare.")
    walk.say("test", w.TEST, item)
    assert Experiment.objects.get().dropped_at is None
    walk.say("sort", {"move": item, f"move_{item}": "talk", f"why_{item}": "I will ask."})
    assert Experiment.objects.get().dropped_at is not None
