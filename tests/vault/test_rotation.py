"""Keys come and go; what was written stays readable, or is named."""

import io
import threading
from typing import Any

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import connections
from pytest_django import Settings

from tests.vault.conftest import Diary, LongNote, Note
from vault import rotation, survey
from vault.errors import Unreadable
from vault.management.commands import reencrypt
from vault.registry import encrypted_fields

pytestmark = pytest.mark.django_db

OLD, NEW = ("old", b"o" * 32), ("new", b"n" * 32)


@pytest.fixture(autouse=True)
def _test_models(monkeypatch: pytest.MonkeyPatch) -> None:
    """Has the command see the tests' own models, as if they were installed."""
    fields = [
        (model, field)
        for model in (Diary, Note, LongNote)
        for field in model._meta.local_concrete_fields
        if hasattr(field, "context")
    ]
    for module in (survey, reencrypt):
        monkeypatch.setattr(module, "encrypted_fields", lambda: fields)


def run(*args: str) -> str:
    out = io.StringIO()
    call_command("reencrypt", *args, stdout=out)
    return out.getvalue()


def written_with(settings: Settings, *keys: tuple[str, bytes]) -> Note:
    settings.FIELD_KEYS = list(keys)
    return Note.objects.create(words="I will fall", data=["fall"])


def test_the_newest_key_writes_and_every_key_reads(settings: Settings, stored: Any) -> None:
    old = written_with(settings, OLD)
    new = written_with(settings, NEW, OLD)
    assert stored(Note, old.pk, "words").startswith("old.")
    assert stored(Note, new.pk, "words").startswith("new.")
    assert [note.words for note in Note.objects.all()] == ["I will fall"] * 2


def test_saving_rewrites_under_the_newest_key(settings: Settings, stored: Any) -> None:
    note = written_with(settings, OLD)
    settings.FIELD_KEYS = [NEW, OLD]
    Note.objects.get(pk=note.pk).save()
    assert stored(Note, note.pk, "words").startswith("new.")


def test_reencrypt_rewrites_everything(settings: Settings) -> None:
    settings.FIELD_KEYS = [OLD]
    diary = Diary.objects.create(title="title")
    for i in range(120):
        LongNote.objects.create(diary=diary, words=f"{i}", aside="", data={"i": i}, more="more")
    settings.FIELD_KEYS = [NEW, OLD]
    assert "361 values rewritten under key new." in run()
    settings.FIELD_KEYS = [NEW]
    assert sorted(int(note.words) for note in LongNote.objects.all()) == list(range(120))
    assert all(note.more == "more" and note.aside == "" for note in LongNote.objects.all())


def test_reencrypt_begun_again_goes_on(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    for _ in range(7):
        written_with(settings, OLD)
    settings.FIELD_KEYS = [NEW, OLD]
    monkeypatch.setattr(rotation, "BATCH", 2)
    monkeypatch.setattr(rotation, "SQLITE_BATCH", 2)
    rewrite, calls = rotation._rewrite, []

    def stop_after_five(*args: Any) -> int:
        calls.append(args)
        if len(calls) == 5:
            raise KeyboardInterrupt
        return rewrite(*args)

    monkeypatch.setattr(rotation, "_rewrite", stop_after_five)
    with pytest.raises(KeyboardInterrupt):
        run()
    monkeypatch.setattr(rotation, "_rewrite", rewrite)
    assert "10 values rewritten" in run()
    assert "0 values rewritten" in run()


def test_reencrypt_never_overwrites_what_somebody_wrote_meanwhile(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    note = written_with(settings, OLD)
    settings.FIELD_KEYS = [NEW, OLD]
    rewrite = rotation._rewrite

    def somebody_writes_first(*args: Any) -> int:
        mine = Note.objects.get(pk=note.pk)
        mine.words = "newer"
        mine.save(update_fields=["words"])
        return rewrite(*args)

    monkeypatch.setattr(rotation, "_rewrite", somebody_writes_first)
    run()
    assert Note.objects.get(pk=note.pk).words == "newer"


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("_emptied")
def test_no_read_and_no_write_fails_while_keys_are_rotated(settings: Settings) -> None:
    ids = [written_with(settings, OLD).pk for _ in range(60)]
    settings.FIELD_KEYS = [NEW, OLD]
    done, errors, reads = threading.Event(), [], 0

    def use() -> None:
        nonlocal reads
        try:
            while not done.is_set():
                for note in Note.objects.all():
                    assert note.words.startswith("I will fall")
                    reads += 1
                mine = Note.objects.get(pk=ids[reads % len(ids)])
                mine.words = f"I will fall {reads}"
                mine.save()
        except Exception as error:
            errors.append(error)
        finally:
            connections.close_all()

    user = threading.Thread(target=use)
    user.start()
    run()
    done.set()
    user.join()
    assert errors == []
    assert reads
    settings.FIELD_KEYS = [NEW]
    assert all(note.words.startswith("I will fall") for note in Note.objects.all())


def test_the_check_says_which_keys_are_in_use(settings: Settings) -> None:
    written_with(settings, OLD)
    written_with(settings, NEW, OLD)
    report = run("--check")
    assert "key new: 2 values" in report
    assert "key old: 2 values" in report
    assert "(may be removed)" not in report
    run()
    assert "key old: 0 values (may be removed)" in run("--check")


def test_the_check_changes_nothing(settings: Settings, stored: Any) -> None:
    note = written_with(settings, OLD)
    settings.FIELD_KEYS = [NEW, OLD]
    before = stored(Note, note.pk, "words")
    run("--check")
    assert stored(Note, note.pk, "words") == before


@pytest.mark.parametrize("args", [("--check",), ()])
def test_a_key_removed_too_soon_is_named_row_by_row(
    args: tuple[str, ...], settings: Settings, stored: Any
) -> None:
    note = written_with(settings, OLD)
    before = stored(Note, note.pk, "words")
    settings.FIELD_KEYS = [NEW]
    out = io.StringIO()
    with pytest.raises(CommandError, match="2 values cannot be read"):
        call_command("reencrypt", *args, stdout=out)
    for field in ("words", "data"):
        assert f"vault.Note.{field} {note.pk}: its key 'old' is not in" in out.getvalue()
    assert stored(Note, note.pk, "words") == before
    with pytest.raises(Unreadable, match=str(note.pk)):
        _ = Note.objects.get(pk=note.pk).words


def test_the_key_put_back_reads_everything_again(settings: Settings) -> None:
    note = written_with(settings, OLD)
    settings.FIELD_KEYS = [NEW]
    with pytest.raises(CommandError):
        run()
    settings.FIELD_KEYS = [NEW, OLD]
    run()
    assert Note.objects.get(pk=note.pk).words == "I will fall"


def test_without_keys_the_command_says_so(settings: Settings) -> None:
    settings.FIELD_KEYS = []
    with pytest.raises(CommandError, match="FIELD_KEYS is empty"):
        run()


def test_progress_is_shown_on_a_terminal_only(settings: Settings) -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    written_with(settings, OLD)
    terminal = Terminal()
    call_command("reencrypt", "--check", stdout=terminal)
    assert "vault.Note.words: 1" in terminal.getvalue()
    assert "\r" not in run("--check")


def test_the_list_names_every_column() -> None:
    assert run("--list").splitlines()[:2] == ["- `vault.Diary.title`", "- `vault.Note.words`"]


def test_installed_columns_are_found_once_and_in_order() -> None:
    labels = [f"{model._meta.label}.{field.name}" for model, field in encrypted_fields()]
    assert labels == sorted(set(labels))
    assert "outbox.Message.body_text" in labels
