"""What an operator sees: the counts, and the checks of the way out."""

import io
from collections.abc import Callable
from typing import Any

import pytest
from django.core.checks import run_checks
from django.core.management import call_command
from pytest_django import Settings

from outbox.models import Message
from tests.outbox.conftest import MailServer

Put = Callable[..., Message]


@pytest.mark.django_db
def test_the_command_counts_by_state_and_names_reasons_without_addresses(
    mail_server: MailServer, put: Put, deliver: Callable[..., None]
) -> None:
    mail_server.rcpt |= {"gone@x.example": "550 no", "later@x.example": "451 later"}
    mail_server.data["drop@x.example"] = "drop"
    deliver(
        put(to="ok@x.example"),
        put(to="gone@x.example"),
        put(to="later@x.example"),
        put(to="drop@x.example", policy="nudge"),
    )
    put()
    out = io.StringIO()
    call_command("outbox_state", stdout=out)
    lines = out.getvalue().splitlines()
    counts = dict(line.split() for line in lines if not line.startswith(" "))
    assert counts == {
        "due": "1",
        "waiting": "1",
        "sent": "1",
        "refused": "1",
        "unknown": "1",
        "failed": "0",
        "dropped": "0",
    }
    assert "  refused test rcpt-550 1" in lines
    assert "  waiting test rcpt-451 1" in lines
    assert "example" not in out.getvalue()


def ids(settings: Settings, **changes: Any) -> set[str]:
    for name, value in changes.items():
        setattr(settings, name, value)
    return {
        found.id for found in run_checks(tags=["outbox"]) if str(found.id).startswith("outbox.")
    }


@pytest.mark.parametrize("path", ["", "outbox.backend.EmailBackend"])
def test_a_way_out_that_leads_nowhere_is_refused(path: str, settings: Settings) -> None:
    assert ids(settings, OUTBOX_TRANSPORT=path) == {"outbox.E001"}


def test_mail_without_a_time_out_is_refused(settings: Settings) -> None:
    assert ids(settings, EMAIL_TIMEOUT=None) == {"outbox.E002"}


def test_the_settings_as_they_are_pass(settings: Settings) -> None:
    assert ids(settings) == set()


@pytest.mark.django_db
def test_files_are_written_where_there_is_no_mail_server(
    settings: Settings, tmp_path: Any, put: Put, deliver: Callable[..., None]
) -> None:
    settings.OUTBOX_TRANSPORT = "django.core.mail.backends.filebased.EmailBackend"
    settings.EMAIL_FILE_PATH = tmp_path
    first, second = put(), put(to="b@example.org")
    deliver(first, second)
    texts = [path.read_text() for path in tmp_path.iterdir()]
    assert len(texts) == 2
    assert any(f"Message-ID: {first.message_id}" in text for text in texts)
