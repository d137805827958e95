"""The clinic's list of alerts: kinds and names, no words."""

import pytest
from django.test import Client

from people.clock import today
from safety.actions import acknowledge, raise_alert, record_flags
from safety.models import AlertKind, AlertSeverity, AlertState, SafetyAlert
from safety.queries import hold_for
from tests.builders import PASSWORD, join, make_user, treat
from tests.people.forms_on_page import hidden, key_on
from tests.readability import visible_lines
from tests.visits import Visitor, changed, snapshot


@pytest.fixture
def alert(ana, watched):
    record_flags(person=ana, codes=["bowel"], about="flags-page", by=ana)
    return SafetyAlert.objects.get()


def seen(response):
    return " ".join(visible_lines(response.content.decode()))


def test_the_list_names_the_person_and_the_kind_and_nothing_else(alert, ben):
    text = seen(Visitor(ben).get("/safety/alerts/"))
    assert "Ana Moreno A warning sign that needs help now Urgent" in text
    assert "seen by nobody yet" in text
    assert "Bowel" not in text


def test_looking_at_the_list_says_nothing_about_having_seen_one(alert, ben):
    visitor = Visitor(ben)
    before = snapshot()
    visitor.get("/safety/alerts/")
    visitor.get(f"/safety/alerts/{alert.pk}/")
    assert changed(before) == set()
    assert alert.state == AlertState.NOBODY


def test_opening_it_is_written_down(alert, ben):
    answer = Visitor(ben).send(f"/safety/alerts/{alert.pk}/seen/")
    assert answer["Location"] == f"/safety/alerts/{alert.pk}/"
    assert alert.seen.by == ben


def test_taking_it_on_needs_what_was_done(alert, gus):
    visitor = Visitor(gus)
    page = visitor.send(f"/safety/alerts/{alert.pk}/acknowledge/", {"action_taken": " "})
    assert "One thing to look at" in seen(page)
    assert alert.acknowledged is None
    visitor.send(f"/safety/alerts/{alert.pk}/acknowledge/", {"action_taken": "I called her."})
    assert alert.acknowledged.by == gus
    assert "I called her." in seen(visitor.get(f"/safety/alerts/{alert.pk}/"))


def test_a_false_alarm_without_a_reason_is_asked_again(alert, ben):
    visitor = Visitor(ben)
    acknowledge(alert=alert, action_taken="I called her.", by=ben)
    url = f"/safety/alerts/{alert.pk}/outcome/"
    assert "Say why it was a false alarm." in seen(visitor.send(url, {"outcome": "false_alarm"}))
    visitor.send(url, {"outcome": "false_alarm", "reason": "A mis-tap."})
    assert alert.outcome.words == "A mis-tap."


def test_the_clinic_clears_what_waits(alert, ana, ben, watched):
    Visitor(ben).send(
        f"/safety/alerts/{alert.pk}/clear/", {"said_by": "Dr. Osei", "said_on": str(today(ana))}
    )
    assert hold_for(ana) is None
    assert alert.hold.clearance.clinic == watched


def test_an_alert_without_a_hold_has_nothing_to_clear(ana, ben, watched):
    [alert] = raise_alert(person=ana, kind=AlertKind.ASKED, severity=AlertSeverity.SAME_DAY, by=ana)
    answer = Visitor(ben).send(
        f"/safety/alerts/{alert.pk}/clear/", {"said_by": "x", "said_on": str(today(ana))}
    )
    assert answer.status_code == 404


@pytest.mark.parametrize("who", ["ana", "cleo", "dev", "edna", "finn"])
def test_nobody_else_finds_it(who, alert, cast):
    visitor = Visitor(cast[who])
    before = snapshot()
    url = f"/safety/alerts/{alert.pk}/"
    assert visitor.get(url).status_code == 404
    for act in ("seen", "acknowledge", "outcome", "clear"):
        assert visitor.send(f"{url}{act}/", {"action_taken": "x"}).status_code == 404
    assert changed(before) <= {"people.Submission"}


def test_the_list_of_another_clinic_is_empty(alert, dev):
    assert "Ana" not in seen(Visitor(dev).get("/safety/alerts/"))


def test_many_alerts_are_listed_with_as_many_questions_to_the_database(
    alert, ben, northfield, django_assert_max_num_queries
):
    for number in range(6):
        person = make_user(f"p{number}@cbtback.example", f"P{number}")
        join(person, northfield)
        treat(ben, person, northfield)
        record_flags(person=person, codes=["bowel"], about="flags-page", by=person)
    visitor = Visitor(ben)
    with django_assert_max_num_queries(16):
        assert seen(visitor.get("/safety/alerts/")).count("seen by nobody yet") == 7


@pytest.mark.parametrize(
    ("act", "field"),
    [("acknowledge", "action_taken"), ("outcome", "reason"), ("clear", "said_by")],
)
def test_what_was_typed_about_an_alert_comes_back_after_a_log_out(alert, gus, act, field):
    address = f"/safety/alerts/{alert.pk}/"
    if act == "outcome":
        acknowledge(alert=alert, action_taken="I called her.", by=gus)
    client = Client()
    client.force_login(gus)
    key = key_on(client, address)
    del client.cookies["cbtback_session"]
    page = client.post(f"{address}{act}/", {"form_key": key, field: "Dr. Wren on the phone"})
    assert page.status_code == 401
    fields = {"login": gus.email, "password": PASSWORD, "carry": hidden(page)["carry"]}
    client.post("/account/login/", fields)
    assert "Dr. Wren on the phone" in client.get(address).content.decode()
