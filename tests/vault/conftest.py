"""Two models of the tests' own, so that the real ones can change as they like."""

import uuid
from collections.abc import Iterator
from typing import Any

import pytest
from django.apps.registry import Apps
from django.db import connection, models

from vault.fields import EncryptedJSONField, EncryptedTextField

registry = Apps()


class Diary(models.Model):
    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    title = EncryptedTextField(context="tests.Diary.title")

    class Meta:
        app_label = "vault"
        apps = registry


class Note(models.Model):
    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    diary = models.ForeignKey(Diary, models.CASCADE, null=True)
    words = EncryptedTextField(context="tests.Note.words", blank=True, default="")
    aside = EncryptedTextField(context="tests.Note.aside", null=True)
    data = EncryptedJSONField(context="tests.Note.data", null=True)
    mood = models.IntegerField(default=0)

    class Meta:
        app_label = "vault"
        apps = registry
        constraints = [
            models.CheckConstraint(
                condition=models.Q(mood=0) | ~models.Q(words=""), name="note_mood_has_words"
            )
        ]


class LongNote(Note):
    more = EncryptedTextField(context="tests.LongNote.more")

    class Meta:
        app_label = "vault"
        apps = registry


# A row of a real model, for what goes by Django's own registry.
LETTER = {
    "to": "ana@example.org",
    "body_text": "text",
    "policy": "alert",
    "purpose": "test",
    "message_id": "<1@example.org>",
    "not_before": "2026-01-01T00:00Z",
    "next_try_at": "2026-01-01T00:00Z",
    "expires": "2026-01-02T00:00Z",
}
MODELS: list[type[models.Model]] = [Diary, Note, LongNote]


@pytest.fixture(scope="session", autouse=True)
def _tables(django_db_setup: Any, django_db_blocker: Any) -> None:
    with django_db_blocker.unblock(), connection.schema_editor() as editor:
        for model in MODELS:
            editor.create_model(model)


@pytest.fixture
def _emptied(transactional_db: None) -> Iterator[None]:
    """For tests that commit: Django empties the tables of installed models only."""
    yield
    for model in reversed(MODELS):
        model._base_manager.all().delete()


@pytest.fixture
def stored() -> Any:
    """Reads or writes a column past the field, as somebody with a database shell would."""

    def run(model: type[models.Model], pk: Any, column: str, value: str | None = None) -> Any:
        table = connection.ops.quote_name(model._meta.db_table)
        name = connection.ops.quote_name(column)
        key_field = model._meta.pk
        assert key_field is not None
        key = key_field.get_db_prep_value(pk, connection)
        with connection.cursor() as cursor:
            if value is not None:
                cursor.execute(f"UPDATE {table} SET {name} = %s WHERE id = %s", [value, key])
                return None
            cursor.execute(f"SELECT {name} FROM {table} WHERE id = %s", [key])
            return cursor.fetchone()[0]

    return run
