"""What all steps share: order, going back and leaving, two windows, strangers, words kept."""

import uuid

import pytest
from django.db import connection
from django.test import Client

from people.models import AuditEvent
from sessions import actions
from sessions.models import Answer, Draft, Examination
from sessions.steps import Step
from tests.builders import PASSWORD, share
from tests.sessions import walk as w

pytestmark = pytest.mark.django_db

HTMX = {"HX-Request": "true", "HX-Target": "spread"}


@pytest.fixture
def walk(ana):
    return w.Walk(ana)


def text_of(response):
    return response.content.decode()


def test_a_step_answers_htmx_with_the_inside_of_the_spread_alone(walk):
    part = walk.client.get(walk.url("ready"), headers=HTMX)
    assert "<html" not in text_of(part)
    assert 'id="main"' in text_of(part)
    assert "<html" in text_of(walk.get("ready"))


def test_another_part_that_htmx_asks_for_gets_the_whole_page(walk):
    other = walk.client.get(walk.url("ready"), headers={**HTMX, "HX-Target": "elsewhere"})
    assert "<html" in text_of(other)


def test_a_step_ahead_leads_to_the_one_that_is_open(walk):
    response = walk.get("fair")
    assert response["Location"] == walk.url("ready")
    assert "This is where you are." in text_of(walk.get("ready"))


def test_an_answer_to_a_step_ahead_is_kept_for_later_and_is_no_answer(walk):
    hidden = walk.hidden("ready")
    response = walk.send("fair", {**hidden, **w.FAIR, "then": "next"})
    assert response["Location"] == walk.url("ready")
    assert not Answer.objects.exists()
    walk.go_to("fair")
    assert w.FAIR["text"] in text_of(walk.get("fair"))


def test_the_title_of_every_step_is_neutral(walk):
    assert "<title>CBTBack</title>" in text_of(walk.get("ready"))


@pytest.mark.parametrize("step", ["nonsense", "plan", "share-all"])
def test_a_step_that_is_none_is_not_found(walk, step):
    assert walk.get(step).status_code == 404


@pytest.mark.parametrize("step", ["fears", "plan", "evidence", "ready", "fair"])
def test_an_item_that_is_none_of_this_examination_is_not_found(walk, step):
    walk.go_to("sort")
    assert walk.get(step, uuid.uuid4()).status_code == 404
    assert walk.client.post(walk.url(step, uuid.uuid4()), {}).status_code in (302, 303)


def test_a_fact_of_another_person_is_not_found(walk, cleo):
    other = w.Walk(cleo)
    other.go_to("cost")
    fact = other.progress.items(Step.EVIDENCE)[0].item
    walk.go_to("cost")
    assert walk.get("evidence", fact).status_code == 404


@pytest.mark.parametrize("name", ["ben", "cleo", "dev", "edna", "finn"])
def test_nobody_else_opens_or_answers_a_step(walk, cast, northfield, name):
    walk.go_to("fears")
    share(cast["ana"], cast["ben"], northfield)
    before = Answer.objects.count()
    stranger = Client()
    stranger.force_login(cast[name])
    assert stranger.get(walk.url("fears")).status_code == 404
    offer = f"/examine/{walk.examination.pk}/offer/high/"
    assert stranger.get(offer).status_code == 404
    # A form that was made for somebody else does not even reach the view.
    stranger.post(walk.url("fears"), {**walk.hidden("fears"), **w.FALLING})
    assert Answer.objects.count() == before


def test_a_visitor_is_asked_to_log_in(walk):
    response = Client().get(walk.url("ready"))
    assert "/account/login/" in response["Location"]


def test_going_back_loses_nothing_that_was_typed(walk):
    walk.go_to("fears")
    half = {"text": "I will fall on my", "badness": "7"}
    response = walk.say("fears", half, then="back")
    assert response["Location"] == walk.url("questions")
    page = text_of(walk.get("fears"))
    assert "I will fall on my" in page
    assert 'name="badness" value="7" id="id_badness_7" checked' in page


def test_what_was_kept_from_a_half_filled_page_is_not_judged(walk):
    walk.go_to("fears")
    walk.say("fears", {"text": "half"}, then="leave")
    assert "summary-title" not in text_of(walk.get("fears"))


def test_coming_back_leads_to_what_was_half_typed(walk):
    walk.go_to("fears")
    walk.fear(w.FALLING)
    walk.say("fears", {"text": "half"}, then="leave")
    page = walk.client.get(f"/examine/{walk.examination.pk}/")
    assert page["Location"] == walk.url("fears")
    assert "at step 8 of" in text_of(walk.client.get("/today/"))


def test_a_draft_goes_once_the_page_is_answered(walk):
    walk.go_to("fears")
    walk.say("fears", {"text": "half"}, then="leave")
    walk.fear(w.FALLING)
    assert not Draft.objects.exists()


def test_a_draft_is_encrypted_and_its_audit_has_no_words(walk):
    walk.go_to("fears")
    walk.say("fears", {"text": "marker-words"}, then="leave")
    event = AuditEvent.objects.get(action="keep-draft")
    assert "marker-words" not in str(vars(event))
    with connection.cursor() as cursor:
        cursor.execute("SELECT words FROM belief_sessions_draft")
        assert "marker-words" not in str(cursor.fetchall())


def test_leaving_an_untouched_page_keeps_no_answer(walk):
    walk.go_to("questions")
    before = Answer.objects.count()
    assert walk.say("questions", {}, then="leave")["Location"] == "/home/"
    assert walk.say("questions", {}, then="back")["Location"] == walk.url("cost")
    assert Answer.objects.count() == before
    assert not Draft.objects.exists()


def test_leaving_with_a_whole_answer_keeps_it(walk):
    walk.go_to("ratings")
    walk.say("ratings", w.RATINGS, then="leave")
    assert walk.at()[0] == "evidence"
    assert walk.examination.events.filter(kind="paused").count() == 1


def test_not_now_on_the_first_page_leads_to_the_list(walk):
    assert walk.say("ready", {}, then="back")["Location"] == "/examine/"


def test_going_back_shows_what_was_said_and_going_on_again_adds_nothing(walk):
    walk.go_to("cost")
    page = text_of(walk.get("ratings"))
    assert 'id="id_distress_9" checked' in page
    assert 'value="85"' in page
    before = Answer.objects.count()
    assert walk.say("ratings", w.RATINGS)["Location"] == walk.url("evidence")
    assert Answer.objects.count() == before


def test_a_form_sent_twice_is_one_answer_and_one_redirect(walk):
    fields = {**walk.hidden("ready"), **w.SAFE, "then": "next"}
    first, second = walk.send("ready", fields), walk.send("ready", fields)
    assert first["Location"] == second["Location"]
    assert walk.examination.answers.count() == 1


def test_two_windows_on_one_step_are_both_kept_and_told(walk):
    walk.go_to("cost")
    here, there = walk.hidden("ratings"), walk.hidden("ratings")
    walk.send("ratings", {**here, "conviction": "60", "distress": "50", "then": "next"})
    answer = walk.send("ratings", {**there, "conviction": "30", "distress": "50", "then": "next"})
    assert "in another window" in text_of(walk.client.get(answer["Location"]))
    assert walk.examination.answers.filter(step="ratings").count() == 3
    assert walk.progress.latest(Step.RATINGS).values["conviction"] == 30


def test_two_windows_on_two_steps_hold_up_neither(walk):
    walk.go_to("cost")
    cost, ratings = walk.hidden("cost"), walk.hidden("ratings")
    walk.send("ratings", {**ratings, "conviction": "60", "distress": "50", "then": "next"})
    answer = walk.send("cost", {**cost, **w.COST, "then": "next"})
    assert answer["Location"] == walk.url("questions")


def test_finishing_twice_finishes_once(walk):
    walk.go_to("again")
    fields = {**walk.hidden("again"), **w.AGAIN, "then": "next"}
    assert walk.send("again", fields)["Location"] == walk.send("again", fields)["Location"]
    assert walk.examination.events.filter(kind="completed").count() == 1


def test_an_answer_after_the_end_is_not_kept_and_its_words_are_shown(walk):
    walk.go_to("again")
    late = walk.hidden("fair")
    walk.say("again", w.AGAIN)
    before = Answer.objects.count()
    answer = walk.send("fair", {**late, **w.FAIR, "text": "A later line", "then": "next"})
    assert answer.status_code == 422
    assert "A later line" in text_of(answer)
    assert Answer.objects.count() == before


def test_a_step_of_a_finished_one_leads_to_its_page(walk):
    walk.go_to("again")
    walk.say("again", w.AGAIN)
    assert walk.get("fair")["Location"] == f"/examine/{walk.examination.pk}/"


def test_a_step_of_one_set_aside_leads_to_its_page(walk):
    actions.set_aside(examination=walk.examination, by=walk.person)
    assert walk.get("ready")["Location"] == f"/examine/{walk.examination.pk}/"


def test_a_log_in_that_expired_gives_the_words_back(walk):
    walk.go_to("fears")
    fields = {**walk.hidden("fears"), **w.FALLING, "text": "typed too late", "then": "next"}
    walk.client.logout()
    log_in = walk.send("fears", fields)
    assert log_in.status_code == 401
    hidden = dict(w.HIDDEN.findall(text_of(log_in)))
    mine = {"login": walk.person.email, "password": PASSWORD}
    back = walk.client.post("/account/login/", {**hidden, **mine}, follow=True)
    assert back.redirect_chain[-1][0] == walk.url("fears")
    assert "typed too late" in text_of(back)
    assert not walk.progress.fears


def test_the_wording_that_was_asked_is_kept_with_the_answer(walk):
    walk.go_to("fears")
    asked = walk.examination.answers.get(step="questions").asked
    assert asked["falling-1"].startswith("How many times have you fallen")


def test_a_belief_id_of_another_person_is_refused(walk, cleo):
    other = w.Walk(cleo)
    other.go_to("ratings")
    walk.go_to("belief")
    theirs = Examination.objects.get(pk=other.examination.pk).belief
    answer = walk.say("belief", {**w.BELIEF, "belief": str(theirs.pk)})
    assert answer.status_code == 422
    assert theirs.text == Examination.objects.get(pk=other.examination.pk).belief.text


def test_picking_a_belief_of_another_person_shows_none_of_its_words(walk, cleo):
    other = w.Walk(cleo)
    other.go_to("belief")
    other.say("belief", {**w.BELIEF, "text": "If cleo walks she will trip"})
    walk.go_to("belief")
    theirs = Examination.objects.get(pk=other.examination.pk).belief
    assert "cleo walks" not in text_of(walk.get("belief", use=str(theirs.pk)))


def test_markup_in_the_words_stays_words(walk):
    walk.go_to("belief")
    marker = "\"><img src=x onerror=alert(1)>'{{7*7}} if I go I will fall"
    walk.say("belief", {**w.BELIEF, "text": marker})
    page = text_of(walk.get("ratings"))
    assert "<img src=x" not in page
    assert "{{7*7}}" in page
