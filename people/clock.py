"""A person's own day."""

from datetime import date, datetime
from typing import TypedDict
from zoneinfo import ZoneInfo

from django.utils import timezone

from people.models import User


class Stamp(TypedDict):
    created: datetime
    local_date: date
    zone: str


def today(person: User) -> date:
    return timezone.now().astimezone(ZoneInfo(person.time_zone)).date()


def stamp(person: User) -> Stamp:
    """The three fields of a ``PersonalRecord`` that say when, in the person's own zone."""
    now = timezone.now()
    return {
        "created": now,
        "local_date": now.astimezone(ZoneInfo(person.time_zone)).date(),
        "zone": person.time_zone,
    }
