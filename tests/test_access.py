"""The access table holds, for every address, everybody in it and every method."""

import copy
from collections.abc import Iterator

import pytest
from django.db import transaction
from django.http import HttpResponse
from django.urls import URLResolver, get_resolver, reverse

from journal.shells import STANDS_FOR
from tests.access import CLINICS, NAMED, ROWS, Row
from tests.visits import Visitor, changed, snapshot

READERS_OF_NOTHING = ("cleo", "dev", "edna", "finn")


def names(resolver: URLResolver, space: str = "") -> Iterator[str]:
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLResolver):
            inner = f"{pattern.namespace}:" if pattern.namespace else ""
            yield from names(pattern, space + inner)
        else:
            yield f"{space}{pattern.name}"


def answer(response: HttpResponse) -> str:
    if 300 <= response.status_code < 400:
        return "in" if response["Location"].startswith("/account/login/") else ">"
    return str(response.status_code)


@pytest.fixture
def visitors(stage):
    return {"nobody": Visitor(), **{who: Visitor(one) for who, one in stage.cast.items()}}


def path_of(row: Row, hers) -> str:
    return reverse(row.name, kwargs=NAMED[row.name](hers) if row.name in NAMED else None)


def test_every_url_name_is_in_the_table_once():
    listed = [row.name for row in ROWS]
    assert sorted(listed) == sorted(set(names(get_resolver())))


def test_the_table_lets_no_stranger_to_a_row_of_ana_s():
    """Whoever changes a cell below meets this first."""
    open_to = [
        (row.name, method, who, cell)
        for row in ROWS
        if row.name in NAMED and not row.name.startswith("account") and row.name not in CLINICS
        if row.name != "people:invitation"
        for method, who, cell in row.cells()
        if who in READERS_OF_NOTHING and cell not in ("404", "405")
    ]
    assert open_to == []


def test_the_table_shows_nobody_anything_but_public_pages():
    shown = {row.name for row in ROWS if row.gets[0] == "200"}
    assert {name for name in shown if not name.startswith("account_")} == {
        "healthz",
        "welcome",
        "safety:help",
        "safety:breathe",
        "safety:flare",
        # What a browser keeps for when it is offline: nothing of anybody.
        "journal:worker",
        "journal:manifest",
        *(f"journal:shell_{name.replace('-', '_')}" for name in STANDS_FOR),
    }


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.name)
def test_access(row, stage, visitors):
    path, before, wrong = path_of(row, stage.hers), snapshot(), []
    for method, who, expected in row.cells():
        visitor = visitors[who]
        jar, point = copy.deepcopy(visitor.cookies), transaction.savepoint()
        got = answer(visitor.get(path) if method == "GET" else visitor.send(path))
        if got != expected:
            wrong.append(f"{method} by {who}: {got}, not {expected}")
        if got == "404" and changed(before):
            wrong.append(f"{method} by {who} wrote")
        # Each asks of the same rows, logged in as they were.
        transaction.savepoint_rollback(point)
        visitor.cookies = jar
    assert wrong == []


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.name)
def test_a_get_changes_nothing(row, stage, visitors):
    """Scanners follow links: whoever looks leaves at most a trace of having looked."""
    path = path_of(row, stage.hers)
    before = snapshot()
    for visitor in visitors.values():
        visitor.get(path)
    assert changed(before) == set()
