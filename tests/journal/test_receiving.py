"""What waited in a browser arrives once, whoever's it is, and is never lost."""

import json
import logging
import uuid
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from django.db import connections
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from journal.actions import change_entry, delete_entry, forget_deleted, keep_draft, write_entry
from journal.forms import CheckInForm
from journal.models import Entry, EntryDraft
from journal.receiving import DRAFT_PURPOSE, ENTRY_PURPOSE, MOST_BYTES, owner_of
from journal.saying import Said, said_of
from people.clock import zone_of
from people.models import Submission, User
from tests.visits import Visitor
from vault.postbox import close, public_key

QUEUE, KEEP = reverse("journal:queue"), reverse("journal:keep")
WORDS = "Heron on the kitchen stairs"


def sealed(person: User, inside: object, purpose: str = ENTRY_PURPOSE) -> str:
    return close(json.dumps(inside).encode(), purpose=purpose, owner=owner_of(person))


def item(person: User, **changes: object) -> dict[str, object]:
    """A check-in as a browser posts it; ``changes`` are fields of the form, or of the box."""
    client_id = str(changes.pop("client_id", uuid.uuid4()))
    written = changes.pop("written", timezone.now())
    inside = {
        "form": changes.pop("form", "check-in"),
        "client_id": client_id,
        "written": written.isoformat() if isinstance(written, datetime) else written,
        "fields": [["client_id", client_id], ["pain", "6"], ["note", WORDS]],
    }
    values = dict(changes)
    inside["fields"] = [pair for pair in inside["fields"] if pair[0] not in values]
    inside["fields"] += [[name, value] for name, value in values.items() if value is not None]
    return {"owner": owner_of(person), "client_id": client_id, "sealed": sealed(person, inside)}


def draft(person: User, *, place: str = "check-in", typed: datetime | None = None, **fields: str):
    moment = (typed or timezone.now()).isoformat()
    inside = {"place": place, "typed": moment, "fields": list(map(list, fields.items()))}
    return {"owner": owner_of(person), "sealed": sealed(person, inside, DRAFT_PURPOSE)}


def post(visitor: Client, what: object, path: str = QUEUE, **extra: object):
    return visitor.post(path, what, content_type="application/json", **extra)


def state(response) -> tuple[int, str]:
    return response.status_code, response.json()["state"]


@pytest.fixture
def visitor(ana):
    return Visitor(ana)


# --- What a page asks before it sends ---------------------------------------------------------


def test_it_says_for_whom_to_seal_and_with_what(ana, visitor):
    said = visitor.get(QUEUE).json()
    assert said["owner"] == owner_of(ana)
    assert said["csrf"]
    assert said["key"] == {"id": public_key().id, "public": public_key().public}


def test_the_owner_s_mark_says_nothing_and_is_nobody_else_s(ana, cleo):
    assert owner_of(ana) != owner_of(cleo)
    assert str(ana.pk) not in owner_of(ana)
    assert str(ana.pk).replace("-", "") not in owner_of(ana)


@pytest.mark.parametrize("path", [QUEUE, KEEP])
def test_nobody_is_told_to_log_in_without_being_led_away(path, ana):
    answers = [post(Client(), item(ana), path)]
    if path == QUEUE:
        answers.append(Client().get(path))
    for answer in answers:
        assert state(answer) == (401, "log-in")
        assert "no-store" in answer["Cache-Control"]


@pytest.mark.parametrize("path", [QUEUE, KEEP])
@pytest.mark.parametrize("who", ["ben", "edna"])
def test_staff_have_no_journal_here(path, who, cast, ana):
    assert post(Visitor(cast[who]), item(ana), path).status_code == 404


@pytest.mark.parametrize("path", [QUEUE, KEEP])
def test_a_post_needs_a_token_and_the_one_from_the_queue_does(path, ana):
    visitor = Visitor(ana, enforce_csrf_checks=True)
    what = item(ana) if path == QUEUE else draft(ana, note="x")
    assert post(visitor, what, path).status_code == 403
    token = visitor.get(QUEUE).json()["csrf"]
    assert post(visitor, what, path, headers={"X-CSRFToken": token}).status_code in (200, 201)


# --- Entries ----------------------------------------------------------------------------------


def test_it_becomes_the_entry_that_it_would_have_been(ana, visitor):
    written = timezone.now() - timedelta(hours=3)
    assert state(post(visitor, item(ana, written=written))) == (201, "saved")
    entry = ana.entries.get()
    assert (entry.pain, entry.note) == (6, WORDS)
    assert entry.at == written
    assert entry.written == written
    assert entry.created > written


def test_a_full_entry_too(ana, visitor):
    what = item(ana, form="entry", when="now")
    assert state(post(visitor, what)) == (201, "saved")
    assert ana.entries.get().note == WORDS


def test_sent_again_it_is_there_already(ana, visitor):
    what = item(ana)
    assert state(post(visitor, what)) == (201, "saved")
    assert state(post(visitor, what)) == (200, "here")
    assert ana.entries.count() == 1


def test_sent_again_it_is_not_judged_anew(ana, visitor, monkeypatch):
    """What its form allows may have changed since; it is in the journal all the same."""
    what = item(ana)
    post(visitor, what)
    monkeypatch.setattr(CheckInForm, "is_valid", lambda form: False)
    assert state(post(visitor, what)) == (200, "here")
    assert not ana.entry_drafts.exists()


def test_today_is_the_day_on_which_it_was_written(ana, visitor):
    """An hour without a day is meant of that day, whenever it is sent."""
    written = timezone.now() - timedelta(days=3)
    there = written.astimezone(zone_of(ana))
    what = item(ana, form="entry", written=written, clock=f"{there:%H:%M}")
    assert state(post(visitor, what)) == (201, "saved")
    assert ana.entries.get().at == written.replace(second=0, microsecond=0)
    today = there.date().isoformat()
    assert state(post(visitor, item(ana, form="entry", written=written, day=today)))[1] == "saved"
    assert ana.entries.filter(at=written).count() == 1


def test_sent_again_after_a_change_the_change_stays(ana, visitor):
    what = item(ana)
    post(visitor, what)
    entry = ana.entries.get()
    said = said_of(entry)
    change_entry(entry=entry, by=ana, said=replace(said, pain=2))
    assert state(post(visitor, what)) == (200, "here")
    assert ana.entries.get().pain == 2


def test_the_same_page_with_something_else_on_it_is_kept_beside_it_once(ana, visitor):
    """Its answer was lost, it was written on and sent again: neither is thrown away."""
    client_id = uuid.uuid4()
    post(visitor, item(ana, client_id=client_id))
    other = item(ana, client_id=client_id, note="and on the cellar stairs")
    assert state(post(visitor, other)) == (201, "saved")
    assert state(post(visitor, other)) == (200, "here")
    assert {entry.note for entry in ana.entries.all()} == {WORDS, "and on the cellar stairs"}


@pytest.mark.parametrize("forgotten", [False, True])
def test_one_that_was_deleted_since_stays_deleted(forgotten, ana, visitor):
    what = item(ana)
    post(visitor, what)
    delete_entry(entry=ana.entries.get(), by=ana)
    if forgotten:
        forget_deleted(timezone.now() + timedelta(days=2))
    assert state(post(visitor, what)) == (200, "deleted")
    assert not ana.entries.kept().exists()


def test_they_stand_in_the_order_in_which_they_were_written(ana, visitor):
    start = timezone.now() - timedelta(hours=2)
    for minute in range(4):
        post(visitor, item(ana, written=start + timedelta(minutes=minute), pain=str(minute)))
    assert [entry.pain for entry in ana.entries.order_by("at")] == [0, 1, 2, 3]


def test_a_clock_ahead_of_ours_counts_as_now(ana, visitor):
    post(visitor, item(ana, written=timezone.now() + timedelta(days=2)))
    assert ana.entries.get().at <= timezone.now()


@pytest.mark.django_db(transaction=True)
def test_ten_at_once_make_one_entry(ana):
    what = item(ana)
    visitors = [Visitor(ana) for _ in range(10)]

    def one(visitor):
        try:
            return state(post(visitor, what))
        finally:
            connections.close_all()

    with ThreadPoolExecutor(10) as pool:
        answers = list(pool.map(one, visitors))
    assert sorted(answers) == [(200, "here")] * 9 + [(201, "saved")]
    assert Entry.objects.filter(person=ana).count() == 1


def test_its_draft_goes_with_it_and_another_stays(ana, visitor):
    client_id = uuid.uuid4()
    post(visitor, draft(ana, client_id=str(client_id), note="Her"), KEEP)
    post(visitor, item(ana, client_id=client_id))
    assert not ana.entry_drafts.exists()
    post(visitor, draft(ana, client_id=str(uuid.uuid4()), note="Another"), KEEP)
    post(visitor, item(ana))
    assert ana.entry_drafts.get().words["note"] == ["Another"]


def test_words_that_sound_very_hard_show_help(ana, visitor):
    assert post(visitor, item(ana)).json()["help"] is False
    assert post(visitor, item(ana, note="I want to die")).json()["help"] is True


# --- What cannot be saved ---------------------------------------------------------------------


def test_what_is_no_entry_yet_is_kept_as_a_draft(ana, visitor):
    what = item(ana, pain=None)
    assert state(post(visitor, what)) == (422, "draft")
    assert not ana.entries.exists()
    kept = ana.entry_drafts.get()
    assert kept.place == "check-in"
    assert kept.words["note"] == [WORDS]
    # Sent again because the answer was lost.
    assert state(post(visitor, what)) == (422, "draft")
    assert ana.entry_drafts.count() == 1


def test_it_takes_the_place_of_no_other_draft(ana, visitor):
    words = {"client_id": [str(uuid.uuid4())], "note": ["Half of another one"]}
    keep_draft(person=ana, by=ana, place="check-in", words=words, typed=timezone.now())
    assert state(post(visitor, item(ana, pain=None))) == (422, "waits")
    assert ana.entry_drafts.get().words["note"] == ["Half of another one"]


def test_another_person_s_is_not_saved_for_either(ana, cleo):
    what = item(ana)
    assert state(post(Visitor(cleo), what)) == (409, "another-person")
    assert state(post(Visitor(cleo), draft(ana, note="x"), KEEP)) == (409, "another-person")
    assert not Entry.objects.exists()
    assert not EntryDraft.objects.exists()
    assert state(post(Visitor(ana), what)) == (201, "saved")


def test_nor_does_a_changed_mark_open_it(ana, cleo):
    what = {**item(ana), "owner": owner_of(cleo)}
    assert state(post(Visitor(cleo), what)) == (422, "unreadable")
    assert not Entry.objects.exists()


def test_a_box_for_a_draft_is_no_entry(ana, visitor):
    box = draft(ana, note="x")["sealed"]
    what = {**item(ana), "sealed": box}
    assert state(post(visitor, what)) == (422, "unreadable")


def test_a_key_that_was_taken_out_waits_for_it_to_come_back(ana, visitor, settings):
    keys = settings.FIELD_KEYS
    what = item(ana)
    settings.FIELD_KEYS = [("other", b"n" * 32), *keys]
    ring = settings.FIELD_KEYS
    # The account's own name stays readable in this test: only the box has lost its key.
    settings.FIELD_KEYS = [ring[0]]
    assert state(post(visitor, what)) == (422, "unreadable")
    settings.FIELD_KEYS = ring
    assert state(post(visitor, what)) == (201, "saved")


@pytest.mark.parametrize(
    "inside",
    [
        [],
        "words",
        {},
        {"form": "check-in"},
        {"form": "diary", "fields": [], "client_id": str(uuid.uuid4()), "written": "now"},
        {"form": ["check-in"], "fields": [], "client_id": str(uuid.uuid4()), "written": "now"},
        {"form": "entry", "fields": [], "client_id": 7, "written": "2026-01-01T10:00:00Z"},
        {"form": "entry", "fields": [["a"]], "client_id": str(uuid.uuid4()), "written": "x"},
        {"form": "entry", "fields": {}, "client_id": str(uuid.uuid4()), "written": None},
        {
            "form": "entry",
            "fields": [["note", "\ud800"]],
            "client_id": str(uuid.uuid4()),
            "written": "2026-01-01T10:00:00Z",
        },
        {
            "form": "entry",
            "fields": [["note", "no zone"]],
            "client_id": str(uuid.uuid4()),
            "written": "2026-01-01T10:00:00",
        },
    ],
)
def test_what_nobody_of_ours_sealed_is_refused(inside, ana, visitor):
    what = {"owner": owner_of(ana), "client_id": "x", "sealed": sealed(ana, inside)}
    assert state(post(visitor, what)) == (422, "unreadable")
    assert not Entry.objects.exists()


@pytest.mark.parametrize("path", [QUEUE, KEEP])
@pytest.mark.parametrize(
    "body", ["", "words", "[]", "7", "null", "{}", '{"sealed": 7}', "[" * 100_000, b"\xff\xfe"]
)
def test_what_is_no_item_is_malformed(path, body, visitor):
    answer = visitor.post(path, body, content_type="application/json")
    assert state(answer) == (400, "malformed")


def test_an_envelope_with_another_id_than_its_letter_is_malformed(ana, visitor):
    what = {**item(ana), "client_id": str(uuid.uuid4())}
    assert state(post(visitor, what)) == (400, "malformed")


@pytest.mark.parametrize("path", [QUEUE, KEEP])
def test_more_than_any_form_holds_is_too_large(path, ana, visitor):
    what = {**item(ana), "more": "x" * MOST_BYTES}
    assert state(post(visitor, what, path)) == (413, "too-large")


def test_the_longest_note_in_the_longest_letters_fits(ana, visitor):
    assert state(post(visitor, item(ana, note="🙂" * 4000))) == (201, "saved")


# --- Drafts -----------------------------------------------------------------------------------


def test_a_draft_is_kept_as_it_was_typed(ana, visitor):
    now = timezone.now()
    assert state(post(visitor, draft(ana, typed=now, note="Her"), KEEP)) == (200, "kept")
    kept = ana.entry_drafts.get()
    assert (kept.place, kept.words, kept.typed) == ("check-in", {"note": ["Her"]}, now)


def test_an_older_draft_comes_too_late(ana, visitor):
    now = timezone.now()
    post(visitor, draft(ana, typed=now, note="Heron"), KEEP)
    post(visitor, draft(ana, typed=now - timedelta(minutes=1), note="He"), KEEP)
    assert ana.entry_drafts.get().words == {"note": ["Heron"]}


def test_one_that_became_an_entry_is_no_draft_any_more(ana, visitor):
    client_id = uuid.uuid4()
    post(visitor, item(ana, client_id=client_id))
    what = draft(ana, client_id=str(client_id), note=WORDS)
    assert state(post(visitor, what, KEEP)) == (200, "saved")
    assert not ana.entry_drafts.exists()


def test_what_is_typed_into_an_entry_is_kept_until_it_is_saved(ana, visitor):
    post(visitor, item(ana))
    entry = ana.entries.get()
    typed = timezone.now()
    what = draft(ana, place=str(entry.pk), typed=typed, note="Other")
    assert state(post(visitor, what, KEEP)) == (200, "kept")
    said = said_of(entry)
    change_entry(entry=entry, by=ana, said=replace(said, note="Other"))
    ana.entry_drafts.all().delete()
    assert state(post(visitor, what, KEEP)) == (200, "saved")
    assert not ana.entry_drafts.exists()


@pytest.mark.parametrize(
    "place", ["", "diary", "x" * 300, "0" * 36, "00000000-0000-4000-8000-000000000000"]
)
def test_a_draft_of_no_form_of_theirs_is_let_go(place, ana, visitor):
    assert state(post(visitor, draft(ana, place=place, note="x"), KEEP)) == (200, "gone")


def test_a_draft_of_another_person_s_entry_is_let_go(ana, cleo):
    post(Visitor(cleo), item(cleo))
    what = draft(ana, place=str(cleo.entries.get().pk), note="x")
    assert state(post(Visitor(ana), what, KEEP)) == (200, "gone")
    assert not EntryDraft.objects.exists()


# --- What it leaves behind --------------------------------------------------------------------


def test_no_word_is_logged_or_answered(ana, visitor, caplog):
    with caplog.at_level(logging.DEBUG):
        answers = [
            post(visitor, item(ana)),
            post(visitor, item(ana, pain="many " + WORDS)),
            post(visitor, {**item(ana), "sealed": WORDS}),
            post(visitor, draft(ana, note=WORDS), KEEP),
            visitor.post(KEEP, WORDS, content_type="application/json"),
        ]
    assert WORDS not in caplog.text
    assert not [answer for answer in answers if WORDS in answer.content.decode()]


def test_asking_writes_nothing_and_sending_leaves_no_submission(ana, visitor):
    visitor.get(QUEUE)
    post(visitor, item(ana))
    assert not Submission.objects.exists()


def test_asking_keeps_no_log_in_alive(ana, visitor):
    """A page that is left open asks again and again."""
    visitor.session.set_expiry(600)
    visitor.session.save()
    before = visitor.session.get_expiry_date()
    answer = visitor.get(QUEUE)
    assert "cbtback_session" not in answer.cookies
    assert abs(visitor.session.get_expiry_date() - before) < timedelta(seconds=5)


def test_an_entry_that_was_sent_at_once_is_there_when_the_queue_comes(ana, visitor):
    client_id = uuid.uuid4()
    said = Said(at=timezone.now(), pain=6, note=WORDS)
    write_entry(person=ana, by=ana, said=said, client_id=client_id)
    assert state(post(visitor, item(ana, client_id=client_id))) == (200, "here")
