"""The two paths: what the full one asks beside the short one, and that a change of path loses
nothing."""

from datetime import timedelta

import pytest

from people.clock import today
from people.models import Audience
from safety.models import CareLimit
from sessions.models import Answer, Plan
from sessions.notes import notes_of
from sessions.steps import Path, Step
from tests.builders import examine
from tests.sessions import walk as w
from tests.sessions.test_step_pages import text_of

pytestmark = pytest.mark.django_db

FULL = {**w.SAFE, "path": "full"}
SITUATION = {
    "place": "At the bus stop",
    "with_whom": "Rosa",
    "pain": "6",
    "did": "I stood still.",
    "did_next": "I went home.",
}
HABITS = {"habits": ["mind_reading", "catastrophising"], "why": "“Everyone will stare.”"}


@pytest.fixture
def walk(ana):
    return w.Walk(ana)


@pytest.fixture
def full(ana):
    """The full path, up to the situation."""
    walk = w.Walk(ana)
    walk.say("ready", FULL)
    for name, fields in w.UP_TO_FEARS[1:4]:
        walk.say(name, fields)
    return walk


def to(walk, step):
    """Answer what comes before ``step``, from the situation on."""
    pages = {
        "situation": SITUATION,
        "evidence": w.EVIDENCE,
        "cost": w.COST,
        "habits": HABITS,
        "questions": w.QUESTIONS,
    }
    for name, fields in pages.items():
        if name == step:
            return walk
        assert walk.say(name, fields).status_code == 302, name
    return walk


def checked(page, name):
    """The value of the radio that is picked beforehand."""
    tags = [tag.split(">")[0] for tag in page.split("<input")[1:]]
    found = (tag for tag in tags if f'name="{name}"' in tag and "checked" in tag)
    return next((tag.split('value="')[1].split('"')[0] for tag in found), None)


# --- Which path ------------------------------------------------------------------------------


def test_the_short_path_is_picked_beforehand_for_a_first_examination(walk):
    assert checked(text_of(walk.get("ready")), "path") == "short"


def test_the_full_path_is_picked_beforehand_once_one_was_finished(ana):
    examine(ana)
    assert checked(text_of(w.Walk(ana).get("ready")), "path") == "full"


def test_the_page_says_that_a_bad_day_is_a_good_reason_for_the_short_one(walk):
    assert "A bad day is a good reason for the short way." in text_of(walk.get("ready"))


def test_without_a_choice_it_is_the_short_one(walk):
    walk.send("ready", {**walk.hidden("ready"), **w.SAFE, "then": "next"})
    assert walk.progress.path is Path.SHORT


def test_the_full_path_leads_through_the_situation_and_the_habits(full):
    assert full.at() == ("situation", None)
    to(full, "habits")
    assert full.at() == ("habits", None)


def test_the_path_is_changed_by_going_back(full):
    to(full, "cost")
    assert checked(text_of(full.get("ready")), "path") == "full"
    full.say("ready", {**w.SAFE, "path": "short"})
    assert full.progress.path is Path.SHORT
    full.say("cost", w.COST)
    assert full.at() == ("questions", None)


def test_what_the_full_path_had_asked_stays_when_the_short_one_is_taken(full):
    to(full, "questions")
    full.say("cost", {"protects": "It keeps me careful."})
    full.say("ready", {**w.SAFE, "path": "short"})
    fact = full.progress.items(Step.EVIDENCE)[0].item
    full.say("evidence", {"text": "Changed", "kind": "seen"}, fact)
    assert "It keeps me careful." in text_of(full.get("cost"))
    full.say("cost", {"protects": "It keeps me careful.", "opportunity": "Camping", **_rest()})
    notes = notes_of(full.examination, full.person)
    assert notes.situation.place == "At the bus stop"
    assert notes.protects == "It keeps me careful."
    assert len(notes.costs) == 2


def _rest():
    return {"area": "family", "importance": "8", "possible": "yes"}


# --- The situation ---------------------------------------------------------------------------


def test_the_situation_is_kept_with_the_pain_in_its_column(full):
    day = today(full.person) - timedelta(days=2)
    full.say("situation", {**SITUATION, "on": day.isoformat()})
    row = Answer.objects.get(step="situation")
    assert row.pain == 6
    assert row.said["on"] == day.isoformat()
    assert notes_of(full.examination, full.person).situation.did_next == "I went home."


def test_the_situation_may_be_skipped(full):
    assert full.say("situation", {}).status_code == 302
    assert full.at() == ("evidence", None)
    assert notes_of(full.examination, full.person).situation is None


def test_a_day_still_to_come_is_no_day_on_which_it_showed_up(full):
    day = (today(full.person) + timedelta(days=1)).isoformat()
    assert full.say("situation", {"on": day}).status_code == 422


# --- The facts and the cost ------------------------------------------------------------------


def test_a_fact_is_weighed_on_the_full_path_alone(full, finn):
    to(full, "evidence")
    full.say("evidence", {**w.EVIDENCE, "weight_for": "3", "weight_against": "8"})
    assert [row.weight for row in Answer.objects.filter(step="evidence", item__isnull=False)] == [
        3,
        8,
    ]
    assert "weight_for" not in text_of(w.Walk(finn).go_to("evidence").get("evidence"))


def test_the_facts_that_do_not_fit_are_asked_in_words_of_the_kind(walk):
    page = text_of(walk.go_to("evidence").get("evidence"))
    assert "Think of times you moved, or went out, and did not fall." in page


def test_the_full_path_asks_when_and_what_the_thought_protects_from(full):
    to(full, "cost")
    full.say("cost", {**w.COST, "when": "2019-06-01", "protects": "I stay safe.", "miss": "All."})
    notes = notes_of(full.examination, full.person)
    assert (notes.protects, notes.miss, notes.costs[0].when.year) == ("I stay safe.", "All.", 2019)


def test_the_short_path_asks_neither(walk):
    page = text_of(walk.go_to("cost").get("cost"))
    assert 'name="protects"' not in page
    assert 'name="when"' not in page


# --- The habits ------------------------------------------------------------------------------


def test_up_to_three_habits_are_kept_with_the_words_that_show_them(full):
    to(full, "questions")
    habits = notes_of(full.examination, full.person).habits
    assert habits.picked == ("Mind reading", "Worst-case thinking")
    assert habits.why == HABITS["why"]


def test_none_of_the_habits_is_an_answer(full):
    to(full, "habits")
    assert full.say("habits", {"none": "on"}).status_code == 302
    assert full.at() == ("questions", None)


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"habits": ["blame"], "none": "on"},
        {"habits": ["blame", "should", "filtering", "labelling"]},
        {"habits": ["grief"]},
    ],
    ids=["nothing", "one and none", "four", "no habit"],
)
def test_the_habits_want_up_to_three_or_none(full, fields):
    to(full, "habits")
    assert full.say("habits", fields).status_code == 422


def test_the_habits_page_names_the_habit_and_not_the_person(full):
    page = text_of(to(full, "habits").get("habits"))
    assert "It does not say who you are." in page
    assert "Grief, having too little money and being treated unfairly" in page


# --- The fears -------------------------------------------------------------------------------


def test_the_full_path_asks_who_notices_and_what_they_would_do(full):
    to(full, "fears")
    full.fear({**w.LAUGHING, "notice": "3", "others": "Help me up."})
    fear = notes_of(full.examination, full.person).fears[0]
    assert (fear.notice, fear.others) == (3, "Help me up.")


def test_the_short_path_does_not(walk):
    assert 'name="notice"' not in text_of(walk.go_to("fears").get("fears"))


# --- The plan --------------------------------------------------------------------------------


def test_a_plan_holds_three_pairs_and_its_days(walk):
    walk.go_to("sort").sort()
    fear = walk.item("I will fall.")
    more = {
        "trigger_2": "I feel dizzy",
        "action_2": "drink water",
        "equipment": "The stick",
        "rehearse_on": w.IN_A_WEEK,
        "near_on": w.IN_A_WEEK,
    }
    walk.say("plan", {**w.PLAN, **more}, fear)
    plan = notes_of(walk.examination, walk.person).fears[0].plan
    assert [(pair.trigger, pair.action) for pair in plan.pairs] == [
        ("my leg shakes", "sit down"),
        ("I feel dizzy", "drink water"),
    ]
    assert plan.equipment == "The stick"
    assert Plan.objects.get().near_on.isoformat() == w.IN_A_WEEK


@pytest.mark.parametrize("half", [{"trigger_3": "I feel dizzy"}, {"action_2": "drink water"}])
def test_half_a_pair_is_asked_for_whole(walk, half):
    walk.go_to("sort").sort()
    answer = walk.say("plan", {**w.PLAN, **half}, walk.item("I will fall."))
    assert answer.status_code == 422


def limit(person, by, clinic, text="No lifting over ten kilos."):
    return CareLimit.objects.create(
        patient=person, author=by, clinic=clinic, audience=Audience.PATIENT, text=text
    )


def test_the_care_team_s_limits_stand_on_the_plan_to_be_read(walk, ana, ben, northfield):
    limit(ana, ben, northfield)
    walk.go_to("sort").sort()
    page = text_of(walk.get("plan", walk.item("I will fall.")))
    assert "No lifting over ten kilos." in page


def test_the_limits_stand_on_the_test_too(walk, ana, ben, northfield):
    limit(ana, ben, northfield)
    walk.go_to("fears")
    walk.fear(w.FLARE)
    walk.sort()
    page = text_of(walk.get("test", walk.item("I will never get over a flare.")))
    assert "No lifting over ten kilos." in page


# --- Facts of the care team ------------------------------------------------------------------


def test_a_fact_that_a_therapist_added_says_whose_it_is(walk, ben):
    walk.go_to("cost")
    row = Answer.objects.filter(step="evidence", item__isnull=False).first()
    Answer.objects.filter(pk=row.pk).update(by=ben)
    page = text_of(walk.get("evidence"))
    assert ben.get_full_name() in page
