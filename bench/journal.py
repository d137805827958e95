"""How long the server takes for the journal's pages, after ten years of it and after a month.

    .venv/bin/python bench/journal.py [entries of the old journal, 11000]

On SQLite; with ``DATABASE_URL`` of an empty database, on PostgreSQL. Each line: the one who began
a month ago, then the one with ten years, then how many times as long that takes. Milliseconds of
whole requests through all middleware, in one process. A figure, not a test.
"""

import random
import sys
from collections.abc import Iterator
from datetime import timedelta
from decimal import Decimal
from uuid import uuid4

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from measuring import HEAD, ROUNDS, Ask, Figures, make_database, measure, measure_once

from journal.actions import Arriving, write_entries
from journal.areas import AREAS
from journal.paging import Mark
from journal.saying import Hurting, Named, Said
from people.models import User
from tests.builders import make_member, make_northfield, make_user
from tests.visits import Visitor

A_DAY = 3
WORDS = ["sat", "too", "long", "then", "stood", "slow", "walk", "after", "work", "heat", "night"]
# Stands in one entry of each, the oldest.
RARE = "accordion"
KINDS = ("activity", "activity", "relationship", "thought", "weather", "posture")


def said_by(dice: random.Random, days_ago: int, hour: int, words: list[Named]) -> Said:
    pain = dice.randint(1, 9)
    at = timezone.now().replace(hour=hour, minute=dice.randrange(60)) - timedelta(days=days_ago)
    return Said(
        at=at,
        pain=pain,
        worst=min(10, pain + 1),
        interference=dice.randint(0, 10),
        mood=dice.randint(1, 5),
        stress=dice.randint(0, 10),
        energy=dice.randint(0, 10),
        sleep_quality=dice.randint(0, 10),
        sleep_hours=Decimal("6.5"),
        contact="real",
        note=" ".join(dice.choices(WORDS, k=20)),
        thought=" ".join(dice.choices(WORDS, k=8)) if dice.random() < 0.2 else "",
        named=tuple(dice.sample(words, 5)),
        hurting=tuple(Hurting(area, dice.randint(1, 10)) for area in dice.sample(list(AREAS), 3)),
    )


def vocabulary(dice: random.Random, size: int) -> list[Named]:
    named = []
    for number in range(size):
        kind = KINDS[number % len(KINDS)]
        extra = {"minutes": 45, "effort": 4, "planned": True, "ended": "done"}
        of_it = extra if kind == "activity" else {}
        named.append(Named(kind, f"Word {number}", effect=dice.choice(["", "worse"]), **of_it))
    return named


def write_journal(person: User, entries: int, words: int) -> None:
    dice = random.Random(entries)  # noqa: S311 (for variety)
    named = vocabulary(dice, words)
    all_of_it = [
        said_by(dice, number // A_DAY + 1, 7 + 6 * (number % A_DAY), named)
        for number in range(entries)
    ]
    batch = [Arriving(said, written=said.at) for said in all_of_it]
    batch[-1] = Arriving(
        Said(at=all_of_it[-1].at, pain=5, note=f"Heard an {RARE}."), written=all_of_it[-1].at
    )
    for start in range(0, entries, 1000):
        write_entries(person=person, by=person, arriving=batch[start : start + 1000])


def asks(person: User) -> Iterator[tuple[str, Ask, int]]:
    """(what, how it is asked, how many times)"""
    visitor = Visitor(person)

    def get(path: str) -> Ask:
        return lambda: visitor.get(path)

    entries = reverse("journal:entries")
    middle = person.entries.newest_first()[person.entries.count() // 2]
    yield "journal, first page", get(entries), ROUNDS
    yield "journal, a page half way", get(f"{entries}?older={Mark.of(middle).token}"), ROUNDS
    yield "check-in form", get(reverse("journal:check_in")), ROUNDS
    yield "full form", get(reverse("journal:new_entry")), ROUNDS
    picked = [f"word-{one.pk.hex}-on" for one in person.triggers.order_by("created")[:2]]

    def check_in() -> HttpResponse:
        said = {"client_id": str(uuid4()), "pain": "5", "mood": "3", "note": "As before."}
        return visitor.send(reverse("journal:check_in"), {**said, **dict.fromkeys(picked, "on")})

    yield "save a check-in", check_in, ROUNDS
    sought = visitor.send(reverse("journal:find"), {"words": RARE})["Location"]
    yield "search: a rare word", get(sought), 5
    yield "Today", get(reverse("insights:today")), ROUNDS
    yield "patterns", get(reverse("insights:patterns")), ROUNDS
    yield "patterns, all of it", get(reverse("insights:patterns") + "?span=all"), ROUNDS
    yield "a look is taken", _look(person, visitor), 5
    yield "save as CSV", get(reverse("journal:export_csv")), 3
    yield "save as JSON", get(reverse("journal:export_json")), 3


def _look(person: User, visitor: Visitor) -> Ask:
    def take() -> HttpResponse:
        person.looks.all().delete()
        return visitor.send(reverse("insights:take_look"))

    return take


def bring(person: User, kind: str) -> Figures:
    """The whole journal into an account that is empty."""
    saved = Visitor(person).get(reverse(f"journal:export_{kind}"))
    data = b"".join(saved.streaming_content)
    visitor = Visitor(make_user(f"{uuid4()}@cbtback.example", "Other"))
    file = SimpleUploadedFile("journal", data)
    return measure_once(lambda: visitor.send(reverse("journal:import"), {"file": file}))


def line(name: str, new: Figures, old: Figures) -> None:
    print(f"{name:26} {new}   {old} {old.median / new.median:7.1f}", flush=True)  # noqa: T201


def main(count: int) -> None:
    make_database()
    northfield = make_northfield()
    ben = make_member("ben", northfield)
    new, old = make_member("ana", northfield, ben), make_member("cleo", northfield, ben)
    write_journal(new, 30 * A_DAY, 20)
    write_journal(old, count, 150)
    if connection.vendor == "postgresql":
        # As autovacuum leaves it within a minute.
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
    print(f"{connection.vendor}, {30 * A_DAY} and {count} entries, {ROUNDS} rounds")  # noqa: T201
    print(f"{'':26} {HEAD}   {HEAD} {'times':>7}")  # noqa: T201
    for (name, one, rounds), (_, other, _) in zip(asks(new), asks(old), strict=True):
        line(name, measure(one, rounds), measure(other, rounds))
    for kind in ("csv", "json"):
        line(f"bring in, {kind.upper()}", bring(new, kind), bring(old, kind))


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 11_000)
