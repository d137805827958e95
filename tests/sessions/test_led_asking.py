"""A therapist asks to lead, which opens nothing; the patient joins, or does not."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from people.actions import end_care
from people.errors import NotAllowed
from people.models import AccessGrant, AuditEvent, CareRelationship, Role
from sessions import actions
from sessions.actions import Refused
from sessions.leading import IDLE
from sessions.models import Examination, LedSession
from sessions.steps import Step
from tests.builders import examine, join, make_user, treat
from tests.sessions.together import Pair
from tests.visits import Visitor

pytestmark = pytest.mark.django_db


@pytest.fixture
def care(ana, ben):
    return CareRelationship.objects.get(patient=ana, therapist=ben)


@pytest.fixture
def led(care, ben):
    return actions.ask_to_lead(care=care, by=ben, text="If I lift, I will snap", kind="falling")


def age(led, minutes):
    LedSession.objects.filter(pk=led.pk).update(created=timezone.now() - timedelta(minutes=minutes))


def page(led, name="led"):
    return reverse(f"sessions:{name}", kwargs={"pk": led.pk})


def test_asking_opens_nothing(led, ana, ben):
    assert not AccessGrant.objects.exists()
    assert not Examination.objects.exists()
    seat = reverse("sessions:led_step", kwargs={"pk": led.pk, "step": "belief"})
    response = Visitor(ben).get(seat)
    assert response["Location"] == page(led, "led_desk")


def test_the_therapist_asks_from_the_patient_s_page(ana, ben, care):
    visitor = Visitor(ben)
    path = reverse("sessions:lead", kwargs={"pk": ana.pk})
    assert path in visitor.get(f"/patients/{ana.pk}/").content.decode()
    asked = {"thought": "another", "text": "If I lift, I will snap", "kind": "falling"}
    response = visitor.send(path, asked)
    led = LedSession.objects.get()
    assert response["Location"] == page(led, "led_desk")
    assert (led.patient, led.author, led.text) == (ana, ben, "If I lift, I will snap")
    assert "Waiting for Ana Moreno" in visitor.get(page(led, "led_desk")).content.decode()


def test_the_thought_may_be_picked_together(ana, ben):
    Visitor(ben).send(reverse("sessions:lead", kwargs={"pk": ana.pk}), {"thought": ""})
    assert LedSession.objects.get().text == ""


def test_another_thought_needs_words(ana, ben):
    response = Visitor(ben).send(
        reverse("sessions:lead", kwargs={"pk": ana.pk}), {"thought": "another"}
    )
    assert "Write the thought, or pick it together." in response.content.decode()
    assert not LedSession.objects.exists()


def test_nobody_leads_but_who_treats(cast, ana):
    path = reverse("sessions:lead", kwargs={"pk": ana.pk})
    for name in ("ana", "cleo", "dev", "edna", "finn"):
        assert Visitor(cast[name]).send(path).status_code == 404, name
    assert not LedSession.objects.exists()


def test_the_patient_sees_it_on_today_and_among_the_thoughts(led, ana):
    for path in ("/today/", "/examine/"):
        html = Visitor(ana).get(path).content.decode()
        assert "Ben Okoro would like to look at a thought with you now." in html, path
        assert page(led) in html


def test_what_joining_means_is_said_before(led, ana):
    html = Visitor(ana).get(page(led)).content.decode()
    for words in (
        "If I lift, I will snap",
        "sees what is saved about this one thought",
        "nothing you only type",
        "The page says who wrote what",
        "The safety questions stay yours",
        "You can end it at any time",
        "30 minutes",
        "two hours",
    ):
        assert words in html, words


def test_what_is_open_already_is_said_before(led, ana):
    examine(ana, upto=Step.EVIDENCE, belief="If I run, I will fall")
    html = Visitor(ana).get(page(led)).content.decode()
    assert "If I run, I will fall" in html
    assert "also sees what you saved in it before" in html


def test_joining_opens_this_one_examination_for_a_while(led, ana, ben):
    other = examine(ana)
    Visitor(ana).send(page(led, "led_join"))
    led.refresh_from_db()
    grant = AccessGrant.objects.get()
    assert (grant.reader, grant.given_by, grant.root) == (ben, ana, led.examination_id)
    assert grant.until - led.accepted_at == IDLE
    visible = Examination.objects.visible_to(ben)
    assert led.examination in visible
    assert other not in visible


def test_joining_takes_the_open_examination(led, ana):
    opened = examine(ana, upto=Step.EVIDENCE)
    actions.join_lead(led=led, by=ana)
    led.refresh_from_db()
    assert led.examination == opened


def test_joining_twice_is_once(led, ana):
    for _ in range(2):
        actions.join_lead(led=led, by=ana)
    assert AccessGrant.objects.count() == 1


@pytest.mark.parametrize("name", ["ben", "cleo", "dev", "edna", "finn"])
def test_nobody_joins_for_the_patient(led, cast, name):
    with pytest.raises(NotAllowed):
        actions.join_lead(led=led, by=cast[name])
    assert Visitor(cast[name]).send(page(led, "led_join")).status_code == 404
    assert not AccessGrant.objects.exists()


def test_not_now_ends_it(led, ana, ben):
    assert Visitor(ana).send(page(led, "led_end"))["Location"] == "/home/"
    led.refresh_from_db()
    assert led.ended_by == ana
    assert page(led) not in Visitor(ana).get("/today/").content.decode()
    assert "They did not join" in Visitor(ben).get(page(led, "led_desk")).content.decode()


def test_the_therapist_takes_it_back(led, ben, ana):
    Visitor(ben).send(page(led, "led_end"))
    assert "This is over" in Visitor(ana).get(page(led)).content.decode()


def test_a_request_lapses_after_half_an_hour(led, ana):
    age(led, 30)
    with pytest.raises(Refused):
        actions.join_lead(led=led, by=ana)
    assert page(led) not in Visitor(ana).get("/today/").content.decode()
    assert "This is over" in Visitor(ana).get(page(led)).content.decode()


def test_one_at_a_time(led, care, ben):
    with pytest.raises(Refused) as refused:
        actions.ask_to_lead(care=care, by=ben)
    assert refused.value.code == "already"
    with pytest.raises(IntegrityError), transaction.atomic():
        LedSession.objects.create(clinic=led.clinic, patient=led.patient, author=ben)


def test_a_lapsed_one_makes_room_for_the_next(led, care, ben):
    age(led, 31)
    assert actions.ask_to_lead(care=care, by=ben).pk != led.pk
    led.refresh_from_db()
    assert led.ended_at
    assert led.ended_by is None


def test_it_is_not_joined_once_the_care_has_ended(led, care, ana):
    end_care(care=care, by=ana)
    with pytest.raises(Refused):
        actions.join_lead(led=led, by=ana)
    assert not AccessGrant.objects.exists()


def test_a_safety_hold_comes_first(led, ana, held_session):
    with pytest.raises(Refused) as refused:
        actions.join_lead(led=led, by=ana)
    assert refused.value.code == "held"
    assert page(led, "led_join") not in Visitor(ana).get(page(led)).content.decode()


def test_a_private_examination_is_not_opened(led, ana):
    opened = examine(ana, upto=Step.EVIDENCE)
    Examination.objects.filter(pk=opened.pk).update(private=True)
    html = Visitor(ana).send(page(led, "led_join"), follow=True).content.decode()
    assert "The thought you have open is private" in html
    assert not AccessGrant.objects.exists()


def test_another_therapist_of_the_patient_does_not_get_in(ana, ben, northfield):
    farah = make_user("farah@cbtback.example", "Farah Amin")
    join(farah, northfield, Role.THERAPIST)
    treat(farah, ana, northfield)
    pair = Pair(ana, ben, upto="evidence")
    for name in ("led_desk", "led_news", "led_question"):
        assert Visitor(farah).get(pair.url(name)).status_code == 404, name
    assert Visitor(farah).get(pair.seat("belief")).status_code == 404
    assert Visitor(farah).send(pair.url("led_end")).status_code == 404


def test_it_is_recorded_without_words(led, ana, ben):
    actions.join_lead(led=led, by=ana)
    actions.end_lead(led=led, by=ben)
    done = AuditEvent.objects.filter(object_id=led.pk).order_by("at", "pk")
    assert [(event.action, event.actor) for event in done] == [
        ("ask-to-lead", ben.pk),
        ("join-lead", ana.pk),
        ("end-lead", ben.pk),
    ]
    assert all("snap" not in str(vars(event)) for event in done)
