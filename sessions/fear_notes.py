"""The fears of an examination as they are read: rated, sorted, and what followed from each."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sessions import wording
from sessions.models import CareQuestion, Experiment
from sessions.said import Said, Words, day, label, number, said_of, text
from sessions.sorting import Verdict
from sessions.steps import Fear, Progress, Step


@dataclass(frozen=True)
class Plan:
    trigger: str
    action: str
    prepare: str
    supports: str
    review_on: date | None


@dataclass(frozen=True)
class Test:
    """What was written of a test; how it stands and what came of it is the ``experiment``'s."""

    experiment: Experiment
    prediction: str
    certainty: int | None  # 0–100
    soreness: str
    step: str
    place: str
    when: date | None
    crutch: str

    @property
    def waits(self) -> bool:
        """Somebody of the care team has to agree before it is done."""
        return self.experiment.needs_approval and self.experiment.approved_at is None


@dataclass(frozen=True)
class Ask:
    """Something to find out; the answer is the ``question``'s."""

    question: CareQuestion
    whom: str
    what: str
    by_when: date | None
    until_then: str


@dataclass(frozen=True)
class FearNotes:
    item: UUID
    text: str
    likelihood: int | None  # 0–100, None for "don't know"
    badness: int  # 0–10
    lasts: Words
    cope: int  # 0–10
    how: str
    harm: Words
    happened: bool
    team_matter: bool
    verdict: Verdict | None  # None until confirmed
    chosen: Words
    suggested: Words
    reason: Words
    moved: bool
    why_moved: str
    plan: Plan | None = None
    test: Test | None = None
    ask: Ask | None = None


@dataclass(frozen=True)
class Heap:
    """The fears of one verdict."""

    verdict: Verdict | None
    title: Words
    fears: tuple[FearNotes, ...]


def heaps_of(
    progress: Progress, tests: Mapping[UUID, Experiment], questions: Mapping[UUID, CareQuestion]
) -> tuple[Heap, ...]:
    """The fears by verdict, those that need a person first and those not yet sorted last."""
    heaps = []
    for verdict in (*wording.VERDICTS, None):
        fears = tuple(
            _fear(progress, fear, tests, questions)
            for fear in progress.fears
            if _verdict(fear) is verdict
        )
        if fears:
            title = wording.NOT_SORTED if verdict is None else wording.VERDICTS[verdict]
            heaps.append(Heap(verdict, title, fears))
    return tuple(heaps)


def _verdict(fear: Fear) -> Verdict | None:
    return Verdict.PERSON if fear.suggested is Verdict.PERSON else fear.chosen


def _fear(
    progress: Progress,
    fear: Fear,
    tests: Mapping[UUID, Experiment],
    questions: Mapping[UUID, CareQuestion],
) -> FearNotes:
    said = fear.given.values
    item = UUID(fear.item)
    verdict = _verdict(fear)
    plan = progress.latest(Step.PLAN, fear.item) if verdict is Verdict.PLAN else None
    test = tests.get(item) if verdict is Verdict.TRY else None
    question = questions.get(item) if verdict in (Verdict.TEAM, Verdict.TALK) else None
    return FearNotes(
        item=item,
        text=text(said, "text"),
        likelihood=fear.rating.likelihood,
        badness=fear.rating.badness,
        lasts=label(wording.LASTS, said.get("lasts")),
        cope=fear.rating.cope,
        how=text(said, "how"),
        harm=label(wording.HARMS, said.get("harm")),
        happened=fear.rating.happened,
        team_matter=fear.rating.team_matter,
        verdict=verdict,
        chosen=wording.VERDICTS[verdict] if verdict else wording.NOT_SORTED,
        suggested=wording.VERDICTS[fear.suggested],
        reason=wording.REASONS[fear.reason],
        moved=fear.moved,
        why_moved=fear.why_moved,
        plan=_plan(plan.values) if plan else None,
        test=_test(test, said_of(progress, Step.TEST, fear.item)) if test else None,
        ask=_ask(question, progress, fear.item) if question else None,
    )


def _plan(said: Said) -> Plan:
    return Plan(
        trigger=text(said, "trigger"),
        action=text(said, "action"),
        prepare=text(said, "prepare"),
        supports=text(said, "supports"),
        review_on=day(said, "review_on"),
    )


def _test(experiment: Experiment, said: Said) -> Test:
    return Test(
        experiment=experiment,
        prediction=text(said, "prediction"),
        certainty=number(said, "certainty"),
        soreness=text(said, "soreness"),
        step=text(said, "step"),
        place=text(said, "place"),
        when=day(said, "when"),
        crutch=text(said, "crutch"),
    )


def _ask(question: CareQuestion, progress: Progress, item: str) -> Ask:
    said = said_of(progress, Step.ASK if question.for_team else Step.TALK, item)
    return Ask(
        question=question,
        whom=text(said, "whom"),
        what=text(said, "what"),
        by_when=day(said, "by_when"),
        until_then=text(said, "until_then"),
    )
