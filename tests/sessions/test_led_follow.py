"""The patient's page follows what is saved, and asking for it changes nothing."""

import pytest
from django.conf import settings
from django.test import Client

from people.models import AccessGrant
from sessions import actions
from tests.sessions import walk as w
from tests.sessions.together import Pair
from tests.visits import Visitor, changed, snapshot

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}


@pytest.fixture
def pair(ana, ben):
    return Pair(ana, ben, upto="belief")


def mark(pair) -> str:
    return pair.hers.get(pair.url("led")).context["together"].mark


def text_of(response) -> str:
    return response.content.decode()


def test_nothing_new_is_an_empty_answer(pair):
    response = pair.follow(mark(pair))
    assert (response.status_code, response.content) == (204, b"")


def test_a_saved_answer_is_there_at_the_next_asking(pair):
    seen = mark(pair)
    pair.write("belief", w.BELIEF)
    html = text_of(pair.follow(seen))
    assert w.BELIEF["text"].replace("'", "&#x27;") in html
    assert "Ben Okoro wrote the thought down." in html
    assert "How sure are you?" in html


def test_it_follows_where_the_therapist_goes_back_to(pair):
    pair.write("belief", w.BELIEF)
    seen = mark(pair)
    pair.write("ratings", {}, then="back")
    assert "Which thought do you want to look at?" in text_of(pair.follow(seen))


def test_looking_back_takes_nobody_along_until_the_therapist_says_so(pair):
    pair.write("belief", w.BELIEF)
    seen = mark(pair)
    assert "Bring it to this one" in text_of(pair.look("belief"))
    assert pair.follow(seen).status_code == 204
    pair.write("belief", {}, then="here")
    assert "Which thought do you want to look at?" in text_of(pair.follow(seen))


def test_what_is_the_patient_s_to_answer_is_a_link_to_their_own_step(ana, ben):
    pair = Pair(ana, ben)
    html = text_of(pair.hers.get(pair.url("led")))
    assert "This one is yours to answer." in html
    assert pair.walk.url("ready") in html


def test_after_an_answer_of_their_own_the_patient_is_back_with_both(pair):
    pair.write("belief", w.BELIEF)
    assert pair.walk.say("ratings", w.RATINGS)["Location"] == pair.url("led")


def test_the_therapist_is_told_and_what_is_typed_is_not_touched(pair):
    pair.write("belief", w.BELIEF)
    seen = pair.look("ratings").context["together"].mark
    assert pair.news(seen).status_code == 204
    pair.walk.say("ratings", w.RATINGS)
    html = text_of(pair.news(seen))
    assert "Something is new on Ana Moreno’s side." in html
    assert 'hx-swap-oob="true"' in html
    assert "<form" not in html
    assert "<input" not in html


def test_the_waiting_page_goes_on_by_itself(ana, ben):
    pair = Pair(ana, ben)
    seen = pair.look("ready").context["together"].mark
    assert "HX-Redirect" not in pair.news(seen, wait="answer")
    pair.walk.say("ready", w.SAFE)
    response = pair.news(seen, wait="answer")
    assert response["HX-Redirect"] == pair.seat("safe")


@pytest.mark.parametrize("name", ["led_follow", "led_news"])
def test_asking_without_a_log_in_gets_an_empty_401(pair, name):
    response = Client().get(pair.url(name), headers=HTMX)
    assert (response.status_code, response.content) == (401, b"")
    assert response["HX-Reswap"] == "none"


@pytest.mark.parametrize(("who", "name"), [("hers", "led_follow"), ("his", "led_news")])
def test_asking_keeps_no_log_in_alive(pair, who, name):
    visitor = getattr(pair, who)
    session = visitor.session
    expiry = session.get_expiry_date()
    before = dict(session.items())
    for _ in range(3):
        response = visitor.get(pair.url(name), headers=HTMX)
        assert settings.SESSION_COOKIE_NAME not in response.cookies
    assert dict(visitor.session.items()) == before
    assert (visitor.session.get_expiry_date() - expiry).total_seconds() < 60
    assert not settings.SESSION_SAVE_EVERY_REQUEST


def test_asking_changes_nothing(pair):
    before = snapshot()
    pair.follow(), pair.news(), pair.hers.get(pair.url("led"))
    assert changed(before) == set()


def test_asking_does_not_hold_the_lease(pair):
    until = AccessGrant.objects.get().until
    pair.follow(), pair.news()
    assert AccessGrant.objects.get().until == until


def test_only_the_patient_follows_and_only_the_therapist_has_the_news(pair, cast):
    for name in ("ben", "cleo", "dev", "edna", "finn"):
        visitor = Visitor(cast[name])
        assert visitor.get(pair.url("led_follow")).status_code == 404, name
        assert visitor.get(pair.url("led")).status_code == 404, name
    for name in ("ana", "cleo", "dev", "edna", "finn"):
        assert Visitor(cast[name]).get(pair.url("led_news")).status_code == 404, name


def test_without_script_there_is_a_link_to_what_is_new(pair):
    assert "Show what is new" in text_of(pair.hers.get(pair.url("led")))


def test_help_shows_for_words_that_call_for_it_whoever_wrote_them(pair):
    pair.write("belief", {"text": "I want to kill myself", "kind": "hopeless"})
    assert "you can talk to now" in text_of(pair.follow())


def test_a_long_mark_of_somebody_s_making_is_no_mark(pair):
    for seen in ("x", "9" * 50, "-1.0", "1.2.3.4.ready/<b>"):
        assert pair.follow(seen).status_code == 200


def test_the_finished_page_says_who_led_it_and_who_wrote_what(ana, ben):
    pair = Pair(ana, ben, upto="fair")
    pair.write("fair", w.FAIR)
    pair.walk.say("again", w.AGAIN)
    html = text_of(pair.hers.get(f"/examine/{pair.examination.pk}/"))
    assert "Led by Ben Okoro on" in html
    assert html.count("Written by Ben Okoro") == 1


def test_a_page_of_one_s_own_says_nothing_of_the_kind(example, ana):
    html = text_of(Visitor(ana).get(f"/examine/{example.pk}/"))
    assert "Led by" not in html
    assert "Written by" not in html


def test_the_patient_is_reminded_on_their_own_steps_and_can_end_it_there(pair):
    html = text_of(pair.walk.get("belief"))
    assert "With Ben Okoro, who sees what you save." in html
    assert pair.url("led_end") in html
    actions.end_lead(led=pair.led, by=pair.patient)
    assert "With Ben Okoro" not in text_of(pair.walk.get("belief"))


def test_a_thought_that_is_made_private_meanwhile_is_led_no_more(pair):
    pair.write("belief", w.BELIEF)
    pair.examination.refresh_from_db()
    belief = pair.examination.belief
    actions.set_belief_private(belief=belief, private=True, by=pair.patient)
    assert not AccessGrant.objects.in_force().exists()
    assert w.BELIEF["text"].replace("'", "&#x27;") not in text_of(pair.look("ratings"))


def test_a_page_that_asks_for_itself_takes_no_message_away(pair):
    pair.hers.send(pair.url("led_end"))
    assert "What you opened for it" not in text_of(pair.follow(**HTMX))
    assert "Ended. What you opened for it" in text_of(pair.hers.get("/today/"))
