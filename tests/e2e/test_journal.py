"""From an entry to a thought on the list, by hand: write, find, open, delete, undo, look at it."""

import pytest
from playwright.sync_api import expect

from sessions.models import Belief
from tests.builders import write_entry

pytestmark = pytest.mark.django_db(transaction=True)

THOUGHT = "If I go on standing I will break"


def write(window):
    """Pain, a thought and a note, on the page that the empty journal leads to."""
    window.press("Write an entry")
    page = window.page
    page.locator("[name='pain'][value='6']").check(force=True)
    fold = page.locator("details:has([name='thought'])")
    if fold.count() and fold.first.get_attribute("open") is None:
        fold.first.locator("> summary").click()
    page.locator("[name='thought']").fill(THOUGHT)
    page.locator("[name='note']").fill("Served lunch on my feet")
    page.locator("button[name='then'][value='done']").last.click()
    page.wait_for_url(lambda url: "/new/" not in url)


@pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])
def test_an_entry_from_its_first_word_to_a_thought_on_the_list(browse, ana, script):
    window = browse(script=script).log_in(ana).goto("/journal/").look("journal-empty")
    write(window)
    write_entry(ana, note="Something else")

    window.goto("/journal/").sees("Today", THOUGHT, "Something else").look("journal")
    window.page.get_by_text("Find an entry").click()
    window.look("journal-find")
    window.page.locator("[name='words']").fill("LUNCH feet")
    window.press("Find")
    window.sees("Served lunch on my feet").sees_not("Something else").look("journal-found")
    assert "lunch" not in window.page.url.lower()

    window.press("open this entry").look("journal-entry").sees("6 of 10", THOUGHT)
    window.press("Delete it").look("journal-delete").press("Delete it")
    window.sees("Deleted: the entry of").look("journal-deleted")
    assert window.path == "/journal/"
    expect(window.page.get_by_text(THOUGHT)).to_have_count(0)
    window.press("Undo")
    window.sees("It is back.", THOUGHT)

    window.press("Look at this thought").sees("Write down a thought")
    assert window.page.locator("[name='text']").input_value() == THOUGHT
    window.page.locator("[name='kind'][value='work_role']").check(force=True)
    window.press("Put it on my list").sees("It is on your list.")
    belief = Belief.objects.get()
    assert window.path == f"/examine/thoughts/{belief.pk}/"
    window.look("thought-from-the-journal").press("From your journal")
    window.press("Look at this thought")
    window.sees("You have this thought on your list.")
    assert window.path == f"/examine/thoughts/{belief.pk}/"


def test_a_long_journal_is_paged_by_hand(browse, ana, width):
    entry = write_entry(ana, note="The only one")
    entries = [
        type(entry)(
            person=ana,
            at=entry.at.replace(
                year=entry.at.year - 1 - number // 27, month=3, day=1 + number % 27
            ),
            written=entry.at,
            local_date=entry.local_date.replace(
                year=entry.at.year - 1 - number // 27, month=3, day=1 + number % 27
            ),
            zone="UTC",
            pain=4,
        )
        for number in range(80)
    ]
    type(entry).objects.bulk_create(entries)
    window = browse(width=width).log_in(ana).goto("/journal/").look("journal-long")
    window.press("Older", exact=True).sees_not("The only one").look("journal-older")
    window.press("Newer", exact=True).sees("The only one")
