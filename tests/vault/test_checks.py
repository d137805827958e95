"""Start-up checks of keys, contexts and stored values."""

import uuid
from typing import Any

import pytest
from django.core.checks import run_checks
from django.db import connection, connections, models
from django.test.utils import isolate_apps
from pytest_django import Settings

from outbox.models import Message
from tests.vault.conftest import LETTER
from vault import checks
from vault.fields import EncryptedTextField


def ids(found: list[Any]) -> set[str]:
    return {message.id for message in found if message.id.startswith("vault.")}


def test_the_settings_of_the_tests_pass() -> None:
    assert not ids(run_checks(tags=["security", "models"]))


KEY, OTHER = ("k1", b"a" * 32), ("k2", b"b" * 32)


@pytest.mark.parametrize(
    ("keys", "expected"),
    [
        ([], "vault.E001"),
        ([KEY, ("k1", b"b" * 32)], "vault.E002"),
        ([("k.1", b"a" * 32)], "vault.E004"),
        ([("", b"a" * 32)], "vault.E004"),
        ([KEY, ("k2", b"short")], "vault.E004"),
    ],
)
def test_a_bad_keyring_is_refused(keys: Any, expected: str, settings: Settings) -> None:
    settings.FIELD_KEYS = keys
    assert ids(run_checks(tags=["security", "models"])) == {expected}


@pytest.mark.parametrize("secret", [b"", b"short", KEY[1]])
def test_a_bad_hash_key_is_refused(secret: bytes, settings: Settings) -> None:
    settings.FIELD_KEYS = [KEY]
    settings.HASH_KEY = secret
    assert ids(run_checks(tags=["security", "models"])) == {"vault.E005"}


def test_secret_key_is_no_hash_key(settings: Settings) -> None:
    settings.HASH_KEY = settings.SECRET_KEY.encode()
    assert "vault.E005" in ids(run_checks(tags=["security", "models"]))


def test_no_message_shows_a_key(settings: Settings) -> None:
    settings.FIELD_KEYS = [("k.1", b"verysecret"), ("k.1", b"verysecret")]
    assert "verysecret" not in "".join(map(str, run_checks(tags=["security", "models"])))


@pytest.mark.parametrize("context", ["", "a:b"])
@isolate_apps("vault")
def test_a_field_needs_a_context(context: str) -> None:
    class Page(models.Model):
        id = models.UUIDField(primary_key=True, default=uuid.uuid4)
        words = EncryptedTextField(context=context)

        class Meta:
            app_label = "vault"

    assert ids(Page.check()) == {"vault.E003"}


def test_a_context_serves_one_column(monkeypatch: pytest.MonkeyPatch) -> None:
    with isolate_apps("vault"):

        class Base(models.Model):
            id = models.UUIDField(primary_key=True, default=uuid.uuid4)
            words = EncryptedTextField(context="vault.Base.words")

            class Meta:
                app_label = "vault"
                abstract = True

        class One(Base):
            class Meta:
                app_label = "vault"

        class Two(Base):
            class Meta:
                app_label = "vault"

        columns = [(model, model._meta.get_field("words")) for model in (One, Two)]
    monkeypatch.setattr(checks, "encrypted_fields", lambda: columns)
    (error,) = checks.check_contexts(None)
    assert error.id == "vault.E003"
    assert "vault.One.words and vault.Two.words" in error.msg


@isolate_apps("vault")
def test_a_key_from_the_database_is_refused() -> None:
    class Counted(models.Model):
        id = models.BigAutoField(primary_key=True)
        words = EncryptedTextField(context="vault.Counted.words")

        class Meta:
            app_label = "vault"

    assert ids(Counted.check()) == {"vault.E007"}


@pytest.mark.parametrize("option", ["unique", "db_index"])
@isolate_apps("vault")
def test_an_index_on_ciphertext_is_refused(option: str) -> None:
    class Indexed(models.Model):
        id = models.UUIDField(primary_key=True, default=uuid.uuid4)
        words = EncryptedTextField(context="vault.Indexed.words", **{option: True})

        class Meta:
            app_label = "vault"

    assert ids(Indexed.check()) == {"vault.E008"}


@pytest.mark.django_db
class TestStoredValues:
    """E006, which `migrate` runs at each start."""

    def run(self) -> list[Any]:
        return checks.check_stored(None, databases=["default"])

    def test_nothing_is_said_of_what_can_be_read(self) -> None:
        Message.objects.create(subject="s", **LETTER)
        assert self.run() == []

    def test_without_a_database_nothing_is_looked_at(self) -> None:
        assert checks.check_stored(None) == []

    def test_a_dropped_key_is_refused_and_a_row_named(self, settings: Settings) -> None:
        message = Message.objects.create(subject="s", **LETTER)
        settings.FIELD_KEYS = [OTHER]
        found = self.run()
        assert {error.id for error in found} == {"vault.E006"}
        first = next(error for error in found if "outbox.Message.subject" in error.msg)
        assert message.pk.hex in first.msg.replace("-", "")
        assert "1 values" in first.msg

    def test_an_exchanged_key_is_found(self, settings: Settings) -> None:
        settings.FIELD_KEYS = [KEY]
        Message.objects.create(subject="s", **LETTER)
        settings.FIELD_KEYS = [(KEY[0], b"z" * 32)]
        assert "altered" in self.run()[0].msg

    def test_plain_text_by_hand_is_found_and_not_repeated(self) -> None:
        Message.objects.create(subject="s", **LETTER)
        with connection.cursor() as cursor:
            cursor.execute("UPDATE outbox_message SET subject = 'Dr. Hidden'")
        (error,) = self.run()
        assert "outbox.Message.subject" in error.msg
        assert "Dr" not in error.msg

    def test_tables_that_are_not_there_yet_are_left_out(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        introspection = connections["default"].introspection
        monkeypatch.setattr(introspection, "table_names", lambda cursor: [])
        assert self.run() == []
