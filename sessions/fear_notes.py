"""The fears of an examination as they are read: rated, sorted, and what followed from each."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from people.clock import today, zone_of
from sessions import wording
from sessions.models import CareQuestion, Experiment, ExperimentCheck, PlanLock, PlanUse
from sessions.models import Plan as PlanRow
from sessions.plan_days import PlanDays
from sessions.said import Said, Words, day, label, number, said_of, text
from sessions.sorting import Verdict
from sessions.steps import Fear, Progress, Step
from sessions.trying import Check, Next, Trial, next_step

# What the plan step calls its if-then pairs, in order; the second and third may be left empty.
PAIRS = (("trigger", "action"), ("trigger_2", "action_2"), ("trigger_3", "action_3"))


@dataclass(frozen=True)
class IfThen:
    trigger: str
    action: str


@dataclass(frozen=True)
class KeptPlan:
    """A plan's own life: its row, when its words were written last, its uses, the newest first."""

    row: PlanRow
    written_at: datetime
    uses: tuple[PlanUse, ...]


@dataclass(frozen=True)
class Plan:
    """What was written of a plan; whether it was agreed to is the ``row``'s."""

    row: PlanRow
    pairs: tuple[IfThen, ...]
    prepare: str
    supports: str
    equipment: str
    days: PlanDays
    uses: tuple[PlanUse, ...]

    @property
    def trigger(self) -> str:
        return self.pairs[0].trigger if self.pairs else ""

    @property
    def action(self) -> str:
        return self.pairs[0].action if self.pairs else ""

    @property
    def review_on(self) -> date | None:
        return self.days.review_on


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
    at_time: str
    crutch: str
    # Held against the days after it; None where it was not done.
    trial: Trial | None = None
    # The person's day on which this is read.
    today: date | None = None

    @property
    def checks(self) -> tuple[ExperimentCheck, ...]:
        return tuple(self.experiment.checks.all())

    @property
    def check_due(self) -> int | None:
        """The day after the test, 1 or 3, that is asked about now; None where none is."""
        return self.trial.due(self.today) if self.trial and self.today else None

    @property
    def check_again(self) -> int | None:
        """The day under which pain may be told once more, while it is up."""
        return self.trial.later(self.today) if self.trial and self.today else None

    @property
    def next_step(self) -> Next | None:
        """Whether a further small step may be planned; None before this one was done."""
        return next_step(self.trial, self.today) if self.trial and self.today else None

    @property
    def told(self) -> bool:
        """Both numbers are there: how sure the person was, and how much came true."""
        return self.certainty is not None and self.experiment.came_true is not None

    @property
    def waits(self) -> bool:
        """Somebody of the care team has to agree before it is done."""
        agreed = self.experiment.approved_at is not None or not self.experiment.needs_approval
        return self.trial is None and not agreed


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
    notice: int | None  # of ten people there; None where it was not asked
    others: str
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
    lock: PlanLock | None = None  # in force: a therapist keeps it at *plan ahead*
    test: Test | None = None  # the step that counts now, where the fear is tried out
    tests: tuple[Test, ...] = ()  # all small steps, in order
    ask: Ask | None = None

    @property
    def earlier_tests(self) -> tuple[Test, ...]:
        return tuple(test for test in self.tests if test is not self.test)


@dataclass(frozen=True)
class Heap:
    """The fears of one verdict."""

    verdict: Verdict | None
    title: Words
    fears: tuple[FearNotes, ...]


def heaps_of(
    progress: Progress,
    tests: Mapping[UUID, Sequence[Experiment]],
    questions: Mapping[UUID, CareQuestion],
    plans: Mapping[UUID, KeptPlan],
    locks: Mapping[UUID, PlanLock],
) -> tuple[Heap, ...]:
    """The fears by verdict, those that need a person first and those not yet sorted last."""
    heaps = []
    for verdict in (*wording.VERDICTS, None):
        fears = tuple(
            _fear(progress, fear, tests, questions, plans, locks)
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
    tests: Mapping[UUID, Sequence[Experiment]],
    questions: Mapping[UUID, CareQuestion],
    plans: Mapping[UUID, KeptPlan],
    locks: Mapping[UUID, PlanLock],
) -> FearNotes:
    said = fear.given.values
    item = UUID(fear.item)
    verdict = _verdict(fear)
    plan = plans.get(item) if verdict is Verdict.PLAN else None
    steps = tuple(_test(row, progress) for row in tests.get(item, ()))
    question = questions.get(item) if verdict in (Verdict.TEAM, Verdict.TALK) else None
    return FearNotes(
        item=item,
        text=text(said, "text"),
        likelihood=fear.rating.likelihood,
        badness=fear.rating.badness,
        lasts=label(wording.LASTS, said.get("lasts")),
        notice=number(said, "notice"),
        others=text(said, "others"),
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
        plan=_plan(plan, said_of(progress, Step.PLAN, fear.item)) if plan else None,
        lock=locks.get(item),
        test=steps[-1] if steps and verdict is Verdict.TRY else None,
        tests=steps,
        ask=_ask(question, progress, fear.item) if question else None,
    )


def _plan(kept: KeptPlan, said: Said) -> Plan:
    pairs = (IfThen(text(said, trigger), text(said, action)) for trigger, action in PAIRS)
    return Plan(
        row=kept.row,
        pairs=tuple(pair for pair in pairs if pair.trigger or pair.action),
        prepare=text(said, "prepare"),
        supports=text(said, "supports"),
        equipment=text(said, "equipment"),
        days=PlanDays(
            rehearse_on=kept.row.rehearse_on,
            near_on=kept.row.near_on,
            review_on=kept.row.review_on,
            rehearsed=any(
                use.kind == PlanUse.Kind.REHEARSED and use.created >= kept.written_at
                for use in kept.uses
            ),
        ),
        uses=kept.uses,
    )


def _test(experiment: Experiment, progress: Progress) -> Test:
    """With the words of its own answer: a later step has others."""
    said = progress.said_at(experiment.answer_position)
    person = experiment.person
    return Test(
        experiment=experiment,
        prediction=text(said, "prediction"),
        certainty=number(said, "certainty"),
        soreness=text(said, "soreness"),
        step=text(said, "step"),
        place=text(said, "place"),
        when=experiment.due_on,
        at_time=text(said, "at_time"),
        crutch=text(said, "crutch"),
        trial=trial_of(experiment),
        today=today(person),
    )


def trial_of(experiment: Experiment) -> Trial | None:
    """The test as ``trying`` sees it, with its checks; None where it was not done."""
    if experiment.result_at is None or experiment.done == "no":
        return None
    return Trial(
        done_on=experiment.result_at.astimezone(zone_of(experiment.person)).date(),
        pain_before=experiment.pain_before,
        checks=tuple(Check(check.day, check.pain) for check in experiment.checks.all()),
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
