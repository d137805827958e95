"""An examination as it is read: the one page that holds it all.

``Notes`` are made from the answers each time, for the person and for whoever they share the page
with. They hold what was written, exactly, and compute nothing that the person did not see.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import pairwise
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Prefetch, QuerySet, prefetch_related_objects

from people.clock import today
from people.models import User
from safety.models import CareLimit
from safety.queries import limits_of
from sessions import wording
from sessions.fear_notes import FearNotes, Heap, KeptPlan, heaps_of
from sessions.hands import Hands, hands_of, names_of_others
from sessions.later import Later, later_of
from sessions.led import led_rows
from sessions.models import (
    Answer,
    BeliefKind,
    CareQuestion,
    Examination,
    ExaminationEvent,
    Experiment,
    ExperimentCheck,
    FollowUp,
    LedSession,
    Plan,
    PlanLock,
    PlanUse,
    Reclaim,
    Review,
)
from sessions.record import given_of, team_answered
from sessions.said import Words, day, label, labels, number, said_of, text
from sessions.steps import Given, Progress, Step
from sessions.weighed_notes import (
    Habits,
    Reply,
    Situation,
    habits_of,
    replies_of,
    situation_of,
)

# Answers further apart than this were given in two sittings.
A_BREAK = timedelta(minutes=30)


@dataclass(frozen=True)
class Reading:
    """A rating, 0–100, at the start and at the end; None where it was not given."""

    before: int | None
    after: int | None


@dataclass(frozen=True)
class Fact:
    item: UUID
    text: str
    kind: Words
    weight: int | None  # 0–10, how much it counts; None where it was not asked


# From here on something that was given up counts in ``Notes.back_and_mattered``, 0–10.
MATTERED = 6


@dataclass(frozen=True)
class Cost:
    """``gone``: it can’t be done any more; ``reclaimed``: done after all, or something like it."""

    item: UUID
    text: str
    area: Words
    when: date | None
    importance: int | None  # 0–10
    possible: Words
    gone: bool
    reclaimed: Reclaim | None


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
    situation: Situation | None
    facts_for: tuple[Fact, ...]
    none_for: bool
    facts_against: tuple[Fact, ...]
    none_against: bool
    tried: int | None
    happened_times: int | None
    costs: tuple[Cost, ...]
    no_cost: bool
    protects: str
    miss: str
    habits: Habits | None
    price: Words
    replies: tuple[Reply, ...]
    heaps: tuple[Heap, ...]
    fair: str
    fair_conviction: int | None  # 0–100
    yes: str
    yes_on: date | None
    reviews: tuple[Review, ...]
    limits: tuple[CareLimit, ...]  # what the care team asks the person to keep to
    hands: Hands  # who wrote what, where it was not the person
    led: tuple[LedSession, ...]  # by whom it was led
    follow_ups: tuple[FollowUp, ...]  # answered ones, in order
    later: Later  # what was added or changed after the end

    @property
    def reclaimed(self) -> tuple[Cost, ...]:
        """What the belief had cost and is back."""
        return tuple(cost for cost in self.costs if cost.reclaimed)

    @property
    def back_and_mattered(self) -> int:
        """How much is back of what had mattered ``MATTERED`` or more.

        The product's own measure of how it goes, and not a validated one: wherever it is shown to
        staff the page says so. Source: the project's clinical method, appendix D.
        """
        return sum(1 for cost in self.reclaimed if (cost.importance or 0) >= MATTERED)

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
    """The same for many, in a number of queries that does not grow with theirs.

    ``viewer`` decides which reviews are in it; that they may read the rest is the caller's.
    """
    rows = list(examinations)
    prefetch_related_objects(rows, "person", "belief")
    answers = _of(rows, Answer.objects.order_by("position"))
    events = _of(rows, ExaminationEvent.objects.all())
    tests = _of(rows, _tests())
    asked = _of(rows, CareQuestion.objects.select_related("answered_by"))
    reviews = _of(
        rows, Review.objects.visible_to(viewer).select_related("author").order_by("created")
    )
    plans = _of(rows, _plans())
    locks = _of(rows, _locks(viewer))
    reclaims = _of(rows, Reclaim.objects.all())
    limits: dict[UUID | None, list[CareLimit]] = defaultdict(list)
    for limit in limits_of({row.person for row in rows}, viewer):
        limits[limit.patient_id].append(limit)
    led = _of(rows, led_rows().filter(accepted_at__isnull=False).order_by("accepted_at"))
    follow_ups = _of(rows, FollowUp.objects.filter(conviction__isnull=False).order_by("day"))
    written = [answer for row in rows for answer in answers[row.pk]]
    names = names_of_others(written, [row.person_id for row in rows])
    return tuple(
        _notes(
            row,
            answers[row.pk],
            events[row.pk],
            tests[row.pk],
            asked[row.pk],
            reviews[row.pk],
            plans[row.pk],
            locks[row.pk],
            reclaims[row.pk],
            limits[row.person_id],
            hands_of(row, answers[row.pk], names),
            led[row.pk],
            follow_ups[row.pk],
        )
        for row in rows
    )


def _tests() -> QuerySet[Experiment]:
    rows = Experiment.objects.filter(dropped_at=None).select_related("approved_by", "person")
    checks = ExperimentCheck.objects.order_by("day")
    return rows.order_by("number").prefetch_related(Prefetch("checks", checks))


def _plans() -> QuerySet[Plan]:
    uses = PlanUse.objects.order_by("-on", "-created")
    rows = Plan.objects.filter(dropped_at=None).select_related("approved_by")
    return rows.prefetch_related(Prefetch("uses", uses))


def _locks(viewer: User) -> QuerySet[PlanLock]:
    """All that were not ended; ``read``: the reason, a clinic’s record, is open to ``viewer``."""
    read = PlanLock.objects.visible_to(viewer).filter(pk=OuterRef("pk"))
    return (
        PlanLock.objects.filter(ended_at=None).annotate(read=Exists(read)).select_related("author")
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
    plan_rows: list[Plan],
    plan_locks: list[Any],
    reclaims: list[Reclaim],
    limits: list[CareLimit],
    hands: Hands,
    led: list[LedSession],
    follow_ups: list[FollowUp],
) -> Notes:
    written = {answer.position: answer.at for answer in answers}
    plans = {
        row.fear: KeptPlan(
            row, written.get(row.answer_position, row.created), tuple(row.uses.all())
        )
        for row in plan_rows
    }
    day_there = today(examination.person)
    locks = {lock.fear: lock for lock in plan_locks if lock.until >= day_there}
    back = {row.cost: row for row in reclaims}
    tests: dict[UUID, list[Experiment]] = defaultdict(list)
    for row in experiments:
        tests[row.fear].append(row)
    questions = {row.fear: row for row in care_questions if row.dropped_at is None}
    ends = {event.kind: event.at for event in events}
    completed = ends.get(ExaminationEvent.Kind.COMPLETED)
    set_aside = ends.get(ExaminationEvent.Kind.CLOSED)
    progress = Progress(
        [given_of(answer) for answer in answers],
        profile_known=True,
        team_answered=team_answered(answers, care_questions),
        locked=frozenset(str(fear) for fear in locks),
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
        situation=situation_of(progress),
        facts_for=_facts(progress, "for"),
        none_for=bool(facts.get("none_for")),
        facts_against=_facts(progress, "against"),
        none_against=bool(facts.get("none_against")),
        tried=number(facts, "tried"),
        happened_times=number(facts, "happened_times"),
        costs=tuple(_cost(given, back) for given in progress.items(Step.COST)),
        no_cost=bool(said_of(progress, Step.COST).get("none")),
        protects=text(said_of(progress, Step.COST), "protects"),
        miss=text(said_of(progress, Step.COST), "miss"),
        habits=habits_of(progress, examination),
        price=label(wording.PRICES, said_of(progress, Step.SORT).get("price")),
        replies=replies_of(answers),
        heaps=heaps_of(
            progress,
            tests,
            questions,
            plans,
            {fear: lock for fear, lock in locks.items() if lock.read},
        ),
        fair=text(fair, "text"),
        fair_conviction=number(fair, "conviction"),
        yes=text(again, "yes"),
        yes_on=day(again, "yes_on"),
        reviews=tuple(reviews),
        limits=tuple(limits),
        hands=hands,
        later=later_of(answers, completed),
        led=tuple(led),
        follow_ups=tuple(follow_ups),
    )


def _facts(progress: Progress, side: str) -> tuple[Fact, ...]:
    return tuple(
        Fact(
            UUID(str(given.item)),
            text(given.values, "text"),
            label(wording.KINDS_OF_FACT, given.values.get("kind")),
            number(given.values, "weight"),
        )
        for given in progress.items(Step.EVIDENCE)
        if given.values.get("side") == side
    )


def _cost(given: Given, back: Mapping[UUID, Reclaim]) -> Cost:
    said, item = given.values, UUID(str(given.item))
    return Cost(
        item=item,
        text=text(said, "opportunity"),
        area=label(wording.AREAS, said.get("area")),
        when=day(said, "when"),
        importance=number(said, "importance"),
        possible=label(wording.POSSIBLE, said.get("possible")),
        gone=said.get("possible") == "no",
        reclaimed=back.get(item),
    )


def _sittings(examination: Examination, moments: list[datetime]) -> Sittings:
    moments = sorted([examination.created, *moments])
    count, spent = 1, timedelta()
    for earlier, later in pairwise(moments):
        if later - earlier > A_BREAK:
            count += 1
        else:
            spent += later - earlier
    return Sittings(moments[0], moments[-1], count, max(1, round(spent.total_seconds() / 60)))
