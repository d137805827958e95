"""What the database counts of a person's days."""

from datetime import date, datetime, timedelta

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from insights import queries
from journal import actions
from journal.actions import delete_entry, name_triggers
from journal.models import Trigger
from journal.saying import Named
from tests.builders import activity, examine, write_entry
from tests.insights.journals import keep_journal

pytestmark = pytest.mark.django_db

# A Wednesday, noon where Ana is.
NOON = datetime.fromisoformat("2026-03-11T17:00:00+00:00")
DAY = date(2026, 3, 11)


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOON, tick=False) as moved:
        yield moved


def ago(days=0, hours=0):
    return NOON - timedelta(days=days, hours=hours)


def in_time(person, days, **said):
    """Written on its own day."""
    with time_machine.travel(ago(days), tick=False):
        return write_entry(person, at=ago(days, said.pop("hours", 0)), **said)


def all_days(person):
    return queries.days_of(person, DAY - timedelta(days=99), DAY)


def test_a_day_has_the_mean_of_its_entries_and_how_low_and_high_it_went(ana):
    in_time(ana, 1, pain=3, mood=2, sleep_quality=4)
    in_time(ana, 1, pain=6, worst=8, mood=3, hours=2)
    (row,) = all_days(ana)
    assert (row.day, row.entries) == (DAY - timedelta(days=1), 2)
    assert (row.usual, row.low, row.high, row.pain) == (4.5, 3, 8, 4.5)
    assert (row.mood, row.sleep_quality, row.stress) == (2.5, 4, None)


def test_days_are_the_persons_own(ana):
    # Half past eleven on Tuesday evening where she is.
    with time_machine.travel("2026-03-11T04:30:00Z", tick=False):
        write_entry(ana)
    assert all_days(ana)[0].day == date(2026, 3, 10)


def test_what_was_recalled_is_seen_and_does_not_count(ana):
    write_entry(ana, at=ago(days=3), pain=9, mood=1)
    in_time(ana, 4, pain=5)
    write_entry(ana, at=ago(days=4), pain=9)
    mixed, recalled = all_days(ana)
    assert (mixed.usual, mixed.pain, mixed.recalled) == (7, 5, False)
    assert (recalled.usual, recalled.pain, recalled.mood, recalled.recalled) == (
        9,
        None,
        None,
        True,
    )
    assert queries.span_of(ana, DAY) == (mixed.day, mixed.day)


def test_what_was_deleted_is_gone_and_what_is_private_is_there(ana):
    delete_entry(entry=in_time(ana, 2, pain=9), by=ana)
    in_time(ana, 1, pain=4, private=True)
    assert [row.usual for row in all_days(ana)] == [4]


def test_nobody_elses_days_are_read(ana, cleo):
    in_time(cleo, 1, named=(activity("Bags"),))
    assert all_days(ana) == []
    assert queries.span_of(ana, DAY) is None
    assert queries.times_of(ana, DAY - timedelta(days=9), DAY, 5) == []


def test_years_of_days_say_the_same_of_pain(ana):
    keep_journal(ana, 30, a_day=2, until=NOON, skip=0.2)
    write_entry(ana, at=ago(days=40), worst=8)
    long = queries.pain_of(ana, DAY)
    told = [(row.day, row.entries, row.usual, row.low, row.high, row.pain) for row in long]
    assert told == [
        (row.day, row.entries, row.usual, row.low, row.high, row.pain) for row in all_days(ana)
    ]
    assert long[0].recalled


def test_a_word_counts_for_what_it_was_merged_into(ana):
    in_time(ana, 3, named=(Named("activity", "Bags", "worse"),))
    in_time(ana, 2, named=(Named("activity", "Shopping bags", "worse"),))
    in_time(ana, 1, named=(Named("activity", "Bags", "better"), Named("weather", "Rain")))
    words = {one.text: one for one in ana.triggers.all()}
    actions.merge_triggers(trigger=words["Shopping bags"], into=words["Bags"], by=ana)
    first, second = queries.times_of(ana, DAY - timedelta(days=9), DAY, 5)
    assert first.trigger == words["Bags"]
    assert (first.times, first.days, first.worse, first.better, first.rest) == (3, 3, 2, 1, 0)
    assert (second.trigger, second.rest) == (words["Rain"], 1)
    named = queries.named_on(ana, DAY - timedelta(days=9), DAY)
    assert named[words["Bags"].pk] == {DAY - timedelta(days=n) for n in (1, 2, 3)}


def test_words_of_deleted_entries_are_gone(ana):
    named = (activity("Bags", minutes=20, effort=6, planned=True),)
    delete_entry(entry=in_time(ana, 1, named=named), by=ana)
    since = DAY - timedelta(days=9)
    assert queries.times_of(ana, since, DAY, 5) == []
    assert queries.named_on(ana, since, DAY) == {}
    assert queries.loads_of(ana, since, DAY) == {}
    assert queries.planned_of(ana, since, DAY) == {}


def test_words_of_recalled_entries_are_counted_and_not_tested(ana):
    write_entry(ana, at=ago(days=3), named=(Named("weather", "Rain"),))
    assert queries.times_of(ana, DAY - timedelta(days=9), DAY, 5)[0].days == 1
    assert queries.named_on(ana, DAY - timedelta(days=9), DAY) == {}


def test_the_load_of_a_day_is_minutes_times_effort_of_all_that_was_done(ana):
    in_time(ana, 1, named=(activity("Bags", minutes=20, effort=6), activity("Bus", minutes=30)))
    in_time(ana, 1, named=(activity("Floor", minutes=700, effort=10),), hours=1)
    in_time(ana, 2)
    loads = queries.loads_of(ana, DAY - timedelta(days=9), DAY)
    assert loads == {DAY - timedelta(days=1): 7120, DAY - timedelta(days=2): 0}


def test_what_was_planned_and_left_out_of_fear_is_counted_by_day(ana):
    in_time(
        ana,
        1,
        named=(
            activity("Bags", planned=True, ended="fear"),
            activity("Bus", planned=True, ended="done"),
            activity("Floor", planned=True, ended="not_done"),
            activity("Stairs", planned=False, ended="fear"),
        ),
    )
    planned = queries.planned_of(ana, DAY - timedelta(days=9), DAY)
    assert planned == {DAY - timedelta(days=1): (3, 1)}


def test_finished_examinations_stand_on_their_own_day(ana):
    finished = examine(ana)
    finished.events.filter(kind="completed").update(at="2026-03-11T04:30:00Z")
    (one,) = queries.happened(ana, DAY - timedelta(days=9), DAY)
    assert (one.on, one.kind, one.belief) == (date(2026, 3, 10), "looked", finished.belief)
    assert queries.happened(ana, DAY, DAY) == []


def test_the_queries_do_not_grow_with_the_entries(ana, finn):
    keep_journal(ana, 30, until=NOON)
    keep_journal(finn, 100, a_day=3, words=3, until=NOON)
    counts = []
    for person in (ana, finn):
        since = DAY - timedelta(days=99)
        with CaptureQueriesContext(connection) as asked:
            queries.days_of(person, since, DAY)
            queries.pain_of(person, DAY)
            queries.named_on(person, since, DAY)
            queries.times_of(person, since, DAY, 10)
            queries.loads_of(person, since, DAY)
            queries.planned_of(person, since, DAY)
        counts.append(len(asked))
    assert counts[0] == counts[1] == 7


def test_no_words_of_an_entry_are_read(ana):
    in_time(ana, 1, note="Secret", thought="Secret")
    with CaptureQueriesContext(connection) as asked:
        all_days(ana)
    assert not any("note" in one["sql"] or "thought" in one["sql"] for one in asked)


def test_the_word_of_another_is_not_found_by_its_id(ana, cleo):
    name_triggers(person=cleo, names=[("activity", "Bags")])
    assert queries.triggers_by_id(ana, [Trigger.objects.get().pk]) == {}
