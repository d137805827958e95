"""Whether a look is due for a person, and what it is to look at.

What is looked at is chosen by how many days there are of it, never by how the pain was on them.
"""

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime, timedelta
from typing import Any, cast
from uuid import UUID

from django.db.models import Exists, OuterRef

from insights.models import Finding, Look
from insights.patterns import FILLED, LOOKS_FROM, PER_GROUP, WINDOW, Better, Found, Thing, share_of
from insights.queries import RATINGS, DayRow, days_of, named_on, span_of
from journal.models import Entry, Trigger
from journal.scales import SCALES
from people.clock import zone_of
from people.models import User

# Ratings and words that are tested in one look; the more there are, the harder for each.
MOST_THINGS = 10
# Words named too seldom to be tested, or on nearly every day: what is missing is said of these.
MOST_TOO_FEW = 5
SEEN = 3  # days
# Without as many new days a look would say again what the last one said.
NEW_DAYS = 14
# A rating is looked at where it was given on as many days: a third of them can be a group.
RATED = PER_GROUP * 3


@dataclass(frozen=True)
class Window:
    """``first`` to ``last``, both in: what a look of ``month`` would rest on."""

    month: date
    first: date
    last: date
    share: float
    days: tuple[DayRow, ...]

    @property
    def length(self) -> int:
        return (self.last - self.first).days + 1

    @property
    def dates(self) -> Iterator[date]:
        return (self.first + timedelta(days=n) for n in range(self.length))


def window_of(person: User, now: datetime) -> Window | None:
    """What a look at ``now`` would rest on, or None while none is due."""
    day = now.astimezone(zone_of(person)).date()
    looked = list(person.looks.order_by("month").values_list("month", "until"))
    span = span_of(person, day - timedelta(days=1))
    if not person.is_active or span is None:
        return None
    since = max(span[0], span[1] - timedelta(days=WINDOW - 1))
    return window_in(days_of(person, since, span[1]), day, looked)


def window_in(
    rows: Sequence[DayRow], day: date, looked: Sequence[tuple[date, date]]
) -> Window | None:
    """What a look on ``day`` would rest on. ``looked``: month and last day of every look before,
    the earliest first; ``rows``: the days of a year or more.

    The longest time up to the last day that is over, at most ``WINDOW`` days, of which enough have
    a pain number: after a long break there is a look once enough days stand after it.
    """
    month = day.replace(day=1)
    months = [earlier for earlier, _ in looked]
    share = share_of(_earlier_this_year(months, month))
    if not share or month in months:
        return None
    days = [row for row in rows if not row.recalled and row.day < day]
    if looked and sum(row.day > looked[-1][1] for row in days) < NEW_DAYS:
        return None
    for n, row in enumerate(days):
        length = (days[-1].day - row.day).days + 1
        if length < LOOKS_FROM:
            return None
        if length <= WINDOW and len(days) - n >= FILLED * length:
            return Window(month, row.day, days[-1].day, share, tuple(days[n:]))
    return None


def _earlier_this_year(months: Sequence[date], month: date) -> int:
    """How many of ``months`` are in the person's year that ``month`` is in: the twelve months
    from their first look on, and so on."""
    if not months:
        return 0

    def number(day: date) -> int:
        return ((day.year - months[0].year) * 12 + day.month - months[0].month) // 12

    return sum(number(earlier) == number(month) for earlier in months)


def pain_in(window: Window) -> list[float | None]:
    by_day = {row.day: row.pain for row in window.days}
    return [by_day.get(day) for day in window.dates]


def things_in(person: User, window: Window) -> list[Thing]:
    """Ratings first, then the words named on the most days; the key is a rating's name or the id
    of a trigger."""
    by_day = {row.day: row for row in window.days}
    ratings = [
        Thing(
            name,
            tuple(_rated(name, window, by_day)),
            rating=True,
            better=cast(Better, SCALES[name].better),
        )
        for name in RATINGS
        if sum(getattr(row, name) is not None for row in window.days) >= RATED
    ]
    named = named_on(person, window.first, window.last)
    words = sorted(named, key=lambda word: (-len(named[word]), word))
    enough = [word for word in words if _is_enough(len(named[word]), len(window.days))]
    few = [word for word in words if word not in enough and len(named[word]) >= SEEN]
    chosen = enough[: MOST_THINGS - len(ratings)] + few[:MOST_TOO_FEW]
    return ratings + [
        Thing(
            str(word),
            tuple(float(day in named[word]) if day in by_day else None for day in window.dates),
            rating=False,
        )
        for word in chosen
    ]


def _rated(name: str, window: Window, by_day: dict[date, DayRow]) -> Iterator[float | None]:
    """A rating for each day. Of sleep it is the night after that day, which is said on the next:
    'the day after poor sleep' is the day that the night came before."""
    later = timedelta(days=1) if name == "sleep_quality" else timedelta()
    for day in window.dates:
        row = by_day.get(day + later)
        value = getattr(row, name) if row else None
        yield None if value is None else float(value)


def _is_enough(days: int, of: int) -> bool:
    """On enough days there, and on enough not there."""
    return days >= PER_GROUP and of - days >= PER_GROUP


def shown_last(person: User) -> set[str]:
    """The keys of what the last look showed: they are not new."""
    last = person.looks.order_by("-month").first()
    if last is None:
        return set()
    shown = last.findings.filter(verdict=Finding.Verdict.SHOWN).select_related("trigger")
    return {key_of(finding) for finding in shown}


def key_of(finding: Finding) -> str:
    """What it is of, by its key as a ``Thing``; a merged word is the one it was merged into."""
    trigger: Trigger | None = finding.trigger
    return str(trigger.merged_into_id or trigger.pk) if trigger else finding.measure


def hidden_things(person: User) -> set[str]:
    """The keys of what the person found of no use."""
    hidden = Finding.objects.filter(look__person=person, hidden_at__isnull=False)
    return {key_of(finding) for finding in hidden.select_related("trigger")}


def figures_of(found: Found) -> dict[str, Any]:
    """What is kept of it besides its verdict."""
    figures = asdict(found)
    del figures["key"], figures["verdict"]
    return figures


def may_be_due(now: datetime, *, after: UUID | None, most: int) -> list[UUID]:
    """The ids of those for whom a look may be due, in their order from ``after`` on; it is
    ``window_of`` that decides. Wide by a day, so that no time zone is left out."""
    today = now.date()
    in_time = Entry.objects.kept().filter(person=OuterRef("pk"), recalled=False).order_by()
    looked = Look.objects.filter(
        person=OuterRef("pk"), month__gte=(today + timedelta(days=1)).replace(day=1)
    )
    people = User.objects.filter(
        ~Exists(looked),
        Exists(in_time.filter(local_date__lte=today - timedelta(days=LOOKS_FROM - 2))),
        Exists(in_time.filter(local_date__gte=today - timedelta(days=LOOKS_FROM))),
        is_active=True,
    )
    if after:
        people = people.filter(pk__gt=after)
    return list(people.order_by("pk").values_list("pk", flat=True)[:most])
