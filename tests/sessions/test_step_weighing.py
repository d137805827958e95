"""The facts, the cost, the questions: what is asked for, added, changed and taken back."""

import pytest

from safety.models import SupportCheck
from sessions.content import question_sets
from sessions.models import BeliefKind
from sessions.steps import Step
from tests.sessions import walk as w
from tests.sessions.test_step_pages import text_of

pytestmark = pytest.mark.django_db

NONE = {"none_for": "on", "none_against": "on"}


@pytest.fixture
def walk(ana):
    return w.Walk(ana)


def test_each_side_wants_a_fact_or_the_word_that_there_is_none(walk):
    walk.go_to("evidence")
    one_side = {"text_for": "I fell once.", "kind_for": "seen"}
    answer = walk.say("evidence", one_side)
    assert answer.status_code == 422
    assert "I fell once." in text_of(answer)
    assert walk.say("evidence", {**one_side, "none_against": "on"}).status_code == 302


def test_adding_one_more_does_not_ask_for_the_other_side_yet(walk):
    walk.go_to("evidence")
    more = walk.say("evidence", {"text_for": "I fell once.", "kind_for": "told"}, then="again")
    assert more["Location"] == walk.url("evidence")
    assert "I fell once." in text_of(walk.get("evidence"))
    assert walk.at()[0] == "evidence"


def test_a_fact_wants_how_one_knows_it(walk):
    walk.go_to("evidence")
    answer = walk.say("evidence", {**NONE, "text_for": "I fell once."})
    assert answer.status_code == 422
    assert "Pick one." in text_of(answer)


def test_there_cannot_be_more_bad_times_than_times(walk):
    walk.go_to("evidence")
    answer = walk.say("evidence", {**NONE, "tried": "2", "happened_times": "3"})
    assert answer.status_code == 422
    assert "more than the times" in text_of(answer)


def test_bad_times_want_the_number_of_times(walk):
    walk.go_to("evidence")
    assert walk.say("evidence", {**NONE, "happened_times": "3"}).status_code == 422


def test_how_often_may_be_left(walk):
    walk.go_to("evidence")
    assert walk.say("evidence", NONE)["Location"] == walk.url("cost")


def test_a_fact_is_changed_on_its_own_page(walk):
    walk.go_to("cost")
    fact = walk.progress.items(Step.EVIDENCE)[0].item
    answer = walk.say("evidence", {"text": "It was three years ago.", "kind": "told"}, fact)
    assert answer["Location"] == walk.url("evidence")
    changed = walk.progress.latest(Step.EVIDENCE, fact).values
    assert changed == {"side": "for", "text": "It was three years ago.", "kind": "told"}
    assert walk.examination.answers.filter(item=fact).count() == 2


def test_a_fact_taken_away_is_asked_for_again(walk):
    walk.go_to("cost")
    fact = walk.progress.items(Step.EVIDENCE)[0].item
    walk.say("evidence", {"remove": fact}, fact)
    assert walk.at()[0] == "evidence"
    assert walk.examination.answers.filter(item=fact).count() == 2


def test_a_fact_that_is_none_cannot_be_taken_away(walk):
    walk.go_to("cost")
    before = walk.progress.givens
    assert walk.say("evidence", {"remove": "nonsense"}).status_code == 404
    assert walk.say("ratings", {"remove": before[-1].item or "x"}).status_code == 404
    assert walk.progress.givens == before


def test_a_cost_wants_all_its_parts(walk):
    walk.go_to("cost")
    answer = walk.say("cost", {"opportunity": "The dance"})
    assert answer.status_code == 422
    assert "The dance" in text_of(answer)
    assert walk.say("cost", {}).status_code == 422


def test_no_cost_is_an_answer(walk):
    walk.go_to("cost")
    assert walk.say("cost", {"none": "on"})["Location"] == walk.url("questions")


def test_costs_are_gathered_one_by_one(walk):
    walk.go_to("cost")
    walk.say("cost", w.COST, then="again")
    walk.say("cost", {**w.COST, "opportunity": "Friday dinners", "area": "social"}, then="again")
    assert walk.say("cost", {})["Location"] == walk.url("questions")
    assert len(walk.progress.items(Step.COST)) == 2


@pytest.mark.parametrize("kind", BeliefKind.values)
def test_each_kind_of_thought_is_asked_two_questions_of_its_own(walk, kind):
    walk.go_to("belief")
    walk.say("belief", {**w.BELIEF, "kind": kind})
    walk.say("ratings", w.RATINGS)
    walk.say("evidence", w.EVIDENCE)
    walk.say("cost", w.COST)
    if kind == BeliefKind.HOPELESS:
        walk.say("questions", {"living": "no"})
    page = text_of(walk.get("questions"))
    asked = question_sets()[kind].questions
    assert [question.id for question in asked if f'name="{question.id}"' in page] == [
        question.id for question in asked[:2]
    ]
    assert walk.say("questions", {})["Location"] == walk.url("fears")


def test_skipped_questions_are_kept_as_asked_and_left(walk):
    walk.go_to("questions")
    walk.say("questions", {})
    answer = walk.examination.answers.get(step="questions")
    assert answer.said == {"falling-1": "", "falling-2": ""}
    assert len(answer.asked) == 2


@pytest.fixture
def hopeless(walk):
    walk.go_to("belief")
    words = {"text": "If I try one more thing, it will not help.", "kind": "hopeless"}
    walk.say("belief", words)
    walk.say("ratings", w.RATINGS)
    walk.say("evidence", w.EVIDENCE)
    walk.say("cost", w.COST)
    return walk


def test_the_hopeless_kind_asks_about_living_on_a_screen_of_its_own_first(hopeless):
    page = text_of(hopeless.get("questions"))
    assert "not wanting to be alive?" in page
    assert "hopeless-1" not in page
    assert page.index("not wanting to be alive?") < page.index("Who is told")


@pytest.mark.parametrize("answer", ["yes", "rather_not"])
def test_yes_and_rather_not_open_the_support_screen_and_the_session_can_wait(hopeless, answer):
    response = hopeless.say("questions", {"living": answer})
    check = SupportCheck.objects.get(about="hopeless")
    assert response["Location"].startswith(f"/safety/support/{check.pk}/?next=")
    assert "hopeless-1" in text_of(hopeless.get("questions"))


def test_no_goes_on_to_the_questions_and_is_not_asked_twice(hopeless):
    assert hopeless.say("questions", {"living": "no"})["Location"] == hopeless.url("questions")
    assert "hopeless-1" in text_of(hopeless.get("questions"))


def test_the_question_about_living_cannot_be_jumped(hopeless):
    answer = hopeless.say("questions", {"hopeless-1": "Less pain.", "then": "next"})
    assert answer.status_code == 422
    assert hopeless.at()[0] == "questions"
    assert hopeless.say("questions", {"living": "maybe"}).status_code == 422


def test_one_can_leave_from_the_question_about_living(hopeless):
    assert hopeless.say("questions", {}, then="leave")["Location"] == "/home/"
    assert not SupportCheck.objects.filter(about="hopeless").exists()
