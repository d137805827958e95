"""A journal that is brought in: all of it or nothing, and never twice."""

import uuid
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from journal import actions
from journal.files.documents import pieces_of
from journal.files.kept import entries_of, words_of
from journal.files.tables import rows_of
from journal.models import Entry, Trigger
from journal.saying import Hurting, Named, Said, said_of
from people.models import AuditEvent
from people.submissions import FIELD
from tests.builders import activity, write_entry
from tests.visits import Visitor, changed, form_key, snapshot

PAGE = reverse("journal:take_along")
HERE = reverse("journal:import")
KINDS = ("csv", "json")
# What a visit leaves by its log-in.
LOGGED_IN = {"people.User"}


def saved(person, kind: str) -> str:
    response = Visitor(person).get(reverse(f"journal:export_{kind}"))
    return b"".join(response.streaming_content).decode()


def bring(person, text, name="journal.csv", **extra):
    data = text if isinstance(text, bytes) else text.encode()
    return Visitor(person).send(HERE, {"file": SimpleUploadedFile(name, data), **extra})


def said_by(person) -> list:
    return [said_of(entry) for entry in person.entries.kept().order_by("at", "pk")]


def by_text(person, text) -> Trigger:
    return next(one for one in person.triggers.all() if one.text == text)


def told(response) -> str:
    return str(next(iter(response.wsgi_request._messages)))


@pytest.fixture
def journal(ana):
    now = timezone.now()
    write_entry(ana, at=now - timedelta(days=3), note="=1+1", private=True, sleep_hours="6.5")
    write_entry(
        ana,
        at=now - timedelta(days=2),
        pain=7,
        named=(activity("Stood all shift", effect="worse", minutes=240, planned=False),),
        hurting=(Hurting("back-low-back-left", 7), Hurting("front-arm-right")),
    )
    write_entry(ana, at=now - timedelta(days=1), named=(Named("weather", "Rain"),))
    return ana


@pytest.mark.parametrize("kind", KINDS)
def test_a_journal_is_the_same_in_another_account(kind, journal, finn):
    response = bring(finn, saved(journal, kind))
    assert response.status_code == 302
    assert told(response) == "3 entries came in."
    assert said_by(finn) == said_by(journal)
    # Of their own: the day as it was there, and words that are theirs alone.
    assert list(finn.entries.values_list("local_date", "zone").order_by("at")) == list(
        journal.entries.values_list("local_date", "zone").order_by("at")
    )
    assert set(finn.triggers.values_list("pk")) & set(journal.triggers.values_list("pk")) == set()


@pytest.mark.parametrize("kind", KINDS)
def test_the_same_file_again_brings_nothing(kind, journal, finn):
    file = saved(journal, kind)
    bring(finn, file)
    before = snapshot()
    assert told(bring(finn, file)) == "0 entries came in. 3 were here already."
    assert changed(before) <= {"people.Submission", *LOGGED_IN}
    assert finn.entries.count() == 3


@pytest.mark.parametrize("kind", KINDS)
def test_what_was_deleted_stays_so_and_what_was_changed_stays_changed(kind, journal):
    file = saved(journal, kind)
    first, second, _third = journal.entries.order_by("at")
    actions.delete_entry(entry=first, by=journal)
    actions.change_entry(entry=second, by=journal, said=Said(at=second.at, pain=2))
    response = bring(journal, file)
    assert told(response) == (
        "0 entries came in. 2 were here already. 1 was deleted here, and stays so."
    )
    assert [entry.pain for entry in journal.entries.kept().order_by("at")] == [2, 5]


def test_what_was_deleted_and_is_private_or_another_s_is_never_in_a_wrong_file(journal, finn):
    write_entry(finn, note="Mine alone")
    first = journal.entries.earliest("at")
    actions.delete_entry(entry=first, by=journal)
    for kind in KINDS:
        file = saved(journal, kind)
        assert str(first.client_id) not in file
        assert "Mine alone" not in file
        assert "Stood all shift" not in saved(finn, kind)


def test_the_same_form_sent_twice_brings_it_once_and_another_file_on_it_too(journal, finn):
    file, visitor, key = saved(journal, "csv"), Visitor(finn), form_key(finn, PAGE)
    latest = str(journal.entries.latest("at").client_id)

    def send(text):
        return visitor.post(HERE, {FIELD: key, "file": SimpleUploadedFile("a.csv", text.encode())})

    assert [send(file).status_code for _ in range(2)] == [302, 302]
    assert AuditEvent.objects.filter(action="import-entries").count() == 1
    send(file.replace(latest, str(uuid.uuid4())))
    assert finn.entries.count() == 4


def test_it_is_recorded_once_and_without_a_word(journal, finn):
    bring(finn, saved(journal, "json"))
    events = AuditEvent.objects.filter(actor=finn.pk).values_list("action", "fields")
    assert [event for event in events if "entr" in event[0]] == [("import-entries", [])]


def test_an_old_entry_does_not_bring_an_archived_word_back(journal):
    file = saved(journal, "csv").replace(
        str(journal.entries.latest("at").client_id), str(uuid.uuid4())
    )
    then = timezone.now() - timedelta(days=1)
    Trigger.objects.filter(kind="weather").update(archived_at=then)
    bring(journal, file)
    assert journal.entries.count() == 4
    assert Trigger.objects.get(kind="weather").archived_at == then


def test_the_vocabulary_comes_along_archived_and_merged(journal, finn):
    rain = Trigger.objects.get(kind="weather")
    write_entry(journal, named=(Named("weather", "Wet"), Named("weather", "Snow")))
    wet, snow = (by_text(journal, text) for text in ("Wet", "Snow"))
    Trigger.objects.filter(pk=wet.pk).update(merged_into=rain)
    Trigger.objects.filter(pk=snow.pk).update(archived_at=timezone.now())
    bring(finn, saved(journal, "json"))
    assert words_of(finn) == words_of(journal)
    # Entries go on naming what they named.
    assert said_by(finn) == said_by(journal)


def test_words_that_are_merged_in_a_ring_do_not_lock_each_other(finn):
    word = '{"kind": "weather", "text": "%s", "merged_into": "%s"}'
    words = ",".join([word % ("A", "B"), word % ("B", "C"), word % ("C", "A"), word % ("D", "d")])
    text = f'{{"format":"cbtback-journal","version":1,"entries":[],"vocabulary":[{words}]}}'
    assert bring(finn, text).status_code == 302
    assert {one.merged_into for one in finn.triggers.all()} == {None}


GOOD = "client_id,at,pain,mood,sleep_hours,contact,note,areas,triggers\n"
ID = "00000000-0000-4000-8000-00000000000"
AT = "2026-01-05T08:00:00-06:00"
MISTAKES = {
    f"{ID}1,{AT},11,,,,,,": "Row 2, pain:</b> This must be a whole number from 0 to 10.",
    f"{ID}1,{AT},,,,,,,": "Row 2, pain:</b> This is missing.",
    f"{ID}1,{AT},5.5,,,,,,": "Row 2, pain:</b> This must be a whole number",
    f"{ID}1,{AT},5,0,,,,,": "Row 2, mood:</b> This must be a whole number from 1 to 5.",
    f"{ID}1,{AT},5,,17,,,,": "Row 2, sleep_hours:</b> This must be hours from 0 to 16",
    f"{ID}1,{AT},5,,NaN,,,,": "Row 2, sleep_hours:</b> This must be hours from 0 to 16",
    f"{ID}1,{AT},5,,,some,,,": "Row 2, contact:</b> We do not know this. It can be: brief, none,",
    f"{ID}1,2026-01-05,5,,,,,,": "Row 2, at:</b> This is no date with a time and a zone",
    f"{ID}1,2026-02-30T08:00:00Z,5,,,,,,": "Row 2, at:</b> This is no date",
    f"{ID}1,0001-01-01T00:00:00+14:00,5,,,,,,": "Row 2, at:</b> This is too long ago.",
    f"{ID}1,2999-01-01T00:00:00Z,5,,,,,,": "Row 2, at:</b> This is still to come.",
    f",{AT},5,,,,,,": "Row 2, client_id:</b> This is missing.",
    f"x,{AT},5,,,,,,": "Row 2, client_id:</b> This is not an id of an entry.",
    f"{ID}1,{AT},5,,,,,,\n{ID}1,{AT},5,,,,,,": "Row 3, client_id:</b> This id is there twice.",
    f"{ID}1,{AT},5,,,,a\0b,,": "Row 2, note:</b> There is a letter in it that we can’t keep.",
    f"{ID}1,{AT},5,,,,{'x' * 20_001},,": "Row 2, note:</b> This is too long.",
    f"{ID}1,{AT},5,,,,,back-knee-left,": "Row 2, areas:</b> There is an area that we do not know.",
    f"{ID}1,{AT},5,,,,,back-neck-left 11,": "Row 2, areas:</b> This must be a whole number from 1",
    f"{ID}1,{AT},5,,,,,,rain": "Row 2, triggers:</b> This list is not written as we write it.",
    f'{ID}1,{AT},5,,,,,,"rain: ""x"""': "Row 2, triggers:</b> There is a trigger of a kind",
    f"{ID}1,{AT},5": "Row 2:</b> This row has more or fewer cells",
    f'{ID}1,{AT},5,,,,"no end,,': "Row 2:</b> The file breaks off or is damaged here.",
}


@pytest.mark.parametrize("rows", MISTAKES, ids=range(len(MISTAKES)))
def test_a_row_that_is_wrong_is_shown_with_its_place_and_nothing_is_kept(rows, finn):
    good = f"{ID}9,{AT},5,,,,,,\n"
    before = snapshot()
    response = bring(finn, f"{GOOD}{rows}\n")
    assert response.status_code == 422
    assert MISTAKES[rows] in response.content.decode()
    # Nor is what was right before it, or after it.
    assert bring(finn, f"{GOOD}{good}{rows}\n{good.replace('9,', '8,', 1)}").status_code == 422
    assert changed(before) <= LOGGED_IN


JSON = '{"format": "cbtback-journal", "version": 1, "entries": [%s]}'
WHOLE = {
    b"": "There is nothing in this file.",
    b"\xef\xbb\xbf": "There is nothing in this file.",
    b"PK\x03\x04rest": "This is a workbook.",
    b"date,pain\n1,2\n": "It lacks: client_id, at.",
    b"client_id,at,pain,mood,mood\n": "There is a column twice.",
    b"client_id,at,pain,x<b>y\n": "There are columns that we do not know: x&lt;b&gt;y.",
    GOOD.encode() + b"\xff\n": "Row 2:</b> This line is not in UTF-8.",
    b'{"format": "other"}': "This is no journal that was saved here.",
    b'{"format": "cbtback-journal", "version": 2}': "We can read version 1.",
    b'{"format": "cbtback-journal", "version": 1}': "This is no journal that was saved here.",
    b"[1]": "This is no journal that was saved here.",
    b'{"a": 1}': "There is a part that we do not know.",
    (JSON % "1")[:-2].encode(): "Line 1:</b> The file breaks off or is damaged here.",
    (JSON % "\n1").encode(): "Line 2:</b> This is no entry.",
    (JSON % ("[" * 100_000)).encode(): "This is nested too deep.",
    (JSON % '{"note": "\\ud800"}').encode(): "Line 1, note:</b> There is a letter in it",
    (JSON % "").encode() + b"x": "The file breaks off or is damaged here.",
    (JSON % '{"pain": true}').encode(): "Line 1, pain:</b> This must be a whole number",
    (JSON % '{"pains": 1}').encode(): "Line 1, pains:</b> There is no such field.",
    (JSON % '{"triggers": [[]]}').encode(): "Line 1, triggers:</b> This must be a list.",
    (JSON % '{"areas": [{"area": []}]}').encode(): "There is an area that we do not know.",
    (JSON % '{"note": "\xff"}').encode("latin-1"): "This line is not in UTF-8.",
}


@pytest.mark.parametrize("data", WHOLE, ids=range(len(WHOLE)))
def test_a_file_that_is_none_of_ours_says_so(data, finn):
    response = bring(finn, data)
    assert response.status_code == 422
    assert WHOLE[data] in response.content.decode()
    assert not Entry.objects.exists()


def test_fifty_mistakes_are_shown_and_no_more(finn):
    rows = "".join(f"{uuid.uuid4()},{AT},99,,,,,,\n" for _ in range(200))
    page = bring(finn, GOOD + rows).content.decode()
    assert page.count("This must be a whole number from 0 to 10.") == 50
    assert "There may be more." in page


def test_without_a_file_the_page_asks_for_one(finn):
    response = Visitor(finn).send(HERE)
    assert response.status_code == 422
    assert "Pick a file first." in response.content.decode()


@pytest.mark.parametrize("size", [20 * 1024 * 1024 + 1, 21 * 1024 * 1024])
def test_a_file_that_is_too_big_is_not_read(size, finn):
    response = bring(finn, b"a" * size)
    assert response.status_code == 422
    assert "The file is too big." in response.content.decode()


def test_a_page_that_was_too_old_asks_for_the_file_again(finn):
    file = SimpleUploadedFile("a.csv", b"x")
    came_from = {"HTTP_REFERER": f"http://testserver{PAGE}"}
    sent = {FIELD: "not-a-key", "file": file}
    response = Visitor(finn).post(HERE, sent, follow=True, **came_from)
    assert "Please pick the file again." in response.content.decode()


def test_the_files_carry_no_name_and_stay_in_no_cache(journal):
    for kind in KINDS:
        response = Visitor(journal).get(reverse(f"journal:export_{kind}"))
        day = timezone.now().astimezone().date().year
        header = response["Content-Disposition"]
        assert header.startswith(f'attachment; filename="journal-{day}-')
        assert header.endswith(f'.{kind}"')
        assert "no-store" in response["Cache-Control"]
        assert response.streaming


def test_saving_asks_the_database_the_same_few_times_however_much_there_is(journal):
    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            for _piece in rows_of(entries_of(journal)):
                pass
            for _piece in pieces_of(entries_of(journal), words_of(journal)):
                pass
        return len(queries)

    few = asked()
    for days in range(20):
        write_entry(journal, at=timezone.now() - timedelta(days=days), named=(activity("Walk"),))
    assert asked() == few


def test_the_page_is_there_before_the_first_entry_and_after(finn):
    visitor = Visitor(finn)
    empty = visitor.get(PAGE).content.decode()
    assert reverse("journal:export_csv") not in empty
    write_entry(finn)
    assert reverse("journal:export_csv") in visitor.get(PAGE).content.decode()
