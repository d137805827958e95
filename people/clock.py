"""A person's own day."""

from datetime import date, datetime
from typing import TypedDict
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.utils import timezone

from people.models import User


class Stamp(TypedDict):
    created: datetime
    local_date: date
    zone: str


def zone_of(person: User) -> ZoneInfo:
    try:
        return ZoneInfo(person.time_zone)
    except (ZoneInfoNotFoundError, ValueError):
        # A zone that this machine's list no longer has must not shut anybody out.
        return ZoneInfo("UTC")


def today(person: User) -> date:
    return timezone.now().astimezone(zone_of(person)).date()


def stamp(person: User) -> Stamp:
    """The three fields of a ``PersonalRecord`` that say when, in the person's own zone."""
    now = timezone.now()
    return {
        "created": now,
        "local_date": now.astimezone(zone_of(person)).date(),
        "zone": person.time_zone,
    }
