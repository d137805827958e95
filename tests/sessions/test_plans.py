"""A person's plans: read in the moment, tried out, used, looked at again, and due when they say."""

from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from people.clock import today
from people.models import AuditEvent
from sessions import actions
from sessions.actions import Entry, Refused
from sessions.models import PlanUse
from sessions.notes import notes_of
from sessions.plan_days import Call
from sessions.plans import plans_of
from sessions.steps import Step
from tests.builders import examine
from tests.readability import LIMIT, LINE_LIMIT, grade_of, report, visible_lines, worst
from tests.visits import Visitor, changed, snapshot

pytestmark = pytest.mark.django_db

USED = {"kind": "used", "on": "", "helped": "7", "note": "The chair was near. I sat down."}


@pytest.fixture
def plan(example):
    return example.plans.get()


def url(plan):
    return f"/plans/{plan.pk}/"


def used(person, **more):
    return {**USED, "on": today(person).isoformat(), **more}


def rewrite(examination, person, **more):
    """The plan step answered anew, as its form would: changed words are another plan."""
    plan = examination.plans.get()
    given = examination.answers.filter(step=Step.PLAN, item=plan.fear).order_by("-position")[0]
    actions.answer_step(
        examination=examination,
        by=person,
        entries=[Entry(Step.PLAN, plan.fear, said={**given.said, **more}, asked=given.asked)],
    )
    plan.refresh_from_db()
    return plan


# --- The page of all plans ------------------------------------------------------------------------


def test_all_plans_in_force_are_read_at_once(ana, example):
    html = Visitor(ana).get("/examine/plans/").content.decode()
    assert "my left leg starts to shake or feel like cotton" in html
    assert "hold on to the nearest chair" in html


def test_every_if_then_pair_is_shown_wherever_the_plan_is(ana, example, plan):
    rewrite(
        example,
        ana,
        trigger_2="I am on the floor",
        action_2="roll on my side, then kneel",
        equipment="The stick",
    )
    visitor = Visitor(ana)
    for address in ("/examine/plans/", url(plan), f"/examine/{example.pk}/"):
        html = visitor.get(address).content.decode()
        for words in ("I am on the floor", "roll on my side, then kneel", "The stick"):
            assert words in html, address


def test_plans_of_other_thoughts_are_folded(ana, example):
    examine(ana, belief="If I sing I will be laughed at", kind="social")
    found = plans_of(ana, today(ana)).thoughts
    assert [thought.opened for thought in found] == [True, False]
    html = Visitor(ana).get("/examine/plans/").content.decode()
    assert html.count("<details>") == 1


def test_a_folded_thought_opens_when_its_plan_asks_for_something(ana, example):
    rewrite(example, ana, near_on=(today(ana) + timedelta(days=3)).isoformat())
    examine(ana, belief="If I sing I will be laughed at", kind="social")
    first, second = plans_of(ana, today(ana)).thoughts
    assert first.plans[0].notes.examination == example
    assert (first.opened, second.opened) == (True, False)


def test_the_plans_of_one_thought_stand_together(ana, example):
    again = examine(ana)
    again.belief = example.belief
    again.save()
    (thought,) = plans_of(ana, today(ana)).thoughts
    assert [plan.notes.examination for plan in thought.plans] == [again, example]


def test_a_plan_that_was_taken_back_is_gone(ana, example, plan):
    plan.dropped_at = timezone.now()
    plan.save()
    visitor = Visitor(ana)
    assert "No plans yet." in visitor.get("/examine/plans/").content.decode()
    assert visitor.get(url(plan)).status_code == 404


def test_a_plan_of_an_unfinished_page_is_not_there_yet(ana):
    plan = examine(ana, upto=Step.FAIR).plans.get()
    visitor = Visitor(ana)
    assert "No plans yet." in visitor.get("/examine/plans/").content.decode()
    assert visitor.get(url(plan)).status_code == 404


@pytest.mark.parametrize(
    ("name", "days", "said"),
    [
        ("near_on", 0, "This may come up today."),
        ("near_on", 4, "This may come up on"),
        ("rehearse_on", 0, "Today is the day to try it out."),
        ("rehearse_on", -2, "You wanted to try it out on"),
        ("review_on", -1, "You wanted to look at it again on"),
    ],
)
def test_what_a_plan_asks_for_is_said_in_words(ana, example, name, days, said):
    plan = rewrite(example, ana, **{name: (today(ana) + timedelta(days=days)).isoformat()})
    visitor = Visitor(ana)
    assert said in visitor.get("/examine/plans/").content.decode()
    assert said in visitor.get(url(plan)).content.decode()


def test_more_plans_take_no_more_queries(ana, example):
    visitor = Visitor(ana)
    with CaptureQueriesContext(connection) as of_one:
        visitor.get("/examine/plans/")
    for number in range(3):
        examine(ana, belief=f"If I sing song {number} I will be laughed at", kind="social")
    with CaptureQueriesContext(connection) as of_four:
        visitor.get("/examine/plans/")
    assert len(of_one) == len(of_four)


def test_a_hold_comes_first(ana, example, held_tests):
    assert "comes first" in Visitor(ana).get("/examine/plans/").content.decode()


def test_the_way_from_a_flare_leads_to_ones_plans(ana, ben):
    assert 'href="/examine/plans/"' in Visitor(ana).get("/safety/flare/").content.decode()
    assert 'href="/examine/plans/"' not in Visitor(ben).get("/safety/flare/").content.decode()
    assert 'href="/examine/plans/"' not in Visitor().get("/safety/flare/").content.decode()


def test_the_way_from_ones_thoughts_leads_there_once_there_may_be_plans(ana):
    visitor = Visitor(ana)
    assert 'href="/examine/plans/"' not in visitor.get("/examine/").content.decode()
    examine(ana)
    assert 'href="/examine/plans/"' in visitor.get("/examine/").content.decode()


# --- One plan -------------------------------------------------------------------------------------


def test_how_it_went_is_kept_and_read_again(ana, example, plan):
    visitor = Visitor(ana)
    response = visitor.send(url(plan), used(ana))
    assert response["Location"] == url(plan)
    use = plan.uses.get()
    assert (use.kind, use.on, use.helped, use.note) == ("used", today(ana), 7, USED["note"])
    assert "The chair was near. I sat down." in visitor.get(url(plan)).content.decode()
    page = visitor.get(f"/examine/{example.pk}/").content.decode()
    assert "Helped 7 out of 10." in page


def test_a_number_and_a_note_may_be_left(ana, plan):
    Visitor(ana).send(url(plan), used(ana, kind="rehearsed", helped="", note=""))
    use = plan.uses.get()
    assert (use.kind, use.helped, use.note) == ("rehearsed", None, "")


@pytest.mark.parametrize("missing", ["kind", "on"])
def test_what_is_missing_is_said_and_what_was_typed_stays(ana, plan, missing):
    response = Visitor(ana).send(url(plan), used(ana, **{missing: ""}))
    assert response.status_code == 200
    html = response.content.decode()
    assert f'id="id_{missing}_error"' in html
    assert "The chair was near. I sat down." in html
    assert not plan.uses.exists()


@pytest.mark.parametrize("days", [1, -400])
def test_a_day_to_come_or_long_ago_is_refused(ana, plan, days):
    on = (today(ana) + timedelta(days=days)).isoformat()
    assert Visitor(ana).send(url(plan), used(ana, on=on)).status_code == 200
    assert not plan.uses.exists()


@pytest.mark.parametrize("wrong", ["11", "-1", "some"])
def test_help_out_of_range_is_refused(ana, plan, wrong):
    assert Visitor(ana).send(url(plan), used(ana, helped=wrong)).status_code == 200
    assert not plan.uses.exists()


def test_sent_twice_it_is_kept_once(ana, plan):
    visitor = Visitor(ana)
    html = visitor.get(url(plan)).content.decode()
    key = html.split('name="form_key" value="')[1].split('"')[0]
    for _ in range(2):
        assert visitor.post(url(plan), {**used(ana), "form_key": key}).status_code == 302
    assert plan.uses.count() == 1


def test_a_dropped_plan_takes_no_use(ana, plan):
    plan.dropped_at = timezone.now()
    plan.save()
    with pytest.raises(Refused, match="dropped"):
        actions.use_plan(plan=plan, by=ana, kind="used", on=today(ana))


def test_the_trail_names_fields_and_no_words(ana, plan):
    actions.use_plan(plan=plan, by=ana, kind="used", on=today(ana), note="Secret words.")
    event = AuditEvent.objects.filter(action="use-plan").get()
    assert event.fields == ["helped", "kind", "note", "on"]


def test_nobody_else_has_ones_plan(plan, cast):
    others = [Visitor(person) for name, person in cast.items() if name != "ana"]
    before = snapshot()
    for visitor in others:
        assert visitor.get(url(plan)).status_code == 404
        assert visitor.send(url(plan), used(cast["ana"])).status_code == 404
    assert changed(before) == set()


def test_it_leads_to_the_step_where_it_is_changed(ana, example, plan):
    visitor = Visitor(ana)
    step = f"/examine/{example.pk}/plan/{plan.fear}/"
    assert step in visitor.get(url(plan)).content.decode()
    assert visitor.get(step).status_code == 200


# --- What is due ----------------------------------------------------------------------------------


def asking(person):
    """The plans that ask for something today, the most pressing first."""
    thoughts = plans_of(person, today(person)).thoughts
    return [plan for thought in thoughts for plan in thought.plans if plan.calls]


def calls(person):
    return [list(plan.calls) for plan in asking(person)]


def test_a_plan_is_due_to_be_rehearsed_until_it_was(ana, example):
    plan = rewrite(example, ana, rehearse_on=today(ana).isoformat(), review_on="")
    assert calls(ana) == [[Call.REHEARSE]]
    actions.use_plan(plan=plan, by=ana, kind=PlanUse.Kind.REHEARSED, on=today(ana))
    assert calls(ana) == []


def test_that_it_was_used_is_no_rehearsal(ana, example):
    plan = rewrite(example, ana, rehearse_on=today(ana).isoformat(), review_on="")
    actions.use_plan(plan=plan, by=ana, kind=PlanUse.Kind.USED, on=today(ana))
    assert calls(ana) == [[Call.REHEARSE]]


def test_a_changed_plan_is_rehearsed_anew(ana, example):
    plan = rewrite(example, ana, rehearse_on=today(ana).isoformat(), review_on="")
    actions.use_plan(plan=plan, by=ana, kind=PlanUse.Kind.REHEARSED, on=today(ana))
    with time_machine.travel(timezone.now() + timedelta(minutes=5), tick=False):
        rewrite(example, ana, action="sit down at once")
        assert calls(ana) == [[Call.REHEARSE]]


def test_a_rehearsal_that_was_missed_is_let_go_after_a_week(ana, example):
    rewrite(example, ana, rehearse_on=today(ana).isoformat(), review_on="")
    for days, wanted in ((7, [[Call.REHEARSE]]), (8, [])):
        with time_machine.travel(timezone.now() + timedelta(days=days), tick=False):
            assert calls(ana) == wanted


def test_the_most_pressing_comes_first(ana, example):
    rewrite(example, ana, review_on=today(ana).isoformat())
    other = examine(ana, belief="If I sing I will be laughed at", kind="social")
    rewrite(other, ana, near_on=(today(ana) + timedelta(days=2)).isoformat(), review_on="")
    assert calls(ana) == [[Call.NEAR], [Call.REVIEW]]
    first = asking(ana)[0]
    assert first.url == f"/plans/{other.plans.get().pk}/"
    assert first.fear.text == "I will fall."


def test_no_day_no_call(ana, example, finn):
    rewrite(example, ana, review_on="")
    assert calls(ana) == calls(finn) == []


# --- Whole ----------------------------------------------------------------------------------------


def test_the_pages_are_easy_to_read(ana, example, plan):
    rewrite(
        example,
        ana,
        near_on=today(ana).isoformat(),
        rehearse_on=today(ana).isoformat(),
        review_on=today(ana).isoformat(),
    )
    visitor = Visitor(ana)
    lines = []
    for address in ("/examine/plans/", url(plan)):
        lines += visible_lines(visitor.get(address).content.decode())
    own = {
        " ".join(str(value).split())
        for answer in example.answers.all()
        for value in (answer.said or {}).values()
    }
    ours = [line for line in lines if not any(words and words in line for words in own)]
    assert grade_of(ours) < LIMIT, report(ours)
    assert [line for line in worst(ours) if line[0] > LINE_LIMIT] == []


def test_a_shared_page_shows_how_plans_were_used_but_no_way_to_say_so(ana, ben, example, plan):
    care = ana.therapists.get()
    actions.share_page(examination=example, care=care, by=ana)
    actions.use_plan(plan=plan, by=ana, kind="used", on=today(ana), helped=3)
    html = Visitor(ben).get(f"/review/{example.pk}/").content.decode()
    assert "Helped 3 out of 10." in html
    assert url(plan) + '"' not in html
    assert notes_of(example, ben).fears[0].plan.uses[0].helped == 3
