"""What is looked for is found, all of it and nothing else; no word of it is in an address."""

import re
import unicodedata
from datetime import UTC, date, datetime, timedelta
from types import SimpleNamespace
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from journal import finding, paging
from journal.actions.triggers import word_of
from journal.finding import Sought, fold, rows_for, seal_sought, sift_for, unseal_sought
from journal.models import Entry, Trigger
from journal.paging import page_of
from journal.saying import Hurting, Named
from people import carry
from people.clock import today
from tests.builders import activity, write_entry
from tests.visits import Visitor

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 3, 12, 18, 0, tzinfo=UTC)


def found(person, **sought):
    """Every entry there is to find, page by page."""
    wanted = Sought(**sought)
    rows, sift = rows_for(person, wanted), sift_for(wanted.words, person.triggers.all())
    page = page_of(rows, sift=sift)
    yield from page.entries
    while page.older:
        page = page_of(rows, older=page.older, sift=sift)
        yield from page.entries


def look(visitor, **typed):
    """The page that a search leads to."""
    response = visitor.send("/journal/find/", typed)
    assert response.status_code == 302
    return visitor.get(response["Location"]).content.decode()


# --- Words ------------------------------------------------------------------------------------

PIECES = ["a", "A", "é", "e", "ß", "SS", "İ", "’", "'", "basket", "Basket", " ", "  ", "\n", "´"]
TEXT = st.lists(st.sampled_from(PIECES), max_size=5).map("".join)
FIELDS = ("thought", "note", "declined", "elsewhere", "medication")


def plainly(text):
    """Another way to the same: letter by letter."""
    letters = []
    for letter in text:
        letter = {"’": "'", "´": "'", "`": "'"}.get(letter, letter)
        for part in unicodedata.normalize("NFKD", letter.casefold()):
            if not unicodedata.combining(part):
                letters.append(part.casefold())
    return "".join(letters)


@settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    said=st.lists(
        st.fixed_dictionaries(
            {
                "fields": st.fixed_dictionaries(dict.fromkeys(FIELDS, TEXT)),
                "named": st.lists(TEXT.filter(lambda text: text.strip()), max_size=2),
                "hours": st.integers(0, 3),
            }
        ),
        max_size=6,
    ),
    words=TEXT,
    bounds=st.sampled_from([(1, 4, 2), (2, 4, 1), (50, 4000, 500)]),
)
def test_a_search_finds_what_one_would_find_by_reading_it_all(
    ana, monkeypatch, said, words, bounds
):
    for name, bound in zip(("PAGE", "MOST_READ", "CHUNK"), bounds, strict=True):
        monkeypatch.setattr(paging, name, bound)
    Entry.objects.all().delete()
    Trigger.objects.all().delete()
    now = timezone.now()
    for one in said:
        named = tuple(activity(text) for text in one["named"])
        write_entry(ana, at=now - timedelta(hours=one["hours"]), named=named, **one["fields"])
    wanted = plainly(words).split()
    by_reading = []
    for entry in ana.entries.kept().newest_first():
        texts = [getattr(entry, name) for name in FIELDS]
        texts += [mention.trigger.text for mention in entry.mentions.select_related("trigger")]
        if all(any(word in plainly(text) for text in texts) for word in wanted):
            by_reading.append(entry)
    assert list(found(ana, words=words)) == by_reading


@pytest.mark.parametrize(
    ("written", "typed"),
    [
        ("Woke at four", "FOUR woke"),
        ("Café with José", "cafe jose"),
        ("I can’t sit", "can't"),
        ("I can't sit", "can’t"),
        ("Kept carrying baskets", "basket"),
        ("Straße", "strasse"),
        ("Ελλάδα", "ελλαδα"),
    ],
)
def test_case_accents_and_quotes_make_no_difference(ana, written, typed):
    entry = write_entry(ana, note=written)
    assert list(found(ana, words=typed)) == [entry]
    assert list(found(ana, words=typed + " elephant")) == []


def test_words_may_stand_in_different_fields_and_in_triggers(ana):
    entry = write_entry(ana, thought="It will break", named=(Named("relationship", "Mia"),))
    write_entry(ana, thought="It will break")
    assert list(found(ana, words="mia break")) == [entry]


def test_no_word_is_made_of_the_ends_of_two_fields(ana):
    write_entry(ana, thought="bas", note="ket")
    assert list(found(ana, words="basket")) == []


def test_only_spaces_are_no_words(ana):
    assert sift_for("  \n ", []) is None
    assert fold("\u00b4") == "'"


# --- All else ---------------------------------------------------------------------------------


def test_a_trigger_is_found_with_those_merged_into_it(ana):
    walk = write_entry(ana, named=(activity("Walk"),), at=timezone.now() - timedelta(hours=1))
    walking = write_entry(ana, named=(activity("Walking"), activity("Rest")))
    write_entry(ana, named=(activity("Rest"),))
    into, merged = ana.triggers.filter(word__in=_words(ana, "Walk", "Walking")).order_by("created")
    merged.merged_into = into
    merged.save(update_fields=["merged_into"])
    assert list(found(ana, trigger=into.pk)) == [walking, walk]
    page = Visitor(ana).get("/journal/").content.decode()
    assert f'<option value="{into.pk}">Walk</option>' in page
    assert str(merged.pk) not in page


def _words(person, *texts):
    return [word_of(person, text) for text in texts]


def test_a_place_is_both_of_its_sides(ana):
    left = write_entry(ana, hurting=(Hurting("back-low-back-left"), Hurting("back-neck-left")))
    right = write_entry(ana, hurting=(Hurting("back-low-back-right"),))
    write_entry(ana, hurting=(Hurting("back-upper-back-right"),))
    assert set(found(ana, place="back-low-back")) == {left, right}


@pytest.mark.parametrize(
    ("low", "high", "pains"), [(None, 4, [0, 4]), (4, 7, [4, 7]), (7, None, [7, 10])]
)
def test_pain_is_found_with_both_ends(ana, low, high, pains):
    for pain in (0, 4, 7, 10):
        write_entry(ana, pain=pain)
    assert sorted(e.pain for e in found(ana, pain_from=low, pain_to=high)) == pains


def test_days_are_the_person_s_own_in_whatever_zone_they_were(ana):
    first, last = date(2026, 3, 10), date(2026, 3, 11)
    for zone, hours in (("Pacific/Kiritimati", 14), ("Pacific/Pago_Pago", -11)):
        for day in (9, 10, 11, 12):
            for hour in (0, 23):
                at = datetime(2026, 3, day, hour, 30, tzinfo=UTC) - timedelta(hours=hours)
                Entry.objects.create(
                    person=ana,
                    at=at,
                    written=at,
                    pain=5,
                    local_date=date(2026, 3, day),
                    zone=zone,
                    client_id=uuid4(),
                )
    assert sorted(e.local_date.day for e in found(ana, first=first, last=last)) == (
        [10] * 4 + [11] * 4
    )


def test_all_of_it_counts_together(ana):
    said = {"note": "basket", "pain": 6, "named": (activity("Bent"),)}
    both = write_entry(ana, **said, hurting=(Hurting("front-chest-left"),))
    write_entry(ana, **said)
    write_entry(ana, **{**said, "pain": 2}, hurting=(Hurting("front-chest-left"),))
    bent = ana.triggers.get().pk
    assert list(found(ana, words="basket", place="front-chest", pain_from=5, trigger=bent)) == [
        both
    ]


# --- By the page ------------------------------------------------------------------------------


def test_no_word_that_is_looked_for_stands_in_an_address(ana):
    write_entry(ana, note="The elephant in the room")
    write_entry(ana, note="Something else")
    visitor = Visitor(ana)
    response = visitor.send("/journal/find/", {"words": "elephant", "pain_from": "3"})
    address = response["Location"]
    assert re.fullmatch(r"/journal/\?q=[A-Za-z0-9._-]+", address)
    page = visitor.get(address).content.decode()
    assert "The elephant in the room" in page
    assert "Something else" not in page
    assert 'value="elephant"' in page
    addresses = re.findall(r'(?:href|action)="([^"]+)"', page)
    assert not [one for one in addresses if "elephant" in one]


def test_a_search_of_two_spellings_is_never_the_same_token(ana):
    one, other = (seal_sought(Sought(words="elephant"), ana) for _ in range(2))
    assert one != other


def test_what_is_sealed_comes_back_unchanged(ana):
    sought = Sought(
        words="“é”",
        trigger=uuid4(),
        place="back-neck",
        pain_from=0,
        pain_to=10,
        first=date(2026, 1, 1),
        last=date(2026, 2, 1),
    )
    assert unseal_sought(seal_sought(sought, ana), ana) == sought
    assert unseal_sought(seal_sought(Sought(), ana), ana) == Sought()


def test_the_search_of_another_person_is_none(ana, finn):
    write_entry(ana, note="Mine")
    token = seal_sought(Sought(words="elephant"), finn)
    page = Visitor(ana).get("/journal/", {"q": token}).content.decode()
    assert "We could not open that search." in page
    assert "elephant" not in page
    assert "Mine" in page


@pytest.mark.parametrize("token", ["x", "a.b", "é", "k1." + "A" * 60])
def test_a_broken_search_shows_all_of_it_and_says_so(ana, token):
    write_entry(ana, note="Mine")
    page = Visitor(ana).get("/journal/", {"q": token}).content.decode()
    assert "We could not open that search." in page
    assert "Mine" in page


def test_a_search_for_nothing_is_the_journal(ana):
    assert Visitor(ana).send("/journal/find/", {})["Location"] == "/journal/"


def test_what_was_put_the_wrong_way_round_is_turned(ana):
    write_entry(ana, pain=5, note="In between")
    page = look(Visitor(ana), pain_from="7", pain_to="3", first="2200-01-01", last="1999-01-01")
    assert "In between" in page
    assert "Pain 3 to 7." in page


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("trigger", "x"),
        ("trigger", "00000000-0000-4000-8000-000000000000"),
        ("place", "moon"),
        ("pain_from", "11"),
        ("first", "yesterday"),
        ("last", "9999-12-31"),
        ("words", "x" * 201),
        ("words", "a\0b"),
    ],
)
def test_a_mistake_is_said_at_the_form_and_what_was_typed_is_kept(ana, name, value):
    write_entry(ana, note="Mine")
    response = Visitor(ana).send("/journal/find/", {"pain_to": "4", name: value})
    page = response.content.decode()
    assert response.status_code == 422
    assert "One thing to look at" in page
    assert '<option value="4" selected>' in page
    assert '<details class="find screen-only" open>' in page


def test_somebody_else_s_trigger_cannot_be_looked_for(ana, finn):
    write_entry(finn, named=(activity("Finn’s word"),))
    theirs = finn.triggers.get()
    page = Visitor(ana).send("/journal/find/", {"trigger": str(theirs.pk)}).content.decode()
    assert "Finn’s word" not in page


def test_what_was_typed_before_a_log_out_is_in_the_form_again(ana):
    write_entry(ana)
    visitor = Visitor(ana)
    session = visitor.session
    session[carry.SESSION_KEY] = carry.pack(
        carry.Carried(str(ana.pk), "/journal/", "/journal/find/", "words=elephant")
    )
    session.save()
    page = visitor.get("/journal/").content.decode()
    assert 'value="elephant"' in page
    assert '<details class="find screen-only" open>' in page


def test_where_nothing_is_found_it_says_so(ana):
    write_entry(ana, note="Mine")
    page = look(Visitor(ana), words="elephant")
    assert "Nothing found." in page
    assert "See all" in page


def test_a_long_journal_is_read_a_stretch_at_a_time(ana, monkeypatch):
    monkeypatch.setattr(paging, "MOST_READ", 4)
    monkeypatch.setattr(paging, "CHUNK", 2)
    now = timezone.now()
    for days in range(6):
        write_entry(ana, at=now - timedelta(days=days), note="elephant" if days == 5 else "")
    visitor = Visitor(ana)
    page = look(visitor, words="elephant")
    reached = today(ana) - timedelta(days=3)
    assert f"Nothing found as far as {reached:%B} {reached.day}, {reached.year}." in page
    (further,) = re.findall(r'href="(\?[^"]+)">Look further back<', page)
    page = visitor.get(f"/journal/{further}".replace("&amp;", "&")).content.decode()
    assert '<p class="own">elephant</p>' in page
    assert "Look further back" not in page


def test_a_search_asks_as_often_in_a_long_journal_as_in_a_short_one(ana):
    def write(count):
        for number in range(count):
            write_entry(
                ana,
                at=timezone.now() - timedelta(hours=number),
                note="elephant",
                named=(activity(f"elephant {number % 9}"), Named("weather", "Rain")),
            )

    visitor, counts = Visitor(ana), []
    token = seal_sought(Sought(words="elephant", pain_from=2), ana)
    for more in (3, 60):
        write(more)
        visitor.get("/journal/", {"q": token})
        with CaptureQueriesContext(connection) as queries:
            assert visitor.get("/journal/", {"q": token}).status_code == 200
        counts.append(len(queries))
    print(f"queries of a search: {counts[0]} with 3 entries, {counts[1]} with 63")  # noqa: T201
    assert counts[1] <= counts[0]


def test_where_no_trigger_has_a_word_no_mention_is_read(ana, django_assert_num_queries):
    entry = SimpleNamespace(pk=1, **dict.fromkeys(FIELDS, ""))
    sift = sift_for("elephant", [])
    with django_assert_num_queries(0):
        assert sift([entry]) == []
    assert finding.TOLD == FIELDS
