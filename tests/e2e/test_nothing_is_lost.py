"""What was typed outlives a log-out, a second click and a second tab."""

import pytest

from sessions.models import Answer, Examination
from sessions.steps import Step
from tests.builders import examine

HALF_TYPED = "If I lift my niece, my back will go out \U0001f494 and שלום"


@pytest.fixture
def at_belief(ana):
    return examine(ana, upto=Step.BELIEF)


def path_of(examination: Examination, step: Step) -> str:
    return f"/examine/{examination.pk}/{step.value}/"


@pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])
def test_a_log_in_that_ended_in_the_middle_of_an_answer(browse, ana, at_belief, script):
    window = browse(script=script).log_in(ana).goto(path_of(at_belief, Step.BELIEF))
    window.page.locator("[name='text']").fill(HALF_TYPED)
    window.page.locator("[name='kind'][value='falling']").check(force=True)
    window.log_out()
    window.page.locator("#step .actions button[value='next']").first.click()
    window.sees("What you typed is kept").look("log-in-again")
    window.fill("E-mail", ana.email).fill("Password", "one-step-at-a-time").press("Log in")
    assert window.path == path_of(at_belief, Step.BELIEF)
    assert window.page.locator("[name='text']").input_value() == HALF_TYPED
    assert not Answer.objects.filter(step=Step.BELIEF).exists()


def test_it_is_not_shown_to_whoever_logs_in_next(browse, ana, ben, at_belief):
    window = browse().log_in(ana).goto(path_of(at_belief, Step.BELIEF))
    window.page.locator("[name='text']").fill(HALF_TYPED)
    window.log_out()
    window.page.locator("#step .actions button[value='next']").first.click()
    window.sees("What you typed is kept")
    window.fill("E-mail", ben.email).fill("Password", "one-step-at-a-time").press("Log in")
    window.sees_not(HALF_TYPED).goto("/today/").sees_not(HALF_TYPED)


@pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])
def test_a_double_click_makes_one_answer(browse, ana, at_belief, script):
    window = browse(script=script).log_in(ana).goto(path_of(at_belief, Step.BELIEF))
    window.page.locator("[name='text']").fill("If I lift my niece, my back will go out")
    window.page.locator("[name='kind'][value='movement_harm']").check(force=True)
    window.page.locator("#step .actions button[value='next']").first.dblclick()
    window.page.wait_for_url("**/ratings/**")
    assert Answer.objects.filter(step=Step.BELIEF).count() == 1


def test_two_tabs_on_one_step_keep_both_and_say_so(browse, ana, at_belief):
    first = browse().log_in(ana).goto(path_of(at_belief, Step.BELIEF))
    second = first.second_tab().goto(path_of(at_belief, Step.BELIEF))
    for tab, text in ((first, "If I run, I will fall"), (second, "If I swim, I will sink")):
        tab.page.locator("[name='text']").fill(text)
        tab.page.locator("[name='kind'][value='falling']").check(force=True)
        tab.page.locator("#step .actions button[value='next']").first.click()
        tab.page.wait_for_url("**/ratings/**")
    second.sees("in another window too").look("two-tabs")
    said = [row.said["text"] for row in Answer.objects.filter(step=Step.BELIEF)]
    assert said == ["If I run, I will fall", "If I swim, I will sink"]


def test_two_tabs_on_different_steps_each_save_their_own(browse, ana):
    examination = examine(ana, upto=Step.EVIDENCE)
    first = browse().log_in(ana).goto(path_of(examination, Step.RATINGS))
    second = first.second_tab().goto(path_of(examination, Step.EVIDENCE))
    second.page.locator("[name='none_for']").check(force=True)
    second.page.locator("[name='none_against']").check(force=True)
    second.page.locator("#step .actions button[value='next']").first.click()
    second.page.wait_for_url("**/cost/**")
    first.page.locator("#step [name='distress'][value='70']").check(force=True)
    first.page.locator("#step .actions button[value='next']").first.click()
    first.page.wait_for_url("**/evidence/**")
    steps = list(Answer.objects.filter(item=None).values_list("step", flat=True))
    assert steps[-2:] == [Step.EVIDENCE, Step.RATINGS]


def test_leaving_and_coming_back_goes_on_where_it_was(browse, ana):
    examination = examine(ana, upto=Step.COST)
    window = browse().log_in(ana).goto(path_of(examination, Step.COST))
    window.page.locator("[name='opportunity']").fill("Half a thing I turned down")
    window.press("Save and leave")
    assert window.path == "/today/"
    window.look("today-open").press("Go on with this thought")
    assert window.path == path_of(examination, Step.COST)
    assert window.page.locator("[name='opportunity']").input_value() == "Half a thing I turned down"


def test_a_mistake_is_said_at_the_field_and_the_words_stay(browse, ana, width, at_belief):
    window = browse(width=width).log_in(ana).goto(path_of(at_belief, Step.BELIEF))
    window.page.locator("[name='text']").fill("If I lift my niece, " + "my back will go out " * 12)
    window.page.locator("#step .actions button[value='next']").first.click()
    window.page.locator(".summary").wait_for()
    window.look("mistake")
    assert window.page.locator("[name='text']").input_value().startswith("If I lift my niece, ")
