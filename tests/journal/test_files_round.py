"""An entry goes through either kind of file and is the very same afterwards."""

import csv
import io
import json
import uuid
from dataclasses import fields, replace
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from journal.areas import AREAS
from journal.files.bringing import bring
from journal.files.documents import pieces_of
from journal.files.kept import FIELDS, Kept, Word
from journal.files.tables import rows_of
from journal.models import Entry, Mention, TriggerKind
from journal.saying import Hurting, Named, Said
from journal.scales import SCALES

NOW = datetime(2026, 11, 25, 12, tzinfo=UTC)
NASTY = [
    '=HYPERLINK("http://x";"y")',
    "'=1",
    "-5",
    "@here",
    "\tx",
    "a\r\nb\rc\nd",
    '"quoted", and; more',
    "שלום \u202eback",
    "🙂 ქართული",
    "\ufeffmark",
    'a; b: "c", worse',
    "x" * 20_000,
]
# What a form takes: no NUL and no half of a pair.
WORDS = st.sampled_from(NASTY) | st.text(
    st.characters(exclude_characters="\0", exclude_categories=["Cs"]), max_size=40
)


def rating(name: str) -> st.SearchStrategy:
    return st.none() | st.integers(SCALES[name].low, SCALES[name].high)


def code(values) -> st.SearchStrategy[str]:
    return st.sampled_from(["", *values])


# As a row has them: spaces in a trigger's words are single.
TRIGGER_WORDS = WORDS.map(lambda text: " ".join(text[:200].split())).filter(bool)
NAMED = st.builds(
    Named,
    kind=st.sampled_from(TriggerKind.values),
    text=TRIGGER_WORDS,
    effect=code(Mention.Effect.values),
    minutes=st.none() | st.integers(0, 720),
    effort=st.none() | st.integers(0, 10),
    planned=st.none() | st.booleans(),
    ended=code(Mention.Ended.values),
)
HURTING = st.lists(
    st.builds(Hurting, area=st.sampled_from(list(AREAS)), strength=st.none() | st.integers(1, 10)),
    unique_by=lambda one: one.area,
    max_size=5,
)
ZONES = st.integers(-14 * 60, 14 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)))
MOMENTS = st.datetimes(datetime(1900, 1, 5), datetime(2026, 11, 24), timezones=ZONES)  # noqa: DTZ001
SAID = st.builds(
    Said,
    at=MOMENTS,
    **{name: st.integers(0, 10) if name == "pain" else rating(name) for name in SCALES},
    sleep_hours=st.none() | st.decimals(0, 16, places=1),
    contact=code(Entry.Contact.values),
    **dict.fromkeys(("thought", "declined", "medication", "elsewhere", "note"), WORDS),
    private=st.booleans(),
    named=st.lists(NAMED, max_size=4).map(tuple),
    hurting=HURTING.map(tuple),
)
KEPT = st.builds(
    Kept,
    client_id=st.uuids(),
    said=SAID,
    written=MOMENTS,
    zone=st.sampled_from(["America/Chicago", "Asia/Kathmandu", "UTC"]),
    day=st.just("2026-11-24"),
)


def arrived(text: str) -> list:
    brought = bring(text.encode(), NOW)
    assert brought.problems == []
    return [one for batch in brought.batches() for one in batch]


def of(kept: Kept) -> tuple:
    return kept.said, kept.client_id, kept.written, kept.zone


@settings(deadline=None)
@given(st.lists(KEPT, max_size=3, unique_by=lambda kept: kept.client_id))
def test_a_table_and_a_document_hold_the_same_as_the_journal(entries):
    for text in ("".join(rows_of(entries)), "".join(pieces_of(entries, []))):
        found = [(one.said, one.client_id, one.written, one.zone) for one in arrived(text)]
        assert found == [of(kept) for kept in entries]


@settings(deadline=None)
@given(st.lists(KEPT, min_size=1, max_size=3))
def test_no_cell_of_the_table_is_run_by_a_spreadsheet(entries):
    text = "".join(rows_of(entries)).removeprefix("\ufeff")
    for row in csv.reader(io.StringIO(text, newline="")):
        assert len(row) == len(FIELDS)
        for cell in row:
            assert cell.lstrip(' "“”\xa0\u200b\ufeff\u202e')[:1] not in set("=+-@\t\r")


SIMPLE = Kept(
    client_id=uuid.UUID(int=1),
    said=Said(at=datetime(2026, 11, 24, 8, tzinfo=UTC), pain=5, note="Slept badly"),
    written=datetime(2026, 11, 24, 8, tzinfo=UTC),
    zone="UTC",
    day="2026-11-24",
)


@pytest.mark.parametrize("sign", [";", "\t"])
def test_a_table_that_a_spreadsheet_saved_with_its_own_sign_between_is_read(sign):
    page = io.StringIO()
    rows = csv.reader(io.StringIO("".join(rows_of([SIMPLE])).removeprefix("\ufeff")))
    csv.writer(page, delimiter=sign).writerows(rows)
    assert [one.said for one in arrived(page.getvalue())] == [SIMPLE.said]


def test_columns_may_be_in_another_order_or_left_out():
    text = "pain,at,client_id\n7,2026-11-24T08:00:00+01:00,00000000-0000-0000-0000-000000000001\n"
    (one,) = arrived(text)
    assert one.said == Said(at=datetime(2026, 11, 24, 7, tzinfo=UTC), pain=7)


def test_json_that_was_set_out_anew_by_an_editor_is_read():
    words = [Word("weather", "Rain", archived=True), Word("weather", "Wet", merged_into="Rain")]
    text = "".join(pieces_of([SIMPLE, replace(SIMPLE, client_id=uuid.uuid4())], words))
    for again in (json.dumps(json.loads(text), indent=4), json.dumps(json.loads(text))):
        brought = bring(again.encode(), NOW)
        assert brought.problems == []
        assert brought.words == words
        assert len([one for batch in brought.batches() for one in batch]) == 2


def test_every_field_of_what_is_said_is_in_the_files():
    said = {field.name for field in fields(Said)} - {"named", "hurting"}
    assert said | {"areas", "triggers"} <= set(FIELDS)
    (entry,) = json.loads("".join(pieces_of([SIMPLE], [])))["entries"]
    assert set(entry) == set(FIELDS)
