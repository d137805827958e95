"""How long the list of a journal takes, and looking for words in it, ten years in.

    .venv/bin/python bench/finding.py [how many entries, 11000]

Of whole requests through all middleware, in one process: median and 95th percentile in
milliseconds, the median of processor time, and the database queries. On SQLite, or on the database
that DATABASE_URL names, which should be empty: rows are left in it. A figure, not a test.
"""

import random
import re
import sys
import time
from collections.abc import Iterator
from datetime import timedelta

from measuring import HEAD, make_database, measure  # isort: skip
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from journal.actions import Arriving, write_entries
from journal.finding import Sought, seal_sought
from journal.paging import Mark
from journal.saying import Hurting, Named, Said
from people.models import User
from tests.builders import make_member
from tests.visits import Visitor

ROUNDS = 15
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
    make_database()
    finn = make_member("finn")
    fill(finn, count)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    visitor = Visitor(finn)
    print(f"{count} entries on {connection.vendor}, {ROUNDS} rounds")  # noqa: T201
    print(f"{'page':28} {HEAD}")  # noqa: T201
    for name, path in addresses(finn):
        print(f"{name:28} {measure(lambda path=path: visitor.get(path), ROUNDS)}")  # noqa: T201
    print(f"{'the oldest word, to the end':28} {to_the_end(visitor, finn)}")  # noqa: T201


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 11_000)
