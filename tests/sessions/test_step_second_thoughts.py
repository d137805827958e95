"""What was said before and is changed: approvals, answers and verdicts follow, nothing is lost."""

import pytest

from sessions import actions
from sessions.models import CareQuestion, Experiment
from sessions.notes import notes_of
from sessions.steps import Step
from sessions.views import before as views
from tests.sessions import walk as w
from tests.sessions.test_step_pages import text_of

pytestmark = pytest.mark.django_db
DISC = "I will slip a disc."


@pytest.fixture
def walk(ana):
    return w.Walk(ana)


def answered(walk):
    question = CareQuestion.objects.get()
    actions.answer_care_question(
        question=question, by=walk.person, answer="It is fine.", name="My physio"
    )
    return question


@pytest.fixture
def asked(walk):
    """A fear that needs care, and what the care team said about it."""
    walk.go_to("fears")
    walk.fear(w.SLIPPED)
    walk.sort()
    walk.say("ask", w.ASK, walk.item(DISC))
    answered(walk)
    return walk


@pytest.mark.parametrize(("first", "then", "waits"), [
    ({"none": "on"}, w.RISKS, True),
    (w.RISKS, {"none": "on"}, False),
])  # fmt: skip
def test_a_test_waits_for_approval_as_the_risks_now_say(walk, first, then, waits):
    walk.go_to("safe")
    walk.say("safe", first)
    for name, fields in w.UP_TO_FEARS[2:]:
        walk.say(name, fields)
    walk.fear(w.FLARE)
    walk.sort()
    walk.say("test", w.TEST, walk.progress.fears[0].item)
    walk.say("safe", then)
    assert Experiment.objects.get().needs_approval is waits


@pytest.mark.parametrize("then", ["back", "leave"])
def test_going_away_from_the_last_page_finishes_nothing_and_keeps_what_was_typed(walk, then):
    walk.go_to("again")
    walk.say("again", w.AGAIN, then=then)
    assert walk.at()[0] == "again"
    assert "Friday dinner, for one hour" in text_of(walk.get("again"))
    walk.say("again", w.AGAIN)
    assert walk.at()[0] == "page"


def test_an_answer_of_the_care_team_opens_a_plan_that_stays(asked):
    item = asked.item(DISC)
    asked.sort(**{f"move_{item}": "plan", f"why_{item}": "They said so."})
    assert asked.at() == ("plan", item)
    asked.say("plan", w.PLAN, item)
    assert asked.at()[0] == "fair"
    (fear,) = notes_of(asked.examination, asked.person).fears
    assert fear.verdict == "plan"
    assert fear.plan


def test_an_answer_is_not_one_to_a_fear_written_over_it_since(asked):
    item = asked.item(DISC)
    asked.say("fears", {**w.SLIPPED, "text": "I will faint on the bus."}, item)
    assert {verdict.value for verdict in asked.progress.fears[0].open_to} == {"ask_team"}
    asked.sort()
    assert CareQuestion.objects.get().answered_at is None


def test_an_answer_is_not_one_to_another_question(asked):
    asked.say("ask", {**w.ASK, "what": "May I lift a child?"}, asked.item(DISC))
    question = CareQuestion.objects.get()
    assert question.answer == ""
    assert question.answered_at is None


def test_what_somebody_else_found_out_is_no_answer_of_the_care_team(walk):
    walk.go_to("fears")
    walk.fear(w.JOB)
    walk.sort()
    item = walk.progress.fears[0].item
    walk.say("talk", w.ASK, item)
    answered(walk)
    walk.say("fears", {**w.JOB, "harm": "serious"}, item)
    walk.sort()
    walk.say("ask", w.ASK, item)
    assert CareQuestion.objects.get().answered_at is None


def test_removing_a_fact_from_what_another_window_has_set_aside_is_refused(walk, monkeypatch):
    walk.go_to("cost")
    fact = walk.progress.items(Step.EVIDENCE)[0].item

    def set_aside_meanwhile(at):
        actions.set_aside(examination=at.examination, by=walk.person)

    hidden = walk.hidden("evidence")
    monkeypatch.setattr(views, "held_at", set_aside_meanwhile)
    response = walk.send("evidence", {**hidden, "remove": fact, "text_for": "still here"})
    assert response.status_code == 422
    assert "still here" in text_of(response)
