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
    "library-1.en.toml": "82caed6e6bad129b08a4e3538ded340530bcb27bc894216c99f7336063022ca0",
    "questions-1.en.toml": "31b9bbd4a1585b648688de868b16dc5c6e4079042c29393ad24df55c3466c034",
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
    assert len(one.short) == content.SHORT


def test_a_kind_without_a_set_is_asked_the_questions_for_any():
    assert content.question_set("from a later version").kind == "other"


def test_the_ids_of_questions_are_unique():
    ids = [one.id for each in content.question_sets().values() for one in each.questions]
    assert len(ids) == len(set(ids))


def test_content_says_that_no_clinician_has_reviewed_it():
    assert not any(each.reviewed for each in content.question_sets().values())


def test_a_language_without_content_falls_back_to_english():
    assert content.question_sets(1, "fr") == content.question_sets(1, "en")


def test_no_common_thought_is_sent_back():
    assert not [one.id for one in content.library() if hint(one.text)]


def test_each_common_thought_is_of_a_known_kind():
    assert {one.kind for one in content.library()} <= set(BeliefKind.values)
