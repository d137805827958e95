"""A test on its day, on days 1 and 3 after it, the next small step, and the scorecard."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from people.clock import today
from safety.models import RedFlagCheck
from sessions import actions
from sessions.actions import Refused
from sessions.due import Kind, due_on
from sessions.models import Experiment
from sessions.trials import trials_of
from tests.builders import examine
from tests.visits import Visitor, changed, snapshot

pytestmark = pytest.mark.django_db

DONE = {"done": "yes", "result": "We danced. I was sore for a day.", "pain_before": "4"}
CALM = {"none": "on", "pain": "5"}
THIRD = {**CALM, "came_true": "10", "surprise": "70", "learnt": "It ends.", "conviction": "30"}


@pytest.fixture
def clock():
    with time_machine.travel(timezone.now(), tick=False) as moving:
        yield moving


@pytest.fixture
def trial(clock, example, ben):
    """Ana's slow dance at home, agreed to by Ben."""
    return actions.approve_experiment(experiment=example.experiments.get(), by=ben)


@pytest.fixture
def visitor(ana):
    return Visitor(ana)


def days_later(clock, days: int) -> None:
    clock.shift(timedelta(days=days))


def tell(visitor, trial, day: int, **said: str):
    return visitor.send(f"/tests/{trial.pk}/day/{day}/", {**(THIRD if day == 3 else CALM), **said})


def dance(visitor, trial, clock, *, pains: tuple[str, str] = ("5", "4")) -> Experiment:
    """Done, and told on both days."""
    visitor.send(f"/tests/{trial.pk}/", DONE)
    days_later(clock, 1)
    tell(visitor, trial, 1, pain=pains[0])
    days_later(clock, 2)
    tell(visitor, trial, 3, pain=pains[1])
    trial.refresh_from_db()
    return trial


# --- On the day -----------------------------------------------------------------------------------


def test_how_much_came_true_is_not_asked_on_the_day(visitor, trial):
    html = visitor.get(f"/tests/{trial.pk}/").content.decode()
    assert "How much pain did you have just before?" in html
    assert "How much of what you feared came true?" not in html


def test_a_test_not_done_may_get_another_day(visitor, trial, ana):
    again = today(ana) + timedelta(days=5)
    visitor.send(
        f"/tests/{trial.pk}/", {"done": "no", "result": "It rained.", "again_on": str(again)}
    )
    trial.refresh_from_db()
    assert (trial.done, trial.due_on, trial.result) == ("", again, "It rained.")
    assert "It rained." in visitor.get(f"/tests/{trial.pk}/").content.decode()


@pytest.mark.parametrize("days", [-1, 400])
def test_another_day_lies_ahead_and_within_a_year(visitor, trial, ana, days):
    wrong = str(today(ana) + timedelta(days=days))
    response = visitor.send(f"/tests/{trial.pk}/", {"done": "no", "again_on": wrong})
    assert "within a year" in response.content.decode()
    trial.refresh_from_db()
    assert trial.result_at is None


# --- Days 1 and 3 ---------------------------------------------------------------------------------


def test_the_day_after_asks_for_warning_signs_first_and_then_for_pain(visitor, trial, clock):
    visitor.send(f"/tests/{trial.pk}/", DONE)
    days_later(clock, 1)
    html = visitor.get(f"/tests/{trial.pk}/day/1/").content.decode()
    assert html.index('name="emergency"') < html.index('name="pain"')
    assert 'name="came_true"' not in html


def test_day_3_asks_what_it_showed_and_the_answers_are_kept(visitor, trial, clock):
    dance(visitor, trial, clock)
    assert (trial.came_true, trial.surprise, trial.learnt) == (10, 70, "It ends.")
    assert [
        (check.day, check.pain, check.conviction) for check in trial.checks.order_by("day")
    ] == [
        (1, 5, None),
        (3, 4, 30),
    ]
    html = visitor.get(f"/tests/{trial.pk}/").content.decode()
    assert "of it came true." in html
    assert "Plan the next small step" in html


def test_a_warning_sign_comes_before_everything_else(visitor, trial, clock, ana):
    visitor.send(f"/tests/{trial.pk}/", DONE)
    days_later(clock, 1)
    response = visitor.send(
        f"/tests/{trial.pk}/day/1/", {"emergency": ["saddle_numb"], "pain": "7"}
    )
    flags = RedFlagCheck.objects.filter(person=ana, about="test").get()
    assert response["Location"].startswith(f"/safety/flags/{flags.pk}/")
    assert trial.checks.get().flags == flags.pk


def test_a_day_told_twice_is_one_row(visitor, trial, clock):
    visitor.send(f"/tests/{trial.pk}/", DONE)
    days_later(clock, 1)
    tell(visitor, trial, 1)
    before = snapshot()
    tell(visitor, trial, 1, pain="9")
    assert "belief_sessions.ExperimentCheck" not in changed(before)
    assert trial.checks.get().pain == 5


@pytest.mark.parametrize("day", [1, 2, 3, 99])
def test_nothing_is_told_of_a_test_that_was_not_done(visitor, trial, day):
    assert visitor.get(f"/tests/{trial.pk}/day/{day}/").status_code == 302
    with pytest.raises(Refused):
        actions.record_check(experiment=trial, by=trial.person, day=day, flags=[], pain=3)


def test_numbers_out_of_range_are_told_at_the_field(visitor, trial, clock):
    visitor.send(f"/tests/{trial.pk}/", DONE)
    days_later(clock, 3)
    response = tell(visitor, trial, 3, came_true="", came_true_exact="101")
    assert 'id="id_came_true_error"' in response.content.decode()
    assert not trial.checks.exists()


# --- The next small step --------------------------------------------------------------------------


def step_url(trial: Experiment) -> str:
    return f"/examine/{trial.examination_id}/test/{trial.fear}/"


def test_pain_that_stays_up_holds_the_next_step_and_opens_the_flare_plan(visitor, trial, clock):
    dance(visitor, trial, clock, pains=("7", "7"))
    html = visitor.get(f"/tests/{trial.pk}/").content.decode()
    assert "/safety/flare/" in html
    assert "Plan the next small step" not in html
    assert visitor.get(step_url(trial))["Location"] == f"/tests/{trial.pk}/"


def test_a_later_day_with_less_pain_opens_it_again(visitor, trial, clock):
    dance(visitor, trial, clock, pains=("7", "7"))
    days_later(clock, 3)
    visitor.send(f"/tests/{trial.pk}/day/6/", {**CALM, "pain": "5"})
    assert "Plan the next small step" in visitor.get(f"/tests/{trial.pk}/").content.decode()


def test_the_next_step_waits_for_day_3(visitor, trial, clock):
    visitor.send(f"/tests/{trial.pk}/", DONE)
    days_later(clock, 1)
    tell(visitor, trial, 1)
    assert "Plan the next small step" not in visitor.get(f"/tests/{trial.pk}/").content.decode()
    assert visitor.get(step_url(trial))["Location"] == f"/tests/{trial.pk}/"


def test_the_next_step_is_a_test_of_its_own_and_the_first_keeps_its_words(
    visitor, trial, clock, ana
):
    dance(visitor, trial, clock)
    visitor.send("/safety/flags/", {"none": "on"})
    said = {
        "step": "Two dances at home",
        "prediction": "I will be stiff for two days.",
        "certainty": "40",
        "place": "In the kitchen",
        "when": str(today(ana) + timedelta(days=4)),
    }
    visitor.send(step_url(trial), said)
    steps = list(Experiment.objects.filter(fear=trial.fear).order_by("number"))
    assert [step.number for step in steps] == [1, 2]
    first = visitor.get(f"/tests/{steps[0].pk}/").content.decode()
    assert "One slow dance at home" in first
    assert "Two dances at home" in visitor.get(f"/tests/{steps[1].pk}/").content.decode()
    # What was agreed to was the step before.
    assert steps[1].approved_at is None
    page = visitor.get(f"/examine/{trial.examination_id}/").content.decode()
    assert page.index("One slow dance at home") < page.index("Two dances at home")


# --- All of them ----------------------------------------------------------------------------------


def test_what_is_due_is_the_test_then_day_1_then_day_3(visitor, trial, clock, ana):
    def due():
        found = due_on(ana, today(ana))
        return [(one.day, one.url) for one in found if one.kind in (Kind.TEST, Kind.CHECK)]

    assert due() == []
    days_later(clock, 6)
    assert due() == [(None, f"/tests/{trial.pk}/")]
    visitor.send(f"/tests/{trial.pk}/", DONE)
    assert due() == []
    for days, day in ((1, 1), (2, 3)):
        days_later(clock, days)
        assert due() == [(day, f"/tests/{trial.pk}/day/{day}/")]
        tell(visitor, trial, day)
    assert due() == []


def test_the_scorecard_says_little_of_few_tests(visitor, trial, clock, ana):
    dance(visitor, trial, clock)
    html = visitor.get("/tests/").content.decode()
    assert "too few tests" in html
    assert trials_of(ana).score.less == 1


def test_the_scorecard_is_read_in_the_same_number_of_queries(
    visitor, trial, clock, ana, django_assert_max_num_queries
):
    dance(visitor, trial, clock)
    for _ in range(3):
        examine(ana)
    with django_assert_max_num_queries(24):
        trials_of(ana)


def test_a_stranger_finds_none_of_it(trial, cleo, dev):
    for stranger in (cleo, dev):
        assert Visitor(stranger).get(f"/tests/{trial.pk}/").status_code == 404
        assert Visitor(stranger).get(f"/tests/{trial.pk}/day/1/").status_code == 404


# --- Told once more -------------------------------------------------------------------------------


def test_a_mistake_in_the_result_can_be_mended_until_a_day_after_is_told(visitor, trial, clock):
    visitor.send(f"/tests/{trial.pk}/", DONE)
    assert "Change what you told about it" in visitor.get(f"/tests/{trial.pk}/").content.decode()
    visitor.send(f"/tests/{trial.pk}/", {**DONE, "pain_before": "3"})
    trial.refresh_from_db()
    assert trial.pain_before == 3
    days_later(clock, 1)
    tell(visitor, trial, 1)
    assert "Change what you told" not in visitor.get(f"/tests/{trial.pk}/").content.decode()


@pytest.mark.parametrize("other", [{"pain_before": "7"}, {"done": "no"}])
def test_a_late_result_does_not_lift_what_the_days_after_have_held(visitor, trial, clock, other):
    dance(visitor, trial, clock, pains=("7", "7"))
    response = visitor.send(
        f"/tests/{trial.pk}/", {**DONE, "result": "Typed in another tab.", **other}
    )
    assert response.status_code == 422
    assert "Typed in another tab." in response.content.decode()
    trial.refresh_from_db()
    assert (trial.done, trial.pain_before) == ("yes", 4)


def test_words_for_a_day_that_was_told_before_are_shown_to_be_copied(visitor, trial, clock):
    visitor.send(f"/tests/{trial.pk}/", DONE)
    days_later(clock, 3)
    tell(visitor, trial, 3)
    response = tell(visitor, trial, 3, learnt="Typed in another tab.")
    assert response.status_code == 422
    assert "Typed in another tab." in response.content.decode()
    trial.refresh_from_db()
    assert trial.learnt == THIRD["learnt"]


def test_help_does_not_wait_until_the_rest_of_the_page_is_filled_in(visitor, trial, clock):
    visitor.send(f"/tests/{trial.pk}/", DONE)
    days_later(clock, 3)
    response = visitor.send(f"/tests/{trial.pk}/day/3/", {"emergency": ["saddle_numb"]})
    assert "Get help first" in response.content.decode()
    assert "Get help first" not in visitor.get(f"/tests/{trial.pk}/day/3/").content.decode()


def test_a_test_done_after_all_is_counted_from_that_day(visitor, trial, clock):
    visitor.send(f"/tests/{trial.pk}/", {"done": "no", "result": "It rained."})
    days_later(clock, 12)
    visitor.send(f"/tests/{trial.pk}/", DONE)
    days_later(clock, 1)
    html = visitor.get(f"/tests/{trial.pk}/").content.decode()
    assert f"/tests/{trial.pk}/day/1/" in html


def test_a_test_given_up_may_get_another_day_after_all(visitor, trial, ana):
    visitor.send(f"/tests/{trial.pk}/", {"done": "no", "result": "It rained."})
    again = today(ana) + timedelta(days=5)
    visitor.send(f"/tests/{trial.pk}/", {"done": "no", "again_on": str(again)})
    trial.refresh_from_db()
    assert (trial.done, trial.result_at, trial.due_on) == ("", None, again)


def test_pain_can_still_be_told_after_more_than_a_year(visitor, trial, clock, ana):
    dance(visitor, trial, clock, pains=("7", "7"))
    days_later(clock, 500)
    visitor = Visitor(ana)
    assert f"/tests/{trial.pk}/day/400/" in visitor.get(f"/tests/{trial.pk}/").content.decode()
    visitor.send(f"/tests/{trial.pk}/day/400/", {**CALM, "pain": "5"})
    assert trial.checks.filter(day=400, pain=5).exists()


def test_a_test_that_was_done_waits_for_nobody_to_agree(finn):
    test = examine(finn, risks=()).experiments.get()
    test = actions.record_result(
        experiment=test, by=finn, done="yes", result="We did.", pain_before=3
    )
    test.needs_approval = True
    test.save()
    html = Visitor(finn).get(f"/tests/{test.pk}/").content.decode()
    assert "should agree before you try this" not in html
