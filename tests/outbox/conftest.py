"""A real mail server that does as it is told, and messages to send to it."""

# ruff: noqa: N802 (aiosmtpd names its hooks after the commands)

import asyncio
import socket
import threading
from collections.abc import Callable, Iterator
from datetime import timedelta
from email import message_from_bytes
from email.message import Message as Mail
from typing import Any
from uuid import UUID

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP
from django.utils import timezone
from pytest_django import Settings

from outbox import tasks
from outbox.actions import put_message
from outbox.deliveries import deliver_messages
from outbox.models import Message
from outbox.smtp import _Staged

WORDS = "Please confirm; the code is 'heron-lantern'."


class MailServer:
    """Answers each address as `rcpt`, `data` and `mail` say; keeps what it was given."""

    def __init__(self) -> None:
        self.received: list[Mail] = []
        self.rcpt: dict[str, str] = {}
        # An answer, "drop" (take the mail, then hang up), "hang" (seconds in `pause`).
        self.data: dict[str, str] = {}
        self.hang_up_at_mail: set[int] = set()
        self.pause = 3.0
        self.data_begun = threading.Event()
        self.connections = 0
        self.mails_begun = 0

    @property
    def addresses(self) -> list[str]:
        return sorted(mail["To"] for mail in self.received)

    async def handle_EHLO(
        self, server: SMTP, session: Any, envelope: Any, hostname: str, responses: list[str]
    ) -> list[str]:
        self.connections += 1
        session.host_name = hostname
        return responses

    async def handle_MAIL(
        self, server: SMTP, session: Any, envelope: Any, address: str, options: list[str]
    ) -> str:
        self.mails_begun += 1
        if self.mails_begun in self.hang_up_at_mail:
            assert server.transport is not None
            server.transport.abort()
        envelope.mail_from = address
        return "250 OK"

    async def handle_RCPT(
        self, server: SMTP, session: Any, envelope: Any, address: str, options: list[str]
    ) -> str:
        answer = self.rcpt.get(address, "250 OK")
        if answer.startswith("250"):
            envelope.rcpt_tos.append(address)
        return answer

    async def handle_DATA(self, server: SMTP, session: Any, envelope: Any) -> str:
        self.data_begun.set()
        answer = self.data.get(envelope.rcpt_tos[0], "250 OK")
        if answer == "hang":
            await asyncio.sleep(self.pause)
            return "250 OK"
        if answer == "drop" or answer.startswith("250"):
            self.received.append(message_from_bytes(envelope.content))
        if answer == "drop":
            assert server.transport is not None
            server.transport.abort()
        return answer


@pytest.fixture
def mail_server(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Iterator[MailServer]:
    server = MailServer()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    controller = Controller(server, hostname="127.0.0.1", port=port)
    controller.start()
    settings.OUTBOX_TRANSPORT = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST = "127.0.0.1"
    settings.EMAIL_PORT = port
    settings.EMAIL_HOST_USER = settings.EMAIL_HOST_PASSWORD = ""
    settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False
    settings.EMAIL_TIMEOUT = 0.5
    settings.DEFAULT_FROM_EMAIL = "CBTBack <no-reply@cbtback.example>"
    monkeypatch.setattr(_Staged, "patience", 0.5)
    yield server
    controller.stop()


@pytest.fixture(autouse=True)
def handed_over(monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """What went to the broker, which these tests do not need."""
    batches: list[list[str]] = []

    def record(args: list[list[str]], **options: Any) -> None:
        batches.extend(args)

    monkeypatch.setattr(tasks.deliver, "apply_async", record)
    return batches


@pytest.fixture
def put() -> Callable[..., Message]:
    def make(to: str = "ana@example.org", policy: str = "alert", **more: Any) -> Message:
        letter = {"subject": "Your link", "text": WORDS, "purpose": "test", **more}
        return put_message(to=to, policy=policy, **letter)

    return make


@pytest.fixture
def deliver() -> Callable[..., None]:
    """Delivers these messages now, whatever time they wait for."""

    def run(*messages: Message) -> None:
        ids: list[UUID] = [message.pk for message in messages]
        past = timezone.now() - timedelta(seconds=1)
        Message.objects.filter(pk__in=ids, pending=True).update(next_try_at=past)
        deliver_messages(ids)

    return run


@pytest.fixture
def fate() -> Callable[[Message], tuple[str, list[tuple[str, str]]]]:
    """State of a message, and (outcome, reason) of each attempt."""

    def look(message: Message) -> tuple[str, list[tuple[str, str]]]:
        state = Message.objects.with_state(timezone.now()).get(pk=message.pk).state
        attempts = message.attempts.order_by("number").values_list("outcome", "reason")
        return str(state), list(attempts)

    return look
