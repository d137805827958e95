"""What every test stands on. The legs first (which database, which cache), then the people."""

import os
from collections.abc import Iterator

import pytest
from django.conf import settings
from django.core.cache import cache
from django.db import connection

from tests.cast import *  # noqa: F403 (the people every test knows)
from tests.stage import *  # noqa: F403
from tests.suite import chromium


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "e2e" in item.path.parts:
            item.add_marker(pytest.mark.browser)
        if item.get_closest_marker("postgres") and connection.vendor != "postgresql":
            item.add_marker(pytest.mark.skip(reason="says something about PostgreSQL only"))


@pytest.fixture(autouse=True)
def _forget_the_shared_cache() -> Iterator[None]:
    """A rollback empties the database's cache; Redis knows of none, and others may live in it."""
    yield
    if settings.REDIS_URL:
        client = cache._cache.get_client(write=True)  # type: ignore[attr-defined]
        names = list(client.scan_iter(match=f"{cache.key_prefix}:*"))
        if names:
            client.delete(*names)


@pytest.fixture(scope="session")
def chromium_path() -> str:
    """A real Chromium to drive. Without one: skipped, but in CI a failure."""
    path = chromium.find()
    if path is None:
        say = pytest.fail if os.environ.get("CI") == "true" else pytest.skip
        say(chromium.ADVICE)
    assert path is not None
    return path
