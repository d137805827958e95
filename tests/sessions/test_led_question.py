"""A therapist adds a question in the middle, and loses nothing by it."""

import pytest

from sessions.models import AddedQuestion, Answer
from tests.sessions import walk as w
from tests.sessions.together import Pair

pytestmark = pytest.mark.django_db
WORDS = "What did your niece say?"


@pytest.fixture
def pair(ana, ben):
    return Pair(ana, ben, upto="questions")


def text_of(response) -> str:
    return response.content.decode()


def add(pair, words=WORDS, back="questions"):
    return pair.his.send(f"{pair.url('led_question')}?next={pair.seat(back)}", {"text": words})


def test_it_is_in_this_examination_at_once(pair, ben):
    seen = pair.hers.get(pair.url("led")).context["together"].mark
    assert add(pair)["Location"] == pair.seat("questions")
    question = AddedQuestion.objects.get()
    assert (question.examination, question.author) == (pair.examination, ben)
    for response in (pair.look("questions"), pair.follow(seen), pair.walk.get("questions")):
        assert WORDS in text_of(response)


def test_what_is_typed_on_the_step_is_kept_meanwhile_and_is_no_answer(pair):
    response = pair.write("questions", {"falling-1": "Half a thing"}, then="ask")
    assert response["Location"].startswith(pair.url("led_question"))
    add(pair)
    assert "Half a thing" in text_of(pair.look("questions"))
    assert "Half a thing" not in text_of(pair.follow())
    assert not Answer.objects.filter(step="questions").exists()


def test_one_added_after_the_series_was_answered_opens_it_once_more(pair):
    pair.walk.say("questions", w.QUESTIONS)
    assert pair.walk.at()[0] == "fears"
    add(pair)
    assert pair.walk.at()[0] == "questions"


def test_it_holds_the_lease(pair):
    pair.passes(29)
    add(pair)
    pair.passes(29)
    assert pair.is_on()


def test_an_empty_one_is_none(pair):
    response = add(pair, "")
    assert response.status_code == 422
    assert "Write your question." in text_of(response)
    assert not AddedQuestion.objects.exists()


def test_it_leads_back_to_no_other_address(pair):
    path = f"{pair.url('led_question')}?next=https://elsewhere.example/"
    assert pair.his.send(path, {"text": WORDS})["Location"] == pair.seat("questions")


def test_after_the_end_it_is_given_back(pair):
    pair.hers.send(pair.url("led_end"))
    response = add(pair)
    assert response.status_code == 422
    assert WORDS in text_of(response)
    assert not AddedQuestion.objects.exists()
