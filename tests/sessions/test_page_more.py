"""What is added to a finished page, what comes first, and how the page shows it."""

from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from care.desk import shared_pages
from people.models import Audience
from sessions import actions
from sessions.models import Draft, ExaminationEvent, PlanLock, Review
from sessions.notes import notes_of
from sessions.record import progress_of
from sessions.sorting import Verdict
from sessions.steps import Step
from tests.builders import share
from tests.sessions import walk as w
from tests.sessions.test_step_pages import text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def done(ana):
    """A finished examination of one fear, on the short path."""
    walk = w.Walk(ana).go_to("again")
    assert walk.say("again", w.AGAIN).status_code == 302
    assert walk.progress.completed
    return walk


def page_url(walk):
    return reverse("sessions:page", kwargs={"pk": walk.examination.pk})


def page(walk):
    return text_of(walk.client.get(page_url(walk)))


def notes(walk):
    return notes_of(walk.examination, walk.person)


def test_the_finished_page_offers_what_the_short_path_left_out(done):
    text = page(done)
    assert "Add to this page" in text
    for step in ("situation", "habits", "questions", "evidence", "cost", "fears"):
        assert f'href="{done.url(step)}"' in text


def test_what_was_set_aside_is_not_added_to(ana):
    walk = w.Walk(ana).go_to("fears")
    actions.set_aside(examination=walk.examination, by=ana)
    assert "Add to this page" not in page(walk)


def test_what_was_answered_is_offered_no_more(done):
    done.say("habits", {"none": "on"})
    assert f'href="{done.url("habits")}"' not in page(done)


@pytest.mark.parametrize(
    ("step", "fields"),
    [
        ("situation", {"place": "At the bus stop"}),
        ("habits", {"habits": ["blame"]}),
        ("questions", {"falling-3": "I would help."}),
        ("evidence", {"text_for": "One more.", "kind_for": "seen"}),
        ("cost", {**w.COST, "opportunity": "Camping"}),
    ],
)
def test_an_addition_comes_back_to_the_finished_page_with_its_day(done, step, fields):
    assert "Added later:" not in page(done)
    answer = done.say(step, fields)
    assert answer["Location"] == page_url(done)
    assert "Added later:" in page(done)


def test_the_other_questions_are_all_asked_there(done):
    text = text_of(done.get("questions"))
    for number in (1, 2, 3, 4):
        assert f'name="falling-{number}"' in text


def test_one_more_of_a_list_stays_there(done):
    fields = {"text_for": "One more.", "kind_for": "seen"}
    answer = done.say("evidence", fields, then="again")
    assert answer["Location"] == done.url("evidence")


def test_going_back_from_an_addition_leads_to_the_page(done):
    assert done.say("habits", {}, then="back")["Location"] == page_url(done)
    assert done.say("habits", {}, then="leave")["Location"] == page_url(done)
    assert not done.examination.events.filter(kind=ExaminationEvent.Kind.PAUSED).exists()


def test_what_was_typed_and_not_saved_is_offered_to_be_gone_on_with(done):
    done.say("habits", {"habits": ["blame"], "none": "on", "why": "“My fault”"}, then="leave")
    assert Draft.objects.get().place == "habits"
    text = page(done)
    assert "Something you added is not done yet." in text
    assert done.url("habits") in text


def test_another_fear_leads_to_its_sorting_and_its_way_on(done):
    answer = done.fear(w.FLARE)
    assert answer["Location"] == done.url("sort")
    answer = done.sort()
    flare = done.item("I will never get over a flare.")
    assert answer["Location"] == done.url("test", flare)
    assert done.say("test", w.TEST, flare)["Location"] == page_url(done)
    assert [fear.verdict for fear in notes(done).fears] == [Verdict.PLAN, Verdict.TRY]


def test_a_fear_left_unsorted_is_offered_to_be_gone_on_with(done):
    done.fear(w.FLARE)
    text = page(done)
    assert "Something you added is not done yet." in text
    assert f'href="{done.url("sort")}"' in text


def test_a_fact_added_meanwhile_comes_back_to_the_page_all_the_same(done):
    done.fear(w.FLARE)
    answer = done.say("evidence", {"text_for": "One more.", "kind_for": "seen"})
    assert answer["Location"] == page_url(done)


def test_a_fear_that_is_rated_anew_is_sorted_anew(done):
    fall = done.item("I will fall.")
    answer = done.say("fears", {**w.FALLING, "likelihood": "20"}, fall)
    assert answer["Location"] == done.url("sort")
    assert "Changed later:" in page(done)


def test_a_plan_can_be_changed_when_its_days_are_over(done):
    item = done.item("I will fall.")
    with time_machine.travel(timezone.now() + timedelta(days=30)):
        done.client.force_login(done.person)
        said = {**w.PLAN, "action": "sit down and breathe"}
        assert done.say("plan", said, item).status_code == 302
        # A day that is over may stay, and none may be set.
        later = {**said, "review_on": (timezone.now() - timedelta(days=3)).date().isoformat()}
        assert done.say("plan", later, item).status_code == 422
    assert done.progress.latest(Step.PLAN, item).values["action"] == "sit down and breathe"


def test_the_rating_of_the_thought_takes_no_more_answers(done):
    assert done.get("ratings")["Location"] == page_url(done)


def test_the_list_of_steps_gives_way_to_the_page(done):
    text = text_of(done.get("habits"))
    assert "Your finished page" in text
    assert "Step 1 of" not in text


# --- Warning signs first ---------------------------------------------------------------------


@pytest.mark.parametrize("step", ["fears", "sort"])
def test_warning_signs_come_first_on_a_later_day(done, step):
    assert done.get(step).status_code == 200
    with time_machine.travel(timezone.now() + timedelta(days=2), tick=False):
        done.client.force_login(done.person)
        answer = done.get(step)
        assert answer["Location"].startswith(reverse("safety:flags"))
        assert done.url(step) in answer["Location"].replace("%2F", "/")


def test_what_was_typed_is_kept_while_they_are_asked(done):
    hidden = done.hidden("fears")
    with time_machine.travel(timezone.now() + timedelta(days=2), tick=False):
        done.client.force_login(done.person)
        done.send("fears", {**hidden, **w.FLARE, "then": "next"})
        assert Draft.objects.get().words["text"] == [w.FLARE["text"]]
        flags = reverse("safety:flags")
        form = dict(w.HIDDEN.findall(text_of(done.client.get(flags))))
        done.client.post(flags, {**form, "none": "on"})
        assert w.FLARE["text"] in text_of(done.get("fears"))


def test_a_fact_needs_no_warning_signs(done):
    with time_machine.travel(timezone.now() + timedelta(days=2), tick=False):
        done.client.force_login(done.person)
        assert done.get("evidence").status_code == 200


# --- Read anew -------------------------------------------------------------------------------


def reviewed(ben):
    return [page.reviewed for page in shared_pages(ben)]


def test_a_page_added_to_since_a_review_counts_as_not_read(done, ana, ben, northfield):
    share(ana, ben, northfield)
    Review.objects.create(
        examination=done.examination,
        patient=ana,
        author=ben,
        clinic=northfield,
        audience=Audience.PATIENT,
    )
    assert reviewed(ben) == [True]
    done.say("habits", {"none": "on"})
    assert reviewed(ben) == [False]


# --- Two weeks later, and a lock -------------------------------------------------------------


def test_after_two_weeks_the_first_screen_is_asked_anew_and_nothing_is_lost(ana):
    walk = w.Walk(ana).go_to("cost")
    with time_machine.travel(timezone.now() + timedelta(days=15), tick=False):
        walk.client.force_login(ana)
        assert walk.get("cost")["Location"] == walk.url("ready")
        text = text_of(walk.get("ready"))
        assert "It has been two weeks or more" in text
        assert 'value="35" checked' not in text
        walk.say("ready", w.SAFE)
        assert walk.at() == ("cost", None)
        assert len(walk.progress.items(Step.EVIDENCE)) == 2


def lock(walk, ben, clinic, fear, days=30):
    return PlanLock.objects.create(
        examination=walk.examination,
        patient=walk.person,
        author=ben,
        clinic=clinic,
        audience=Audience.PATIENT,
        fear=fear,
        reason="You fell twice this spring.",
        until=(timezone.now() + timedelta(days=days)).date(),
    )


def test_a_locked_fear_shows_why_and_until_when_and_moves_to_the_care_team_alone(
    ana, ben, northfield
):
    walk = w.Walk(ana).go_to("fears")
    walk.fear(w.LAUGHING)
    fear = walk.item("People will laugh.")
    lock(walk, ben, northfield, fear)
    text = text_of(walk.get("sort"))
    assert "You fell twice this spring." in text
    assert "Ask the care team about it" in text
    assert 'value="let_go"' not in text
    assert 'value="ask_team"' in text


def test_a_locked_fear_is_confirmed_without_a_reason_and_is_no_move_of_the_person_s(
    ana, ben, northfield
):
    walk = w.Walk(ana).go_to("fears")
    walk.fear(w.LAUGHING)
    fear = walk.item("People will laugh.")
    lock(walk, ben, northfield, fear)
    assert walk.say("sort", {"price": "no", f"move_{fear}": "plan"}).status_code == 302
    confirmed = progress_of(walk.examination).fear(fear)
    assert confirmed.chosen is Verdict.PLAN
    assert not confirmed.moved


def test_asking_the_care_team_about_a_locked_fear_wants_a_reason(ana, ben, northfield):
    walk = w.Walk(ana).go_to("fears")
    walk.fear(w.LAUGHING)
    fear = walk.item("People will laugh.")
    lock(walk, ben, northfield, fear)
    assert walk.say("sort", {"price": "no", f"move_{fear}": "ask_team"}).status_code == 422
    fields = {"price": "no", f"move_{fear}": "ask_team", f"why_{fear}": "I want to know."}
    assert walk.say("sort", fields).status_code == 302
