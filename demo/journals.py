"""The journals of the demo's people, and the looks that come of them.

The days are thrown by dice, the same each time. Ana's nights are the one thing in them that goes
with how much it hurts the next day; all else that comes up again has nothing to do with it.
"""

import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from decimal import Decimal
from uuid import UUID

from django.utils import timezone

from demo.clinics import World
from demo.diary import Diary
from demo.stories.days import LIVES, Day, Life, Often
from insights.actions import take_look
from journal.actions import Arriving, change_entry, write_entries
from journal.models import Entry
from journal.saying import Hurting, Named, Said, said_of
from people.clock import zone_of
from people.models import User

# How much of yesterday's pain is left, and how far a day may be off by itself.
_LEFT, _OFF = 0.3, 0.75


def note_journals(diary: Diary, world: World) -> None:
    """As if they had come in from everyone's browser at once, then this month's look for each."""
    for life in LIVES:
        diary.add_lately(0.8, lambda life=life: _write(world.person(life.who), life))  # type: ignore[misc]
    for life in LIVES:
        diary.add_lately(
            0.6,
            lambda life=life: take_look(person=world.person(life.who), now=timezone.now()),  # type: ignore[misc]
        )


def _write(person: User, life: Life) -> None:
    """All at once, each with the moment when it was written."""
    days = list(days_of(life, timezone.now().astimezone(zone_of(person))))
    write_entries(person=person, by=person, arriving=[one for _ago, one in days])
    for ago, arriving in days:
        day = life.days.get(ago)
        if day and day.then and arriving.said.note:
            entry = Entry.objects.get(person=person, client_id=arriving.client_id)
            change_entry(entry=entry, by=person, said=replace(said_of(entry), note=day.then))


def days_of(life: Life, now: datetime) -> Iterator[tuple[int, Arriving]]:
    """How many days ago, and what was written: an evening, and on some days a morning before."""
    dice = random.Random(life.seed)  # noqa: S311 (for variety)
    pain = life.pain
    for ago in range(life.first, life.last - 1, -1):
        day = life.days.get(ago, Day())
        night = _within(dice.gauss(life.sleep, 1.9), 0, 10) if day.sleep is None else day.sleep
        pain = (
            life.pain
            + _LEFT * (pain - life.pain)
            - life.pull * (night - life.sleep)
            + dice.gauss(0, _OFF)
        )
        if day.pain is not None:
            pain = float(day.pain)
        number = _within(pain, 0, 10)
        evening = now.replace(hour=20, minute=dice.randrange(60), second=0, microsecond=0)
        evening -= timedelta(days=ago)
        named = day.named + tuple(_named(life, dice, day))
        said = _evening(life, dice, evening, number, night)
        morning, left_out = dice.random() < 0.2, dice.random() < life.gaps
        if ago in life.only_pain:
            said = Said(at=evening, pain=number)
        elif ago in life.days:
            said = replace(said, named=named, **day.said)
        elif left_out:
            continue
        else:
            said = replace(said, named=named)
        if morning:
            early = evening.replace(hour=7)
            check_in = Said(at=early, pain=_within(number + dice.choice((-1, 0, 1)), 0, 10))
            yield ago, _arriving(dice, check_in)
        yield ago, _arriving(dice, said, late=day.late)


def _arriving(dice: random.Random, said: Said, late: int = 0) -> Arriving:
    client_id = UUID(int=dice.getrandbits(128), version=4)
    return Arriving(said, client_id, written=said.at + timedelta(days=late, minutes=1))


def _evening(life: Life, dice: random.Random, at: datetime, pain: int, night: int) -> Said:
    hours = Decimal(_within(2 * (3.5 + night * 0.45 + dice.gauss(0, 0.5)), 4, 20)) / 2
    areas = life.areas[: 1 + dice.randrange(len(life.areas))]
    return Said(
        at=at,
        pain=pain,
        worst=_within(pain + dice.choice((0, 1, 1, 2)), 0, 10) if dice.random() < 0.5 else None,
        interference=_within(pain + dice.gauss(-0.5, 1.2), 0, 10),
        mood=_within(4.4 - pain * 0.25 + dice.gauss(0, 0.8), 1, 5),
        stress=_within(dice.gauss(4.5, 1.8), 0, 10),
        energy=_within(6.5 - pain * 0.3 + dice.gauss(0, 1.5), 0, 10),
        sleep_quality=night,
        sleep_hours=hours if dice.random() < 0.7 else None,
        rest_minutes=dice.choice((0, 15, 30, 45, 60)) if dice.random() < 0.3 else None,
        contact=dice.choice(("", "brief", "real", "real", "none")),
        hurting=tuple(Hurting(area, _within(pain + dice.choice((-1, 0)), 1, 10)) for area in areas),
    )


def _named(life: Life, dice: random.Random, day: Day) -> Iterator[Named]:
    """What came up again on a day; what the day itself tells of is not said twice."""
    told = {one.text for one in day.named}
    for often in life.often:
        comes = dice.random() < often.share
        named = _once(often, dice)
        if comes and often.text not in told:
            yield named


def _once(often: Often, dice: random.Random) -> Named:
    minutes = often.minutes
    if minutes is not None:
        minutes = max(5, round(minutes * dice.uniform(0.8, 1.2) / 5) * 5)
    effort = (
        None if often.effort is None else _within(often.effort + dice.choice((-1, 0, 1)), 1, 10)
    )
    return Named(
        often.kind,
        often.text,
        effect=dice.choice(often.effects),
        minutes=minutes,
        effort=effort,
        planned=often.planned,
        ended=dice.choice(often.ended),
    )


def _within(value: float, low: int, high: int) -> int:
    return max(low, min(high, round(value)))
