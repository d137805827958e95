"""Each field of an entry that came in a file, held against what the journal takes.

The two kinds of file bring the same fields; a number may be one, or be written in digits.
"""

import re
import uuid
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from functools import lru_cache
from typing import Any
from zoneinfo import ZoneInfo

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from journal.actions import Arriving
from journal.areas import AREAS
from journal.files.cells import NotACell, areas_in, triggers_in
from journal.files.kept import FIELDS, Word
from journal.files.problems import Problem
from journal.models import Entry, Mention, TriggerKind
from journal.saying import Hurting, Named, Said
from journal.scales import MOST_EFFORT, MOST_MINUTES, MOST_SLEEP_HOURS, MOST_STRENGTH, SCALES

MOST_LETTERS = 20_000
MOST_OF_A_WORD = 300
MOST_TRIGGERS = 250
OLDEST = datetime(1900, 1, 2, tzinfo=UTC)
# Two clocks never agree to the second.
AHEAD = timedelta(minutes=5)

_WORDS = ("thought", "declined", "medication", "elsewhere", "note")
_DIGITS = re.compile(r"[0-9]{1,6}")
_HOURS = re.compile(r"[0-9]{1,2}(?:\.[0-9])?0?")
_UNKEPT = re.compile("[\x00\ud800-\udfff]")
_EFFECTS = frozenset(("", *Mention.Effect.values))
_ENDED = frozenset(("", *Mention.Ended.values))
_CONTACTS = frozenset(("", *Entry.Contact.values))
_KINDS = frozenset(TriggerKind.values)
_OF_A_TRIGGER = frozenset(("kind", "text", "effect", "minutes", "effort", "planned", "ended"))
_FIELDS = frozenset(FIELDS)


class Wrong(ValueError):
    """What a person is told of one field."""

    def __init__(self, what: str | Promise) -> None:
        self.what = what


def arriving_of(raw: Mapping[str, Any], now: datetime) -> Arriving | list[tuple[str, Any]]:
    """The entry, or each field with what is wrong with it."""
    wrong: list[tuple[str, Any]] = [
        (str(name)[:40], _("There is no such field.")) for name in raw if name not in _FIELDS
    ]

    def field(name: str, read: Callable[..., Any], *how: Any) -> Any:
        try:
            return read(raw.get(name), *how)
        except Wrong as error:
            wrong.append((name, error.what))
        except NotACell:
            wrong.append((name, _("This list is not written as we write it.")))
        return None

    client_id = field("client_id", _client_id)
    at = field("at", _moment, now, True)
    ratings = {name: field(name, _whole, one.low, one.high) for name, one in SCALES.items()}
    if ratings["pain"] is None and raw.get("pain") in (None, ""):
        wrong.append(("pain", _("This is missing.")))
    rest = {
        "sleep_hours": field("sleep_hours", _hours),
        "contact": field("contact", _code, _CONTACTS),
        "private": field("private", _yes),
        "named": field("triggers", _triggers),
        "hurting": field("areas", _areas),
        **{name: field(name, _text, MOST_LETTERS) for name in _WORDS},
    }
    written = field("written", _moment, now, False)
    zone = field("zone", _zone)
    if wrong:
        return wrong
    return Arriving(Said(at=at, **ratings, **rest), client_id, written, zone)


def word_of(raw: object) -> Word:
    """A word of the vocabulary; Wrong if it is none."""
    if not isinstance(raw, dict) or not set(raw) <= {"kind", "text", "archived", "merged_into"}:
        raise Wrong(_("This is no word of a vocabulary."))
    return Word(
        kind=_code(raw.get("kind"), _KINDS),
        text=_word(raw.get("text")),
        archived=_yes(raw.get("archived")),
        merged_into=_text(raw.get("merged_into"), MOST_OF_A_WORD),
    )


def told(place: int, wrong: list[tuple[str, Any]]) -> list[Problem]:
    return [Problem(what, place, field) for field, what in wrong]


def _client_id(value: object) -> uuid.UUID:
    if value in (None, ""):
        raise Wrong(_("This is missing."))
    try:
        return uuid.UUID(value) if isinstance(value, str) and len(value) == 36 else _no_id()
    except ValueError:
        return _no_id()


def _no_id() -> uuid.UUID:
    raise Wrong(_("This is not an id of an entry."))


def _moment(value: object, now: datetime, needed: bool) -> datetime | None:
    if value in (None, ""):
        if needed:
            raise Wrong(_("This is missing."))
        return None
    try:
        found = datetime.fromisoformat(value if isinstance(value, str) else "")
        if found.tzinfo is None:
            raise ValueError
        out_of_reach = found < OLDEST
    except (ValueError, OverflowError):
        raise Wrong(
            _("This is no date with a time and a zone, such as 2026-11-25T08:30:00-06:00.")
        ) from None
    if out_of_reach:
        raise Wrong(_("This is too long ago."))
    if needed and found > now + AHEAD:
        raise Wrong(_("This is still to come."))
    return min(found, now) if needed else found


def _whole(value: object, low: int, high: int) -> int | None:
    if value is None or value == "":
        return None
    if isinstance(value, str) and _DIGITS.fullmatch(value):
        value = int(value)
    if not isinstance(value, int) or isinstance(value, bool) or not low <= value <= high:
        raise Wrong(
            _("This must be a whole number from %(low)s to %(high)s.") % {"low": low, "high": high}
        )
    return value


def _hours(value: object) -> Decimal | None:
    if value is None or value == "":
        return None
    text = str(value) if isinstance(value, int | float) else value
    if not isinstance(text, str) or not _HOURS.fullmatch(text) or isinstance(value, bool):
        raise Wrong(_("This must be hours from 0 to 16, such as 6.5."))
    found = Decimal(text).quantize(Decimal("0.1"))
    if found > MOST_SLEEP_HOURS:
        raise Wrong(_("This must be hours from 0 to 16, such as 6.5."))
    return found


def _text(value: object, most: int) -> str:
    if value is None:
        return ""
    if not isinstance(value, str):
        raise Wrong(_("This must be text."))
    if len(value) > most:
        raise Wrong(_("This is too long. The most is %(most)s letters.") % {"most": most})
    if _UNKEPT.search(value):
        raise Wrong(_("There is a letter in it that we can’t keep."))
    return value


def _word(value: object) -> str:
    text = " ".join(_text(value, MOST_OF_A_WORD).split())
    if not text:
        raise Wrong(_("This word has no letters."))
    return text


def _code(value: object, codes: frozenset[str]) -> str:
    text = "" if value is None else value
    if not isinstance(text, str) or text not in codes:
        known = ", ".join(sorted(filter(None, codes)))
        raise Wrong(_("We do not know this. It can be: %(known)s.") % {"known": known})
    return text


def _yes(value: object) -> bool:
    answer = value.lower() if isinstance(value, str) else value
    if answer in (True, "yes", "true"):
        return True
    if answer in (None, False, "", "no", "false"):
        return False
    raise Wrong(_("This must be yes or no."))


def _zone(value: object) -> str:
    if value in (None, ""):
        return ""
    if not isinstance(value, str) or not _is_zone(value):
        raise Wrong(_("We do not know this time zone."))
    return value


@lru_cache(maxsize=64)
def _is_zone(name: str) -> bool:
    try:
        return bool(ZoneInfo(name))
    except (ValueError, OSError):
        return False


def _areas(value: object) -> tuple[Hurting, ...]:
    found: dict[str, Hurting] = {}
    for one in _list(areas_in(value) if isinstance(value, str) else value, len(AREAS)):
        area = one.get("area")
        if not set(one) <= {"area", "strength"} or not isinstance(area, str) or area not in AREAS:
            raise Wrong(_("There is an area that we do not know."))
        if area in found:
            raise Wrong(_("There is an area twice."))
        found[area] = Hurting(area, _whole(one.get("strength"), 1, MOST_STRENGTH))
    return tuple(found.values())


def _triggers(value: object) -> tuple[Named, ...]:
    listed = triggers_in(value) if isinstance(value, str) else value
    return tuple(_trigger(one) for one in _list(listed, MOST_TRIGGERS))


def _trigger(one: dict[str, Any]) -> Named:
    if not set(one) <= _OF_A_TRIGGER:
        raise Wrong(_("There is a trigger with a field that we do not know."))
    kind = one.get("kind")
    if not isinstance(kind, str) or kind not in _KINDS:
        raise Wrong(_("There is a trigger of a kind that we do not know."))
    planned = one.get("planned")
    if planned is not None and not isinstance(planned, bool):
        raise Wrong(_("This must be yes or no."))
    return Named(
        kind=kind,
        text=_word(one.get("text")),
        effect=_code(one.get("effect"), _EFFECTS),
        minutes=_whole(one.get("minutes"), 0, MOST_MINUTES),
        effort=_whole(one.get("effort"), 0, MOST_EFFORT),
        planned=planned,
        ended=_code(one.get("ended"), _ENDED),
    )


def _list(value: object, most: int) -> list[dict[str, Any]]:
    if value is None:
        return []
    if not isinstance(value, list) or not all(isinstance(one, dict) for one in value):
        raise Wrong(_("This must be a list."))
    if len(value) > most:
        raise Wrong(_("This list is too long. The most is %(most)s.") % {"most": most})
    return value
