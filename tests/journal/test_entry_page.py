"""An entry's page says all it says, and what it said before."""

import re
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from journal import actions
from journal.reading import changes_between, lines_of, minutes_in_words
from journal.saying import Hurting, Named, Said, said_of
from tests.builders import activity, write_entry
from tests.visits import Visitor

pytestmark = pytest.mark.django_db

WHOLE = {
    "pain": 6,
    "worst": 9,
    "interference": 7,
    "mood": 2,
    "stress": 8,
    "energy": 3,
    "sleep_quality": 4,
    "sleep_hours": Decimal("6.5"),
    "rest_minutes": 90,
    "contact": "real",
    "felt_close": 10,
    "thought": "It will <never> end",
    "thought_conviction": 80,
    "declined": "The dance",
    "medication": "As usual",
    "elsewhere": "My toe",
    "note": "Two\nlines",
    "named": (
        activity("Stood", effect="worse", minutes=61, effort=6, planned=False, ended="pain"),
        Named("relationship", "Mia", "better"),
    ),
    "hurting": (Hurting("back-low-back-left", 7), Hurting("back-low-back-right", 7)),
}


def page(person, entry):
    response = Visitor(person).get(f"/journal/{entry.pk}/")
    assert response.status_code == 200
    return response.content.decode()


def text(html):
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def test_it_says_everything(ana):
    entry = write_entry(ana, **WHOLE)
    words = text(page(ana, entry))
    for said in (
        "Pain now 6 of 10",
        "Pain at its worst 9 of 10",
        "How much pain got in the way 7 of 10",
        "Low back, both sides 7",
        "Somewhere else My toe",
        "What I was doing Stood Worse for it. 1 hour 1 minute. Effort 6 of 10. Not planned. "
        "I stopped because of pain.",
        "Who I was with Mia Better for it.",
        "What went through my mind It will &lt;never&gt; end",
        "How much I believed it 80 of 100",
        "Mood Low",
        "Stress 8 of 10",
        "Energy 3 of 10",
        "Sleep 4 of 10",
        "Hours of sleep 6.5 hours",
        "Rest because of pain 1 hour 30 minutes",
        "Time with others Real time with someone",
        "How close I felt to someone 10 of 10",
        "What I said no to because of pain The dance",
        "Medicine I took As usual",
        "Note Two lines",
    ):
        assert said in words


def test_every_field_has_a_line_of_its_own(ana):
    """Whatever is added to what an entry can say is shown, or this fails."""
    entry = write_entry(ana, **WHOLE)
    full = said_of(entry)
    keys = {line.key for line in lines_of(full)}
    silent = [name for name in WHOLE if name not in ("named", "hurting") and name not in keys]
    assert silent == []
    assert {"where", "activity Stood", "relationship Mia"} <= keys
    assert [line.key for line in lines_of(Said(at=entry.at, pain=0))] == ["pain"]


def test_zero_is_said_and_silence_is_not(ana):
    entry = write_entry(ana, pain=0, stress=0, rest_minutes=0, sleep_hours=Decimal(0))
    words = text(page(ana, entry))
    assert "Pain now 0 of 10" in words
    assert "Stress 0 of 10" in words
    assert "0 minutes" in words
    assert "0 hours" in words
    assert "Energy" not in words


@pytest.mark.parametrize(
    ("minutes", "words"),
    [
        (0, "0 minutes"),
        (1, "1 minute"),
        (60, "1 hour"),
        (119, "1 hour 59 minutes"),
        (1440, "24 hours"),
    ],
)
def test_minutes_are_said_in_words(minutes, words):
    assert minutes_in_words(minutes) == words


def test_what_it_said_before_is_shown_line_by_line(ana):
    entry = write_entry(ana, pain=7, note="Bad", named=(activity("Stood"),))
    said = said_of(entry)
    actions.change_entry(entry=entry, by=ana, said=replace(said, pain=4, note=""))
    actions.change_entry(
        entry=entry,
        by=ana,
        said=replace(said, pain=4, note="Better", named=(), private=True),
    )
    words = text(page(ana, entry))
    assert "What it said before Until" in words
    latest, first = words.split("What it said before")[1].split("Until")[1:]
    assert "Note Not said yet. Then: Better" in latest
    assert "What I was doing Stood Then: Taken out." in latest
    assert "Who can read it You, and whom you open your journal to Then: Only you" in latest
    assert "Pain now" not in latest
    assert "Pain now 7 of 10 Then: 4 of 10" in first
    assert "Note Bad Then: Taken out." in first


def test_an_entry_that_was_never_changed_has_no_before(ana):
    assert "What it said before" not in page(ana, write_entry(ana))


def test_another_moment_is_a_change_that_can_be_read():
    at = timezone.now()
    before, after = Said(at=at, pain=1), Said(at=at - timedelta(days=1), pain=1)
    (change,) = changes_between(before, after)
    assert change.before.value != change.after.value


def test_it_leads_to_the_entries_around_it(ana, finn):
    now = timezone.now()
    three = [write_entry(ana, at=now - timedelta(hours=hours)) for hours in (3, 2, 1)]
    write_entry(finn, at=now - timedelta(minutes=90))
    middle = page(ana, three[1])
    assert f'href="/journal/{three[0].pk}/">The entry before<' in middle
    assert f'href="/journal/{three[2].pk}/">The next entry<' in middle
    actions.delete_entry(entry=three[0], by=ana)
    assert "The entry before" not in page(ana, three[1])
    assert "The next entry" not in page(ana, three[2])


def test_entries_of_one_moment_are_each_met_on_the_way(ana):
    now = timezone.now()
    made = {write_entry(ana, at=now).pk for _ in range(4)}
    (path,) = {f"/journal/{entry.pk}/" for entry in ana.entries.all().newest_first()[:1]}
    met = set()
    while path:
        met.add(path)
        before = re.findall(
            r'href="([^"]+)">The entry before<', Visitor(ana).get(path).content.decode()
        )
        path = before[0] if before else ""
    assert met == {f"/journal/{pk}/" for pk in made}


def test_a_private_one_says_so(ana):
    assert "Only you can read this one." in page(ana, write_entry(ana, private=True))
    assert "Only you can read this one." not in page(ana, write_entry(ana))


def test_what_was_recalled_says_when_it_was_written(ana):
    assert "Written down later, on" in page(
        ana, write_entry(ana, at=timezone.now() - timedelta(days=3))
    )


def test_help_is_shown_where_the_words_call_for_it(ana):
    assert "This sounds very hard" in page(ana, write_entry(ana, note="I want to kill myself"))
    assert "This sounds very hard" not in page(ana, write_entry(ana, note="I want tea"))


def test_nobody_else_has_it(ana, cast):
    entry = write_entry(ana)
    for name in ("ben", "cleo", "dev", "edna", "finn"):
        for way in ("", "delete/", "restore/"):
            path = f"/journal/{entry.pk}/{way}"
            assert Visitor(cast[name]).get(path).status_code in (404, 405)
            assert Visitor(cast[name]).send(path).status_code in (404, 405)
    assert ana.entries.kept().get() == entry


def test_however_much_it_says_it_asks_as_often(ana):
    def asked(entry):
        visitor = Visitor(ana)
        visitor.get(f"/journal/{entry.pk}/")
        with CaptureQueriesContext(connection) as queries:
            assert visitor.get(f"/journal/{entry.pk}/").status_code == 200
        return len(queries)

    little = write_entry(ana, named=(activity("A"),), hurting=(Hurting("back-neck-left"),))
    actions.change_entry(entry=little, by=ana, said=replace(said_of(little), pain=1))
    few = asked(little)
    much = write_entry(ana, **WHOLE)
    for pain in range(5):
        actions.change_entry(entry=much, by=ana, said=replace(said_of(much), pain=pain))
    print(f"queries of an entry: {few}, and {asked(much)} of a full one")  # noqa: T201
    assert asked(much) <= few + 1  # `few` is the newest entry no more: it has one after it
