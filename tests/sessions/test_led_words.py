"""What a patient reads while a therapist leads is plain: US grade 6 or below."""

import pytest

from sessions import actions
from sessions.models import LedSession
from tests.readability import LIMIT, grade_of, report, visible_lines
from tests.sessions import walk as w
from tests.sessions.together import Pair
from tests.visits import Visitor

pytestmark = pytest.mark.django_db


def check(response):
    lines = visible_lines(response.content.decode())
    assert grade_of(lines) <= LIMIT, report(lines)


def test_the_request_the_page_that_follows_and_the_end(ana, ben):
    pair = Pair(ana, ben, upto="belief")
    check(pair.hers.get(pair.url("led")))
    pair.write("belief", w.BELIEF)
    check(pair.hers.get(pair.url("led")))
    check(pair.walk.get("ratings"))
    actions.end_lead(led=pair.led, by=ana)
    check(pair.hers.get(pair.url("led")))


@pytest.mark.parametrize("harm", ["self", "other"])
def test_the_page_that_follows_where_somebody_may_be_hurt(ana, ben, harm):
    pair = Pair(ana, ben, upto="fears")
    pair.write("fears", {**w.FALLING, "harm": harm, "distress_now": "40"})
    response = pair.hers.get(pair.url("led"))
    assert "There are people" in response.content.decode() or harm == "other"
    check(response)


def test_what_joining_means(ana, ben):
    pair = Pair(ana, ben, upto="belief")
    actions.end_lead(led=pair.led, by=ana)
    led = actions.ask_to_lead(care=ana.therapists.get(), by=ben, text="If I lift, I will snap")
    check(Visitor(ana).get(pair.url("led").replace(str(pair.led.pk), str(led.pk))))
    check(Visitor(ana).get("/today/"))
    assert LedSession.objects.count() == 2
