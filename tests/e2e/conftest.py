"""A real Chromium against the live server; without one these tests are skipped, in CI they fail."""

import os
from collections.abc import Callable, Iterator

import pytest
from django.core.cache import cache
from django.core.management import call_command
from playwright.sync_api import Browser, sync_playwright

from tests.e2e.browser import DESK, FLAGS, PHONE, Browsing


@pytest.fixture(scope="session")
def chromium(chromium_path: str) -> Iterator[Browser]:
    # Playwright keeps an event loop in this thread, which Django would take for an async view.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    # Nothing to do where they are: it looks before it cuts.
    call_command("build_fonts")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium_path, args=FLAGS)
        yield browser
        browser.close()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture
def browse(chromium: Browser, live_server, settings) -> Iterator[Callable[..., Browsing]]:
    """``browse(width=390, script=True)``: a new window. No trouble may have shown in any.

    With ``worker`` it has a service worker, which keeps the shells at the first page of a patient.
    """
    settings.SITE_URL = live_server.url
    # What these tests commit is flushed table by table; limits of log-ins stand in none.
    cache.clear()
    windows: list[Browsing] = []

    def open_window(*, width: int = PHONE, script: bool = True, worker: bool = False) -> Browsing:
        context = chromium.new_context(
            viewport={"width": width, "height": 844 if width == PHONE else 900},
            java_script_enabled=script,
            reduced_motion="reduce",
            locale="en-US",
        )
        context.set_default_timeout(10_000)
        if not worker:
            context.add_init_script("delete Navigator.prototype.serviceWorker")
        windows.append(Browsing(context, live_server.url, width=width, script=script))
        return windows[-1]

    yield open_window
    for window in windows:
        window.context.close()
    troubles = list(dict.fromkeys(trouble for window in windows for trouble in window.troubles))
    assert not troubles, "\n".join(troubles)


@pytest.fixture(params=[PHONE, DESK], ids=["390px", "1280px"])
def width(request: pytest.FixtureRequest) -> int:
    return int(request.param)
