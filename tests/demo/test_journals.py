"""The demo's journals: believable, the same each time, and true to what they are said to hold."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import transaction

from demo.journals import days_of
from demo.load import load
from demo.stories.days import ANA, LIVES
from insights.models import Finding
from journal.models import Entry, Mention, Trigger
from people.models import User

NOW = datetime(2026, 3, 12, 15, 30, tzinfo=UTC)


@pytest.fixture(scope="module")
def _loaded(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), transaction.atomic():
        load(now=NOW)
        yield
        transaction.set_rollback(True)


@pytest.fixture
def people(_loaded, db):
    return {user.email.split("@")[0]: user for user in User.objects.all()}


def days(person) -> set:
    return set(person.entries.kept().values_list("local_date", flat=True))


def test_ana_wrote_on_almost_every_day_of_twelve_weeks(people):
    written = days(people["ana"])
    assert (max(written) - min(written)).days + 1 == 84
    assert len(written) >= 75
    # Today is still to be written.
    assert NOW.date() not in written


def test_ana_s_journal_has_one_of_everything(people):
    entries = people["ana"].entries.kept()
    assert entries.filter(recalled=True).count() == 1
    assert entries.filter(private=True).count() == 1
    changed = entries.exclude(changed=None).get()
    assert changed.versions.get().said["note"] in changed.note
    bare = [entry for entry in entries.filter(mood=None) if entry.at.hour > 12]
    assert len(bare) >= 4
    kinds = set(Trigger.objects.filter(person=people["ana"]).values_list("kind", flat=True))
    assert {"activity", "relationship", "thought", "sleep", "weather"} <= kinds
    assert Mention.objects.filter(entry__person=people["ana"], ended="pain").exists()


def test_her_look_shows_sleep_and_says_of_the_rest_that_no_clear_link_was_found(people):
    look = people["ana"].looks.get()
    found = {finding.measure: finding for finding in look.findings.all()}
    assert found["sleep_quality"].verdict == Finding.Verdict.SHOWN
    assert found["sleep_quality"].figures["gap"] > 1
    others = look.findings.exclude(measure="sleep_quality").values_list("verdict", flat=True)
    assert list(others).count("no_link") >= 4
    assert set(others) <= {"no_link", "too_little"}


def test_nobody_else_is_shown_a_link(people):
    shown = Finding.objects.filter(verdict=Finding.Verdict.SHOWN)
    assert {finding.look.person for finding in shown} == {people["ana"]}
    assert people["finn"].looks.get().findings.filter(verdict="no_link").exists()


def test_some_have_weeks_some_days_and_dolores_has_been_silent(people):
    assert max(days(people["dolores"])) == NOW.date() - timedelta(days=15)
    assert len(days(people["tomas"])) <= 5
    assert 40 < len(days(people["finn"])) < 57
    assert {life.who for life in LIVES} == {
        short for short, person in people.items() if person.entries.exists()
    }


def test_nothing_of_it_is_still_to_come_and_nobody_wrote_before_they_came(people):
    for entry in Entry.objects.select_related("person"):
        assert entry.person.created < entry.at <= entry.written <= NOW


@pytest.mark.parametrize("life", LIVES, ids=lambda life: life.who)
def test_it_is_the_same_each_time_and_as_long_ago_on_another_day(life):
    zone = ZoneInfo("America/Chicago")
    one, other = (
        list(days_of(life, (NOW + timedelta(days=late)).astimezone(zone))) for late in (0, 3)
    )
    assert [ago for ago, _ in one] == [ago for ago, _ in other]
    assert [
        (each.client_id, each.said.pain, each.said.named, each.said.note) for _, each in one
    ] == [(each.client_id, each.said.pain, each.said.named, each.said.note) for _, each in other]


def test_every_day_that_has_something_to_tell_is_told():
    told = {ago for ago, each in days_of(ANA, NOW) if each.said.note or each.said.medication}
    assert set(ANA.days) <= told
