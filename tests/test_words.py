"""Whose words show up where: nobody's on a page that is not theirs to read."""

from collections.abc import Iterator

import pytest
from django.urls import reverse
from django.utils.html import escape

from people.actions import stop_sharing
from sessions.models import Answer
from tests.access import NAMED, ROWS
from tests.builders import share
from tests.visits import Visitor, changed, snapshot


def strings_in(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for inside in value.values():
            yield from strings_in(inside)
    elif isinstance(value, list):
        for inside in value:
            yield from strings_in(inside)


def words_of(person, *, but_in=()) -> set[str]:
    """Every sentence the person wrote, but for those of examinations named in ``but_in``."""
    shared = {examination.pk for examination in but_in}
    said = {
        text
        for answer in Answer.objects.filter(examination__person=person)
        if answer.examination_id not in shared
        for text in strings_in(answer.said)
        if len(text) > 12 and " " in text
    }
    open_words = {
        text
        for answer in Answer.objects.filter(examination__in=shared)
        for text in strings_in(answer.said)
    }
    return said - open_words


def pages_for(visitor, hers) -> Iterator[tuple[str, str]]:
    """(URL name, page) of all that the visitor gets to see, lists and rows."""
    for row in ROWS:
        names = NAMED[row.name](hers) if row.name in NAMED else None
        response = visitor.get(reverse(row.name, kwargs=names))
        if response.status_code == 200 and not response.streaming:
            yield row.name, response.content.decode()


@pytest.mark.parametrize("who", ["edna", "cleo", "dev", "finn"])
def test_none_of_ana_s_words_reach(who, stage):
    words = words_of(stage.hers.person)
    assert len(words) > 40
    visitor = Visitor(stage.cast[who])
    leaks = [
        (name, word)
        for name, page in pages_for(visitor, stage.hers)
        for word in words
        if word in page or escape(word) in page
    ]
    assert leaks == []


def test_ben_meets_only_the_words_that_ana_shared(stage):
    words = words_of(stage.hers.person, but_in=[stage.hers.shared])
    leaks = [
        (name, word)
        for name, page in pages_for(Visitor(stage.cast["ben"]), stage.hers)
        for word in words
        if word in page or escape(word) in page
    ]
    assert leaks == []


def test_edna_sees_the_accounts_and_whose_they_are(stage):
    page = Visitor(stage.cast["edna"]).get(reverse("people:accounts")).content.decode()
    assert "Ana Moreno" in page
    assert "Ben Okoro" in page
    assert "Cleo Hart" not in page


@pytest.mark.parametrize("name", ["care:review", "care:approve", "care:answer"])
def test_what_was_shared_when_the_page_was_drawn_is_asked_again_when_it_is_sent(name, stage):
    hers, ben = stage.hers, stage.cast["ben"]
    row = {
        "care:review": hers.finished,
        "care:approve": hers.experiment,
        "care:answer": hers.question,
    }[name]
    grant = share(hers.person, ben, hers.membership.clinic, getattr(row, "examination", row))
    visitor, path = Visitor(ben), reverse(name, kwargs={"pk": row.pk})
    form = {"note": "Well done", "answer": "Yes, that is safe"}
    stop_sharing(grant=grant, by=hers.person)
    before = snapshot()
    assert visitor.send(path, form).status_code == 404
    assert changed(before) == set()
