"""The examination as a table of steps, and progress computed from what was answered.

Source: the project's clinical method, section 1: the full path, and the short one that a first
session and a bad day take. Nothing here is stored: a ``Progress`` is made from the appended answers
each time, so that no status can disagree.

What the short path leaves out, and more of what it had, may be added to a finished examination
(``ADDABLE``); how sure the person was, at the start and at the end, and the fair line stay as they
were.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property

from sessions.sorting import FearRating, Harm, Lasts, Reason, Verdict, moves, suggest

MAX_FEARS = 6
FAIR_ENOUGH = 50  # belief in the fair line below which it is asked for once more, 0–100


class Step(StrEnum):
    READY = "ready"
    SAFE = "safe"
    BELIEF = "belief"
    RATINGS = "ratings"
    SITUATION = "situation"
    EVIDENCE = "evidence"
    COST = "cost"
    HABITS = "habits"
    QUESTIONS = "questions"
    FEARS = "fears"
    SORT = "sort"
    PLAN = "plan"
    TEST = "test"
    ASK = "ask"
    TALK = "talk"
    FAIR = "fair"
    AGAIN = "again"


# A fear's own way on; *let it go* has none, and a person now is never planned or tested.
WAYS: dict[Verdict, Step] = {
    Verdict.PLAN: Step.PLAN,
    Verdict.TRY: Step.TEST,
    Verdict.TEAM: Step.ASK,
    Verdict.TALK: Step.TALK,
}
LISTS = frozenset({Step.EVIDENCE, Step.COST, Step.FEARS})
# Of safety: the person's own to answer, on their own screen, whoever sits beside them.
OWN_ALONE = frozenset({Step.READY, Step.SAFE})
# Steps of the full path alone, and where they stand.
FULL_ONLY = frozenset({Step.SITUATION, Step.HABITS})
MIDDLE = (
    Step.BELIEF,
    Step.RATINGS,
    Step.SITUATION,
    Step.EVIDENCE,
    Step.COST,
    Step.HABITS,
    Step.QUESTIONS,
    Step.FEARS,
    Step.SORT,
)
# What may be added to, or changed in, an examination that is finished.
ADDABLE = frozenset({*MIDDLE, *WAYS.values()} - {Step.BELIEF, Step.RATINGS})


class Path(StrEnum):
    SHORT = "short"
    FULL = "full"


@dataclass(frozen=True)
class Given:
    """One appended answer. ``item``: the fact, cost or fear it is about, None for the step
    itself. ``position``: its place in the order of all answers of this examination, from 1."""

    step: Step
    item: str | None
    position: int
    values: Mapping[str, object] = field(default_factory=dict)
    removed: bool = False


@dataclass(frozen=True)
class Screen:
    step: Step
    item: str | None = None


@dataclass(frozen=True)
class Fear:
    """A feared outcome with its rating, the suggestion and what the person made of it."""

    item: str
    given: Given
    rating: FearRating
    suggested: Verdict
    reason: Reason
    chosen: Verdict | None  # None until confirmed; voided by a later rating
    why_moved: str
    open_to: frozenset[Verdict]
    locked: bool = False  # a therapist keeps it at *plan ahead*

    @property
    def stands(self) -> Verdict:
        """Where it is put to the person: as they chose, else where it goes without that."""
        if self.chosen is not None:
            return self.chosen
        return self.put

    @property
    def put(self) -> Verdict:
        """Where it goes without a word of the person's: as suggested, else *plan ahead*."""
        return self.suggested if self.suggested in self.open_to else Verdict.PLAN

    @property
    def moved(self) -> bool:
        """By the person, and not by a therapist who keeps it at *plan ahead*."""
        kept = self.locked and self.chosen is Verdict.PLAN
        return self.chosen not in (None, self.suggested) and not kept


@dataclass(frozen=True)
class Stage:
    """A line in the list of steps; the ways on count as one."""

    name: str
    state: str  # "done", "now" or "ahead"


def rating_of(values: Mapping[str, object]) -> FearRating:
    """The rating in a fear's answer. Raises KeyError or ValueError where it is not whole."""
    likelihood = values.get("likelihood")
    return FearRating(
        likelihood=None if likelihood is None else int(str(likelihood)),
        badness=int(str(values["badness"])),
        lasts=Lasts[str(values["lasts"]).upper()],
        cope=int(str(values["cope"])),
        harm=Harm(str(values["harm"])),
        happened=bool(values.get("happened")),
        team_matter=bool(values.get("team_matter")),
    )


class Progress:
    """Where an examination stands.

    ``profile_known``: the movement-risk profile is on record, so that ``safe`` is asked only
    where it was answered in this examination. ``team_answered``: fears whose question the care
    team has answered. ``locked``: fears that a therapist keeps at *plan ahead*. ``closed``: set
    aside; nothing may be answered any more. ``completed``: finished, and only added to.
    ``stale``: it lay so long that the first screen is asked anew. ``new_questions``: some were
    added to the series since it was answered.
    """

    def __init__(
        self,
        givens: Sequence[Given],
        *,
        profile_known: bool = False,
        team_answered: frozenset[str] = frozenset(),
        locked: frozenset[str] = frozenset(),
        closed: bool = False,
        completed: bool = False,
        stale: bool = False,
        new_questions: bool = False,
    ) -> None:
        self.givens = tuple(sorted(givens, key=lambda given: given.position))
        self.profile_known = profile_known
        self.team_answered = team_answered
        self.locked = locked
        self.closed = closed
        self.completed = completed
        self.stale = stale and not (closed or completed)
        self.new_questions = new_questions and not completed

    def with_more(self, givens: Sequence[Given]) -> "Progress":
        """As it stands once these were appended too, and nothing else has happened."""
        if not givens:
            return self
        rewritten = {given.item for given in givens if given.step is Step.FEARS}
        return Progress(
            [*self.givens, *givens],
            profile_known=self.profile_known,
            # The care team answered what the fear said before.
            team_answered=self.team_answered - rewritten,
            locked=self.locked,
            closed=self.closed,
            completed=self.completed,
            new_questions=self.new_questions
            and all(given.step is not Step.QUESTIONS for given in givens),
        )

    @cached_property
    def _latest(self) -> dict[tuple[Step, str | None], Given]:
        latest: dict[tuple[Step, str | None], Given] = {}
        for given in self.givens:
            latest[given.step, given.item] = given
        return latest

    def latest(self, step: Step, item: str | None = None) -> Given | None:
        """The answer that counts, None where there is none or it was taken back."""
        given = self._latest.get((step, item))
        return None if given is None or given.removed else given

    def said_at(self, position: int) -> Mapping[str, object]:
        """What the answer at that place said, whatever came after it; empty where there is none."""
        given = next((given for given in self.givens if given.position == position), None)
        return {} if given is None else given.values

    def count(self, step: Step, item: str | None = None) -> int:
        return sum(1 for given in self.givens if (given.step, given.item) == (step, item))

    def items(self, step: Step) -> tuple[Given, ...]:
        """The current facts, costs or fears, in the order in which they were first written."""
        # A dict keeps the place of a key's first insertion, which is the order wanted.
        return tuple(
            given
            for (of, item), given in self._latest.items()
            if of is step and item is not None and not given.removed
        )

    @property
    def path(self) -> Path:
        """The short one until the person says otherwise."""
        ready = self.latest(Step.READY)
        return Path(str(ready.values.get("path") or Path.SHORT)) if ready else Path.SHORT

    def has(self, step: Step) -> bool:
        """The step belongs to this examination. Those of the full path do where it was taken,
        where they were answered all the same, or where it is finished and may be added to."""
        if step not in FULL_ONLY or self.path is Path.FULL or self.completed:
            return True
        return self.latest(step) is not None

    @cached_property
    def fears(self) -> tuple[Fear, ...]:
        return tuple(self._fear(given) for given in self.items(Step.FEARS))

    def _fear(self, given: Given) -> Fear:
        item = str(given.item)
        rating = rating_of(given.values)
        suggested, reason = suggest(rating)
        locked = item in self.locked
        open_to = moves(rating, team_answered=item in self.team_answered, locked=locked)
        sorted_as = self.latest(Step.SORT, item)
        chosen, why = None, ""
        # A rating changed after the confirmation voids it: the verdict rested on it.
        if sorted_as and sorted_as.position > given.position:
            picked = Verdict(str(sorted_as.values["verdict"]))
            if picked in open_to:
                chosen, why = picked, str(sorted_as.values.get("why", ""))
        return Fear(item, given, rating, suggested, reason, chosen, why, open_to, locked)

    def fear(self, item: str) -> Fear | None:
        return next((fear for fear in self.fears if fear.item == item), None)

    @cached_property
    def sortable(self) -> tuple[Fear, ...]:
        return tuple(fear for fear in self.fears if fear.suggested is not Verdict.PERSON)

    @cached_property
    def screens(self) -> tuple[Screen, ...]:
        """Every screen that applies as things stand, in order."""
        first = [Step.READY]
        if not self.profile_known or self.latest(Step.SAFE):
            first.append(Step.SAFE)
        middle = [step for step in MIDDLE if self.has(step)]
        ways = [
            Screen(WAYS[fear.chosen], fear.item)
            for fear in self.sortable
            if fear.chosen is not None and fear.chosen in WAYS
        ]
        ways.sort(key=lambda screen: list(WAYS.values()).index(screen.step))
        return (
            *(Screen(step) for step in (*first, *middle)),
            *ways,
            Screen(Step.FAIR),
            Screen(Step.AGAIN),
        )

    def done(self, screen: Screen) -> bool:
        """The screen has all that the way on needs."""
        if self.completed and screen.step not in _OPENED_BY_MORE:
            return True
        special = _DONE.get(screen.step)
        if special:
            return special(self)
        return self.latest(screen.step, screen.item) is not None

    @cached_property
    def next(self) -> Screen | None:
        """The first screen that is not done; None when all are."""
        return next((screen for screen in self.screens if not self.done(screen)), None)

    @property
    def finished(self) -> bool:
        return self.next is None

    def can_open(self, screen: Screen) -> bool:
        """A screen is open when it applies and all before it are done. A fact, cost or fear of
        one's own opens with its list."""
        if self.closed or (self.completed and screen.step not in ADDABLE):
            return False
        if screen.step in LISTS and screen.item is not None:
            known = any(given.item == screen.item for given in self.items(screen.step))
            return known and self.can_open(Screen(screen.step))
        if screen not in self.screens:
            return False
        return self.next is None or self.screens.index(screen) <= self.screens.index(self.next)

    def after(self, screen: Screen) -> Screen | None:
        """Where 'save and go on' leads: the next screen in order, or the first one still open
        if that comes before it. Of a finished one only what an addition calls for."""
        if self.completed:
            return self.next
        following = self._neighbour(screen, 1)
        if following and self.can_open(following):
            return following
        return self.next

    def before(self, screen: Screen) -> Screen | None:
        return self._neighbour(screen, -1)

    def _neighbour(self, screen: Screen, by: int) -> Screen | None:
        of_list = Screen(screen.step) if screen.step in LISTS else screen
        if of_list not in self.screens:
            return None
        at = self.screens.index(of_list) + by
        return self.screens[at] if 0 <= at < len(self.screens) else None

    def stages(self, now: Screen) -> tuple[Stage, ...]:
        """The list of steps for the margin, the ways on gathered into one named ``ways``."""
        names: dict[str, list[Screen]] = {}
        for screen in self.screens:
            name = "ways" if screen.step in WAYS.values() else screen.step.value
            names.setdefault(name, []).append(screen)
            if screen.step is Step.SORT:
                names.setdefault("ways", [])
        here = "ways" if now.step in WAYS.values() else now.step.value
        return tuple(
            Stage(name, "now" if name == here else self._state(screens))
            for name, screens in names.items()
        )

    def _state(self, screens: Sequence[Screen]) -> str:
        whole = all(self.done(screen) for screen in screens)
        sorted_out = bool(screens) or self.done(Screen(Step.SORT))
        return "done" if whole and sorted_out else "ahead"


def _sides_weighed(progress: Progress) -> bool:
    """A fact on each side, or "I can't think of any" ticked for it."""
    whole = progress.latest(Step.EVIDENCE)
    if whole is None:
        return False
    sides = {str(fact.values.get("side")) for fact in progress.items(Step.EVIDENCE)}
    return all(side in sides or whole.values.get(f"none_{side}") for side in ("for", "against"))


def _cost_named(progress: Progress) -> bool:
    whole = progress.latest(Step.COST)
    return bool(progress.items(Step.COST)) or bool(whole and whole.values.get("none"))


def _all_sorted(progress: Progress) -> bool:
    """Each fear confirmed or moved, and the price weighed; nothing to weigh where every fear
    needs a person now."""
    if not progress.sortable:
        return progress.latest(Step.SORT) is not None
    confirmed = all(fear.chosen is not None for fear in progress.sortable)
    return confirmed and progress.latest(Step.SORT) is not None


def _asked_once_more(step: Step, again: Callable[[Given], bool]) -> Callable[[Progress], bool]:
    """Done, unless the first answer is to be looked at once more; a second one always counts."""

    def done(progress: Progress) -> bool:
        given = progress.latest(step)
        return given is not None and (progress.count(step) > 1 or not again(given))

    return done


# What another fear, or another rating of one, leaves to be done in a finished examination.
_OPENED_BY_MORE = frozenset({Step.FEARS, Step.SORT, *WAYS.values()})

_DONE: dict[Step, Callable[[Progress], bool]] = {
    Step.READY: lambda progress: bool(progress.latest(Step.READY)) and not progress.stale,
    Step.QUESTIONS: lambda progress: (
        progress.latest(Step.QUESTIONS) is not None and not progress.new_questions
    ),
    Step.BELIEF: _asked_once_more(Step.BELIEF, lambda given: bool(given.values.get("reword"))),
    Step.EVIDENCE: _sides_weighed,
    Step.COST: _cost_named,
    Step.FEARS: lambda progress: bool(progress.fears),
    Step.SORT: _all_sorted,
    Step.FAIR: _asked_once_more(
        Step.FAIR,
        lambda given: int(str(given.values.get("conviction", 0))) < FAIR_ENOUGH,
    ),
}
