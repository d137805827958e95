"""How a message gets into the outbox."""

import logging
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.core.mail import EmailMessage, EmailMultiAlternatives, mail_admins, send_mail
from django.db import IntegrityError, connection, transaction
from django.utils import timezone
from kombu.exceptions import OperationalError as BrokerAway
from pytest_django import DjangoCaptureOnCommitCallbacks, Settings

from outbox import tasks
from outbox.deliveries import deliver_messages
from outbox.models import Attempt, Message
from tests.outbox.conftest import WORDS

pytestmark = pytest.mark.django_db

Put = Callable[..., Message]


@pytest.fixture
def through_outbox(settings: Settings) -> None:
    """As in the product; the test runner puts Django's own test back end there."""
    settings.EMAIL_BACKEND = "outbox.backend.EmailBackend"


def test_a_message_is_handed_over_once_it_is_committed(
    put: Put,
    handed_over: list[list[str]],
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        message = put()
        assert handed_over == []
    assert handed_over == [[str(message.pk)]]


@pytest.mark.django_db(transaction=True)
def test_a_transaction_that_fails_sends_nothing(put: Put, handed_over: list[list[str]]) -> None:
    with transaction.atomic():
        put()
        transaction.set_rollback(True)
    assert (handed_over, Message.objects.count()) == ([], 0)


@pytest.mark.django_db(transaction=True)
def test_a_broker_that_is_away_fails_nothing(
    put: Put, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def away(**options: Any) -> None:
        raise BrokerAway("Connection refused")

    monkeypatch.setattr(tasks.deliver, "apply_async", away)
    with caplog.at_level(logging.ERROR):
        message = put()
    assert Message.objects.get(pk=message.pk).pending
    assert "ana@" not in caplog.text


def test_a_message_for_later_waits(
    put: Put,
    handed_over: list[list[str]],
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    later = timezone.now() + timedelta(hours=1)
    with django_capture_on_commit_callbacks(execute=True):
        message = put(not_before=later)
    assert handed_over == []
    assert message.next_try_at == later
    deliver_messages([message.pk])
    assert not Attempt.objects.exists()


@pytest.mark.parametrize("field", ["to", "subject"])
@pytest.mark.parametrize("end", ["\n", "\r", "\r\nBcc: cleo@example.org"])
def test_a_line_break_in_a_header_is_refused(field: str, end: str, put: Put) -> None:
    with pytest.raises(ValueError, match="line break") as caught:
        put(**{field: "ana@example.org" + end})
    assert "ana" not in str(caught.value)


def test_the_table_holds_no_words_and_no_address(put: Put) -> None:
    put(html=f"<p>{WORDS}</p>")
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM outbox_message")
        row = repr(cursor.fetchall())
    for word in ("lantern", "Your link", "ana@"):
        assert word not in row


@pytest.mark.parametrize(
    "change",
    [
        {"pending": False},
        {"next_try_at": None},
        {"pending": False, "next_try_at": None},
        {"policy": "twice"},
        {"expires": timezone.now() - timedelta(days=1)},
    ],
)
def test_the_database_refuses_what_cannot_be(change: dict[str, Any], put: Put) -> None:
    message = put()
    with pytest.raises(IntegrityError), transaction.atomic():
        Message.objects.filter(pk=message.pk).update(**change)


def test_the_database_refuses_the_same_attempt_twice(put: Put) -> None:
    message = put()
    message.attempts.create(number=1, at=timezone.now())
    with pytest.raises(IntegrityError), transaction.atomic():
        message.attempts.create(number=1, at=timezone.now())


def test_a_message_shows_neither_words_nor_address(put: Put) -> None:
    assert str(put()).startswith("test ")
    assert "ana" not in repr(put())


# -- Django's own mail


@pytest.mark.usefixtures("through_outbox")
def test_mail_of_django_becomes_an_alert_for_each_recipient() -> None:
    letter = EmailMultiAlternatives(
        "Hello", "text", "somebody@else.example", ["a@x.example"], bcc=["b@x.example"]
    )
    letter.attach_alternative("<p>html</p>", "text/html")
    assert letter.send() == 1
    messages = Message.objects.all()
    assert {m.to for m in messages} == {"a@x.example", "b@x.example"}
    assert {(m.subject, m.body_text, m.body_html) for m in messages} == {
        ("Hello", "text", "<p>html</p>")
    }
    assert {(m.policy, m.purpose) for m in messages} == {("alert", "account")}
    assert len({m.message_id for m in messages}) == 2
    assert mail.outbox == []


@pytest.mark.usefixtures("through_outbox")
def test_mail_in_html_alone_gets_a_text() -> None:
    letter = EmailMessage("Hello", "<p>One</p>", to=["a@x.example"])
    letter.content_subtype = "html"
    letter.send()
    message = Message.objects.get()
    assert (message.body_text, message.body_html) == ("One", "<p>One</p>")


@pytest.mark.usefixtures("through_outbox")
def test_mail_the_outbox_would_lose_a_part_of_is_refused() -> None:
    letters = [
        EmailMessage("s", "t", to=["a@x.example"], attachments=[("a.txt", "x", "text/plain")]),
        EmailMessage("s", "t", to=["a@x.example"], headers={"List-Id": "x"}),
        EmailMessage("s", "t", to=["a@x.example"], reply_to=["b@x.example"]),
    ]
    with_calendar = EmailMultiAlternatives("s", "t", to=["a@x.example"])
    with_calendar.attach_alternative("BEGIN:VCALENDAR", "text/calendar")
    for letter in [*letters, with_calendar]:
        with pytest.raises(ValueError, match="the outbox carries"):
            letter.send()
    assert not Message.objects.exists()


@pytest.mark.usefixtures("through_outbox")
def test_all_of_djangos_short_cuts_go_through(settings: Settings) -> None:
    settings.ADMINS = [("Edna", "edna@x.example")]
    send_mail("s", "t", None, ["a@x.example"])
    mail_admins("s", "t")
    assert {m.to for m in Message.objects.all()} == {"a@x.example", "edna@x.example"}
