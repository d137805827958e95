"""However much somebody has written, a page asks the database as often."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from demo.stories.ana import BASKET, DANCING
from demo.stories.northfield_more import IMANI_TASKS, JOYCE_BRIDGES
from sessions.models import Examination
from tests.builders import examine
from tests.visits import Visitor

pytestmark = pytest.mark.django_db
STORIES = (DANCING, BASKET, JOYCE_BRIDGES, IMANI_TASKS)


def asked(visitor: Visitor, path: str) -> int:
    # Once before, for what is looked up once a process.
    visitor.get(path)
    with CaptureQueriesContext(connection) as queries:
        assert visitor.get(path).status_code == 200
    assert len(queries) > 5
    return len(queries)


@pytest.mark.parametrize("page", ["/today/", "/examine/", "/examine/plans/", "/tests/", "finished"])
def test_many_examinations_ask_no_more_than_a_few(page, ana):
    for story in STORIES:
        first = examine(ana, story=story)
    visitor = Visitor(ana)
    path = f"/examine/{first.pk}/" if page == "finished" else page
    few = asked(visitor, path)
    for story in STORIES * 2:
        examine(ana, story=story)
    assert Examination.objects.filter(person=ana).count() == 12
    assert asked(visitor, path) <= few


def test_a_finished_page_of_many_fears_asks_as_often_as_one_of_two(ana):
    two, four = examine(ana, story=JOYCE_BRIDGES), examine(ana, story=DANCING)
    visitor = Visitor(ana)
    assert (
        abs(asked(visitor, f"/examine/{four.pk}/") - asked(visitor, f"/examine/{two.pk}/")) <= 2
    )  # of what only one of them has: tests, questions
