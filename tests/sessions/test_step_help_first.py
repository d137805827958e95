"""An answer that worries leads to help however its page is left."""

import pytest

from safety.models import RedFlagCheck, SupportCheck
from sessions.models import Answer
from tests.sessions import walk as w
from tests.sessions.test_step_pages import text_of

pytestmark = pytest.mark.django_db

HALF = [
    ({"safe": "self"}, "/safety/support/"),
    ({"safe": "rather_not"}, "/safety/support/"),
    ({"safe": "other"}, "/safety/talk/"),
    ({"emergency": "bladder"}, "/help/"),
    ({"same_day": "fever"}, "/help/"),
]


@pytest.fixture
def walk(ana):
    return w.Walk(ana)


@pytest.fixture
def hopeless(walk):
    walk.go_to("belief")
    walk.say("belief", {"text": "Nothing will ever help my back.", "kind": "hopeless"})
    for name in ("ratings", "evidence", "cost"):
        walk.say(name, dict(w.UP_TO_FEARS)[name])
    return walk


def test_a_yes_about_living_is_heard_when_one_leaves_with_it(hopeless):
    response = hopeless.say("questions", {"living": "yes"}, then="leave")
    check = SupportCheck.objects.get(about="hopeless")
    assert response["Location"] == f"/safety/support/{check.pk}/?next=%2Fhome%2F"


def test_a_no_about_living_is_kept_when_one_leaves_with_it(hopeless):
    assert hopeless.say("questions", {"living": "no"}, then="leave")["Location"] == "/home/"
    assert SupportCheck.objects.filter(about="hopeless").exists()


@pytest.mark.parametrize("then", ["leave", "back"])
@pytest.mark.parametrize(("said", "first"), HALF)
def test_leaving_a_half_filled_first_page_leads_to_help(walk, said, first, then):
    response = walk.say("ready", said, then=then)
    assert response["Location"].startswith(f"{first}?next=")


def test_what_is_half_filled_is_kept_but_tells_nobody(walk):
    walk.say("ready", {"safe": "self", "emergency": "bladder"}, then="leave")
    assert 'value="bladder" id="id_emergency_1" checked' in text_of(walk.get("ready"))
    assert not SupportCheck.objects.exists()
    assert not RedFlagCheck.objects.exists()


@pytest.mark.parametrize(("said", "_first"), HALF)
def test_a_first_page_with_a_mistake_shows_help_beside_it(walk, said, _first):
    assert "See who answers" in text_of(walk.say("ready", said))


def test_a_first_page_without_worry_shows_no_help(walk):
    assert "See who answers" not in text_of(walk.say("ready", {"safe": "safe"}))


def test_leaving_a_half_rated_fear_of_hurting_oneself_leads_to_help(walk):
    walk.go_to("fears")
    response = walk.say("fears", {"text": "I will", "harm": "self"}, then="leave")
    assert response["Location"] == "/safety/support/?next=%2Fhome%2F"


def test_words_meet_the_question_about_living_and_are_kept(hopeless):
    """Their page was drawn before another window made the thought one of hopelessness."""
    mine = {"hopeless-1": "my own words", "seen": "5", **hopeless.hidden("questions")}
    assert hopeless.send("questions", {**mine, "then": "next"}).status_code == 302
    assert not Answer.objects.filter(step="questions").exists()
    hopeless.say("questions", {"living": "no"})
    assert "my own words" in text_of(hopeless.get("questions"))
