"""Journals of many days, written as people write them, with a truth that is known."""

import random
from datetime import datetime, timedelta

from django.utils import timezone

from insights.looks import figures_of
from insights.models import Finding, Look
from insights.patterns import Thing, look_at
from insights.queries import RATINGS
from journal.actions import Arriving, write_entries
from journal.models import Trigger
from journal.saying import Named, Said
from people.clock import stamp, today
from people.models import User

WORDS = (
    ("activity", "Stood all shift"),
    ("relationship", "Rosa"),
    ("thought", "It will never stop"),
    ("weather", "Rain"),
    ("posture", "The old chair"),
)


def keep_journal(
    person: User,
    days: int,
    *,
    until: datetime | None = None,
    sleep: float = 0.0,
    a_day: int = 1,
    words: int = 1,
    skip: float = 0.0,
    seed: int = 1,
    **said: object,
) -> None:
    """An entry (``a_day``) on each of the last ``days`` days; ``sleep``: how many points a poor
    night adds; ``skip``: the part of days that have none, never the first or the last."""
    chance = random.Random(seed)
    until = until or timezone.now()
    arriving, pain = [], 5.0
    for n in range(days - 1, -1, -1):
        poor = chance.random() < 0.4
        pain = 5 + 0.4 * (pain - 5) + chance.gauss(0, 0.9)
        if 0 < n < days - 1 and chance.random() < skip:
            continue
        for k in range(a_day):
            at = until - timedelta(days=n, minutes=a_day - k)
            level = pain + (sleep if poor else 0) + chance.gauss(0, 0.4)
            named = tuple(Named(*word) for word in chance.sample(WORDS, words))
            fields: dict = {
                "at": at,
                "pain": min(10, max(0, round(level))),
                "sleep_quality": chance.randint(1, 3) if poor else chance.randint(6, 9),
                "mood": chance.randint(1, 5),
                "named": named,
                **said,
            }
            arriving.append(Arriving(Said(**fields), written=at))
    write_entries(person=person, by=person, arriving=arriving)


def keep_look(person: User, trigger: Trigger) -> Look:
    """A look of this month as ``take_look`` would have kept it, of days that are no longer there:
    the word was found to go with pain, stress was not, and of energy there was too little."""
    day = today(person)
    chance = random.Random(7)
    there = [float(chance.random() < 0.4) for _ in range(60)]
    pain = [4 + 2.5 * before + chance.gauss(0, 0.5) for before in [0.0, *there[:-1]]]
    things = [
        Thing(str(trigger.pk), tuple(there), rating=False),
        Thing("stress", tuple(float(chance.randint(0, 10)) for _ in there), True, "low"),
        Thing("energy", tuple(5.0 for _ in there), True, "high"),
    ]
    look = Look.objects.create(
        person=person,
        month=day.replace(day=1),
        since=day - timedelta(days=60),
        until=day - timedelta(days=1),
        share=0.01,
        figures={"days": 60, "of": 60, "tested": 2},
        **stamp(person),
    )
    for found in look_at(pain, things, share=0.1):
        of = {"measure": found.key} if found.key in RATINGS else {"trigger_id": found.key}
        Finding.objects.create(look=look, verdict=found.verdict, figures=figures_of(found), **of)
    assert look.findings.get(trigger=trigger).verdict == "shown"
    return look
