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


def _asks_a_database(item: pytest.Item) -> bool:
    """By its fixtures or its mark; those of ``tests/run`` start processes of their own."""
    fixtures = set(getattr(item, "fixturenames", ()))
    asks = fixtures & {"db", "transactional_db", "django_db_setup", "live_server"}
    return (
        bool(asks) or item.get_closest_marker("django_db") is not None or "run" in item.path.parts
    )


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if connection.vendor == "postgresql":
        # What asks no database says the same on both legs, so it is asked on one.
        plain = [item for item in items if not _asks_a_database(item)]
        config.hook.pytest_deselected(items=plain)
        items[:] = [item for item in items if _asks_a_database(item)]
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
