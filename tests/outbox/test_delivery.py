"""What becomes of a message, by what the mail server does."""

import logging
import smtplib
from collections.abc import Callable
from typing import Any

import pytest
from django.db import OperationalError
from pytest_django import Settings

from outbox import deliveries
from outbox.models import Message
from outbox.transport import Line
from tests.outbox.conftest import WORDS, MailServer

pytestmark = pytest.mark.django_db

Put = Callable[..., Message]
Deliver = Callable[..., None]
Fate = Callable[[Message], tuple[str, list[tuple[str, str]]]]
both = pytest.mark.parametrize("policy", ["alert", "nudge"])


@both
def test_an_accepted_message_is_sent_once(
    policy: str, mail_server: MailServer, put: Put, deliver: Deliver, fate: Fate
) -> None:
    message = put(policy=policy)
    deliver(message)
    deliver(message)
    assert mail_server.addresses == ["ana@example.org"]
    assert fate(message) == ("sent", [("sent", "")])


def test_it_arrives_as_it_was_put(mail_server: MailServer, put: Put, deliver: Deliver) -> None:
    message = put(subject="Your link, ä", text="Text ä", html="<p>Text ä</p>")
    deliver(message)
    (mail,) = mail_server.received
    text, html = mail.get_payload()
    assert text.get_payload(decode=True).decode() == "Text ä"
    assert html.get_payload(decode=True).decode() == "<p>Text ä</p>"
    assert mail["Message-ID"] == message.message_id == f"<{message.pk}@cbtback.example>"
    assert mail["From"] == "CBTBack <no-reply@cbtback.example>"
    assert mail["Auto-Submitted"] == "auto-generated"


@both
def test_the_bodies_are_wiped_once_sent(
    policy: str, mail_server: MailServer, put: Put, deliver: Deliver
) -> None:
    message = put(policy=policy, html="<p>x</p>")
    deliver(message)
    message.refresh_from_db()
    assert (message.body_text, message.body_html) == ("", "")
    assert (message.pending, message.next_try_at) == (False, None)


@both
def test_one_refused_address_holds_nobody_up(
    policy: str, mail_server: MailServer, put: Put, deliver: Deliver, fate: Fate
) -> None:
    mail_server.rcpt["gone@example.org"] = "550 <gone@example.org> unknown"
    messages = [put(to=f"{n}@example.org", policy=policy) for n in ("a", "gone", "b")]
    deliver(*messages)
    assert mail_server.addresses == ["a@example.org", "b@example.org"]
    assert fate(messages[1]) == ("refused", [("refused", "rcpt-550")])
    assert mail_server.connections == 1
    deliver(messages[1])
    assert fate(messages[1])[1] == [("refused", "rcpt-550")]


@both
@pytest.mark.parametrize(("stage", "reason"), [("rcpt", "rcpt-451"), ("data", "data-451")])
def test_not_now_is_tried_again_later(
    stage: str,
    reason: str,
    policy: str,
    mail_server: MailServer,
    put: Put,
    deliver: Deliver,
    fate: Fate,
) -> None:
    getattr(mail_server, stage)["ana@example.org"] = "451 try later"
    message = put(policy=policy)
    deliver(message)
    assert fate(message) == ("waiting", [("failed", reason)])
    getattr(mail_server, stage).clear()
    deliver(message)
    assert fate(message) == ("sent", [("failed", reason), ("sent", "")])
    assert len(mail_server.received) == 1


def test_a_text_refused_for_good_is_given_up(
    mail_server: MailServer, put: Put, deliver: Deliver, fate: Fate
) -> None:
    mail_server.data["ana@example.org"] = "554 looks like spam"
    message = put()
    deliver(message)
    assert fate(message) == ("refused", [("refused", "data-554")])


def test_a_nudge_whose_connection_dropped_after_the_text_is_unknown_for_ever(
    mail_server: MailServer, put: Put, deliver: Deliver, fate: Fate
) -> None:
    mail_server.data["ana@example.org"] = "drop"
    message = put(policy="nudge")
    deliver(message)
    deliver(message)
    assert fate(message) == ("unknown", [("unknown", "connection")])
    assert len(mail_server.received) == 1


def test_an_alert_whose_connection_dropped_after_the_text_goes_out_again_as_the_same(
    mail_server: MailServer, put: Put, deliver: Deliver, fate: Fate
) -> None:
    mail_server.data["ana@example.org"] = "drop"
    message = put()
    deliver(message)
    mail_server.data.clear()
    deliver(message)
    assert fate(message) == ("sent", [("unknown", "connection"), ("sent", "")])
    first, second = mail_server.received
    assert first["Message-ID"] == second["Message-ID"] == message.message_id


def test_a_dropped_connection_holds_nobody_up(
    mail_server: MailServer, put: Put, deliver: Deliver, fate: Fate
) -> None:
    mail_server.data["b@example.org"] = "drop"
    messages = [put(to=f"{n}@example.org", policy="nudge") for n in "abc"]
    deliver(*messages)
    assert [fate(message)[0] for message in messages] == ["sent", "unknown", "sent"]


@both
def test_a_server_that_hangs_up_between_two_messages_costs_no_attempt(
    policy: str, mail_server: MailServer, put: Put, deliver: Deliver, fate: Fate
) -> None:
    mail_server.hang_up_at_mail = {2}
    messages = [put(to=f"{n}@example.org", policy=policy) for n in "abc"]
    deliver(*messages)
    assert [fate(message) for message in messages] == [("sent", [("sent", "")])] * 3
    assert len(mail_server.received) == 3


@both
def test_a_connection_lost_before_the_text_is_tried_again(
    policy: str, mail_server: MailServer, put: Put, deliver: Deliver, fate: Fate
) -> None:
    mail_server.hang_up_at_mail = {1}
    message = put(policy=policy)
    deliver(message)
    assert fate(message) == ("waiting", [("failed", "connection")])


def test_a_server_that_hangs_is_left_after_a_time(
    mail_server: MailServer, put: Put, deliver: Deliver, fate: Fate
) -> None:
    mail_server.data["slow@example.org"] = "hang"
    nudge, alert, other = (
        put(to="slow@example.org", policy="nudge"),
        put(to="slow@example.org"),
        put(to="b@example.org"),
    )
    deliver(nudge, alert, other)
    assert fate(nudge) == ("unknown", [("unknown", "timeout")])
    assert fate(alert) == ("waiting", [("unknown", "timeout")])
    assert fate(other)[0] == "sent"


def test_a_slow_answer_to_a_text_is_waited_for(
    mail_server: MailServer,
    put: Put,
    deliver: Deliver,
    fate: Fate,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("outbox.smtp._Staged.patience", 5.0)
    mail_server.data["ana@example.org"] = "hang"
    mail_server.pause = 1.0  # Twice EMAIL_TIMEOUT.
    message = put(policy="nudge")
    deliver(message)
    assert fate(message)[0] == "sent"


@both
def test_a_server_that_is_down_is_asked_once_for_a_batch(
    policy: str,
    mail_server: MailServer,
    settings: Settings,
    put: Put,
    deliver: Deliver,
    fate: Fate,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    settings.EMAIL_PORT = 1
    opened: list[Any] = []
    connect = smtplib.SMTP.connect

    def count(*args: Any, **kwargs: Any) -> Any:
        opened.append(args)
        return connect(*args, **kwargs)

    monkeypatch.setattr(smtplib.SMTP, "connect", count)
    messages = [put(to=f"{n}@example.org", policy=policy) for n in "abc"]
    deliver(*messages)
    assert len(opened) == 1
    assert [fate(m) for m in messages] == [("waiting", [("failed", "connection")])] * 3


def test_nothing_goes_in_the_clear_where_tls_is_asked_for(
    mail_server: MailServer, settings: Settings, put: Put, deliver: Deliver, fate: Fate
) -> None:
    settings.EMAIL_USE_TLS = True
    message = put()
    deliver(message)
    assert fate(message) == ("waiting", [("failed", "not-supported")])
    assert mail_server.received == []


def test_a_wrong_password_is_tried_again(
    mail_server: MailServer,
    settings: Settings,
    put: Put,
    deliver: Deliver,
    fate: Fate,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def refuse(*args: Any, **kwargs: Any) -> None:
        raise smtplib.SMTPAuthenticationError(535, b"no")

    monkeypatch.setattr(smtplib.SMTP, "login", refuse)
    settings.EMAIL_HOST_USER = settings.EMAIL_HOST_PASSWORD = "x"
    message = put()
    deliver(message)
    assert fate(message) == ("waiting", [("failed", "login-535")])


@pytest.mark.parametrize("to", ["", "no address", "a@b@c, d", "ana@exa mple.org"])
def test_what_is_no_address_is_refused(
    to: str, mail_server: MailServer, put: Put, deliver: Deliver, fate: Fate
) -> None:
    bad, good = put(to=to), put(to="b@example.org")
    deliver(bad, good)
    assert fate(bad) == ("refused", [("refused", "malformed")])
    assert mail_server.addresses == ["b@example.org"]


# -- Crashes of our own


@pytest.fixture
def crash(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Delivers, and dies between the stamp and the outcome: before or after the server has it."""

    def run(deliver: Deliver, message: Message, *, handed_over: bool) -> None:
        send = Line.send

        def die(line: Line, message: Message) -> Any:
            if handed_over:
                send(line, message)
            raise KeyboardInterrupt

        with monkeypatch.context() as patch:
            patch.setattr(Line, "send", die)
            with pytest.raises(KeyboardInterrupt):
                deliver(message)

    return run


@pytest.mark.parametrize("handed_over", [True, False])
def test_a_nudge_that_crashed_is_unknown_and_never_sent_again(
    handed_over: bool,
    crash: Callable[..., None],
    mail_server: MailServer,
    put: Put,
    deliver: Deliver,
    fate: Fate,
) -> None:
    message = put(policy="nudge")
    crash(deliver, message, handed_over=handed_over)
    assert fate(message) == ("waiting", [("unknown", "")])
    deliver(message)
    deliver(message)
    assert fate(message) == ("unknown", [("unknown", "")])
    assert len(mail_server.received) == int(handed_over)
    message.refresh_from_db()
    assert message.body_text == ""


def test_an_alert_that_crashed_is_sent_again(
    crash: Callable[..., None], mail_server: MailServer, put: Put, deliver: Deliver, fate: Fate
) -> None:
    message = put()
    crash(deliver, message, handed_over=True)
    deliver(message)
    assert fate(message) == ("sent", [("unknown", ""), ("sent", "")])
    assert {mail["Message-ID"] for mail in mail_server.received} == {message.message_id}


def test_a_stamped_message_is_left_alone_while_it_may_be_on_its_way(
    crash: Callable[..., None], mail_server: MailServer, put: Put, deliver: Deliver
) -> None:
    message = put()
    crash(deliver, message, handed_over=False)
    deliveries.deliver_messages([message.pk])
    assert mail_server.received == []


def test_a_lost_database_holds_up_one_message_only(
    mail_server: MailServer,
    put: Put,
    deliver: Deliver,
    fate: Fate,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    first, second = put(to="a@example.org"), put(to="b@example.org")
    begin = deliveries._begin

    def lose_the_first(pk: Any, now: Any) -> Any:
        if pk == first.pk:
            raise OperationalError("terminating connection")
        return begin(pk, now)

    monkeypatch.setattr(deliveries, "_begin", lose_the_first)
    deliver(first, second)
    assert (fate(first)[0], fate(second)[0]) == ("due", "sent")


# -- What the logs say


def test_no_log_has_an_address_or_a_word(
    mail_server: MailServer, put: Put, deliver: Deliver, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG, logger="outbox")
    caplog.set_level(logging.DEBUG, logger="django")
    mail_server.rcpt["gone@example.org"] = "550 <gone@example.org> unknown"
    mail_server.data["drop@example.org"] = "drop"
    messages = [
        put(to=f"{name}@example.org", subject="A heron", html=f"<p>{WORDS}</p>")
        for name in ("ana", "gone", "drop")
    ]
    deliver(*messages)
    assert str(messages[0].pk) in caplog.text
    assert "rcpt-550" in caplog.text
    for word in ("example.org", "heron", "lantern"):
        assert word not in caplog.text
