"""What a browser may keep holds nothing of anybody, and is all that the worker needs."""

import json
import re
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders
from django.test import Client
from django.urls import resolve, reverse

from journal import receiving, shells
from journal.shells import STANDS_FOR
from safety.help import countries
from tests.builders import activity, write_entry
from tests.visits import Visitor

pytestmark = pytest.mark.django_db

SCRIPT = Path(settings.BASE_DIR) / "static" / "js"
PATHS = {name: reverse(f"journal:shell_{name.replace('-', '_')}") for name in STANDS_FOR}


def kept() -> dict:
    """What the worker is told."""
    return json.loads(re.search(r"serve\((.*)\);", shells.worker())[1])


@pytest.fixture(autouse=True)
def _drawn_anew():
    shells._worker.cache_clear()


@pytest.mark.parametrize("name", STANDS_FOR)
def test_a_shell_is_the_same_for_whoever_asks(name, ana, ben):
    write_entry(ana, note="heronmark", named=(activity("ottermark"),))
    visitors = (Client(), Visitor(ana), Visitor(ben))
    pages = [visitor.get(PATHS[name]).content for visitor in visitors]
    assert len(set(pages)) == 1
    text = pages[0].decode()
    assert "data-shell" in text
    found = [one for one in (ana.name, ana.email, "heronmark", "ottermark") if one in text]
    assert found == []


@pytest.mark.parametrize("name", STANDS_FOR)
def test_a_shell_brings_no_cookie_no_token_and_no_key(name):
    visitor = Client()
    answer = visitor.get(PATHS[name])
    assert answer.status_code == 200
    assert not visitor.cookies
    assert not [word for word in ("csrf", "form_key") if word in answer.content.decode()]
    assert "public" in answer["Cache-Control"]


def test_each_address_is_one_of_ours_and_the_forms_are_those_of_the_journal():
    for starts in STANDS_FOR.values():
        for start in starts:
            assert resolve(start).view_name
    assert STANDS_FOR["check-in"] == [reverse("journal:check_in")]
    assert STANDS_FOR["entry"] == [reverse("journal:new_entry")]
    assert STANDS_FOR["today"] == [reverse("insights:today")]
    assert STANDS_FOR["help"] == [reverse("safety:help")]


def test_help_has_every_number_there_is():
    text = shells.drawn("help")
    for country in countries():
        for kind in (country.emergency, country.crisis, country.violence):
            for line in kind:
                assert line.number in text


def test_the_worker_keeps_the_shells_and_the_files_they_need():
    told = kept()
    assert told["other"] == PATHS["offline"]
    assert dict(told["shells"])["/journal/check-in/"] == PATHS["check-in"]
    names = {file.removeprefix(settings.STATIC_URL) for file in told["files"]}
    assert names >= {
        "css/tokens.css",
        "css/journal.css",
        "css/safety.css",
        "js/app.js",
        "js/journal.js",
        "js/sealing.js",
        "js/sending.js",
        "js/shelf.js",
        "js/waiting.js",
        "fonts/literata-400.woff2",
    }
    assert [name for name in names if "fonts/" not in name and not finders.find(name)] == []


def test_another_content_is_another_version(monkeypatch):
    before = kept()["version"]
    shells._worker.cache_clear()
    assert kept()["version"] == before
    shells._worker.cache_clear()
    monkeypatch.setitem(shells.CONTEXTS, "offline", lambda: {"leave_url": "https://example.org/"})
    assert kept()["version"] != before


def test_the_worker_stands_for_every_address_and_is_asked_for_each_time():
    answer = Client().get("/sw.js")
    assert answer["Content-Type"].startswith("text/javascript")
    assert "no-cache" in answer["Cache-Control"]


def test_the_manifest_says_nothing_of_pain():
    answer = Client().get(reverse("journal:manifest"))
    assert answer["Content-Type"].startswith("application/manifest+json")
    assert answer.json()["name"] == "CBTBack"
    assert "pain" not in answer.content.decode().lower()


def test_script_and_server_say_the_same_constants():
    sending = (SCRIPT / "sending.js").read_text(encoding="utf-8")
    assert f'"{reverse("journal:queue")}"' in sending
    assert f'"{reverse("journal:keep")}"' in sending
    typing = (SCRIPT / "journal.js").read_text(encoding="utf-8")
    assert f'"{receiving.ENTRY_PURPOSE}"' in typing
    assert f'"{receiving.DRAFT_PURPOSE}"' in typing
    waiting = (SCRIPT / "waiting.js").read_text(encoding="utf-8")
    assert f'"{reverse("account_logout")}"' in waiting
    assert f'"{reverse("journal:worker")}"' in waiting
