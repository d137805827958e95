"""Words that look like code stay words, on every page and in every letter."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from typing import Any

import pytest
from django.db import transaction
from django.urls import reverse

from outbox.models import Message
from people.actions import change_settings, invite
from people.models import Role, User
from sessions import actions
from tests.access import NAMED, ROWS
from tests.builders import make_cast, share
from tests.hers import Hers, make_hers
from tests.visits import Visitor

MARK = "\"><img src=x onerror=alert(1)>'{{7*7}}"
WORDS = {
    *("belief", "if_clause", "then_clause", "replies", "fair", "yes", "text", "opportunity"),
    *("how", "why", "trigger", "action", "prepare", "supports", "prediction", "step", "soreness"),
    *("place", "whom", "what", "until_then"),
}


def marked(told: Any) -> Any:
    """A story, a fear or a plan with a mark in each of its words."""
    changes: dict[str, Any] = {}
    for field in fields(told):
        value = getattr(told, field.name)
        if isinstance(value, tuple) and value and is_dataclass(value[0]):
            changes[field.name] = tuple(marked(one) for one in value)
        elif is_dataclass(value):
            changes[field.name] = marked(value)
        elif field.name == "replies":
            changes[field.name] = tuple(MARK + reply for reply in value)
        elif field.name in WORDS and value:
            changes[field.name] = MARK + value
    return replace(told, **changes)


@pytest.fixture(scope="module")
def marked_rows(django_db_setup, django_db_blocker) -> Iterator[tuple[dict[str, User], Hers]]:
    with django_db_blocker.unblock(), transaction.atomic():
        cast = make_cast()
        for person in cast.values():
            change_settings(
                person=person, name=person.name + MARK, time_zone=person.time_zone, by=person
            )
        hers = make_hers(cast["ana"], cast["ben"], cast["edna"], told=marked)
        clinic, ben = hers.membership.clinic, cast["ben"]
        clinic.name += MARK
        clinic.save()
        share(hers.person, ben, clinic)
        actions.approve_experiment(experiment=hers.experiment, by=ben)
        actions.record_result(
            experiment=hers.experiment,
            by=hers.person,
            done="yes",
            result=MARK,
            pain_before=3,
        )
        actions.record_check(
            experiment=hers.experiment,
            by=hers.person,
            day=3,
            flags=[],
            pain=3,
            came_true=3,
            surprise=3,
            learnt=MARK,
            conviction=3,
        )
        actions.answer_care_question(question=hers.question, by=ben, answer=MARK)
        actions.review_examination(examination=hers.finished, by=ben, clinic=clinic, note=MARK)
        invite(clinic=clinic, email="x@cbtback.example", role=Role.THERAPIST, by=cast["edna"])
        yield cast, hers
        transaction.set_rollback(True)


@pytest.mark.parametrize("who", ["ana", "ben", "edna", "cleo"])
def test_no_mark_comes_alive_on_any_page(who, marked_rows, db):
    cast, hers = marked_rows
    visitor, met = Visitor(cast[who]), 0
    for row in ROWS:
        names = NAMED[row.name](hers) if row.name in NAMED else None
        response = visitor.get(reverse(row.name, kwargs=names), follow=True)
        if response.status_code == 200 and not response.streaming:
            page = response.content.decode(errors="replace")
            assert "<img src=x" not in page, row.name
            met += "&lt;img src=x" in page
    # The marks were there to be met.
    assert met >= {"ana": 15, "ben": 8, "edna": 5, "cleo": 1}[who]


def test_no_mark_comes_alive_in_a_letter(marked_rows, db):
    letters = [letter for letter in Message.objects.all() if letter.body_html]
    assert any("&lt;img src=x" in letter.body_html for letter in letters)
    for letter in letters:
        assert "<img src=x" not in letter.body_html
        assert MARK not in letter.subject or "\n" not in letter.subject
