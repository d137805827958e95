"""A person's days as the journal holds them, counted and averaged by the database.

The number of queries does not grow with the entries, and no words of an entry are read. Private
entries count: what is made of this is the person's own alone.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import Avg, Count, F, Max, Min, Q, Sum
from django.db.models.functions import Coalesce, Greatest

from journal.models import Mention, Trigger
from people.clock import zone_of
from people.models import User
from sessions.models import Belief

# A mention counts for the word that its own was merged into.
_WORD = Coalesce("trigger__merged_into", "trigger")
_IN_TIME = Q(recalled=False)
# Whoever says how bad it got says it of that day, too; below the pain of now it says nothing.
_HIGHEST = Max(Greatest(Coalesce("worst", "pain"), "pain"))
RATINGS = ("sleep_quality", "mood", "stress", "energy")


class DayRow(NamedTuple):
    """One of the person's own days. ``usual``, ``low``, ``high`` are of the pain of every entry;
    ``pain`` and the ratings are means of what was written within two days, None without one."""

    day: date
    entries: int
    usual: float
    low: int
    high: int
    pain: float | None
    sleep_quality: float | None = None
    mood: float | None = None
    stress: float | None = None
    energy: float | None = None

    @property
    def recalled(self) -> bool:
        """All of it was written from memory."""
        return self.pain is None


@dataclass(frozen=True)
class Times:
    """How often one word was named, on how many days, and what it was said to do."""

    trigger: Trigger
    times: int
    days: int
    worse: int
    better: int

    @property
    def rest(self) -> int:
        return self.times - self.worse - self.better


@dataclass(frozen=True)
class Happened:
    """``kind``: ``looked`` (an examination was finished) or ``tested``; the belief is its own."""

    on: date
    kind: str
    belief: Belief | None
    pk: UUID


def span_of(person: User, until: date) -> tuple[date, date] | None:
    """The first and the last day that count, up to ``until``: not those from memory alone."""
    ends = _within(_kept(person).filter(_IN_TIME), None, until).aggregate(
        first=Min("local_date"), last=Max("local_date")
    )
    return (ends["first"], ends["last"]) if ends["first"] else None


def days_of(person: User, since: date | None, until: date) -> list[DayRow]:
    """The days with an entry, the earliest first; ``since`` None: from the first one."""
    rows = _within(_kept(person), since, until).values("local_date").order_by("local_date")
    rows = rows.annotate(
        entries=Count("pk"),
        usual=Avg("pain"),
        low=Min("pain"),
        high=_HIGHEST,
        in_time=Avg("pain", filter=_IN_TIME),
        **{f"mean_{name}": Avg(name, filter=_IN_TIME) for name in RATINGS},
    )
    return [
        DayRow(
            row["local_date"],
            row["entries"],
            row["usual"],
            row["low"],
            row["high"],
            row["in_time"],
            *(row[f"mean_{name}"] for name in RATINGS),
        )
        for row in rows
    ]


def pain_of(person: User, until: date) -> list[DayRow]:
    """As ``days_of`` from the first day on, without the ratings: for years of days at once."""
    rows = _within(_kept(person), None, until).values_list("local_date").order_by("local_date")
    return [
        DayRow(*row)
        for row in rows.annotate(
            entries=Count("pk"),
            usual=Avg("pain"),
            low=Min("pain"),
            high=_HIGHEST,
            in_time=Avg("pain", filter=_IN_TIME),
        )
    ]


def named_on(person: User, since: date, until: date) -> dict[UUID, set[date]]:
    """The days on which each word was named, by the id of its trigger."""
    rows = _mentions(person, since, until).values_list("word", "entry__local_date").distinct()
    found: dict[UUID, set[date]] = {}
    for word, day in rows.order_by():
        found.setdefault(word, set()).add(day)
    return found


def times_of(person: User, since: date, until: date, most: int) -> list[Times]:
    """The ``most`` words named on the most days, these first."""
    rows = (
        _mentions(person, since, until, recalled=True)
        .order_by()
        .values("word")
        .annotate(
            times=Count("pk"),
            days=Count("entry__local_date", distinct=True),
            worse=Count("pk", filter=Q(effect=Mention.Effect.WORSE)),
            better=Count("pk", filter=Q(effect=Mention.Effect.BETTER)),
        )
        .order_by("-days", "word")[:most]
    )
    counted = list(rows)
    words = triggers_by_id(person, (row["word"] for row in counted))
    return [
        Times(words[row["word"]], row["times"], row["days"], row["worse"], row["better"])
        for row in counted
    ]


def triggers_by_id(person: User, ids: Iterable[UUID]) -> dict[UUID, Trigger]:
    """The person's own triggers with these ids."""
    found: dict[UUID, Trigger] = person.triggers.in_bulk(list(ids))
    return found


def loads_of(person: User, since: date, until: date) -> dict[date, int]:
    """Minutes times effort of all that was done on each day that has an entry."""
    rows = (
        _within(_kept(person).filter(_IN_TIME), since, until)
        .order_by()
        .values_list("local_date")
        .annotate(load=Sum(F("mentions__minutes") * F("mentions__effort")))
    )
    return {day: load or 0 for day, load in rows}


def planned_of(person: User, since: date, until: date) -> dict[date, tuple[int, int]]:
    """How many activities were planned, and how many of these were left out of fear, by day."""
    rows = _mentions(person, since, until).filter(planned=True).values_list("entry__local_date")
    rows = rows.annotate(
        planned=Count("pk"), feared=Count("pk", filter=Q(ended=Mention.Ended.FEAR))
    )
    return {day: (planned, feared) for day, planned, feared in rows}


def happened(person: User, since: date | None, until: date) -> list[Happened]:
    """Examinations that were finished and tests that were done, the earliest first."""
    zone = zone_of(person)

    def own_day(moment: datetime) -> date:
        return moment.astimezone(zone).date()

    early = datetime.combine(since, datetime.min.time(), zone) if since else None
    looked = person.examinations.completed().select_related("belief")
    tested = person.experiments.filter(done__in=["yes", "partly"], result_at__isnull=False)
    tested = tested.select_related("examination__belief")
    if early:
        looked = looked.filter(ended_at__gte=early)
        tested = tested.filter(result_at__gte=early)
    found = [Happened(own_day(row.ended_at), "looked", row.belief, row.pk) for row in looked]
    found += [
        Happened(own_day(row.result_at), "tested", row.examination.belief, row.pk)
        for row in tested
        if row.result_at
    ]
    return sorted((one for one in found if one.on <= until), key=lambda one: (one.on, one.kind))


def _kept(person: User) -> Any:
    return person.entries.kept().order_by()


def _within(rows: Any, since: date | None, until: date) -> Any:
    rows = rows.filter(local_date__lte=until)
    return rows.filter(local_date__gte=since) if since else rows


def _mentions(person: User, since: date, until: date, *, recalled: bool = False) -> Any:
    rows = Mention.objects.filter(
        entry__person=person,
        entry__deleted_at=None,
        entry__local_date__range=(since, until),
    )
    if not recalled:
        rows = rows.filter(entry__recalled=False)
    return rows.annotate(word=_WORD).order_by()
