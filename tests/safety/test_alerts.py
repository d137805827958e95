"""An alert says that something waits, to whom it should, and how far it got."""

import re

import pytest
from django.core import mail
from django.db import IntegrityError, transaction

from outbox.models import Attempt, Message
from people.actions import deactivate_membership
from people.errors import NotAllowed
from people.models import Membership, Role
from safety.actions import (
    acknowledge,
    mark_seen,
    raise_alert,
    record_flags,
    record_outcome,
    record_support,
    record_support_questions,
)
from safety.models import AlertEvent, AlertKind, AlertSeverity, AlertState, SafetyAlert
from safety.queries import desk_alerts, hold_for
from safety.triage import Held
from tests.builders import join

NO = {"acting": "no", "plan": "no", "today": "no"}


@pytest.fixture
def alert(ana, watched):
    record_flags(person=ana, codes=["bowel"], about="flags-page", by=ana)
    return SafetyAlert.objects.get()


def deliver(alert):
    """The mail server takes the letter."""
    message = alert.events.get(kind="sent").message
    Attempt.objects.create(message=message, number=99, at=alert.created, outcome="sent")


def test_an_emergency_is_told_to_the_responder(alert, ana, ben, watched):
    assert (alert.person, alert.clinic, alert.kind) == (ana, watched, AlertKind.EMERGENCY)
    assert alert.severity == AlertSeverity.URGENT
    assert [event.to for event in alert.events.filter(kind="sent")] == [ben]


def test_a_same_day_sign_is_told_too(ana, watched):
    record_flags(person=ana, codes=["fever"], about="flags-page", by=ana)
    assert SafetyAlert.objects.get().severity == AlertSeverity.SAME_DAY


def test_the_letter_says_only_that_something_waits(alert, ana):
    message = Message.objects.get()
    assert message.policy == "alert"
    assert message.to == "ben@cbtback.example"
    said = set(re.findall(r"[a-z]+", f"{message.subject} {message.body_text}".lower()))
    assert not said & {"ana", "moreno", "bowel", "emergency", "sign", "patient", "alert", "pain"}
    assert "/safety/alerts/" in message.body_text


def test_the_letter_leaves_after_the_transaction(ana, watched, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        record_flags(person=ana, codes=["bowel"], about="flags-page", by=ana)
    assert [letter.to for letter in mail.outbox] == [["ben@cbtback.example"]]


def test_nobody_is_told_where_the_clinic_reads_no_alerts(ana, northfield):
    record_flags(person=ana, codes=["bowel"], about="flags-page", by=ana)
    assert not SafetyAlert.objects.exists()
    assert not Message.objects.exists()


def test_nobody_is_told_without_a_clinic(finn):
    record_support(person=finn, answer="yes", about="support-page", by=finn)
    assert not SafetyAlert.objects.exists()


def test_the_deputy_is_told_while_the_responders_account_is_closed(ana, ben, gus, watched):
    ben.is_active = False
    ben.save(update_fields=["is_active"])
    record_flags(person=ana, codes=["bowel"], about="flags-page", by=ana)
    assert SafetyAlert.objects.get().events.get().to == gus


def test_nobody_is_told_once_the_responder_has_left_and_none_is_named(ana, ben, watched, edna):
    deactivate_membership(membership=Membership.objects.get(user=ben, role=Role.THERAPIST), by=edna)
    record_flags(person=ana, codes=["bowel"], about="flags-page", by=ana)
    assert not SafetyAlert.objects.exists()


def test_every_linked_clinic_that_reads_is_told(ana, ben, gus, watched, harbor):
    join(ana, harbor)
    record_flags(person=ana, codes=["bowel"], about="flags-page", by=ana)
    assert [alert.clinic for alert in SafetyAlert.objects.all()] == [watched]


def test_nobody_yet_until_a_mail_server_took_the_letter(alert):
    assert alert.state == AlertState.NOBODY
    deliver(alert)
    assert alert.state == AlertState.SENT


def test_seen_then_acknowledged(alert, ben):
    mark_seen(alert=alert, by=ben)
    assert alert.state == AlertState.SEEN
    acknowledge(alert=alert, action_taken="Called her, she is on her way.", by=ben)
    assert alert.state == AlertState.ACKNOWLEDGED


def test_seen_twice_is_seen_once(alert, ben):
    assert mark_seen(alert=alert, by=ben) == mark_seen(alert=alert, by=ben)


def test_the_first_who_takes_it_on_keeps_it(alert, ben, gus):
    first = acknowledge(alert=alert, action_taken="I call her.", by=ben)
    assert acknowledge(alert=alert, action_taken="Me too.", by=gus) == first
    assert alert.acknowledged.by == ben


def test_the_last_outcome_counts_and_all_are_kept(alert, ben):
    record_outcome(alert=alert, outcome="not_reached", by=ben)
    record_outcome(alert=alert, outcome="false_alarm", reason="A mis-tap.", by=ben)
    assert alert.outcome.outcome == "false_alarm"
    assert alert.events.filter(kind="outcome").count() == 2


def test_a_false_alarm_needs_a_reason(alert, ben):
    with pytest.raises(ValueError, match="reason"):
        record_outcome(alert=alert, outcome="false_alarm", by=ben)


def test_the_database_keeps_one_acknowledgement_with_its_action(alert, ben):
    acknowledge(alert=alert, action_taken="I call her.", by=ben)
    with pytest.raises(IntegrityError), transaction.atomic():
        AlertEvent.objects.create(alert=alert, kind="acknowledged", by=ben, words="again")
    with pytest.raises(IntegrityError), transaction.atomic():
        AlertEvent.objects.create(alert=alert, kind="outcome", by=ben)


@pytest.mark.parametrize("who", ["ana", "cleo", "dev", "edna", "finn"])
def test_only_those_on_whose_desk_it_lies_answer_it(who, alert, cast):
    for act in (
        lambda by: mark_seen(alert=alert, by=by),
        lambda by: acknowledge(alert=alert, action_taken="x", by=by),
        lambda by: record_outcome(alert=alert, outcome="spoke", by=by),
    ):
        with pytest.raises(NotAllowed):
            act(cast[who])
    assert list(desk_alerts(cast[who])) == []


def test_the_deputy_and_the_therapist_have_it_on_their_desk(alert, ben, gus):
    assert list(desk_alerts(ben)) == list(desk_alerts(gus)) == [alert]


def test_the_person_sees_that_it_was_told_and_a_stranger_does_not(alert, ana, cleo):
    assert list(SafetyAlert.objects.visible_to(ana)) == [alert]
    assert list(SafetyAlert.objects.visible_to(cleo)) == []


def test_it_leaves_the_desk_of_one_who_left_the_clinic(alert, ben, edna):
    deactivate_membership(membership=Membership.objects.get(user=ben, role=Role.THERAPIST), by=edna)
    assert list(desk_alerts(ben)) == []


@pytest.mark.parametrize("answer", ["yes", "rather_not"])
def test_yes_and_rather_not_say_are_told_before_the_three_questions(answer, ana, watched):
    record_support(person=ana, answer=answer, about="hopeless", by=ana)
    alert = SafetyAlert.objects.get()
    assert (alert.kind, alert.severity) == ("self_harm", "same_day")


def test_no_is_told_to_nobody(ana, watched):
    record_support(person=ana, answer="no", about="hopeless", by=ana)
    assert not SafetyAlert.objects.exists()


def test_any_yes_among_the_three_is_urgent_and_holds_examinations(ana, watched):
    check = record_support(person=ana, answer="yes", about="hopeless", by=ana)
    record_support_questions(check=check, by=ana, **{**NO, "plan": "yes"})
    assert set(SafetyAlert.objects.values_list("severity", flat=True)) == {"same_day", "urgent"}
    assert hold_for(ana, Held.SESSION)
    assert hold_for(ana, Held.EXERCISE) is None


def test_three_noes_hold_nothing_and_tell_no_more(ana, watched):
    check = record_support(person=ana, answer="yes", about="hopeless", by=ana)
    questions = record_support_questions(check=check, by=ana, **NO)
    assert questions.review == "same_day"
    assert hold_for(ana) is None
    assert SafetyAlert.objects.count() == 1


def test_an_alert_holds_no_words_of_the_person(alert):
    text = [
        field.name
        for field in SafetyAlert._meta.local_fields
        if field.get_internal_type() in ("TextField", "CharField") and not field.choices
    ]
    assert text == []


def test_a_rise_of_distress_can_be_told(ana, watched):
    alerts = raise_alert(person=ana, kind=AlertKind.DISTRESS, severity=AlertSeverity.SOON, by=ana)
    assert [alert.kind for alert in alerts] == ["distress"]
