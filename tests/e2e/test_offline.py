"""Written without a network: it waits sealed, arrives once and in order, and shows nothing."""

import re

import pytest
from playwright.sync_api import expect

from journal.models import Entry
from tests.e2e.browser import Browsing

HERON, OTTER, NEWT = "heronmark", "ottermark", "newtmark"
CHECK_IN, ENTRY, TODAY = "/journal/check-in/", "/journal/new/", "/today/"

# Everything that a page of ours can leave in a browser, as one text.
AT_REST = """async () => {
  const found = [];
  const say = (value) => found.push(typeof value === "string" ? value : JSON.stringify(value));
  for (const store of [localStorage, sessionStorage]) {
    for (const name of Object.keys(store)) say([name, store.getItem(name)]);
  }
  for (const { name } of await indexedDB.databases()) {
    const opened = await new Promise((resolve, reject) => {
      const request = indexedDB.open(name);
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
    for (const store of opened.objectStoreNames) {
      const all = (ask) => new Promise((resolve) => {
        ask(opened.transaction(store).objectStore(store)).onsuccess = (event) =>
          resolve(event.target.result);
      });
      say([store, await all((rows) => rows.getAllKeys()), await all((rows) => rows.getAll())]);
    }
    opened.close();
  }
  for (const name of await caches.keys()) {
    const cache = await caches.open(name);
    for (const request of await cache.keys()) {
      const answer = await cache.match(request);
      say([name, request.url, [...answer.headers], await answer.text()]);
    }
  }
  say(document.cookie);
  return found.join("\\n");
}"""
READY = "async () => (await navigator.serviceWorker.ready) && (await caches.keys()).length > 0"
CONTROLLED = "() => navigator.serviceWorker.controller !== null"


@pytest.fixture
def window(browse, ana):
    """Ana's, with what it needs for later kept."""
    return ready(browse(worker=True).log_in(ana).goto(TODAY))


def ready(window: Browsing) -> Browsing:
    window.page.wait_for_function(READY)
    window.page.wait_for_function(CONTROLLED)
    return window


def cut(window: Browsing, off: bool = True) -> Browsing:
    window.context.set_offline(off)
    return window


def forgive(window: Browsing, *what: str) -> None:
    """A browser says each request that did not arrive; here that is the point."""
    window.troubles[:] = [
        trouble
        for trouble in window.troubles
        if "net::ERR_INTERNET_DISCONNECTED" not in trouble
        and not any(word in trouble for word in what)
    ]


def check_in(window: Browsing, pain: int, note: str) -> Browsing:
    window.page.locator(f"[name='pain'][value='{pain}']").check(force=True)
    window.page.locator("[name='note']").fill(note)
    window.page.locator("form[data-journal-form] > .actions button").first.click()
    return window


def waits(window: Browsing, words: str | re.Pattern[str]) -> None:
    expect(window.page.locator("#waiting")).to_contain_text(words)


def shows(window: Browsing, words: str) -> None:
    """Not only somewhere in the page: for eyes to see."""
    expect(window.page.get_by_text(words).filter(visible=True).first).to_be_visible()


def notes(person) -> list[str]:
    return [entry.note for entry in person.entries.kept().order_by("at", "created")]


# How many wait, by the browser's own count: a page says it only once its script has run.
QUEUED = """async () => {
  const opened = await new Promise((resolve, reject) => {
    const request = indexedDB.open("cbtback");
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
  const count = await new Promise((resolve) => {
    const asked = opened.transaction("queue").objectStore("queue").count();
    asked.onsuccess = () => resolve(asked.result);
  });
  opened.close();
  return count;
}"""


def until_sent(window: Browsing) -> None:
    window.page.wait_for_function(f"async () => (await ({QUEUED})()) === 0")
    expect(window.page.locator("#waiting")).to_be_hidden()


def test_two_entries_written_offline_are_there_once_and_in_order(window, ana):
    cut(window).goto(TODAY)
    shows(window, "You can still write")
    window.press("Check in")
    assert window.path == CHECK_IN
    check_in(window, 6, HERON)
    shows(window, "Your entry waits in this browser")
    waits(window, "One entry waits to be sent: from ")
    window.goto(ENTRY)
    check_in(window, 4, OTTER)
    waits(window, re.compile("2 entries wait to be sent: from .* and "))
    window.page.reload()
    waits(window, "2 entries wait to be sent")
    window.look("offline-entry")
    assert not Entry.objects.exists()
    cut(window, off=False)
    until_sent(window)
    assert notes(ana) == [HERON, OTTER]
    window.goto(TODAY).goto(CHECK_IN)
    assert notes(ana) == [HERON, OTTER]
    forgive(window)


def test_sent_from_two_tabs_at_once_each_is_there_once(window, ana):
    other = window.second_tab()
    cut(window).goto(CHECK_IN)
    other.goto(TODAY)
    for pain, words in enumerate((HERON, OTTER, NEWT)):
        check_in(window, pain, words)
        waits(window, f"{pain + 1} entries wait" if pain else "One entry waits")
    cut(window, off=False)
    until_sent(window)
    until_sent(other)
    assert notes(ana) == [HERON, OTTER, NEWT]
    forgive(window)


def test_what_was_typed_in_a_tab_that_was_killed_comes_back(window, ana):
    window.goto(CHECK_IN)
    cut(window)
    window.page.locator("[name='note']").fill(HERON)
    shows(window, "Kept in this browser. It will be sent")
    window.page.close(run_before_unload=False)
    cut(window, off=False)
    assert not ana.entry_drafts.exists()
    tab = window.second_tab().goto(CHECK_IN)
    expect(tab.page.locator("[name='note']")).to_have_value(HERON)
    tab.sees("You had begun this")
    forgive(window)


def test_what_is_typed_is_kept_by_the_server_until_it_is_an_entry(window, ana):
    window.goto(CHECK_IN)
    window.page.locator("[name='note']").fill(HERON)
    shows(window, "Kept as you type. Last kept")
    assert ana.entry_drafts.get().words["note"] == [HERON]
    check_in(window, 5, HERON)
    window.page.wait_for_url("**/today/")
    assert notes(ana) == [HERON]
    window.goto(CHECK_IN)
    expect(window.page.locator("[name='note']")).to_have_value("")
    window.page.wait_for_timeout(1000)
    assert not ana.entry_drafts.exists()
    assert HERON not in window.page.evaluate(AT_REST)


def test_nothing_readable_is_left_by_a_log_out_without_a_network(window, ana):
    window.goto(CHECK_IN)
    check_in(window, 5, HERON)
    window.page.wait_for_url("**/today/")
    window.goto("/journal/").sees(HERON).goto(CHECK_IN)
    cut(window)
    check_in(window, 6, OTTER)
    waits(window, "One entry waits")
    window.page.locator("[name='note']").fill(NEWT)
    shows(window, "Kept in this browser")
    window.press("Log out")
    shows(window, "You are not logged out yet")
    at_rest = window.page.evaluate(AT_REST)
    assert "sealed" in at_rest
    assert "/shells/check-in/" in at_rest
    assert not [mark for mark in (HERON, OTTER, NEWT, ana.name, ana.email) if mark in at_rest]
    # Whoever comes next finds a form that takes nothing, and no page of hers.
    window.goto(CHECK_IN)
    shows(window, "Nobody is logged in on this browser")
    expect(window.page.locator("[name='note']")).to_be_hidden()
    window.goto(TODAY).look("offline-nobody")
    expect(window.page.get_by_text("You can still write")).to_be_hidden()
    # With the network back the log-out is done after all.
    cut(window, off=False)
    window.page.wait_for_url(window.url + "/")
    assert window.goto(TODAY).path == "/account/login/"
    window.log_in_by_hand(ana)
    window.page.wait_for_url("**/today/")
    until_sent(window)
    assert notes(ana) == [HERON, OTTER]
    window.goto(CHECK_IN)
    expect(window.page.locator("[name='note']")).to_have_value(NEWT)
    forgive(window)


def test_what_waits_is_sent_for_nobody_else(window, ana, finn):
    cut(window).goto(CHECK_IN)
    check_in(window, 6, HERON)
    waits(window, "One entry waits")
    window.log_out()
    cut(window, off=False)
    window.goto("/account/login/")
    shows(window, "Entries wait in this browser")
    window.log_in(finn).goto(TODAY)
    waits(window, "Entries of another person wait in this browser")
    window.look("others-wait")
    window.goto(CHECK_IN)
    check_in(window, 3, OTTER)
    window.page.wait_for_url("**/today/")
    assert (notes(ana), notes(finn)) == ([], [OTTER])
    window.log_out()
    window.log_in(ana).goto(TODAY)
    until_sent(window)
    assert (notes(ana), notes(finn)) == ([HERON], [OTTER])
    forgive(window)


def test_another_log_in_under_an_open_page_takes_nothing_over(window, ana, finn):
    window.goto(CHECK_IN)
    window.log_out()
    window.log_in(finn)
    check_in(window, 6, HERON)
    waits(window, "One entry waits")
    window.goto(TODAY)
    waits(window, "Entries of another person wait")
    window.log_out()
    window.log_in(ana).goto(TODAY)
    until_sent(window)
    assert (notes(ana), notes(finn)) == ([HERON], [])


def test_a_server_that_fails_is_asked_again(window, ana):
    window.goto(CHECK_IN)
    queue = re.compile("/journal/queue/$")
    window.context.route(queue, lambda route: route.fulfill(status=500))
    check_in(window, 6, HERON)
    waits(window, "One entry waits")
    shows(window, "Your entry waits in this browser")
    window.context.unroute(queue)
    failed = []

    def once(route):
        if route.request.method == "POST" and not failed:
            failed.append(route.request.url)
            route.fulfill(status=500)
        else:
            route.continue_()

    window.context.route(queue, once)
    expect(window.page.locator("#waiting")).to_be_hidden(timeout=40_000)
    assert failed
    assert notes(ana) == [HERON]
    shows(window, "Saved. It is in your journal.")
    forgive(window, "500")


def test_what_cannot_be_saved_as_it_is_comes_back_into_its_form(window, ana):
    cut(window).goto(ENTRY)
    window.page.get_by_text("Last night", exact=True).click()
    window.page.locator("[name='sleep_hours']").fill("99")
    check_in(window, 6, HERON)
    waits(window, "One entry waits")
    cut(window, off=False)
    waits(window, "Nothing is lost: your words are in the form")
    assert not ana.entries.exists()
    window.press("Look at it")
    expect(window.page.locator("[name='note']")).to_have_value(HERON)
    until_sent(window)
    forgive(window)


def test_without_a_number_nothing_is_put_aside(window, ana):
    cut(window).goto(CHECK_IN)
    window.page.locator("[name='note']").fill(HERON)
    window.page.locator("form[data-journal-form] > .actions button").first.click()
    shows(window, "Please give a number for the pain first")
    expect(window.page.locator("[name='note']")).to_have_value(HERON)
    expect(window.page.locator("#waiting")).to_be_hidden()
    forgive(window)


def test_help_is_there_without_a_network_and_other_pages_say_why_not(window):
    cut(window)
    for path, words in (
        ("/help/", "988"),
        ("/safety/breathe/", "Slow breathing"),
        ("/safety/flare/", "A plan for a flare"),
        ("/settings/", "This page needs the network"),
    ):
        window.goto(path)
        shows(window, words)
    cut(window, off=False)
    window.page.wait_for_function("() => document.title && !document.querySelector('[data-shell]')")
    forgive(window)


def test_starting_afresh_takes_this_browser_s_own_copy_away_too(window, ana):
    window.goto(CHECK_IN)
    window.page.locator("[name='note']").fill(HERON)
    shows(window, "Kept as you type. Last kept")
    window.goto(CHECK_IN).sees("You had begun this")
    # What is typed now gets no further than this browser.
    window.page.route("**/journal/keep/", lambda route: route.abort())
    window.page.locator("[name='note']").fill(OTTER)
    shows(window, "Kept in this browser. It will be sent")
    window.page.get_by_role("button", name="Start afresh").click()
    expect(window.page.locator("[name='note']")).to_have_value("")
    window.page.unroute("**/journal/keep/")
    window.goto(CHECK_IN)
    window.page.wait_for_timeout(1000)
    expect(window.page.locator("[name='note']")).to_have_value("")
    assert not ana.entry_drafts.exists()
    forgive(window, "net::ERR_FAILED")


def test_what_is_typed_goes_on_being_kept_after_a_cut_and_a_log_out(window, ana):
    window.goto(CHECK_IN)
    cut(window)
    window.page.locator("[name='note']").fill(HERON)
    shows(window, "Kept in this browser. It will be sent")
    cut(window, off=False)
    shows(window, "Kept as you type. Last kept")
    assert ana.entry_drafts.get().words["note"] == [HERON]
    window.log_out()
    window.page.locator("[name='note']").fill(OTTER)
    shows(window, "Kept in this browser. You are logged out")
    assert OTTER not in window.page.evaluate(AT_REST)
    window.log_in(ana).goto(CHECK_IN)
    expect(window.page.locator("[name='note']")).to_have_value(OTTER)
    forgive(window)


def test_asking_to_log_out_without_a_network_ends_it_from_any_page(window):
    cut(window).goto("/account/logout/")
    shows(window, "You are not logged out yet")
    window.look("offline-leaving")
    window.goto(TODAY)
    shows(window, "Nobody is logged in on this browser")
    cut(window, off=False)
    window.page.wait_for_url(window.url + "/")
    assert window.goto(TODAY).path == "/account/login/"
    forgive(window)


@pytest.mark.parametrize("without", ["script", "indexedDB", "crypto"])
def test_a_browser_that_cannot_seal_has_plain_forms(without, browse, ana):
    window = browse(script=without != "script").log_in(ana)
    if without != "script":
        window.context.add_init_script(
            f"Object.defineProperty(globalThis, '{without}', {{ value: undefined }})"
        )
    window.goto(CHECK_IN)
    expect(window.page.locator("[data-kept]")).to_be_hidden()
    check_in(window, 6, HERON)
    window.page.wait_for_url("**/today/")
    assert notes(ana) == [HERON]
