"""A log says what happened, never what somebody wrote."""

import logging
import sys

import pytest
from django.test import RequestFactory
from django.urls import resolve

from cbtback.logs import WordlessFilter, WordlessFormatter

WORDS = "everyone will stare and laugh"


def written(record: logging.LogRecord) -> str:
    WordlessFilter().filter(record)
    return WordlessFormatter().format(record)


def record(message: str, *args: object, exc_info: object = None) -> logging.LogRecord:
    return logging.LogRecord("x", logging.ERROR, __file__, 1, message, args, exc_info)  # type: ignore[arg-type]


def test_an_exception_keeps_its_type_and_place_and_loses_its_text() -> None:
    try:
        try:
            raise ValueError(WORDS)
        except ValueError as cause:
            raise RuntimeError(WORDS) from cause
    except RuntimeError:
        text = written(record("broken", exc_info=sys.exc_info()))
    assert "RuntimeError" in text
    assert "ValueError" in text
    assert "test_logs.py" in text
    assert WORDS not in text.replace("raise", "")


def test_an_exception_among_the_arguments_loses_its_text_too() -> None:
    assert written(record("failed: %s", ValueError(WORDS))) == "failed: ValueError"


def test_celerys_named_values_are_not_logged() -> None:
    values = {"name": "outbox.tasks.tick", "exc": ValueError(WORDS), "args": WORDS}
    line = record("%(name)s raised %(exc)s for %(args)s")
    line.args = values
    text = written(line)
    assert "outbox.tasks.tick" in text
    assert WORDS not in text


def test_a_request_is_logged_by_its_route(rf: RequestFactory) -> None:
    request = rf.get("/account/password/reset/key/1-secret/")
    request.resolver_match = resolve(request.path)
    line = record("Not Found: %s", request.path)
    line.request = request
    line.status_code = 404
    text = written(line)
    assert "secret" not in text
    assert text.startswith("GET /account/password/reset/key/")


def test_an_unknown_address_is_not_logged(rf: RequestFactory) -> None:
    line = record("Not Found: %s", f"/{WORDS}")
    line.request = rf.get(f"/{WORDS}")
    line.status_code = 404
    assert written(line) == "GET (no such page) 404"


@pytest.mark.parametrize("message", ["worker ready", "100 %"])
def test_other_lines_stay_as_they_are(message: str) -> None:
    assert written(record(message)) == message
