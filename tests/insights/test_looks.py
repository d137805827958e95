"""The monthly look: when one is due, what it rests on, and that it is taken once."""

import threading
from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.db import IntegrityError, connections, transaction
from django.utils import timezone

from insights import actions, tasks
from insights.findings import read
from insights.looks import MOST_THINGS, NEW_DAYS, may_be_due, pain_in, things_in, window_of
from insights.models import Finding, Look
from insights.patterns import PER_GROUP, YEAR_BUDGET
from journal.actions import delete_entry
from journal.saying import Named
from people.models import AuditEvent, Scope
from people.models.care import AccessGrant
from tests.builders import make_user, write_entry
from tests.insights.journals import keep_journal, keep_look

pytestmark = pytest.mark.django_db

# A Wednesday, noon where Ana is.
NOON = datetime.fromisoformat("2026-03-11T17:00:00+00:00")
DAY = date(2026, 3, 11)


@pytest.fixture
def clock():
    with time_machine.travel(NOON, tick=False) as moved:
        yield moved


def take(person, now=NOON):
    return actions.take_look(person=person, now=now)


def by_thing(look):
    return {one.measure or one.trigger.text: one for one in look.findings.all()}


# --- When one is due -------------------------------------------------------------------------


@pytest.mark.parametrize(("days", "due"), [(42, False), (43, True)])
def test_it_is_due_from_42_days_on_that_are_over(ana, clock, days, due):
    keep_journal(ana, days)
    window = window_of(ana, NOON)
    assert (window is not None) == due
    if window:
        assert (window.last, window.length) == (DAY - timedelta(days=1), 42)


def test_it_needs_seven_days_of_ten(ana, cleo, clock):
    keep_journal(ana, 60, skip=0.2)
    keep_journal(cleo, 60, skip=0.5)
    assert window_of(ana, NOON)
    assert window_of(cleo, NOON) is None


def test_after_a_break_it_rests_on_the_days_that_came_after(ana, clock):
    keep_journal(ana, 60, until=NOON - timedelta(days=200))
    keep_journal(ana, 50)
    window = window_of(ana, NOON)
    assert window.last == DAY - timedelta(days=1)
    # As far back as seven days of ten have an entry, and no farther.
    assert 49 <= window.length <= 70
    assert len(window.days) >= 0.7 * window.length


def test_it_goes_no_farther_back_than_a_year(ana, clock):
    keep_journal(ana, 500)
    assert window_of(ana, NOON).length == 365


def test_what_was_recalled_is_left_out(ana, clock):
    keep_journal(ana, 60, skip=0.2)
    as_it_was = window_of(ana, NOON)
    for n in range(3, 90):
        write_entry(ana, at=NOON - timedelta(days=n), pain=10)
    window = window_of(ana, NOON)
    assert pain_in(window) == pain_in(as_it_was)
    assert [row.day for row in window.days] == [row.day for row in as_it_was.days]
    assert None in pain_in(as_it_was)


def test_the_same_days_are_not_looked_at_twice(ana, clock):
    keep_journal(ana, 60)
    assert take(ana)
    clock.move_to(NOON + timedelta(days=30))
    # She has not written since.
    assert window_of(ana, timezone.now()) is None
    keep_journal(ana, NEW_DAYS - 1)
    assert window_of(ana, timezone.now()) is None
    clock.move_to(NOON + timedelta(days=31))
    assert window_of(ana, timezone.now())


def test_a_closed_account_gets_none(ana, clock):
    keep_journal(ana, 60)
    ana.is_active = False
    ana.save(update_fields=["is_active"])
    assert window_of(ana, NOON) is None
    assert may_be_due(NOON, after=None, most=9) == []


# --- Once a month, and one budget for the year ---------------------------------------------


def test_there_is_one_a_month(ana, clock):
    clock.move_to(NOON - timedelta(days=8))
    keep_journal(ana, 60)
    assert take(ana, timezone.now())
    assert take(ana, timezone.now()) is None
    clock.move_to(NOON + timedelta(days=20))
    keep_journal(ana, 28, seed=2)
    # The last day of March, with new days enough.
    assert take(ana, timezone.now()) is None
    clock.move_to(NOON + timedelta(days=21))
    assert take(ana, timezone.now())
    assert Look.objects.count() == 2


def test_the_month_is_the_persons_own(ana, clock):
    # Half past eleven on March 31 where she is.
    late = datetime(2026, 4, 1, 4, 30, tzinfo=UTC)
    clock.move_to(late)
    keep_journal(ana, 60)
    assert take(ana, late).month == date(2026, 3, 1)


def test_the_looks_of_a_year_share_one_budget(ana, clock):
    keep_journal(ana, 60, until=NOON)
    shares = []
    for n in range(14):
        now = NOON + timedelta(days=30.5 * n)
        clock.move_to(now)
        if n:
            keep_journal(ana, 30, until=now, seed=n)
        look = take(ana, now)
        assert look, n
        shares.append(look.share)
    assert sum(shares[:12]) <= YEAR_BUDGET + 1e-9
    assert sum(shares[1:13]) <= YEAR_BUDGET + 1e-9
    assert min(shares) > 0


@pytest.mark.django_db(transaction=True)
def test_two_at_once_make_one_look(ana):
    keep_journal(ana, 60)
    now = timezone.now()
    made, ready = [], threading.Barrier(2, timeout=30)

    def run():
        try:
            ready.wait()
            made.append(actions.take_look(person=ana, now=now))
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(made) == 2
    assert sum(look is not None for look in made) == 1
    look = Look.objects.get()
    assert look.findings.count() == len({one.pk for one in look.findings.all()})


# --- What it looks at -------------------------------------------------------------------------


def test_it_finds_what_is_there_and_keeps_what_it_rests_on(ana, clock):
    keep_journal(ana, 90, sleep=2.5)
    look = take(ana)
    sleep = by_thing(look)["sleep_quality"]
    assert sleep.verdict == "shown"
    assert sleep.figures["gap"] > 1
    assert sleep.figures["low"] > 0
    assert sum(sleep.figures["pains_with"]) == sleep.figures["n_with"] >= PER_GROUP
    assert look.figures == {"days": 89, "of": 89, "tested": 7}
    assert (look.since, look.until) == (DAY - timedelta(days=89), DAY - timedelta(days=1))


def test_poor_sleep_is_set_beside_the_pain_of_the_day_it_was_said_on(ana, clock):
    keep_journal(ana, 60)
    window = window_of(ana, NOON)
    sleep = next(one for one in things_in(ana, window) if one.key == "sleep_quality")
    mood = next(one for one in things_in(ana, window) if one.key == "mood")
    said = {row.day: row for row in window.days}
    for n, day in enumerate(window.dates):
        following = said.get(day + timedelta(days=1))
        assert sleep.values[n] == (following.sleep_quality if following else None)
        assert mood.values[n] == said[day].mood


def test_pain_and_words_have_one_value_for_each_day(ana, clock):
    keep_journal(ana, 60, skip=0.2)
    window = window_of(ana, NOON)
    pain, things = pain_in(window), things_in(ana, window)
    assert all(len(one.values) == len(pain) == window.length for one in things)
    words = [one for one in things if not one.rating]
    # A day without an entry says nothing of what was there.
    assert all(
        (value is None) == (felt is None)
        for one in words
        for value, felt in zip(one.values, pain, strict=True)
    )


def test_no_more_than_ten_things_are_tested_and_the_seldom_ones_are_named(ana, clock):
    kinds = [("activity", f"Thing {n}") for n in range(14)]
    for n in range(60):
        named = tuple(Named(*kind) for at, kind in enumerate(kinds) if n % (at + 2) == 0)
        with time_machine.travel(NOON - timedelta(days=n), tick=False):
            write_entry(ana, pain=n % 7, mood=n % 5 + 1, named=named)
    things = things_in(ana, window_of(ana, NOON))
    often = [one for one in things if one.rating or sum(v == 1 for v in one.values) >= PER_GROUP]
    assert len(often) <= MOST_THINGS
    assert [one.key for one in things if one.rating] == ["mood"]
    look = take(ana)
    assert sum(one.figures["p"] is not None for one in look.findings.all()) <= MOST_THINGS
    few = [one for one in look.findings.all() if one.verdict == "too_little"]
    assert few
    assert all(one.figures["n_with"] < PER_GROUP for one in few)


def test_private_entries_count(ana, clock):
    keep_journal(ana, 60, private=True)
    assert take(ana).figures["days"] == 59


def test_what_was_deleted_does_not(ana, clock):
    keep_journal(ana, 60)
    delete_entry(entry=ana.entries.order_by("at")[5], by=ana)
    assert take(ana).figures["days"] == 58


def test_what_the_last_look_showed_is_not_new(ana, clock):
    keep_journal(ana, 90, sleep=2.5)
    assert by_thing(take(ana))["sleep_quality"].verdict == "shown"
    clock.move_to(NOON + timedelta(days=31))
    keep_journal(ana, 31, sleep=2.5, seed=2)
    assert by_thing(take(ana, timezone.now()))["sleep_quality"].verdict == "shown"


# --- Nobody else's -----------------------------------------------------------------------------


def test_a_look_is_shown_to_nobody_else(ana, ben, edna, clock, northfield):
    keep_journal(ana, 60)
    look = take(ana)
    AccessGrant.objects.create(
        person=ana, reader=ben, clinic=northfield, scope=Scope.JOURNAL, kind="care"
    )
    assert list(Look.objects.visible_to(ana)) == [look]
    for other in (ben, edna):
        assert not Look.objects.visible_to(other).exists()


def test_it_is_recorded_without_a_word(ana, clock):
    keep_journal(ana, 60)
    look = take(ana)
    event = AuditEvent.objects.get(action="take-look")
    assert (event.person, event.object_id, event.actor, event.fields) == (ana.pk, look.pk, None, [])


# --- Not useful to me --------------------------------------------------------------------------


@pytest.fixture
def shown(ana, clock):
    keep_journal(ana, 90, sleep=2.5)
    return by_thing(take(ana))["sleep_quality"]


def test_what_is_of_no_use_is_put_away_and_can_come_back(ana, shown):
    actions.hide_finding(finding=shown, by=ana)
    seen = read(shown.look)
    assert shown not in [one.finding for one in seen.shown]
    assert [one.finding for one in seen.hidden] == [shown]
    actions.show_again(finding=shown, by=ana)
    assert shown in [one.finding for one in read(shown.look).shown]
    told = AuditEvent.objects.filter(object_id=shown.pk).values_list("action", flat=True)
    assert list(told) == ["hide-finding", "show-finding"]


def test_it_stays_away_in_the_next_look(ana, shown, clock):
    actions.hide_finding(finding=shown, by=ana)
    clock.move_to(NOON + timedelta(days=31))
    keep_journal(ana, 31, sleep=2.5, seed=2)
    following = by_thing(take(ana, timezone.now()))["sleep_quality"]
    assert following.verdict == "shown"
    assert following.hidden_at
    actions.show_again(finding=following, by=ana)
    assert not Finding.objects.filter(hidden_at__isnull=False).exists()


def test_twice_is_once(ana, shown):
    actions.hide_finding(finding=shown, by=ana)
    shown.refresh_from_db()
    when = shown.hidden_at
    actions.hide_finding(finding=shown, by=ana)
    shown.refresh_from_db()
    assert shown.hidden_at == when
    assert AuditEvent.objects.filter(action="hide-finding").count() == 1


# --- The clock's side --------------------------------------------------------------------------


def test_the_tick_takes_what_is_due_and_does_it_once(ana, cleo, finn, clock):
    keep_journal(ana, 60)
    keep_journal(cleo, 60)
    keep_journal(finn, 20)
    tasks.take_looks()
    tasks.take_looks()
    assert {look.person for look in Look.objects.all()} == {ana, cleo}
    assert Look.objects.count() == 2


def test_it_goes_through_all_in_small_batches(monkeypatch, clock):
    people = [make_user(f"p{n}@cbtback.example") for n in range(5)]
    for person in people:
        keep_journal(person, 45)
    monkeypatch.setattr(tasks, "BATCH", 2)
    handed = []
    monkeypatch.setattr(tasks.take_look, "delay", handed.append)
    tasks.take_looks()
    assert sorted(handed) == sorted(str(person.pk) for person in people)


def test_who_has_this_months_look_is_not_asked_again(ana, clock):
    keep_journal(ana, 60)
    assert may_be_due(NOON, after=None, most=9) == [ana.pk]
    take(ana)
    assert may_be_due(NOON, after=None, most=9) == []
    assert may_be_due(NOON + timedelta(days=30), after=None, most=9) == [ana.pk]


def test_a_person_who_is_gone_is_passed_over(clock):
    tasks.take_look("00000000-0000-0000-0000-000000000000")
    assert not Look.objects.exists()


# --- As it is read ------------------------------------------------------------------------------


def test_a_look_is_read_in_one_query(ana, clock, django_assert_num_queries):
    named = {("activity", f"Thing {n}") for n in range(9)}
    for n in range(60):
        with time_machine.travel(NOON - timedelta(days=n), tick=False):
            write_entry(ana, named=tuple(Named(*one) for one in named), pain=n % 3)
    look = take(ana)
    with django_assert_num_queries(1):
        seen = read(look)
        assert [one.trigger for one in seen.few + seen.none]


def test_a_word_that_was_merged_since_is_read_as_what_it_is_now(ana):
    word = ana.triggers.create(
        kind="activity", text="Bags", word="1", local_date=DAY, zone="UTC", created=NOON
    )
    into = ana.triggers.create(
        kind="activity", text="Shopping", word="2", local_date=DAY, zone="UTC", created=NOON
    )
    look = keep_look(ana, word)
    word.merged_into = into
    word.save(update_fields=["merged_into"])
    assert [one.trigger for one in read(look).shown] == [into]


def test_the_database_holds_one_look_a_month(ana, clock):
    keep_journal(ana, 60)
    look = take(ana)
    look.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        look.save(force_insert=True)
