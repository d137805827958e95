"""What an encrypted field does with words, and what it refuses."""

import copy
import pickle
import uuid
from typing import Any

import pytest
from django.core import serializers
from django.core.exceptions import ValidationError
from django.db import connection, models, transaction
from django.db.models import F, Value
from django.db.models.functions import Concat, Upper
from django.forms import modelform_factory
from django.test.utils import CaptureQueriesContext

from outbox.models import Message
from tests.vault.conftest import LETTER, Diary, LongNote, Note
from vault.errors import NeedsRow, StillSealed, Unreadable, VaultError
from vault.fields import EncryptedJSONField, EncryptedTextField, Sealed

pytestmark = pytest.mark.django_db

WORDS = "I will fall, and everyone will stare. ÄÖ 🙂 שלום"


@pytest.mark.parametrize("words", [WORDS, " ", "0", "a" * 20_000, "k.QUJD"])
def test_words_come_back_as_they_were(words: str) -> None:
    note = Note.objects.create(words=words)
    assert Note.objects.get(pk=note.pk).words == words


def test_the_database_holds_no_words(stored: Any) -> None:
    note = Note.objects.create(words=WORDS, data={"said": "stare"})
    assert "stare" not in stored(Note, note.pk, "words") + stored(Note, note.pk, "data")


def test_no_statement_carries_words() -> None:
    with CaptureQueriesContext(connection) as queries:
        note = Note.objects.create(words=WORDS)
        note.words = "Nobody stared."
        note.save()
        Note.objects.get(pk=note.pk).validate_constraints()
    assert not [q for q in queries if "stare" in q["sql"]]


@pytest.mark.parametrize("empty", ["", None])
def test_empty_and_null_are_kept_as_they_are(empty: str | None, stored: Any) -> None:
    note = Note.objects.create(aside=empty)
    assert stored(Note, note.pk, "aside") == empty
    assert Note.objects.get(pk=note.pk).aside == empty


@pytest.mark.parametrize("value", [{}, [], "", 0, False, {"a": [1, None, "ä"]}, "\ud800"])
def test_json_comes_back_as_it_was(value: Any) -> None:
    note = Note.objects.create(data=value)
    assert Note.objects.get(pk=note.pk).data == value


def test_json_none_is_null(stored: Any) -> None:
    note = Note.objects.create(data=None)
    assert stored(Note, note.pk, "data") is None
    assert Note.objects.filter(data=None).exists()


def test_a_json_value_changed_in_place_is_saved() -> None:
    note = Note.objects.create(data={"tries": [1]})
    note = Note.objects.get(pk=note.pk)
    note.data["tries"].append(2)
    note.save()
    assert Note.objects.get(pk=note.pk).data == {"tries": [1, 2]}


def test_the_same_words_never_look_the_same(stored: Any) -> None:
    note = Note.objects.create(words=WORDS, aside=WORDS)
    first = stored(Note, note.pk, "words")
    note.save()
    assert len({first, stored(Note, note.pk, "words"), stored(Note, note.pk, "aside")}) == 3


def test_other_types_are_stored_as_text() -> None:
    note = Note.objects.create(words=42)
    assert Note.objects.get(pk=note.pk).words == "42"


def test_text_that_is_no_unicode_is_refused_without_being_repeated() -> None:
    with pytest.raises(VaultError) as caught:
        Note.objects.create(words="secret \ud800")
    assert "secret" not in str(caught.value)
    assert caught.value.__cause__ is None


# -- Reading


def test_loading_does_not_decrypt(monkeypatch: pytest.MonkeyPatch) -> None:
    Note.objects.create(words=WORDS)
    monkeypatch.setattr("vault.fields.decrypt", lambda *a, **k: pytest.fail("decrypted"))
    (note,) = Note.objects.all()
    assert isinstance(note.__dict__["words"], Sealed)


def test_a_value_is_decrypted_once(monkeypatch: pytest.MonkeyPatch) -> None:
    Note.objects.create(words=WORDS)
    (note,) = Note.objects.all()
    assert note.words == WORDS
    monkeypatch.setattr("vault.fields.decrypt", lambda *a, **k: pytest.fail("decrypted again"))
    assert note.words == WORDS


@pytest.mark.parametrize("rows", [Note.objects.defer("words"), Note.objects.only("mood")])
def test_a_deferred_field_is_read_when_used(rows: Any) -> None:
    Note.objects.create(words=WORDS)
    (note,) = rows.all()
    assert "words" in note.get_deferred_fields()
    assert note.words == WORDS


def test_saving_leaves_a_deferred_field_alone(stored: Any) -> None:
    note = Note.objects.create(words=WORDS)
    before = stored(Note, note.pk, "words")
    (loaded,) = Note.objects.defer("words")
    loaded.mood = 3
    loaded.save()
    assert stored(Note, note.pk, "words") == before


def test_refresh_brings_what_another_wrote() -> None:
    note = Note.objects.create(words=WORDS)
    other = Note.objects.get(pk=note.pk)
    other.words = "Nobody looked."
    other.save()
    note.refresh_from_db()
    assert note.words == "Nobody looked."


def test_joined_rows_are_read_too() -> None:
    diary = Diary.objects.create(title="My back")
    Note.objects.create(diary=diary, words=WORDS)
    (note,) = Note.objects.select_related("diary")
    assert (note.words, note.diary.title) == (WORDS, "My back")


def test_a_row_in_two_tables_is_read() -> None:
    LongNote.objects.create(words=WORDS, more="And then?")
    (note,) = LongNote.objects.all()
    assert (note.words, note.more) == (WORDS, "And then?")
    assert Note.objects.get().words == WORDS


def test_a_key_given_as_text_binds_like_the_uuid_it_is() -> None:
    key = uuid.uuid4()
    Note.objects.create(id=key.hex.upper(), words=WORDS)
    assert Note.objects.get(pk=key).words == WORDS


@pytest.mark.parametrize(
    "clone", [copy.copy, copy.deepcopy, lambda row: pickle.loads(pickle.dumps(row))]
)
def test_copies_in_memory_read_the_same(clone: Any) -> None:
    Message.objects.create(subject=WORDS, **LETTER)
    assert clone(Message.objects.get()).subject == WORDS


def test_values_are_ciphertext_and_refuse_to_be_text() -> None:
    Note.objects.create(words=WORDS)
    (value,) = Note.objects.values_list("words", flat=True)
    assert isinstance(value, Sealed)
    for use in (str, "{}".format, "%s".__mod__):
        with pytest.raises(StillSealed):
            use(value)
    assert repr(value) == "<Sealed>"


def test_aliases_and_functions_are_ciphertext_too() -> None:
    Note.objects.create(words=WORDS)
    row = Note.objects.annotate(a=F("words"), b=Upper("words")).values("a", "b").get()
    assert all(isinstance(value, Sealed) for value in row.values())


# -- Writing


def test_bulk_create_encrypts_each_for_its_row() -> None:
    Note.objects.bulk_create([Note(words=f"thought {i}", data=[i]) for i in range(20)])
    assert {(n.words, n.data[0]) for n in Note.objects.all()} == {
        (f"thought {i}", i) for i in range(20)
    }


def test_bulk_create_may_overwrite_by_primary_key() -> None:
    note = Note.objects.create(words=WORDS)
    Note.objects.bulk_create(
        [Note(pk=note.pk, words="Nobody looked.")],
        update_conflicts=True,
        unique_fields=["id"],
        update_fields=["words"],
    )
    assert Note.objects.get().words == "Nobody looked."


def test_update_or_create_and_save_of_one_field_encrypt(stored: Any) -> None:
    key = uuid.uuid4()
    Note.objects.update_or_create(pk=key, defaults={"words": "first"})
    note, _ = Note.objects.update_or_create(pk=key, defaults={"words": WORDS})
    note.words = "one field"
    note.save(update_fields=["words"])
    assert Note.objects.get().words == "one field"
    assert "field" not in stored(Note, key, "words")


@pytest.mark.parametrize(
    "value", ["plain", Value("plain"), F("aside"), Concat(F("words"), Value("!")), Upper("words")]
)
def test_update_refuses_words(value: Any, stored: Any) -> None:
    note = Note.objects.create(words=WORDS)
    before = stored(Note, note.pk, "words")
    with pytest.raises(NeedsRow, match=r"vault\.Note\.words"), transaction.atomic():
        Note.objects.update(words=value)
    assert stored(Note, note.pk, "words") == before


@pytest.mark.parametrize("field", ["words", "data"])
def test_bulk_update_refuses_words(field: str) -> None:
    note = Note.objects.create(words=WORDS, data=[1])
    with pytest.raises(NeedsRow, match=field):
        Note.objects.bulk_update([note], [field])


def test_update_may_clear() -> None:
    note = Note.objects.create(words=WORDS, aside=WORDS, data=[1])
    Note.objects.update(words="", aside=None, data=None)
    note = Note.objects.get(pk=note.pk)
    assert (note.words, note.aside, note.data) == ("", None, None)


def test_an_expression_as_attribute_is_refused() -> None:
    note = Note.objects.create(words=WORDS)
    note.words = Value("plain")
    with pytest.raises(NeedsRow):
        note.save()


@pytest.mark.parametrize(
    "lookup", ["words", "words__contains", "words__in", "words__gt", "words__startswith", "data"]
)
def test_filters_refuse_words(lookup: str) -> None:
    with pytest.raises(NeedsRow):
        Note.objects.filter(**{lookup: "fall"}).exists()


def test_filters_know_empty_and_null() -> None:
    Note.objects.create(words=WORDS)
    Note.objects.create(words="", aside="")
    assert Note.objects.filter(words="").count() == 1
    assert Note.objects.exclude(words="").count() == 1
    assert Note.objects.filter(aside__isnull=True).count() == 1


def test_dumpdata_and_fixtures_are_refused() -> None:
    note = Note.objects.create(words=WORDS)
    with pytest.raises(NeedsRow, match="dumpdata"):
        serializers.serialize("json", [note])
    with pytest.raises(NeedsRow):
        note.save_base(raw=True)


def test_constraints_on_emptiness_hold_in_forms_and_in_the_database() -> None:
    Note(words=WORDS, mood=1).full_clean(exclude=["diary", "aside", "data"])
    with pytest.raises(ValidationError, match="note_mood_has_words"):
        Note(words="", mood=1).validate_constraints()


def test_a_model_form_shows_and_saves_words() -> None:
    note = Note.objects.create(words=WORDS)
    form_class = modelform_factory(Note, fields=["words"])
    assert form_class(instance=Note.objects.get()).initial == {"words": WORDS}
    form = form_class({"words": "new words"}, instance=note)
    assert form.is_valid(), form.errors
    form.save()
    assert Note.objects.get().words == "new words"


def test_a_copied_row_reads_once_its_words_were_read() -> None:
    note = Note.objects.create(words=WORDS)
    copied = Note.objects.get(pk=note.pk)
    assert copied.words == WORDS
    copied.pk = uuid.uuid4()
    copied.save(force_insert=True)
    assert Note.objects.get(pk=copied.pk).words == WORDS


def test_sealed_words_are_never_saved_under_another_key() -> None:
    Note.objects.create(words=WORDS)
    copied = Note.objects.get()
    copied.pk = uuid.uuid4()
    with pytest.raises(Unreadable):
        copied.save(force_insert=True)


# -- Migrations


@pytest.mark.parametrize(
    "field",
    [
        EncryptedTextField(context="a.B.c", blank=True, default=""),
        EncryptedJSONField(context="a.B.d", null=True),
    ],
)
def test_a_migration_rebuilds_the_same_field(field: models.Field) -> None:  # type: ignore[type-arg]
    field.set_attributes_from_name("c")
    _, path, args, kwargs = field.deconstruct()
    again = type(field)(*args, **kwargs)
    again.set_attributes_from_name("c")
    assert path == f"vault.fields.{type(field).__name__}"
    assert again.deconstruct() == field.deconstruct()
    assert kwargs["context"]
