"""Question sets and common thoughts: whole, and a published version never changes."""

import hashlib
from pathlib import Path

import pytest

from sessions import content
from sessions.models import BeliefKind
from sessions.phrasing import hint

# A file that was published stays as it is: an examination was asked with it. New words are a
# new version, with a new line here.
PUBLISHED = {
    "habits-1.en.toml": "24b507f477cafba6e77ac823a9759df9eabec5700a55e474a8681b4d8ecd80af",
    "library-1.en.toml": "82caed6e6bad129b08a4e3538ded340530bcb27bc894216c99f7336063022ca0",
    "questions-1.en.toml": "31b9bbd4a1585b648688de868b16dc5c6e4079042c29393ad24df55c3466c034",
    "questions-2.en.toml": "25673c027792aa87b4677286f3993697d5db93a0ed1c4f3c7a72384f209ab2e1",
}


def test_every_published_file_is_as_it_was_published():
    here = Path(content.__file__).parent
    found = {
        path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in here.glob("*.toml")
    }
    assert found == PUBLISHED


@pytest.mark.parametrize("kind", BeliefKind.values)
def test_each_kind_of_thought_has_a_set_with_its_sources(kind):
    one = content.question_set(kind)
    assert one.kind == kind
    assert one.sources
    # A set in parts has its first two in each of them.
    for part in one.branches or [one]:
        assert len(part.short) == content.SHORT


def test_a_kind_without_a_set_is_asked_the_questions_for_any():
    assert content.question_set("from a later version").kind == "other"


def test_the_ids_of_questions_are_unique():
    sets = content.question_sets().values()
    parts = [part for each in sets for part in (each, *each.branches)]
    ids = [one.id for part in parts for one in part.questions]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("kind", BeliefKind.values)
def test_a_question_that_was_kept_has_the_same_words_in_both_versions(kind):
    """Its reply is kept under its id: another wording is another question."""
    old = {one.id: one.text for one in content.question_set(kind, 1).questions}
    new = {one.id: one.text for one in content.question_set(kind, 2).questions}
    assert {code: new[code] for code in old if code in new} == {
        code: text for code, text in old.items() if code in new
    }


def test_an_exercise_barrier_is_asked_by_what_stands_in_the_way():
    parts = content.question_set("exercise_barrier").branches
    assert [part.id for part in parts] == ["damage", "pointless", "no-time", "waiting"]


@pytest.mark.parametrize("kind", ["falling", "social"])
def test_every_fact_card_names_its_source(kind):
    cards = content.question_set(kind).facts
    assert cards
    assert all(card.source for card in cards)


def test_the_study_of_help_after_a_fall_says_how_old_it_is_and_promises_nothing():
    card = next(one for one in content.question_set("falling").facts if "62 of 65" in one.text)
    assert "1968" in card.text
    assert "young men" in card.text
    assert "can’t promise" in card.text


def test_there_are_thirteen_thinking_habits_each_with_a_plain_line():
    habits = content.habits()
    assert len({one.id for one in habits}) == 13
    assert all(one.label and one.line for one in habits)
    assert content._read("habits", 1, "en")["reviewed"] is False


def test_a_file_holds_on_until_there_is_a_newer_one_of_its_name():
    assert content.library(2) == content.library(1)
    assert content.question_sets(2) != content.question_sets(1)
    assert content.habits(1) == content.habits(2)


def test_content_says_that_no_clinician_has_reviewed_it():
    assert not any(each.reviewed for each in content.question_sets().values())


def test_a_language_without_content_falls_back_to_english():
    assert content.question_sets(1, "fr") == content.question_sets(1, "en")


def test_no_common_thought_is_sent_back():
    assert not [one.id for one in content.library() if hint(one.text)]


def test_each_common_thought_is_of_a_known_kind():
    assert {one.kind for one in content.library()} <= set(BeliefKind.values)
