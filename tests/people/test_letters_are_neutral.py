"""Whoever sees a subject on a lock screen learns nothing."""

import re

import pytest
from django.conf import settings

LETTERS = sorted((settings.BASE_DIR / "templates" / "emails").glob("*/subject.txt"))
GIVEN_AWAY = re.compile(r"\bpain|\bbacks?\b|therap|clinic|anxi|distress|health|patient|{{", re.I)


@pytest.mark.parametrize("subject", LETTERS, ids=lambda path: path.parent.name)
def test_a_subject_names_no_pain_no_person_and_no_place(subject):
    assert not GIVEN_AWAY.search(subject.read_text())


@pytest.mark.parametrize("subject", LETTERS, ids=lambda path: path.parent.name)
def test_a_letter_has_a_text_and_a_page(subject):
    assert (subject.parent / "body.txt").exists()
    assert (subject.parent / "body.html").exists()
