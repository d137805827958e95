"""A person in front of a real browser: goes to pages, fills in what they see, and looks.

Every page that is looked at is held against WCAG 2.2 AA in light and in dark; whatever the
console says, and whatever the Content-Security-Policy stopped, fails the test at its end.
"""

import os
import re
from pathlib import Path
from typing import Any, ClassVar
from urllib.parse import urlsplit

from axe_playwright_python.base import AXE_SCRIPT
from django.conf import settings
from django.test import Client
from playwright.sync_api import BrowserContext, ConsoleMessage, Page, Response, expect

from people.models import User
from tests.builders import PASSWORD

PHONE, DESK = 390, 1280
FLAGS = [
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
WCAG = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa")
# By night only the colours are others.
HELD_AGAINST = {
    "light": {"type": "tag", "values": WCAG},
    "dark": {"type": "rule", "values": ["color-contrast"]},
}
# Only what went wrong comes back: the whole report is a megabyte a page.
AXE = """async (only) => {
  const found = await axe.run(document, {
    runOnly: only, resultTypes: ["violations"], preload: false,
  });
  return found.violations.map(v =>
    v.id + ": " + v.nodes.map(n => n.target.join(" ") + " [" + n.failureSummary + "]").join("; "));
}"""
# A page that overflows sideways cannot be read on a phone.
OVERFLOW = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"
SCREENSHOTS = Path(settings.BASE_DIR) / "var" / "screenshots"


class Browsing:
    """One browser window of one person, ``width`` pixels wide."""

    # (name, width) of the pages that were looked at: once a run is enough for each.
    looked: ClassVar[set[tuple[str, int]]] = set()

    def __init__(self, context: BrowserContext, url: str, *, width: int, script: bool) -> None:
        self.context = context
        self.url = url
        self.width = width
        self.script = script
        self.page: Page = context.new_page()
        self.troubles: list[str] = []
        self._watch(self.page)

    def _watch(self, page: Page) -> None:
        page.on("console", self._heard)
        page.on("pageerror", lambda error: self.troubles.append(f"script: {error}"))
        page.on("response", self._answered)

    def _heard(self, message: ConsoleMessage) -> None:
        # That a page answered 4xx is said again here; ``_answered`` knows which may.
        if message.type in ("error", "warning") and "status of 4" not in message.text:
            self.troubles.append(f"console: {message.text}")

    def _answered(self, response: Response) -> None:
        path = urlsplit(response.url).path
        static = path.startswith("/static/") and response.status >= 400
        if static or response.status >= 500:
            self.troubles.append(f"{response.status} at {path}")

    def second_tab(self) -> "Browsing":
        """Another tab of the same window: one log-in, the same troubles."""
        tab = object.__new__(Browsing)
        tab.__dict__ = dict(self.__dict__)
        tab.page = self.context.new_page()
        tab._watch(tab.page)
        return tab

    # --- Going -------------------------------------------------------------------------------

    def goto(self, path: str) -> "Browsing":
        self.page.goto(self.url + path)
        return self

    @property
    def path(self) -> str:
        return urlsplit(self.page.url).path

    def log_in(self, person: User) -> "Browsing":
        """By a session made beside the browser; the log-in page has a test of its own."""
        client = Client()
        client.force_login(person)
        name = settings.SESSION_COOKIE_NAME
        cookie = {"name": name, "value": client.cookies[name].value, "url": self.url}
        self.context.add_cookies([cookie])  # type: ignore[list-item]
        return self

    def log_in_by_hand(self, person: User) -> "Browsing":
        self.goto("/account/login/")
        self.fill("E-mail", person.email)
        self.fill("Password", PASSWORD)
        self.press("Log in")
        return self

    def log_out(self) -> None:
        """As it ends by itself: the cookie is gone, the page still stands."""
        self.context.clear_cookies(name=settings.SESSION_COOKIE_NAME)

    # --- Doing -------------------------------------------------------------------------------

    def press(self, name: str | re.Pattern[str], **kwargs: Any) -> "Browsing":
        """A button or a link by the words on it."""
        either = self.page.get_by_role("button", name=name, **kwargs).or_(
            self.page.get_by_role("link", name=name, **kwargs)
        )
        either.first.click()
        self.settle()
        return self

    def settle(self) -> None:
        """Until what was pressed is there: a new page, or the part that htmx brings."""
        self.page.wait_for_load_state("load")
        if self.script:
            self.page.wait_for_function(
                "() => !document.querySelector('.htmx-request, .htmx-swapping, .htmx-settling')"
            )

    def fill(self, label: str | re.Pattern[str], text: str) -> "Browsing":
        self.page.get_by_label(label).first.fill(text)
        return self

    # --- Looking -----------------------------------------------------------------------------

    def sees(self, *words: str | re.Pattern[str]) -> "Browsing":
        for word in words:
            expect(self.page.locator("body")).to_contain_text(word)
        return self

    def sees_not(self, *words: str) -> "Browsing":
        for word in words:
            expect(self.page.locator("body")).not_to_contain_text(word)
        return self

    def look(self, name: str) -> "Browsing":
        """The page can be used by everyone, by day and by night, and fits the window."""
        self.settle()
        if self.script and (name, self.width) not in self.looked:
            self.looked.add((name, self.width))
            self.page.evaluate(AXE_SCRIPT)
            for scheme, rules in HELD_AGAINST.items():
                self.page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
                for violation in self.page.evaluate(AXE, rules):
                    self.troubles.append(f"{name}, {self.width} px, {scheme}: {violation}")
                self._photograph(f"{name}-{scheme}")
            self.page.emulate_media(color_scheme="light")
            if wide := self.page.evaluate(OVERFLOW):
                self.troubles.append(f"{name}: {wide} px wider than the window of {self.width}")
        return self

    def _photograph(self, name: str) -> None:
        if os.environ.get("SCREENSHOTS"):
            SCREENSHOTS.mkdir(parents=True, exist_ok=True)
            self.page.screenshot(path=SCREENSHOTS / f"{name}-{self.width}.png", full_page=True)
