"""The journal by day: what a row says, pages that lose and double nothing, and what they ask."""

import re
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from journal import actions, paging
from journal.models import Entry
from journal.paging import Mark, page_of
from journal.reading import day_name
from journal.saying import Hurting, Named, Said
from people.clock import today
from tests.builders import activity, write_entry
from tests.visits import Visitor

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 3, 12, 18, 0, tzinfo=UTC)  # midday for ana


def shown(person, path="/journal/"):
    response = Visitor(person).get(path)
    assert response.status_code == 200
    return response.content.decode()


# --- What it shows ----------------------------------------------------------------------------


def test_a_new_journal_says_how_to_begin(ana):
    page = shown(ana)
    assert "Nothing here yet." in page
    assert "Find an entry" not in page


def test_a_row_says_pain_place_words_and_what_played_a_part(ana):
    entry = write_entry(
        ana,
        pain=7,
        thought="It will never end",
        note="Served lunch",
        hurting=(Hurting("back-low-back-left"), Hurting("back-low-back-right")),
        named=(
            activity("Stood all shift", effect="worse"),
            Named("relationship", "Mia", "better"),
            Named("weather", "Rain"),
        ),
    )
    page = " ".join(re.sub(r"<[^>]+>", " ", shown(ana)).split())
    assert "Pain 7 low back, both sides" in page
    assert "It will never end Served lunch" in page
    assert "Worse with Stood all shift Better with Mia Also there: Rain" in page
    assert f'href="/journal/{entry.pk}/"' in shown(ana)


def test_days_have_names_and_their_own_entries(ana):
    now = timezone.now()
    for days in (0, 1, 3, 400):
        write_entry(ana, at=now - timedelta(days=days))
    page = shown(ana)
    here = today(ana)
    assert re.findall(r'id="day-\d">([^<]*)<', page) == [
        "Today",
        "Yesterday",
        f"{here - timedelta(days=3):%A}",
        "",
    ]
    old = here - timedelta(days=400)
    assert f"{old:%B} {old.day}, {old.year}" in page


def test_a_day_further_back_than_a_week_is_a_date_alone():
    assert day_name(NOON.date() - timedelta(days=7), NOON.date()) == ""
    assert day_name(NOON.date() + timedelta(days=1), NOON.date()) == ""


def test_what_was_recalled_changed_or_is_private_says_so(ana):
    write_entry(ana, at=timezone.now() - timedelta(days=3))
    assert "Written down later." in shown(ana)
    assert "Only you can read this one." not in shown(ana)
    private = write_entry(ana, private=True)
    assert "Only you can read this one." in shown(ana)
    assert "Changed on" not in shown(ana)
    said = {"at": private.at, "pain": 2}

    actions.change_entry(entry=private, by=ana, said=Said(**said))
    assert "Changed on" in shown(ana)


def test_the_words_of_others_and_deleted_ones_are_not_there(ana, finn):
    write_entry(finn, note="Finn’s own")
    gone = write_entry(ana, note="Deleted words")
    actions.delete_entry(entry=gone, by=ana)
    page = shown(ana)
    assert "Finn’s own" not in page
    assert "Deleted words" not in page


# --- Pages ------------------------------------------------------------------------------------


def in_bulk(person, moments):
    """Entries at these moments, without the work of an action."""
    rows = [
        Entry(
            person=person,
            client_id=uuid4(),
            at=at,
            written=at,
            pain=5,
            local_date=at.date(),
            zone="UTC",
        )
        for at in moments
    ]
    return Entry.objects.bulk_create(rows)


def all_pages(rows, sift=None):
    """Forward by ``older`` to the end."""
    page = page_of(rows, sift=sift)
    yield page
    while page.older:
        page = page_of(rows, older=page.older, sift=sift)
        yield page


@settings(
    max_examples=30,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    steps=st.lists(st.integers(0, 5), max_size=30),
    size=st.integers(1, 4),
    hours=st.sampled_from([1, 24]),
)
def test_pages_lose_and_double_no_entry_however_many_share_a_moment(
    ana, monkeypatch, steps, size, hours
):
    monkeypatch.setattr(paging, "PAGE", size)
    Entry.objects.all().delete()
    in_bulk(ana, [NOON - timedelta(hours=hours * step) for step in steps])
    rows = ana.entries.kept()
    wanted = [one.pk for one in rows.newest_first()]
    pages = list(all_pages(rows))
    assert [one.pk for page in pages for one in page.entries] == wanted
    assert all(len(page.entries) <= size for page in pages)
    # And back again: each page before begins where this one ends, until the first one.
    page = pages[-1]
    seen = [one.pk for one in page.entries]
    while not page.first:
        page = page_of(rows, newer=page.newer)
        before = [one.pk for one in page.entries]
        seen = before + seen if not page.first else before + [pk for pk in seen if pk not in before]
    assert seen == wanted


def test_five_hundred_entries_of_few_moments_are_each_there_once(ana):
    in_bulk(ana, [NOON - timedelta(minutes=number // 100) for number in range(500)])
    rows = ana.entries.kept()
    found = [one.pk for page in all_pages(rows) for one in page.entries]
    assert found == [one.pk for one in rows.newest_first()]
    assert len(set(found)) == 500


def test_a_page_ends_with_a_day(ana, monkeypatch):
    monkeypatch.setattr(paging, "PAGE", 5)
    in_bulk(ana, [NOON - timedelta(days=number // 3) for number in range(9)])
    pages = list(all_pages(ana.entries.kept()))
    assert [len(page.entries) for page in pages] == [3, 3, 3]


def test_a_day_that_is_longer_than_a_page_is_cut(ana, monkeypatch):
    monkeypatch.setattr(paging, "PAGE", 5)
    in_bulk(ana, [NOON - timedelta(minutes=number) for number in range(12)])
    assert [len(page.entries) for page in all_pages(ana.entries.kept())] == [5, 5, 2]


def test_an_entry_written_while_one_pages_doubles_none(ana, monkeypatch):
    monkeypatch.setattr(paging, "PAGE", 5)
    old = in_bulk(ana, [NOON - timedelta(days=number) for number in range(10)])
    first = page_of(ana.entries.kept())
    in_bulk(ana, [NOON + timedelta(days=1)])
    second = page_of(ana.entries.kept(), older=first.older)
    assert {one.pk for one in [*first.entries, *second.entries]} == {one.pk for one in old}


def test_the_links_lead_through_it_and_back(ana):
    in_bulk(ana, [NOON - timedelta(days=number) for number in range(120)])
    visitor, path, seen = Visitor(ana), "/journal/", []
    while path:
        page = visitor.get(path).content.decode()
        seen += re.findall(r'<a class="plain tight" href="/journal/([^/]+)/"', page)
        links = dict(re.findall(r'href="(\?[^"]+)">(Older|Newer)<', page))
        older = [link for link, word in links.items() if word == "Older"]
        newer = [link for link, word in links.items() if word == "Newer"]
        path = f"/journal/{older[0]}" if older else ""
    assert len(seen) == len(set(seen)) == 120
    assert "To the newest" in page
    back = visitor.get(f"/journal/{newer[0]}").content.decode()
    assert seen[50] in back


@pytest.mark.parametrize("token", ["x", "AAAA", "é", "'; --", "=" * 32, "A" * 32, "_" * 32])
def test_a_place_that_is_none_shows_a_page(ana, token):
    write_entry(ana, note="Here")
    for name in ("older", "newer"):
        assert Visitor(ana).get("/journal/", {name: token}).status_code == 200


def test_a_place_goes_through_its_token_unchanged(ana):
    mark = Mark.of(write_entry(ana))
    assert Mark.read(mark.token) == mark
    assert len(mark.token) == 32


# --- What it costs ----------------------------------------------------------------------------


def asked(visitor, path="/journal/"):
    visitor.get(path)
    with CaptureQueriesContext(connection) as queries:
        assert visitor.get(path).status_code == 200
    return len(queries)


def test_a_long_journal_asks_as_often_as_a_short_one(ana):
    def write(count):
        for number in range(count):
            write_entry(
                ana,
                at=timezone.now() - timedelta(hours=number),
                thought="Again",
                named=tuple(activity(f"Word {number % 7} {word}") for word in range(5)),
                hurting=(Hurting("back-neck-left", 4),),
            )

    write(3)
    visitor = Visitor(ana)
    few = asked(visitor)
    write(60)
    many = asked(visitor)
    print(f"queries of the list: {few} with 3 entries, {many} with 63")  # noqa: T201
    assert many <= few


@pytest.mark.parametrize("direction", ["first", "older", "newer"])
def test_a_page_is_read_along_its_index(ana, direction):
    entries = in_bulk(ana, [NOON - timedelta(hours=number) for number in range(3000)])
    mark = Mark.of(entries[1500])
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    rows = ana.entries.kept()
    if direction != "first":
        rows = paging._after(rows, mark, newer=direction == "newer")
    else:
        rows = rows.newest_first()
    plan = rows[:51].explain()
    assert "entry_newest_first" in plan
    assert "sort" not in plan.lower().replace("newest", "")
    assert "TEMP B-TREE" not in plan
