"""When somebody is asked again: the rule alone, without a database."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sessions.following import DAYS, LAST_STAYS, MISSES, Following

FINISHED = date(2026, 3, 12)
ALL = range(DAYS[-1] + LAST_STAYS.days + 40)

answers = st.dictionaries(st.sampled_from(DAYS), st.booleans())
some_day = st.sampled_from(ALL)


def on(number):
    return FINISHED + timedelta(days=number)


def due(number, **given):
    """The day of asking that is due so many days after; ``given``: ``d3=True`` and so on."""
    following = Following(FINISHED, {int(name[1:]): value for name, value in given.items()})
    window = following.due(on(number))
    return window.day if window else None


@pytest.mark.parametrize(
    ("number", "day"),
    [(0, None), (2, None), (3, 3), (13, 3), (14, 14), (41, 14)],
)
def test_each_is_due_until_the_next_begins(number, day):
    assert due(number) == day


@pytest.mark.parametrize(
    ("number", "day"), [(41, None), (42, 42), (89, 42), (90, 90), (120, 90), (121, None)]
)
def test_the_last_one_stays_for_thirty_days(number, day):
    assert due(number, d3=True, d14=True) == day


def test_two_missed_ones_end_the_asking():
    assert due(41) == 14
    assert [due(number) for number in (42, 60, 90, 110)] == [None] * 4
    assert Following(FINISHED).ended(on(42))


def test_two_in_all_and_not_in_a_row_end_it():
    assert due(42, d14=True) == 42
    assert due(90, d14=True) is None


def test_one_that_was_put_away_counts_as_missed_and_is_not_asked_again():
    assert due(3, d3=False) is None
    assert due(14, d3=False) == 14
    assert due(42, d3=False, d14=False) is None


def test_one_that_was_put_away_can_be_answered_after_all_while_it_is_open():
    given = {3: False, 14: False}
    assert Following(FINISHED, given).open(on(20)).day == 14
    assert Following(FINISHED, given).open(on(42)) is None
    assert due(42, d3=False, d14=True) == 42


def test_an_answer_late_in_its_time_counts():
    assert Following(FINISHED, {3: True}).missed(on(14)) == ()
    assert Following(FINISHED).missed(on(13)) == ()
    assert Following(FINISHED).missed(on(14)) == (3,)


def test_there_are_no_other_days():
    with pytest.raises(KeyError):
        Following(FINISHED).window(7)


@given(answers)
def test_never_two_are_open_at_once_and_there_is_no_gap(given):
    windows = Following(FINISHED, given).windows
    for number in ALL:
        assert sum(window.open_on(on(number)) for window in windows) <= 1
    for window, after in pairwise(windows):
        assert after.opens - window.closes == timedelta(days=1)


@given(answers, some_day)
def test_what_is_due_was_neither_answered_nor_put_away_nor_comes_after_two_misses(given, number):
    following = Following(FINISHED, given)
    window = following.due(on(number))
    if window:
        assert window.day not in given
        assert window.open_on(on(number))
        assert len(following.missed(on(number))) < MISSES


@given(answers, some_day, some_day)
def test_once_the_asking_has_ended_it_never_begins_again(given, first, second):
    following = Following(FINISHED, given)
    earlier, later = sorted((first, second))
    assert len(following.missed(on(earlier))) <= len(following.missed(on(later))) <= MISSES
    if following.ended(on(earlier)):
        assert following.ended(on(later))
        assert following.open(on(later)) is None
        assert following.due(on(later)) is None


@given(st.lists(st.sampled_from(["answer", "put away", "leave"]), min_size=4, max_size=4))
def test_whoever_lives_through_it_is_asked_no_more_than_two_times_in_vain(doings):
    """Day by day, doing on each asking what ``doings`` says: in any order of answers."""
    given, asked = {}, []
    for number in ALL:
        window = Following(FINISHED, given).due(on(number))
        if window is None:
            continue
        if window.day not in asked:
            asked.append(window.day)
        doing = doings[DAYS.index(window.day)]
        if doing != "leave":
            given[window.day] = doing == "answer"
    in_vain = [day for day in asked if not given.get(day)]
    assert len(in_vain) <= MISSES
    answered = [day for day in DAYS if doings[DAYS.index(day)] == "answer"]
    if len(answered) >= len(DAYS) - 1:
        assert asked == list(DAYS)
