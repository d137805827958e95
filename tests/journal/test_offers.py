"""Words of one's own are offered again: what was named often and lately stands first."""

from datetime import timedelta

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from journal import actions
from journal.models import Trigger
from journal.offers import last_places, offered, usual, weight
from journal.saying import Hurting, Named
from tests.builders import activity, write_entry
from tests.journal.forms import queries_of

pytestmark = pytest.mark.django_db


def texts(triggers) -> list[str]:
    return [one.text for one in triggers]


def say(person, *words: str, days: int = 0, times: int = 1) -> None:
    named = tuple(Named("weather", word) for word in words)
    for _ in range(times):
        write_entry(person, at=timezone.now() - timedelta(days=days), named=named)


def test_what_was_named_often_stands_before_what_was_named_once(ana):
    say(ana, "Rain", times=2)
    say(ana, "Frost")
    assert texts(usual(ana)) == ["Rain", "Frost"]


def test_what_was_named_lately_stands_before_what_was_named_long_ago(ana):
    say(ana, "Rain", days=30, times=3)
    say(ana, "Frost")
    assert texts(usual(ana)) == ["Frost", "Rain"]


def test_often_outweighs_lately_by_a_half_in_two_weeks(ana):
    say(ana, "Rain", days=14, times=3)
    say(ana, "Frost")
    assert texts(usual(ana)) == ["Rain", "Frost"]


def test_words_of_more_than_ninety_days_ago_come_last_and_the_newest_of_them_first(ana):
    say(ana, "Rain", days=200, times=5)
    say(ana, "Wind", days=150)
    say(ana, "Frost", days=80)
    assert texts(usual(ana)) == ["Frost", "Wind", "Rain"]


def test_words_that_are_archived_or_merged_are_not_offered(ana):
    say(ana, "Rain", "Rainy", "Frost")
    by_text = {one.text: one for one in ana.triggers.all()}
    by_text["Rainy"].merged_into = by_text["Rain"]
    by_text["Frost"].archived_at = timezone.now()
    for one in by_text.values():
        one.save()
    assert texts(usual(ana)) == ["Rain"]
    assert offered(ana).keys() == {"weather"}


def test_what_names_a_merged_word_counts_for_what_it_became(ana):
    say(ana, "Rainy", times=3)
    say(ana, "Frost", times=2)
    say(ana, "Rain")
    by_text = {one.text: one for one in ana.triggers.all()}
    by_text["Rainy"].merged_into = by_text["Rain"]
    by_text["Rainy"].save()
    assert texts(usual(ana)) == ["Rain", "Frost"]


def test_each_kind_has_its_own(ana):
    write_entry(ana, named=(activity("Rain"), Named("weather", "Rain"), Named("mood", "Fed up")))
    assert {kind: texts(words) for kind, words in offered(ana).items()} == {
        "activity": ["Rain"],
        "weather": ["Rain"],
        "mood": ["Fed up"],
    }


def test_a_form_offers_a_handful(ana):
    say(ana, *(f"Word {number}" for number in range(12)))
    assert (len(usual(ana)), len(offered(ana)["weather"])) == (6, 6)


def test_words_of_somebody_else_are_not_offered(ana, finn):
    say(finn, "Rain")
    assert usual(ana) == []


def test_words_of_deleted_entries_count_for_nothing(ana):
    say(ana, "Frost")
    say(ana, "Rain", times=3)
    for entry in ana.entries.filter(mentions__trigger__in=Trigger.objects.filter(person=ana)):
        if texts([entry.mentions.get().trigger]) == ["Rain"]:
            actions.delete_entry(entry=entry, by=ana)
    assert texts(usual(ana))[0] == "Frost"


def test_the_places_offered_are_those_of_the_newest_entry_that_has_any(ana):
    now = timezone.now()
    for days, area in ((9, "back-seat-left"), (2, "back-neck-left"), (100, "back-leg-left")):
        write_entry(ana, at=now - timedelta(days=days), hurting=(Hurting(area, 3),))
    write_entry(ana)
    assert last_places(ana) == ["back-neck-left"]


def test_places_of_more_than_ninety_days_ago_are_not_offered(ana):
    at = timezone.now() - timedelta(days=91)
    write_entry(ana, at=at, hurting=(Hurting("back-neck-left"),))
    assert last_places(ana) == []


@given(st.lists(st.tuples(st.integers(0, 90), st.integers(1, 20)), max_size=20), st.integers(0, 90))
def test_one_more_entry_never_makes_a_word_count_less(named, days):
    assert weight([*named, (days, 1)]) > weight(named)


@given(st.integers(0, 89), st.integers(1, 20))
def test_the_same_entry_a_day_later_counts_more(days, times):
    assert weight([(days, times)]) > weight([(days + 1, times)])


def test_the_questions_to_the_database_are_three_however_long_the_record(ana):
    for many in (1, 12):
        say(ana, *(f"Word {many} {number}" for number in range(many)), times=many)
        assert queries_of(lambda: offered(ana)) == 3
        assert queries_of(lambda: usual(ana)) == 3
