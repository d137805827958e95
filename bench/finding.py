"""How long the list of a journal takes, and looking for words in it, ten years in.

    .venv/bin/python bench/finding.py [how many entries, 11000]

Of whole requests through all middleware, in one process: median and 95th percentile in
milliseconds, the median of processor time, and the database queries. On SQLite, or on the database
that DATABASE_URL names, which should be empty: rows are left in it. A figure, not a test.
"""

import os
import random
import re
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
ROUNDS = 15

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
from django.urls import reverse  # noqa: E402
from django.utils import timezone  # noqa: E402

from journal.actions import Arriving, write_entries  # noqa: E402
from journal.finding import Sought, seal_sought  # noqa: E402
from journal.paging import Mark  # noqa: E402
from journal.saying import Hurting, Named, Said  # noqa: E402
from people.models import User  # noqa: E402
from tests.builders import make_member  # noqa: E402
from tests.visits import Visitor  # noqa: E402

WORDS = ["woke", "at", "four", "lay", "there", "thinking", "of", "stairs", "back", "held", "lunch"]
ENTRIES_A_DAY = 3


def fill(person: User, count: int) -> None:
    """``count`` entries up to now, each with five of 200 words and a note of some forty."""
    chance = random.Random(1)  # noqa: S311 - the same journal each time
    vocabulary = [
        (kind, f"{chance.choice(WORDS)} {number}")
        for number in range(200)
        for kind in [chance.choice(["activity", "relationship", "thought", "weather"])]
    ]
    now = timezone.now()
    said = [
        Said(
            at=now - timedelta(hours=24 * number / ENTRIES_A_DAY),
            pain=chance.randint(0, 10),
            mood=chance.randint(1, 5),
            thought=" ".join(chance.choices(WORDS, k=8)) if number % 2 else "",
            note=" ".join(chance.choices(WORDS, k=40))
            + (" elephant" if number > count - 9 else ""),
            named=tuple(
                Named(kind, text, chance.choice(["worse", "better"]))
                for kind, text in chance.sample(vocabulary, 5)
            ),
            hurting=(Hurting("back-low-back-left", chance.randint(1, 10)),),
        )
        for number in range(count)
    ]
    write_entries(
        person=person, by=person, arriving=[Arriving(one, written=one.at) for one in said]
    )


def addresses(person: User) -> Iterator[tuple[str, str]]:
    page = reverse("journal:entries")

    def sought(**what: object) -> str:
        return f"{page}?q={seal_sought(Sought(**what), person)}"  # type: ignore[arg-type]

    rows = person.entries.kept().newest_first()
    middle = rows[rows.count() // 2]
    yield "the newest page", page
    yield "a page in the middle", f"{page}?older={Mark.of(middle).token}"
    yield "one entry", reverse("journal:entry", kwargs={"pk": middle.pk})
    yield "a word of each entry", sought(words="stairs")
    yield "a word of none, one page", sought(words="giraffe")
    yield "a trigger", sought(trigger=person.triggers.first().pk)
    yield "pain of 9 and a place", sought(pain_from=9, place="back-low-back")
    yield "a place that never hurt", sought(place="front-chest")


def measure(visitor: Visitor, path: str) -> str:
    visitor.get(path)
    asked: list[str] = []

    def count(execute, sql, *rest):  # type: ignore[no-untyped-def]
        asked.append(sql)
        return execute(sql, *rest)

    with connection.execute_wrapper(count):
        if visitor.get(path).status_code != 200:
            raise RuntimeError(path)
    times, busy = [], []
    for _ in range(ROUNDS):
        begin, worked = time.perf_counter(), time.process_time()
        visitor.get(path)
        times.append((time.perf_counter() - begin) * 1000)
        busy.append((time.process_time() - worked) * 1000)
    most = statistics.quantiles(times, n=20)[-1]
    middle, cpu = statistics.median(times), statistics.median(busy)
    return f"{middle:8.0f} {most:8.0f} {cpu:8.0f} {len(asked):8}"


def to_the_end(visitor: Visitor, person: User) -> str:
    """The oldest word of a journal, from the newest page on: how many pages, and how long."""
    path = f"{reverse('journal:entries')}?q={seal_sought(Sought(words='elephant'), person)}"
    begin, pages, address = time.process_time(), 0, path
    while address:
        older = re.search(r"older=([\w-]+)", visitor.get(address).content.decode())
        pages += 1
        address = f"{path}&older={older[1]}" if older else ""
    return f"{(time.process_time() - begin) * 1000:8.0f} ms of processor over {pages} pages"


def main(count: int) -> None:
    call_command("migrate", verbosity=0)
    if "DatabaseCache" in settings.CACHES["default"]["BACKEND"]:
        call_command("createcachetable", verbosity=0)
    finn = make_member("finn")
    fill(finn, count)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    visitor = Visitor(finn)
    print(f"{count} entries on {connection.vendor}, {ROUNDS} rounds")  # noqa: T201
    print(f"{'page':28} {'median':>8} {'95 %':>8} {'CPU':>8} {'queries':>8}")  # noqa: T201
    for name, path in addresses(finn):
        print(f"{name:28} {measure(visitor, path)}")  # noqa: T201
    print(f"{'the oldest word, to the end':28} {to_the_end(visitor, finn)}")  # noqa: T201


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 11_000)
