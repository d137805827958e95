"""Whole requests through all middleware, in one process, against a database of the bench's own.

To be imported before anything of ours: it sets the app up. With ``DATABASE_URL`` that database is
used, which has to be an empty one; else SQLite in a folder that nobody needs.
"""

import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
ROUNDS = 30

sys.path.insert(0, str(ROOT))
os.environ |= {
    "DJANGO_SETTINGS_MODULE": "cbtback.settings",
    "CBTBACK_DATA_DIR": tempfile.mkdtemp(prefix="cbtback-bench-"),
    "CBTBACK_DEMO": "0",
}

import django  # noqa: E402
from django.conf import settings  # noqa: E402

# Files of the look are neither collected nor measured here.
settings.STORAGES["staticfiles"] = {
    "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
}
settings.ALLOWED_HOSTS = ["testserver"]
settings.STATIC_ROOT.mkdir()
django.setup()

from django.contrib.auth import get_user_model  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402
from django.http import HttpResponse  # noqa: E402

Ask = Callable[[], HttpResponse]
HEAD = f"{'median':>8} {'95 %':>8} {'CPU':>8} {'queries':>8}"


@dataclass(frozen=True)
class Figures:
    """Milliseconds: the median, the 95th percentile, the median of processor time."""

    median: float
    most: float
    busy: float
    queries: int

    def __str__(self) -> str:
        return f"{self.median:8.1f} {self.most:8.1f} {self.busy:8.1f} {self.queries:8}"


def make_database() -> None:
    """The tables. SystemExit where somebody is in it."""
    call_command("migrate", verbosity=0)
    if get_user_model().objects.exists():
        sys.exit("There are people in this database. The bench fills an empty one.")
    if "DatabaseCache" in settings.CACHES["default"]["BACKEND"]:
        call_command("createcachetable", verbosity=0)


def measure(ask: Ask, rounds: int = ROUNDS) -> Figures:
    """RuntimeError without a page. Asked twice before, of which one counts the queries."""
    _timed(ask)
    queries = measure_once(ask).queries
    times = [_timed(ask) for _ in range(rounds)]
    whole, busy = [one for one, _ in times], [one for _, one in times]
    most = statistics.quantiles(whole, n=20)[-1]
    return Figures(statistics.median(whole), most, statistics.median(busy), queries)


def measure_once(ask: Ask) -> Figures:
    """For what is long, or cannot be done twice."""
    asked: list[str] = []

    def count(execute: Callable, sql: str, *rest: object) -> object:
        asked.append(sql)
        return execute(sql, *rest)

    with connection.execute_wrapper(count):
        whole, busy = _timed(ask)
    return Figures(whole, whole, busy, len(asked))


def _timed(ask: Ask) -> tuple[float, float]:
    """To the end of the answer: a file is made while it is read."""
    begin, worked = time.perf_counter(), time.process_time()
    response = ask()
    for _piece in response:
        pass
    times = (time.perf_counter() - begin) * 1000, (time.process_time() - worked) * 1000
    response.close()
    if response.status_code not in (200, 302):
        raise RuntimeError(f"{response.status_code} at {response.request['PATH_INFO']}")
    return times
