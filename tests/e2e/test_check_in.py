"""A check-in: on a bad day one tap and Save; by hand, by keyboard, and without script."""

import pytest
from playwright.sync_api import expect

from journal.saying import Hurting, Named
from tests.builders import write_entry

pytestmark = pytest.mark.django_db(transaction=True)
PAGE = "/journal/check-in/"


@pytest.fixture
def words(ana):
    named = (Named("sleep", "Slept badly"), Named("activity", "Stood all shift"))
    return write_entry(ana, named=named, hurting=(Hurting("back-neck-left", 4),))


def newest(person):
    return person.entries.newest_first()[0]


def is_saved(window, page="/today/"):
    """The form was sent, and the page after it is there."""
    window.page.wait_for_url(f"**{page}")
    expect(window.page.get_by_role("status").get_by_text("Saved.", exact=True)).to_be_visible()


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
def test_a_bad_day_is_one_tap_and_save(ana, browse, script):
    window = browse(script=script).log_in(ana).goto(PAGE)
    taps = 0
    for control in (
        window.page.get_by_role("group", name="How bad is the pain right now?").get_by_label("7"),
        window.page.get_by_role("button", name="Save just this"),
    ):
        # Both stand on a phone's first screen: nobody has to look for them.
        expect(control).to_be_in_viewport()
        control.click()
        taps += 1
    is_saved(window)
    assert taps == 2
    assert (ana.entries.get().pain, ana.entries.get().mood) == (7, None)


def test_a_bad_day_by_keyboard(ana, browse):
    window = browse().log_in(ana).goto(PAGE)
    keyboard = window.page.keyboard
    window.page.get_by_role("group", name="How bad is the pain right now?").get_by_label(
        "0", exact=True
    ).focus()
    for key in (*["ArrowRight"] * 7, "Tab", "Enter"):
        keyboard.press(key)
    is_saved(window)
    assert ana.entries.get().pain == 7


def test_all_of_it_by_hand(ana, browse, width, words):
    window = browse(width=width).log_in(ana).goto(PAGE)
    page = window.page
    window.look("check-in")
    page.get_by_role("group", name="How bad is the pain right now?").get_by_label("6").check()
    page.get_by_role("group", name="How much did it get in your way").get_by_label("4").check()
    page.get_by_label("Low", exact=True).check()
    page.get_by_label("Slept badly").check()
    worse = page.get_by_role("group", name="Was the pain worse or better for it?")
    worse.get_by_label("Worse for it").first.check()
    page.get_by_text("Add a new one").first.click()
    page.get_by_role("textbox", name="Add a new one").fill("Argued with Tom")
    page.get_by_label("What is it about?").select_option("relationship")
    page.get_by_label("Anything else?").fill("Long shift.")
    window.look("check-in-filled")
    window.press("Save", exact=True)
    is_saved(window)
    entry = newest(ana)
    assert (entry.pain, entry.interference, entry.mood, entry.note) == (6, 4, 2, "Long shift.")
    assert {(one.trigger.text, one.effect) for one in entry.mentions.all()} == {
        ("Slept badly", "worse"),
        ("Argued with Tom", ""),
    }


def test_a_mark_can_be_taken_back(ana, browse):
    window = browse().log_in(ana).goto(PAGE)
    page = window.page
    page.get_by_role("group", name="How bad is the pain right now?").get_by_label("6").check()
    mood = page.get_by_role("group", name="How is your mood?")
    mood.get_by_label("Very low").check()
    mood.get_by_label("Leave it out").check()
    expect(mood.get_by_label("Very low")).not_to_be_checked()
    window.press("Save", exact=True)
    is_saved(window)
    assert ana.entries.get().mood is None


def test_a_check_in_grows_into_a_full_entry(ana, browse, width, words):
    window = browse(width=width).log_in(ana).goto(PAGE)
    page = window.page
    page.get_by_role("group", name="How bad is the pain right now?").get_by_label("6").check()
    page.get_by_label("Anything else?").fill("Long shift.")
    window.press("Write a full entry")
    window.sees("Write an entry")
    expect(page.get_by_label("Anything else?")).to_have_value("Long shift.")
    window.look("entry")
    for part in ("Where it hurts", "What I was doing", "What went through my mind"):
        page.get_by_text(part, exact=True).click()
    page.get_by_label("Stood all shift").check()
    page.get_by_label("For how many minutes?").first.fill("240")
    page.get_by_label("The same places as last time").check()
    page.get_by_role("textbox", name="What went through your mind?").fill("It will never end")
    window.look("entry-open")
    window.press("Save", exact=True)
    is_saved(window, "/journal/")
    entry = newest(ana)
    assert (entry.pain, entry.note, entry.thought) == (6, "Long shift.", "It will never end")
    assert entry.mentions.get().minutes == 240
    assert entry.areas.get().area == "back-neck-left"


def test_what_is_wrong_leads_to_where_it_stands(ana, browse):
    window = browse().log_in(ana).goto("/journal/new/")
    page = window.page
    page.get_by_role("group", name="How bad is the pain?").get_by_label("6").check()
    page.get_by_text("Last night", exact=True).click()
    page.get_by_label("How many hours?").fill("many")
    window.press("Save", exact=True)
    window.look("entry-mistake")
    page.get_by_role("link", name="Write hours from 0 to 16").click()
    hours = page.get_by_label("How many hours?")
    expect(hours).to_be_focused()
    expect(hours).to_have_value("many")


def test_an_entry_can_be_changed(ana, browse, width, words):
    window = browse(width=width).log_in(ana).goto(f"/journal/{words.pk}/change/")
    window.look("entry-change")
    window.page.get_by_label("Anything else?").fill("And it rained.")
    window.press("Save", exact=True)
    is_saved(window, "/journal/")
    words.refresh_from_db()
    assert words.note == "And it rained."
