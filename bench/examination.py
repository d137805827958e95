"""How long the server takes for each page of an examination, for somebody who has made many.

    .venv/bin/python bench/examination.py [how many examinations, 50]

Of whole requests through all middleware, in one process on SQLite: median and 95th percentile in
milliseconds, the median of processor time, and the database queries. A figure, not a test.
"""

import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
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

from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402
from django.http import HttpResponse  # noqa: E402
from django.urls import NoReverseMatch, reverse  # noqa: E402

from demo.stories.ana import BASKET, DANCING  # noqa: E402
from sessions.models import Examination  # noqa: E402
from sessions.record import progress_of  # noqa: E402
from sessions.steps import Step  # noqa: E402
from tests.builders import examine, make_member, make_northfield  # noqa: E402
from tests.visits import Visitor  # noqa: E402


def measure(ask: Callable[[], HttpResponse]) -> str:
    """The figures as a line. RuntimeError without a page."""
    ask()
    asked: list[str] = []

    def count(execute: Callable, sql: str, *rest: object) -> object:
        asked.append(sql)
        return execute(sql, *rest)

    with connection.execute_wrapper(count):
        response = ask()
    if response.status_code not in (200, 302):
        raise RuntimeError(f"{response.status_code} at {response.request['PATH_INFO']}")
    times, busy = [], []
    for _ in range(ROUNDS):
        begin, worked = time.perf_counter(), time.process_time()
        b"".join(ask())
        times.append((time.perf_counter() - begin) * 1000)
        busy.append((time.process_time() - worked) * 1000)
    middle, most = statistics.median(times), statistics.quantiles(times, n=20)[-1]
    return f"{middle:8.1f} {most:8.1f} {statistics.median(busy):8.1f} {len(asked):8}"


def addresses(finished: Examination, waiting: Examination) -> Iterator[tuple[str, str]]:
    yield "Today", reverse("insights:today")
    yield "list of thoughts", reverse("sessions:beliefs")
    yield "one thought", reverse("sessions:belief", kwargs={"pk": finished.belief_id})
    yield "finished page", reverse("sessions:page", kwargs={"pk": finished.pk})
    plan = finished.plans.get()
    for name, kwargs in (("page_pdf", {"pk": finished.pk}), ("plan_card", {"pk": plan.pk})):
        try:
            yield f"{name} (PDF)", reverse(f"sessions:{name}", kwargs=kwargs)
        except NoReverseMatch:
            continue
    for screen in progress_of(waiting).screens:
        kwargs = {"pk": waiting.pk, "step": screen.step}
        kwargs |= {"item": screen.item} if screen.item else {}
        name = "sessions:item" if screen.item else "sessions:step"
        yield f"step {screen.step}", reverse(name, kwargs=kwargs)


def main(count: int) -> None:
    call_command("migrate", verbosity=0)
    if "DatabaseCache" in settings.CACHES["default"]["BACKEND"]:
        call_command("createcachetable", verbosity=0)
    northfield = make_northfield()
    ana = make_member("ana", northfield, make_member("ben", northfield))
    for number in range(count):
        finished = examine(ana, story=DANCING if number == count - 1 else BASKET)
    waiting = examine(ana, upto=Step.AGAIN)
    visitor = Visitor(ana)
    print(f"{count} examinations of one person, {ROUNDS} rounds")  # noqa: T201
    print(f"{'page':24} {'median':>8} {'95 %':>8} {'CPU':>8} {'queries':>8}")  # noqa: T201
    for name, path in addresses(finished, waiting):
        print(f"{name:24} {measure(lambda path=path: visitor.get(path))}")  # noqa: T201
    ratings = {"conviction": "80", "distress": "70", "then": "next"}
    path = reverse("sessions:step", kwargs={"pk": waiting.pk, "step": Step.RATINGS})
    turn = iter(range(100))
    answered = measure(lambda: visitor.send(path, {**ratings, "distress": str(next(turn))}))
    print(f"{'answer to ratings':24} {answered}")  # noqa: T201


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 50)
