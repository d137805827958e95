"""The worked example, through the pages: the belief, its four fears, and what came of each."""

import pytest

from sessions.models import Experiment
from sessions.notes import notes_of
from sessions.sorting import Verdict
from tests.sessions import walk as w

pytestmark = pytest.mark.django_db


@pytest.fixture(params=["plain", "htmx"])
def walk(request, ana):
    htmx = {"HX-Request": "true", "HX-Target": "spread"}
    return w.Walk(ana, **(htmx if request.param == "htmx" else {}))


def goes_to(response, step):
    assert response.status_code == 302, response.content.decode()[-3000:]
    return f"/{step}/" in response["Location"]


def test_the_example_goes_through_to_the_page_with_these_verdicts(walk):
    assert goes_to(walk.say("ready", w.SAFE), "safe")
    assert goes_to(walk.say("safe", w.RISKS), "belief")
    assert goes_to(walk.say("belief", w.BELIEF), "ratings")
    assert goes_to(walk.say("ratings", w.RATINGS), "evidence")
    assert goes_to(walk.say("evidence", w.EVIDENCE), "cost")
    more = {**w.COST, "opportunity": "Friday dinners", "area": "social"}
    assert goes_to(walk.say("cost", w.COST, then="again"), "cost")
    assert goes_to(walk.say("cost", more), "questions")
    assert goes_to(walk.say("questions", w.QUESTIONS), "fears")
    for fear in (w.FALLING, w.LAUGHING, w.FLARE):
        assert goes_to(walk.fear(fear, then="again"), "fears")
    assert goes_to(walk.fear(w.LEAVING), "sort")
    assert goes_to(walk.sort(), "plan")
    assert goes_to(walk.say("plan", w.PLAN, walk.item("I will fall.")), "test")
    assert goes_to(walk.say("test", w.TEST, walk.item("I will never get over a flare.")), "fair")
    assert goes_to(walk.say("fair", w.FAIR), "again")
    done = walk.say("again", w.AGAIN)
    assert done["Location"] == f"/examine/{walk.examination.pk}/"

    verdicts = {fear.given.values["text"]: fear.chosen for fear in walk.progress.fears}
    assert verdicts == {
        "I will fall.": Verdict.PLAN,
        "People will laugh.": Verdict.LET_GO,
        "I will never get over a flare.": Verdict.TRY,
        "I will have to leave early.": Verdict.LET_GO,
    }
    notes = notes_of(walk.examination, walk.person)
    assert (notes.conviction.before, notes.conviction.after) == (85, 40)
    assert (notes.upset.before, notes.upset.after) == (90, 45)
    assert (notes.now.before, notes.now.after) == (35, 30)
    assert notes.completed_at is not None
    assert (notes.tried, notes.happened_times) == (12, 2)
    assert Experiment.objects.get().needs_approval


def test_the_finished_page_is_shown_to_its_person(walk):
    walk.go_to("again")
    done = walk.say("again", w.AGAIN)
    page = walk.client.get(done["Location"]).content.decode()
    assert "If I go dancing" in page
    assert "Friday dinner, for one hour" in page
