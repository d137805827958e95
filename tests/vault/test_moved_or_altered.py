"""A value that was moved, altered or written by an unknown key is refused, and named."""

from typing import Any

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from outbox.models import Message
from tests.vault.conftest import LETTER, Note
from vault.errors import Unreadable

pytestmark = pytest.mark.django_db


def refusal(pk: Any, field: str = "words") -> Unreadable:
    with pytest.raises(Unreadable) as caught:
        getattr(Note.objects.get(pk=pk), field)
    assert f"vault.Note.{field} {pk}" in str(caught.value)
    assert caught.value.__cause__ is None
    return caught.value


def test_two_rows_swapped_by_sql_are_both_refused(stored: Any) -> None:
    ana, cleo = (Note.objects.create(words=words) for words in ("ana's", "cleo's"))
    of_ana, of_cleo = (stored(Note, note.pk, "words") for note in (ana, cleo))
    stored(Note, ana.pk, "words", of_cleo)
    stored(Note, cleo.pk, "words", of_ana)
    assert "moved" in str(refusal(ana.pk))
    assert "moved" in str(refusal(cleo.pk))


def test_a_value_moved_to_another_column_of_its_row_is_refused(stored: Any) -> None:
    note = Note.objects.create(words="mine", aside="too")
    stored(Note, note.pk, "aside", stored(Note, note.pk, "words"))
    refusal(note.pk, "aside")
    assert Note.objects.get(pk=note.pk).words == "mine"


def test_a_value_moved_between_kinds_of_field_is_refused(stored: Any) -> None:
    note = Note.objects.create(words="[1]", data=[1])
    stored(Note, note.pk, "data", stored(Note, note.pk, "words"))
    refusal(note.pk, "data")


def test_any_flipped_bit_is_refused(stored: Any) -> None:
    note = Note.objects.create(words="It lasts a week.")
    token = stored(Note, note.pk, "words")
    for place in range(len(token)):
        altered = token[:place] + chr(ord(token[place]) ^ 1) + token[place + 1 :]
        stored(Note, note.pk, "words", altered)
        assert altered not in str(refusal(note.pk))


@pytest.mark.parametrize("text", ["plain words", ".", "dev.", "Dr. No", "\u2028.x", "dev.AAAA"])
def test_plain_text_in_the_column_is_refused_and_not_repeated(text: str, stored: Any) -> None:
    note = Note.objects.create(words="mine")
    stored(Note, note.pk, "words", text)
    error = refusal(note.pk)
    assert error.reason == "it is not ciphertext"


def test_a_refusal_is_logged_by_row_and_without_content(
    stored: Any, caplog: pytest.LogCaptureFixture
) -> None:
    note = Note.objects.create(words="mine")
    stored(Note, note.pk, "words", "Dr. Hidden")
    refusal(note.pk)
    assert f"vault.Note.words {note.pk}: it is not ciphertext" in caplog.text
    assert "Hidden" not in caplog.text


def test_a_refusal_does_not_spoil_later_reads(stored: Any) -> None:
    bad, good = (Note.objects.create(words=words) for words in ("bad", "good"))
    stored(Note, bad.pk, "words", "junk")
    refusal(bad.pk)
    assert Note.objects.get(pk=good.pk).words == "good"


def test_the_other_fields_of_a_spoilt_row_are_read_and_saved(stored: Any) -> None:
    note = Note.objects.create(words="bad", aside="good")
    stored(Note, note.pk, "words", "junk")
    loaded = Note.objects.get(pk=note.pk)
    loaded.mood = 2
    loaded.save(update_fields=["mood"])
    assert Note.objects.get(pk=note.pk).aside == "good"


def test_the_command_names_every_spoilt_value(stored: Any, capsys: Any) -> None:
    message = Message.objects.create(subject="s", **LETTER)
    stored(Message, message.pk, "to", stored(Message, message.pk, "subject"))
    with pytest.raises(CommandError, match="1 values cannot be read"):
        call_command("reencrypt", "--check")
    assert f"outbox.Message.to {message.pk}: it was altered, or moved" in capsys.readouterr().out
