"""The headers that stand on every answer, whatever kind of answer it is."""

from http.cookies import Morsel

import pytest
from django.test import Client
from django.urls import reverse

from tests.access import NAMED, ROWS
from tests.visits import Visitor


def policy(response) -> dict[str, list[str]]:
    header = response["Content-Security-Policy"]
    parts = (part.split() for part in header.split(";") if part.strip())
    return {name: sources for name, *sources in parts}


def holds(response) -> None:
    """What every answer carries, to whomever and of whatever status."""
    found = policy(response)
    assert found["default-src"] == ["'none'"]
    assert found["object-src"] == ["'none'"]
    assert found["base-uri"] == ["'none'"]
    assert found["frame-ancestors"] == ["'none'"]
    assert found["form-action"] == ["'self'"]
    for sources in found.values():
        assert not [source for source in sources if "unsafe" in source or "*" in source]
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Referrer-Policy"] in ("same-origin", "no-referrer")
    assert response["Cross-Origin-Opener-Policy"] == "same-origin"
    assert "camera=()" in response["Permissions-Policy"]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.name)
def test_every_address_answers_with_them(row, stage):
    """With them goes: no page of a person stays in a cache, and no address carries words."""
    path = reverse(row.name, kwargs=NAMED[row.name](stage.hers) if row.name in NAMED else None)
    for who in (None, stage.cast["ana"], stage.cast["ben"], stage.cast["edna"]):
        visitor = Visitor(who)
        for response in (visitor.get(path), visitor.send(path)):
            holds(response)
            assert who is None or "no-store" in response["Cache-Control"]
            # Addresses stand in logs and in histories.
            sent_to = response.get("Location", "")
            assert not [words for words in ("@", "%40", "Moreno") if words in sent_to]


@pytest.mark.parametrize("who", [None, "ana", "edna"])
def test_a_page_that_is_not_there_has_them(who, stage):
    response = Visitor(stage.cast.get(who)).get("/nowhere/")
    assert response.status_code == 404
    holds(response)


def test_a_form_without_its_token_has_them(stage):
    visitor = Client(enforce_csrf_checks=True)
    visitor.force_login(stage.cast["ana"])
    response = visitor.post(reverse("people:settings"), {"name": "A"})
    assert response.status_code == 403
    holds(response)
    assert "no-store" in response["Cache-Control"]


def test_a_page_that_broke_has_them_and_says_no_word_of_why(stage, monkeypatch):
    def broken(*args, **kwargs):
        raise RuntimeError("the words of somebody")

    monkeypatch.setattr("insights.views.render", broken)
    visitor = Visitor(stage.cast["ana"], raise_request_exception=False)
    response = visitor.get(reverse("insights:today"))
    assert response.status_code == 500
    holds(response)
    assert "no-store" in response["Cache-Control"]
    assert b"the words of somebody" not in response.content


def test_a_static_file_has_them(db):
    response = Client().get("/static/css/tokens.css")
    assert response.status_code in (200, 404)
    holds(response)


def test_every_cookie_is_kept_from_script_and_from_other_sites(stage, client):
    page = client.get(reverse("account_login"))
    form = {"login": stage.cast["ana"].email, "password": "one-step-at-a-time"}
    answer = client.post(reverse("account_login"), form)
    cookies: list[Morsel[str]] = [*page.cookies.values(), *answer.cookies.values()]
    assert {cookie.key for cookie in cookies} >= {"cbtback_csrf", "cbtback_session"}
    for cookie in cookies:
        assert cookie["httponly"], cookie.key
        assert cookie["samesite"] in ("Lax", "Strict"), cookie.key
