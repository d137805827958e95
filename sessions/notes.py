"""An examination as it is read: the one page that holds it all.

``Notes`` are made from the answers each time, for the person and for whoever they share the page
with. They hold what was written, exactly, and compute nothing that the person did not see.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import pairwise
from typing import Any
from uuid import UUID

from django.db.models import QuerySet, prefetch_related_objects

from people.models import User
from sessions import wording
from sessions.fear_notes import FearNotes, Heap, heaps_of
from sessions.models import (
    Answer,
    BeliefKind,
    CareQuestion,
    Examination,
    ExaminationEvent,
    Experiment,
    Review,
)
from sessions.record import given_of, team_answered
from sessions.said import Said, Words, day, label, labels, number, said_of, text
from sessions.steps import Progress, Step

# Answers further apart than this were given in two sittings.
A_BREAK = timedelta(minutes=30)


@dataclass(frozen=True)
class Reading:
    """A rating, 0–100, at the start and at the end; None where it was not given."""

    before: int | None
    after: int | None


@dataclass(frozen=True)
class Fact:
    text: str
    kind: Words


@dataclass(frozen=True)
class Cost:
    text: str
    area: Words
    importance: int | None  # 0–10
    possible: Words


@dataclass(frozen=True)
class Reply:
    asked: str
    text: str


@dataclass(frozen=True)
class Sittings:
    """How long it took: minutes of answering, in how many sittings, between which two moments."""

    first: datetime
    last: datetime
    count: int
    minutes: int


@dataclass(frozen=True)
class Notes:
    examination: Examination
    person: User
    completed_at: datetime | None
    set_aside_at: datetime | None
    sittings: Sittings
    belief: str
    kind: Words
    if_clause: str
    then_clause: str
    timeframe: Words
    conviction: Reading
    upset: Reading  # distress about the belief
    now: Reading  # distress now
    emotions: tuple[Words, ...]
    risks: tuple[Words, ...] | None  # None where they were not asked in this examination
    risks_known: Words
    facts_for: tuple[Fact, ...]
    none_for: bool
    facts_against: tuple[Fact, ...]
    none_against: bool
    tried: int | None
    happened_times: int | None
    costs: tuple[Cost, ...]
    no_cost: bool
    price: Words
    replies: tuple[Reply, ...]
    heaps: tuple[Heap, ...]
    fair: str
    fair_conviction: int | None  # 0–100
    yes: str
    yes_on: date | None
    reviews: tuple[Review, ...]

    @property
    def ended_at(self) -> datetime | None:
        return self.completed_at or self.set_aside_at

    @property
    def fears(self) -> tuple[FearNotes, ...]:
        return tuple(fear for heap in self.heaps for fear in heap.fears)


def notes_of(examination: Examination, viewer: User) -> Notes:
    """The page of one examination that ``viewer`` may read: the caller has scoped it."""
    return notes_for([examination], viewer)[0]


def notes_for(examinations: Iterable[Examination], viewer: User) -> tuple[Notes, ...]:
    """The same for many, in seven queries whatever their number.

    ``viewer`` decides which reviews are in it; that they may read the rest is the caller's.
    """
    rows = list(examinations)
    prefetch_related_objects(rows, "person", "belief")
    answers = _of(rows, Answer.objects.order_by("position"))
    events = _of(rows, ExaminationEvent.objects.all())
    tests = _of(rows, Experiment.objects.filter(dropped_at=None).select_related("approved_by"))
    asked = _of(rows, CareQuestion.objects.select_related("answered_by"))
    reviews = _of(
        rows, Review.objects.visible_to(viewer).select_related("author").order_by("created")
    )
    return tuple(
        _notes(row, answers[row.pk], events[row.pk], tests[row.pk], asked[row.pk], reviews[row.pk])
        for row in rows
    )


def _of(rows: list[Examination], found: QuerySet[Any]) -> dict[UUID, list[Any]]:
    """Related rows by the examination they are of. Not prefetched onto it: that would be kept,
    for another viewer and after the next answer too."""
    by_examination: dict[UUID, list[Any]] = defaultdict(list)
    if rows:
        for one in found.filter(examination__in=rows):
            by_examination[one.examination_id].append(one)
    return by_examination


def _notes(
    examination: Examination,
    answers: list[Answer],
    events: list[ExaminationEvent],
    experiments: list[Experiment],
    care_questions: list[CareQuestion],
    reviews: list[Review],
) -> Notes:
    tests = {row.fear: row for row in experiments}
    questions = {row.fear: row for row in care_questions if row.dropped_at is None}
    ends = {event.kind: event.at for event in events}
    completed = ends.get(ExaminationEvent.Kind.COMPLETED)
    set_aside = ends.get(ExaminationEvent.Kind.CLOSED)
    progress = Progress(
        [given_of(answer) for answer in answers],
        profile_known=True,
        team_answered=team_answered(answers, care_questions),
        closed=bool(completed or set_aside),
    )
    belief = said_of(progress, Step.BELIEF)
    ratings = said_of(progress, Step.RATINGS)
    facts = said_of(progress, Step.EVIDENCE)
    again = said_of(progress, Step.AGAIN)
    safe = progress.latest(Step.SAFE)
    fair = said_of(progress, Step.FAIR)
    return Notes(
        examination=examination,
        person=examination.person,
        completed_at=completed,
        set_aside_at=set_aside,
        sittings=_sittings(examination, [answer.at for answer in answers]),
        belief=text(belief, "text") or (examination.belief.text if examination.belief else ""),
        kind=label(dict(BeliefKind.choices), belief.get("kind")),
        if_clause=text(belief, "if_clause"),
        then_clause=text(belief, "then_clause"),
        timeframe=label(wording.TIMEFRAMES, belief.get("timeframe")),
        conviction=Reading(number(ratings, "conviction"), number(again, "conviction")),
        upset=Reading(number(ratings, "distress"), number(again, "distress")),
        now=Reading(
            number(said_of(progress, Step.READY), "distress_now"), number(again, "distress_now")
        ),
        emotions=labels(wording.EMOTIONS, ratings.get("emotions")),
        risks=None if safe is None else labels(wording.RISKS, safe.values.get("risks")),
        risks_known=label(wording.YES_NO, safe.values.get("known")) if safe else "",
        facts_for=_facts(progress, "for"),
        none_for=bool(facts.get("none_for")),
        facts_against=_facts(progress, "against"),
        none_against=bool(facts.get("none_against")),
        tried=number(facts, "tried"),
        happened_times=number(facts, "happened_times"),
        costs=tuple(_cost(given.values) for given in progress.items(Step.COST)),
        no_cost=bool(said_of(progress, Step.COST).get("none")),
        price=label(wording.PRICES, said_of(progress, Step.SORT).get("price")),
        replies=_replies(answers),
        heaps=heaps_of(progress, tests, questions),
        fair=text(fair, "text"),
        fair_conviction=number(fair, "conviction"),
        yes=text(again, "yes"),
        yes_on=day(again, "yes_on"),
        reviews=tuple(reviews),
    )


def _facts(progress: Progress, side: str) -> tuple[Fact, ...]:
    return tuple(
        Fact(text(given.values, "text"), label(wording.KINDS_OF_FACT, given.values.get("kind")))
        for given in progress.items(Step.EVIDENCE)
        if given.values.get("side") == side
    )


def _cost(said: Said) -> Cost:
    return Cost(
        text=text(said, "opportunity"),
        area=label(wording.AREAS, said.get("area")),
        importance=number(said, "importance"),
        possible=label(wording.POSSIBLE, said.get("possible")),
    )


def _replies(answers: list[Answer]) -> tuple[Reply, ...]:
    """The questions of the series that were answered, each as it was asked."""
    given = [row for row in answers if row.step == Step.QUESTIONS and row.item is None]
    if not given or given[-1].removed:
        return ()
    said, asked = given[-1].said or {}, given[-1].asked or {}
    return tuple(Reply(str(asked.get(code, "")), str(text)) for code, text in said.items() if text)


def _sittings(examination: Examination, moments: list[datetime]) -> Sittings:
    moments = sorted([examination.created, *moments])
    count, spent = 1, timedelta()
    for earlier, later in pairwise(moments):
        if later - earlier > A_BREAK:
            count += 1
        else:
            spent += later - earlier
    return Sittings(moments[0], moments[-1], count, max(1, round(spent.total_seconds() / 60)))
