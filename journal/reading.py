"""What an entry says, as people read it: a row of the list, the lines of its page, what changed."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from journal import wording
from journal.models import Entry
from journal.saying import Named, Said, from_json, said_of
from journal.scales import SCALES
from journal.wording import area_words

Text = str | Promise

# How strong it was, and in the way; the other ratings in the order in which they are read.
PAIN = ("pain", "worst", "interference")
_MIND = ("mood", "stress", "energy", "sleep_quality", "sleep_hours", "rest_minutes")
_PEOPLE = ("contact", "felt_close")
_TOLD = ("declined", "medication", "note")


@dataclass(frozen=True)
class Line:
    """``value`` in the app's words, ``own`` in the person's. ``key``: what it is about, so that
    two versions of an entry can be held side by side."""

    key: str
    label: Text
    value: Text = ""
    own: str = ""


@dataclass(frozen=True)
class Row:
    """An entry in the list: the words of its triggers by what they did."""

    entry: Entry
    where: str
    worse: list[str]
    better: list[str]
    beside: list[str]


@dataclass(frozen=True)
class Day:
    """``name``: "" where the date alone says which day it is."""

    on: date
    name: str
    this_year: bool
    rows: list[Row]


@dataclass(frozen=True)
class Change:
    """A line as it was before a change and as it was after it; None where it said nothing."""

    label: Text
    before: Line | None
    after: Line | None


@dataclass(frozen=True)
class Before:
    """What a change replaced. ``until``: when it was made."""

    until: datetime
    changes: list[Change]


# --- The list ---------------------------------------------------------------------------------


def days_of(days: Iterable[tuple[date, list[Entry]]], today: date) -> list[Day]:
    """Entries with mentions and areas at hand."""
    return [
        Day(
            day,
            day_name(day, today),
            day.year == today.year,
            [row_of(one) for one in rows],
        )
        for day, rows in days
    ]


def day_name(day: date, today: date) -> str:
    """Today, yesterday, the weekday of the last seven days; "" before."""
    if day == today:
        return _("Today")
    if day == today - timedelta(days=1):
        return _("Yesterday")
    return date_format(day, "l") if timedelta() < today - day < timedelta(days=7) else ""


def row_of(entry: Entry) -> Row:
    by_effect: dict[str, list[str]] = {effect: [] for effect in ("worse", "better", "")}
    for mention in entry.mentions.all():
        by_effect[mention.effect].append(mention.trigger.text)
    where = area_words(entry.areas.all())
    return Row(entry, where, by_effect["worse"], by_effect["better"], by_effect[""])


# --- One entry --------------------------------------------------------------------------------


def lines_of(said: Said) -> list[Line]:
    """Everything it says, in order, but when it was and whether it is private."""
    found = [
        *(_rating(name, said) for name in PAIN),
        Line("where", _("Where"), capfirst(area_words(said.hurting, strengths=True))),
        Line("elsewhere", wording.SCALE_NAMES["elsewhere"], own=said.elsewhere),
        *(_trigger(one) for one in said.named),
        Line("thought", wording.SCALE_NAMES["thought"], own=said.thought),
        _rating("thought_conviction", said),
        *(_rating(name, said) for name in _MIND),
        *(_rating(name, said) for name in _PEOPLE),
        *(Line(name, wording.SCALE_NAMES[name], own=getattr(said, name)) for name in _TOLD),
    ]
    return [line for line in found if line.value or line.own]


def _rating(name: str, said: Said) -> Line:
    given = getattr(said, name)
    if given in (None, ""):
        value: Text = ""
    elif name == "mood":
        value = wording.MOODS[given]
    elif name == "contact":
        value = wording.CONTACTS[given]
    elif name == "sleep_hours":
        value = _("%(hours)s hours") % {"hours": f"{given.normalize():f}"}
    elif name == "rest_minutes":
        value = minutes_in_words(given)
    else:
        value = _of(given, SCALES[name].high)
    return Line(name, wording.SCALE_NAMES[name], value)


def _trigger(named: Named) -> Line:
    """``Worse for it. 20 minutes. Effort 6 of 10. I stopped because of pain.``"""
    parts: list[Text] = [wording.EFFECTS[named.effect]] if named.effect else []
    if named.minutes is not None:
        parts.append(minutes_in_words(named.minutes))
    if named.effort is not None:
        parts.append(_("Effort %(number)s") % {"number": _of(named.effort, 10)})
    if named.planned is not None:
        parts.append(_("Planned") if named.planned else _("Not planned"))
    if named.ended:
        parts.append(wording.ENDINGS[named.ended])
    value = " ".join(f"{part}." for part in parts)
    key = f"{named.kind} {named.text}"
    return Line(key, wording.KINDS[named.kind], value, own=named.text)


def minutes_in_words(minutes: int) -> str:
    hours, rest = divmod(minutes, 60)
    said = [ngettext("%(n)s hour", "%(n)s hours", hours) % {"n": hours}] if hours else []
    if rest or not hours:
        said.append(ngettext("%(n)s minute", "%(n)s minutes", rest) % {"n": rest})
    return " ".join(said)


def _of(number: int, top: int) -> str:
    return _("%(number)s of %(top)s") % {"number": number, "top": top}


# --- Before a change --------------------------------------------------------------------------


def history_of(entry: Entry) -> list[Before]:
    """What it said before each change, the latest change first."""
    versions = list(entry.versions.all())
    said = [from_json(version.said) for version in versions]
    later = [*said, said_of(entry)][1:]
    found = [
        Before(version.until, changes_between(before, after))
        for version, before, after in zip(versions, said, later, strict=True)
    ]
    return found[::-1]


def changes_between(before: Said, after: Said) -> list[Change]:
    """Line by line, only what differs."""
    old = {line.key: line for line in _all_lines(before)}
    new = {line.key: line for line in _all_lines(after)}
    return [
        Change((old.get(key) or new[key]).label, old.get(key), new.get(key))
        for key in dict.fromkeys([*old, *new])
        if old.get(key) != new.get(key)
    ]


def _all_lines(said: Said) -> list[Line]:
    who = _("Only you") if said.private else _("You, and whom you open your journal to")
    return [
        Line("at", _("When"), date_format(localtime(said.at), "F j, Y, P")),
        *lines_of(said),
        Line("private", _("Who can read it"), who),
    ]
