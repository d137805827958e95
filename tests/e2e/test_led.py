"""A therapist leads, the patient follows: two windows, one examination."""

import pytest
from playwright.sync_api import expect

from people.models import AccessGrant
from sessions.models import Answer, LedSession
from sessions.steps import Step
from tests.builders import examine
from tests.e2e.browser import DESK, PHONE, Browsing

WITHIN = 2_000  # milliseconds: what is saved on one screen is on the other
THOUGHT = "If I lift my niece, my back will go out."
FACT = "I lift the shopping each week, and it holds."


@pytest.fixture
def windows(browse, ana, ben):
    """The patient's phone and the therapist's desk."""
    return browse(width=PHONE).log_in(ana), browse(width=DESK).log_in(ben)


def joined(windows, ana) -> LedSession:
    hers, his = windows
    his.goto(f"/examine/led/with/{ana.pk}/").look("led-ask")
    his.press("Ask them to join").look("led-waiting")
    hers.goto("/today/").look("today-led").press("Join, or not now").look("led-join")
    hers.press("Join", exact=True)
    his.page.wait_for_url("**/examine/led/*/*/**", timeout=WITHIN + 2_000)
    his.page.wait_for_function("() => !location.pathname.endsWith('/desk/')")
    return LedSession.objects.get()


def soon(window: Browsing, words: str) -> None:
    expect(window.page.locator("#main")).to_contain_text(words, timeout=WITHIN)


def never(window: Browsing, words: str, *, wait: int = 2_500) -> None:
    window.page.wait_for_timeout(wait)
    expect(window.page.locator("body")).not_to_contain_text(words)


def save(window: Browsing) -> None:
    window.page.locator("#step .actions button[value='next']").first.click()
    window.settle()


def test_from_asking_to_a_saved_answer_on_both_screens(windows, ana):
    hers, his = windows
    led = joined(windows, ana)
    his.sees("Ana Moreno answers this one").look("led-theirs")
    hers.sees("This one is yours to answer").look("led-yours")
    hers.press("Answer it").sees("With Ben Okoro, who does not see this answer")
    hers.look("led-own-step")
    hers.page.locator("#step [name='distress_now'][value='30']").check(force=True)
    hers.page.locator("#step [name='none']").check(force=True)
    hers.page.locator("#step [name='safe'][value='safe']").check(force=True)
    save(hers)
    hers.page.wait_for_url(f"**/examine/led/{led.pk}/")
    # The therapist's page waited, and goes on by itself.
    his.page.wait_for_url("**/safe/", timeout=WITHIN)
    hers.press("Answer it")
    hers.page.locator("#step [name='none']").check(force=True)
    save(hers)
    his.page.wait_for_url("**/belief/", timeout=WITHIN)
    his.look("led-belief")
    his.page.locator("[name='text']").fill(THOUGHT)
    his.page.locator("[name='kind'][value='movement_harm']").check(force=True)
    never(hers, THOUGHT)
    save(his)
    his.page.wait_for_url("**/ratings/")
    expect(hers.page.locator("#spread")).to_contain_text(THOUGHT, timeout=WITHIN)
    soon(hers, "How sure are you?")
    hers.look("led-follows")
    # And the other way: a line on the desk, while what is typed there stays.
    box = his.page.locator("#step details", has=his.page.locator("[name='conviction_exact']"))
    box.locator("summary").click()
    his.page.locator("[name='conviction_exact']").fill("77")
    hers.press("Write it myself")
    for name in ("conviction", "distress"):
        hers.page.locator(f"#step [name='{name}'][value='80']").check(force=True)
    save(hers)
    soon(his, "Something is new on Ana Moreno’s side.")
    soon(his, "How upsetting it was: 80")
    his.look("led-news")
    assert his.page.locator("[name='conviction_exact']").input_value() == "77"


@pytest.fixture
def at_facts(ana, windows):
    """Both at the facts of a thought that is open."""
    examine(ana, upto=Step.EVIDENCE)
    led = joined(windows, ana)
    windows[1].page.wait_for_url("**/evidence/")
    return led


def write_fact(window: Browsing, text: str) -> None:
    window.page.locator("[name='text_for']").fill(text)
    window.page.locator("[name='kind_for'][value='seen']").check(force=True)


def test_a_lost_connection_is_said_and_made_up_for(windows, at_facts):
    hers, his = windows
    hers.context.set_offline(True)
    expect(hers.page.get_by_text("The connection is lost.")).to_be_visible(timeout=WITHIN + 1_000)
    write_fact(his, FACT)
    his.page.locator("#step button[value='again']").click()
    his.settle()
    never(hers, FACT, wait=500)
    hers.context.set_offline(False)
    soon(hers, FACT)
    expect(hers.page.get_by_text("The connection is lost.")).to_be_hidden(timeout=WITHIN)
    said = ("ERR_INTERNET_DISCONNECTED", "htmx:sendError", "htmx:afterRequest")
    hers.troubles[:] = [one for one in hers.troubles if not any(part in one for part in said)]


def test_the_patient_ends_it_and_the_therapist_is_out_at_once(windows, at_facts):
    hers, his = windows
    write_fact(his, FACT)
    hers.press("End this").sees("Ended. What you opened for it is closed again.")
    assert not AccessGrant.objects.in_force().exists()
    soon(his, "This has ended.")
    assert not his.page.locator("#led-written").inner_text()
    # What was typed is given back, and is no answer.
    assert his.page.locator("[name='text_for']").input_value() == FACT
    save(his)
    his.sees("What you just typed was not added", FACT).look("led-over")
    assert not Answer.objects.filter(step=Step.EVIDENCE).exists()
    his.goto(f"/examine/led/{at_facts.pk}/evidence/").sees("This has ended")
    assert his.path == f"/examine/led/{at_facts.pk}/desk/"
    his.look("led-ended-desk")
    hers.goto(f"/examine/led/{at_facts.pk}/").sees("This has ended").look("led-ended")


def test_the_therapist_ends_it_and_the_patient_s_page_says_so(windows, at_facts):
    hers, his = windows
    his.press("End this").sees("This has ended")
    soon(hers, "This has ended")


def test_a_question_in_the_middle_keeps_what_is_typed(windows, at_facts):
    hers, his = windows
    write_fact(his, FACT)
    his.press("Add a question of your own").look("led-question")
    his.fill("Your question", "What did your niece say?").press("Add it")
    his.page.wait_for_url("**/evidence/")
    assert his.page.locator("[name='text_for']").input_value() == FACT
    never(hers, FACT, wait=1_500)


def test_a_log_in_that_ends_stops_the_asking(windows, at_facts):
    hers, _his = windows
    hers.log_out()
    expect(hers.page.get_by_text("You were logged out")).to_be_visible(timeout=WITHIN)
    asked = []
    hers.page.on("request", lambda request: asked.append(request.url))
    hers.page.wait_for_timeout(2_500)
    assert asked == []
    hers.look("led-logged-out")


def test_without_script_a_link_shows_what_is_new(browse, ana, ben, windows, at_facts):
    plain = browse(script=False).log_in(ana).goto(f"/examine/led/{at_facts.pk}/")
    _hers, his = windows
    write_fact(his, FACT)
    his.page.locator("#step button[value='again']").click()
    his.settle()
    plain.press("Show what is new").sees(FACT, "Written by Ben Okoro")
