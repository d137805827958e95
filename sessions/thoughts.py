"""A person's thoughts as they stand: each with its state and its line."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet

from people.models import User
from sessions.lines import Line, lines_of
from sessions.models import Belief, BeliefState, Experiment, PlanUse, Reclaim, Suggestion

# In this order they are offered.
_ORDER = list(BeliefState.values)


@dataclass(frozen=True)
class Thought:
    belief: Belief
    state: BeliefState
    line: Line


def thoughts_of(person: User) -> list[Thought]:
    """All of a person's thoughts, the newest first; four queries for any number."""
    beliefs = list(person.beliefs.with_state().order_by("-created"))
    lines = lines_of(person, beliefs)
    return [Thought(belief, BeliefState(belief.state), lines[belief.pk]) for belief in beliefs]


def to_pick_from(beliefs: Iterable[Belief]) -> list[Belief]:
    """``with_state`` rows in the order to offer them: current ones, parked, then resolved."""
    return sorted(beliefs, key=lambda belief: _ORDER.index(belief.state))  # type: ignore[attr-defined]


def beliefs_from(person: User, source: str, source_id: UUID | None) -> list[Belief]:
    """The person's thoughts that came from one row of another room, the oldest first."""
    if source_id is None:
        return []
    found = Belief.objects.filter(person=person, source=source, source_id=source_id)
    return list(found.order_by("created"))


def suggestions_for(person: User) -> QuerySet[Suggestion]:
    """What the person's care team suggests and the person has not answered, the oldest first."""
    waiting = Suggestion.objects.visible_to(person).filter(patient=person, answered_at=None)
    return waiting.select_related("author", "clinic").order_by("created")


@dataclass(frozen=True)
class Since:
    """What was done since a thought was first looked at: counts, in all of its examinations."""

    tests: int
    plans_used: int
    reclaimed: int

    def __bool__(self) -> bool:
        return bool(self.tests or self.plans_used or self.reclaimed)


def since_of(belief: Belief) -> Since:
    """Three queries. A test counts where it was done, wholly or in part; a plan once, however
    often it was used."""
    tests = Experiment.objects.filter(examination__belief=belief, done__in=("yes", "partly"))
    used = PlanUse.objects.filter(plan__examination__belief=belief, kind=PlanUse.Kind.USED)
    return Since(
        tests=tests.count(),
        plans_used=used.values("plan").distinct().count(),
        reclaimed=Reclaim.objects.filter(examination__belief=belief).count(),
    )
