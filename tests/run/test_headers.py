"""What goes out with every page."""

import pytest
from django.conf import settings
from django.test import Client


def test_the_web_process_says_that_it_serves(client: Client) -> None:
    response = client.get("/healthz")
    assert (response.status_code, response.content) == (200, b"ok")


def test_nothing_is_allowed_that_is_not_ours(client: Client) -> None:
    policy = client.get("/healthz")["Content-Security-Policy"]
    directives = dict(part.strip().split(" ", 1) for part in policy.split(";"))
    assert directives["default-src"] == "'none'"
    assert {directives[name] for name in ("script-src", "style-src", "img-src")} == {"'self'"}
    assert {directives[name] for name in ("base-uri", "object-src", "frame-ancestors")} == {
        "'none'"
    }
    assert "unsafe" not in policy


def test_the_safe_headers_are_there(client: Client) -> None:
    headers = client.get("/healthz").headers
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert "camera=()" in headers["Permissions-Policy"]


@pytest.mark.django_db
def test_a_page_for_somebody_with_a_session_is_stored_nowhere(client: Client) -> None:
    client.cookies[settings.SESSION_COOKIE_NAME] = "whatever"
    assert "no-store" in client.get("/healthz")["Cache-Control"]


@pytest.mark.django_db
def test_an_error_page_is_stored_nowhere_either(client: Client) -> None:
    client.cookies[settings.SESSION_COOKIE_NAME] = "whatever"
    assert "no-store" in client.post("/healthz")["Cache-Control"]


def test_a_public_page_may_be_stored(client: Client) -> None:
    assert "Cache-Control" not in client.get("/healthz")
