"""A trial of one trigger among what is due: on its days, the day after, and when it is over."""

from datetime import datetime, timedelta

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from insights.today import Main, today_of
from journal import actions
from journal.trials import OVER_STAYS, Asks
from people.clock import today
from sessions.due import Kind, agenda_of
from tests.builders import examine, write_entry
from tests.visits import Visitor

pytestmark = pytest.mark.django_db

MORNING = datetime.fromisoformat("2026-03-12T14:00:00+00:00")
DAY = timedelta(days=1)


@pytest.fixture
def clock():
    with time_machine.travel(MORNING, tick=False) as moved:
        yield moved


@pytest.fixture
def trial(ana, clock):
    """Of ten days, from tomorrow on: without, with, and so on as the seed draws."""
    named = actions.name_triggers(person=ana, names=[("sleep", "Late to bed")])
    return actions.start_trial(
        trigger=named["sleep", "Late to bed"],
        by=ana,
        days=10,
        starts_on=today(ana) + DAY,
        with_words="In bed by ten.",
        without_words="As usual.",
        seed=3,
    )


def asked(person) -> list[tuple[Asks, int]]:
    """What is due of the trial, and of how many days ago."""
    day = today(person)
    found = [item for item in agenda_of(person, day).due if item.kind is Kind.TRIAL]
    return [(item.trial.asks, (day - item.on).days) for item in found]


def coming(person):
    return [item for item in agenda_of(person, today(person)).coming if item.kind is Kind.TRIAL]


def show(person) -> str:
    return Visitor(person).get("/today/").content.decode()


def tell(trial, on, kept="yes"):
    actions.record_trial_day(trial=trial, by=trial.person, on=on, kept=kept)


def test_before_it_begins_it_is_coming_up(ana, trial):
    assert asked(ana) == []
    (item,) = coming(ana)
    assert (item.on, item.row) == (trial.starts_on, trial.pk)
    assert "Your trial begins." in show(ana)


def test_each_day_is_due_with_what_was_set_for_it(ana, trial, clock):
    for letter in trial.order:
        clock.shift(DAY)
        if today(ana) > trial.starts_on:
            tell(trial, today(ana) - DAY)
        (item,) = [one for one in agenda_of(ana, today(ana)).due if one.kind is Kind.TRIAL]
        assert item.trial.with_it is (letter == "w")
        assert item.words == ("In bed by ten." if letter == "w" else "As usual.")
        assert item.url == f"/journal/trials/{trial.pk}/"
        html = show(ana)
        assert f"Today is a day {'with' if letter == 'w' else 'without'} it" in html
        assert item.words in html


def test_a_day_that_was_told_is_due_no_more(ana, trial, clock):
    clock.shift(DAY)
    assert asked(ana) == [(Asks.TODAY, 0)]
    tell(trial, today(ana))
    assert asked(ana) == []


def test_yesterday_is_asked_about_once_more_and_older_days_are_not(ana, trial, clock):
    clock.shift(3 * DAY)
    assert asked(ana) == [(Asks.YESTERDAY, 1), (Asks.TODAY, 0)]
    assert "Yesterday was a day" in show(ana)
    tell(trial, today(ana) - DAY, "no")
    assert asked(ana) == [(Asks.TODAY, 0)]


def test_the_last_day_is_asked_about_on_the_day_after(ana, trial, clock):
    clock.shift(11 * DAY)
    assert asked(ana) == [(Asks.YESTERDAY, 1)]


def test_when_it_is_over_what_came_of_it_is_due_for_two_weeks(ana, trial, clock):
    clock.shift(12 * DAY)
    assert asked(ana) == [(Asks.OVER, 0)]
    html = show(ana)
    assert "Your trial is over" in html
    assert "In bed by ten." in html
    clock.shift(OVER_STAYS)
    assert asked(ana) == [(Asks.OVER, OVER_STAYS.days)]
    clock.shift(DAY)
    assert asked(ana) == []


def test_ended_it_asks_nothing(ana, trial, clock):
    actions.end_trial(trial=trial, by=ana)
    for _day in range(14):
        clock.shift(DAY)
        assert asked(ana) == []
    assert coming(ana) == []


def test_while_tests_are_held_it_waits_and_is_not_due(ana, trial, clock, held_tests):
    clock.shift(DAY)
    assert asked(ana) == []
    (item,) = coming(ana)
    assert item.waits
    assert "Trials wait for now." in show(ana)


def test_it_is_the_main_thing_where_nothing_else_is(ana, trial, clock):
    clock.shift(DAY)
    day = today_of(ana)
    assert (day.main, day.first.kind) == (Main.DUE, Kind.TRIAL)
    examine(ana)
    clock.shift(3 * DAY)
    day = today_of(ana)
    assert day.first.kind is not Kind.TRIAL
    assert Kind.TRIAL in {item.kind for item in day.due}


def test_another_persons_trial_is_not_due(ana, finn, trial, clock):
    clock.shift(DAY)
    assert asked(finn) == []


def test_a_trial_asks_the_same_number_of_questions_however_long(ana, trial, clock):
    clock.shift(DAY)

    def count() -> int:
        with CaptureQueriesContext(
            connection,
        ) as asked_of_it:
            agenda_of(ana, today(ana))
        return len(asked_of_it)

    first = count()
    for _day in range(8):
        tell(trial, today(ana))
        write_entry(ana)
        clock.shift(DAY)
    assert count() == first
