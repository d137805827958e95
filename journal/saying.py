"""What one entry says, apart from any row: as forms give it, versions keep it, files carry it."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass, fields
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.utils.dateparse import parse_datetime

from journal.areas import AREAS
from journal.models import Entry, Mention

_PLACE = {code: place for place, code in enumerate(AREAS)}


@dataclass(frozen=True)
class Named:
    """A trigger as an entry names it. ``minutes`` 0–720, ``effort`` 0–10; these, ``planned`` and
    ``ended`` of activities alone."""

    kind: str
    text: str
    effect: str = ""
    minutes: int | None = None
    effort: int | None = None
    planned: bool | None = None
    ended: str = ""


@dataclass(frozen=True)
class Hurting:
    """An area of the body outline by code, and how strong there: 1–10 or None."""

    area: str
    strength: int | None = None


@dataclass(frozen=True, kw_only=True)
class Said:
    """Fields as on ``Entry``; ranges in ``journal.scales``."""

    at: datetime
    pain: int
    worst: int | None = None
    interference: int | None = None
    mood: int | None = None
    stress: int | None = None
    energy: int | None = None
    sleep_quality: int | None = None
    sleep_hours: Decimal | None = None
    rest_minutes: int | None = None
    contact: str = ""
    felt_close: int | None = None
    thought: str = ""
    thought_conviction: int | None = None
    declined: str = ""
    medication: str = ""
    elsewhere: str = ""
    note: str = ""
    private: bool = False
    named: tuple[Named, ...] = ()
    hurting: tuple[Hurting, ...] = ()


# The fields that are columns of an entry.
COLUMNS = tuple(field.name for field in fields(Said) if field.name not in ("named", "hurting"))


def in_order(hurting: Iterable[Hurting]) -> tuple[Hurting, ...]:
    """As the outline has them, so that the same areas are the same said."""
    return tuple(sorted(hurting, key=lambda one: _PLACE[one.area]))


def said_of(entry: Entry) -> Said:
    """What a row says now. Its mentions (with triggers) and areas are read; prefetch for many."""
    return Said(
        **{name: getattr(entry, name) for name in COLUMNS},
        named=tuple(_named(mention) for mention in entry.mentions.all()),
        hurting=in_order(Hurting(one.area, one.strength) for one in entry.areas.all()),
    )


def _named(mention: Mention) -> Named:
    trigger = mention.trigger
    own = ("effect", "minutes", "effort", "planned", "ended")
    return Named(trigger.kind, trigger.text, **{name: getattr(mention, name) for name in own})


def as_json(said: Said) -> dict[str, Any]:
    """Every field, for JSON: the moment in ISO 8601 with its offset, hours of sleep as text."""
    hours = said.sleep_hours
    return {
        **asdict(said),
        "at": said.at.isoformat(),
        "sleep_hours": None if hours is None else str(hours),
        "named": [asdict(one) for one in said.named],
        "hurting": [asdict(one) for one in said.hurting],
    }


def from_json(data: dict[str, Any]) -> Said:
    """What ``as_json`` wrote; for what we kept ourselves, since nothing is checked here."""
    at = parse_datetime(data["at"])
    if at is None:
        raise ValueError("no moment in it")
    hours = data["sleep_hours"]
    return Said(
        **{name: data[name] for name in COLUMNS if name not in ("at", "sleep_hours")},
        at=at,
        sleep_hours=None if hours is None else Decimal(hours),
        named=tuple(Named(**one) for one in data["named"]),
        hurting=tuple(Hurting(**one) for one in data["hurting"]),
    )
