"""What a form of the journal sends, and how much a page asks of the database."""

from collections.abc import Callable
from typing import Any

from django.db import connection
from django.http import HttpResponse
from django.test.utils import CaptureQueriesContext

from journal.models import Trigger


def page_of(response: HttpResponse) -> str:
    return response.content.decode()


def box(trigger: Trigger, field: str = "on") -> str:
    """The name of a field of a word on offer."""
    return f"word-{trigger.pk.hex}-{field}"


def picked(trigger: Trigger, **fields: str) -> dict[str, str]:
    return {box(trigger): "on"} | {box(trigger, name): value for name, value in fields.items()}


def queries_of(act: Callable[[], Any]) -> int:
    with CaptureQueriesContext(connection) as captured:
        act()
    return len(captured)
