"""Patterns in a browser: from a first look on, at a phone and at a desk, on screen and on paper."""

from datetime import timedelta

from django.utils import timezone
from playwright.sync_api import expect

from tests.builders import examine
from tests.insights.journals import keep_journal

OPEN_ALL = "() => document.querySelectorAll('main details').forEach(one => one.open = true)"


def finish(person, days_ago, **said):
    finished = examine(person, **said)
    at = timezone.now() - timedelta(days=days_ago)
    finished.events.filter(kind="completed").update(at=at)


def test_a_person_sees_what_may_go_together_and_puts_it_away(browse, width, ana):
    window = browse(width=width).log_in(ana).goto("/patterns/").look("patterns-none")
    window.sees("Nothing to show yet.")
    keep_journal(ana, 60, sleep=2.5, words=3, skip=0.1)
    finish(ana, 20)
    window.goto("/patterns/").look("patterns-look-due")
    window.press("Look now").sees("after poor sleep", "The true gap is likely between")
    window.page.evaluate(OPEN_ALL)
    window.look("patterns")
    window.goto(f"/patterns/looks/{ana.looks.get().pk}/").look("patterns-kept-look")
    window.sees("It is kept as it was.", "after poor sleep").press("Patterns")
    window.press("Not useful to me").sees("Put away. You can bring it back below.")
    window.sees_not("The true gap is likely between")
    window.page.evaluate(OPEN_ALL)
    window.look("patterns-put-away").press("Show again").sees("The true gap is likely between")


def test_years_fit_the_window_and_can_be_chosen_by_keyboard(browse, width, ana):
    keep_journal(ana, 800, skip=0.4)
    window = browse(width=width).log_in(ana).goto("/patterns/")
    window.page.get_by_role("link", name="All", exact=True).focus()
    window.page.keyboard.press("Enter")
    window.settle()
    window.sees("Your usual month was between").look("patterns-years")
    # A wide table is moved in its own box, by keyboard too.
    box = window.page.get_by_role("region", name="Pain by month and year")
    box.focus()
    expect(box).to_be_focused()


def test_it_works_without_script(browse, ana):
    keep_journal(ana, 60, sleep=2.5)
    window = browse(script=False).log_in(ana).goto("/patterns/")
    window.press("Look now").sees("after poor sleep")
    window.press("All").sees("after poor sleep")


def test_on_paper_and_in_forced_colours_the_pictures_can_be_told(browse, ana):
    keep_journal(ana, 60, sleep=2.5, words=2)
    finish(ana, 20)
    window = browse(width=1280).log_in(ana).goto("/patterns/")
    line = window.page.locator(".plot .joined").first
    shade = "one => getComputedStyle(one).stroke"
    window.page.emulate_media(media="print")
    assert line.evaluate(shade) == "rgb(0, 0, 0)"
    expect(line).to_be_visible()
    window.page.emulate_media(media="screen", forced_colors="active", color_scheme="dark")
    assert line.evaluate(shade) == "rgb(255, 255, 255)"
    window.page.emulate_media(media="screen", forced_colors="none")
