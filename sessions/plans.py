"""A person's plans as they stand on a day, and what came back of what their thoughts had cost."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet
from django.urls import reverse

from people.models import User
from sessions.fear_notes import FearNotes, Plan
from sessions.models import ExaminationEvent
from sessions.models import Plan as PlanRow
from sessions.notes import Cost, Notes, notes_for
from sessions.plan_days import Call


@dataclass(frozen=True)
class Standing:
    """One plan, the fear it is for and the page it stands on. ``calls``: what it asks for on that
    day (near, to be rehearsed, to be looked at again), each with its day, the most pressing first.
    """

    notes: Notes
    fear: FearNotes
    plan: Plan
    calls: dict[Call, date]

    @property
    def url(self) -> str:
        return reverse("sessions:plan", kwargs={"pk": self.plan.row.pk})


@dataclass(frozen=True)
class Thought:
    """The plans for one thought. ``opened``: shown at once, and not folded."""

    key: UUID
    words: str
    plans: tuple[Standing, ...]
    opened: bool


@dataclass(frozen=True)
class Back:
    """Something a thought had cost, and that is back."""

    notes: Notes
    cost: Cost


@dataclass(frozen=True)
class Plans:
    """``thoughts``: those whose plans ask for something first, then the newest."""

    thoughts: tuple[Thought, ...]
    back: tuple[Back, ...]


def in_force(person: User) -> QuerySet[PlanRow]:
    """The plans of finished examinations that were not taken back."""
    return PlanRow.objects.filter(
        person=person,
        dropped_at=None,
        examination__events__kind=ExaminationEvent.Kind.COMPLETED,
    )


def standing(pages: Iterable[Notes], day: date) -> tuple[Standing, ...]:
    """Every plan on ``pages`` as it stands on ``day``."""
    return tuple(
        Standing(notes, fear, fear.plan, fear.plan.days.calls(day))
        for notes in pages
        for fear in notes.fears
        if fear.plan
    )


def plans_of(person: User, day: date) -> Plans:
    """All plans in force by thought, and all that is back."""
    with_plans = Q(pk__in=in_force(person).values("examination"))
    with_some_back = Q(pk__in=person.reclaims.values("examination"))
    pages = notes_for(person.examinations.completed().filter(with_plans | with_some_back), person)
    back = [Back(notes, cost) for notes in pages for cost in notes.reclaimed]
    back.sort(key=lambda one: one.cost.reclaimed.on if one.cost.reclaimed else day, reverse=True)
    return Plans(_thoughts(standing(pages, day)), tuple(back))


def _thoughts(plans: Iterable[Standing]) -> tuple[Thought, ...]:
    """By thought; the words are those of its newest page. The first is open, and so is any whose
    plans ask for something."""
    grouped: dict[UUID, list[Standing]] = {}
    for plan in plans:
        examination = plan.notes.examination
        grouped.setdefault(examination.belief_id or examination.pk, []).append(plan)
    ordered = sorted(grouped.items(), key=lambda pair: min(_rank(one.calls) for one in pair[1]))
    return tuple(
        Thought(
            key=key,
            words=ones[0].notes.belief,
            plans=tuple(ones),
            opened=number == 0 or any(one.calls for one in ones),
        )
        for number, (key, ones) in enumerate(ordered)
    )


def _rank(calls: dict[Call, date]) -> tuple[int, date]:
    """The most pressing call first, the earliest day first; what asks for nothing last."""
    for place, call in enumerate(Call):
        if call in calls:
            return place, calls[call]
    return len(Call), date.max
