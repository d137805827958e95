"""A browser of the test client: one person's, with the form key that a drawn form would have."""

import json
import secrets
from typing import Any

from django.apps import apps
from django.db import connection
from django.http import HttpResponse
from django.test import Client

from people.models import User
from people.submissions import FIELD, PURPOSE
from vault.seal import seal

# What a request may leave behind without having changed anything: what was looked at, and by
# which browser.
TRACES = frozenset({"people.auditevent", "sessions.session"})


def form_key(person: User, page: str = "/") -> str:
    """What ``{% form_key %}`` puts into a form drawn for ``person`` on ``page``."""
    parts = [str(person.pk), str(person.pk), page, secrets.token_urlsafe(16)]
    return seal(json.dumps(parts), purpose=PURPOSE)


class Visitor(Client):
    """``person`` (None: nobody) is logged in; each ``send`` is a form drawn anew and sent once."""

    def __init__(self, person: User | None = None, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.person = person
        if person is not None:
            self.force_login(person)

    def send(self, path: str, data: dict[str, Any] | None = None, **extra: Any) -> HttpResponse:
        key = {FIELD: form_key(self.person, path)} if self.person else {}
        return self.post(path, {**key, **(data or {})}, **extra)


def snapshot() -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every table but the traces."""
    held = {}
    with connection.cursor() as cursor:
        for model in apps.get_models():
            if model._meta.label_lower not in TRACES:
                table = connection.ops.quote_name(model._meta.db_table)
                cursor.execute(f"SELECT * FROM {table}")
                held[model._meta.label] = cursor.fetchall()
    return held


def changed(before: dict[str, list[tuple[Any, ...]]]) -> set[str]:
    """The models whose rows are others than in ``before``."""
    now = snapshot()
    others = {label for label in now if now[label] != before[label]}
    # A database may answer in another order without anything having changed.
    return {
        label for label in others if sorted(now[label], key=repr) != sorted(before[label], key=repr)
    }
