"""A story told step by step through the examination's own actions, as its pages would."""

import uuid
from collections.abc import Callable, Iterator
from datetime import timedelta
from functools import partial

from demo.clock import Clock
from demo.story import Ask, Fear, Plan, Story, Test
from people.clock import today
from people.models import User
from safety.actions import record_flags, record_profile
from sessions import phrasing
from sessions.actions import Entry, answer_step, choose_belief, start_examination
from sessions.content import question_set
from sessions.models import RATINGS, Examination
from sessions.record import progress_of
from sessions.steps import WAYS, Step


def tell(
    story: Story,
    *,
    person: User,
    upto: Step | None = None,
    risks: tuple[str, ...] = (),
    known: bool = False,
    clock: Clock | None = None,
) -> Examination:
    """``person`` says what ``story`` says: all of it, or up to the step ``upto``, which is left.

    ``risks`` and whether the doctor ``known`` of them are told where the profile is asked. With a
    ``clock`` each step takes its time.
    """
    telling = _Telling(story, person, risks, known, clock)
    for step, say in telling.turns():
        if step is upto:
            break
        if clock:
            clock.wait(minutes=1 + len(telling.examination.answers.all()) % 3, seconds=20)
        say()
    telling.examination.refresh_from_db()
    return telling.examination


class _Telling:
    def __init__(
        self,
        story: Story,
        person: User,
        risks: tuple[str, ...],
        known: bool,
        clock: Clock | None,
    ) -> None:
        self.story = story
        self.person = person
        self.risks = risks
        self.known = known
        self.examination = start_examination(person=person, by=person)
        self.day = today(person)
        # The fears' ids, in the order of the story.
        self.items = [uuid.uuid4() for _ in story.fears]

    def turns(self) -> Iterator[tuple[Step, Callable[[], None]]]:
        yield Step.READY, self.ready
        if not progress_of(self.examination).profile_known:
            yield Step.SAFE, self.safe
        yield Step.BELIEF, self.belief
        yield Step.RATINGS, self.ratings
        yield Step.EVIDENCE, self.evidence
        yield Step.COST, self.cost
        yield Step.QUESTIONS, self.questions
        yield Step.FEARS, self.fears
        yield Step.SORT, self.sort
        # One kind of way after the other, as the screens stand.
        for verdict, step in WAYS.items():
            for item, fear in zip(self.items, self.story.fears, strict=True):
                if fear.verdict == verdict:
                    yield step, partial(self.way, step, item, fear)
        yield Step.FAIR, self.fair
        yield Step.AGAIN, self.again

    def say(self, *entries: Entry) -> None:
        answer_step(examination=self.examination, by=self.person, entries=entries)

    def ready(self) -> None:
        record_flags(
            person=self.person,
            codes=(),
            about="ready",
            by=self.person,
            examination=self.examination.pk,
        )
        self.say(_entry(Step.READY, distress_now=self.story.distress_now))

    def safe(self) -> None:
        known = {"known": "yes" if self.known else "no"} if self.risks else {}
        # The answer first: with a profile on record the step is no longer asked.
        self.say(_entry(Step.SAFE, risks=list(self.risks), **known))
        record_profile(
            person=self.person, codes=self.risks, known_to_doctor=self.known, by=self.person
        )

    def belief(self) -> None:
        story = self.story
        hint = phrasing.hint(story.belief)
        said = {
            "text": story.belief,
            "kind": story.kind,
            "source": "own",
            "if_clause": story.if_clause,
            "then_clause": story.then_clause,
            "timeframe": story.timeframe,
        } | ({"reword": hint.value} if hint else {})
        # What cannot be checked well is sent back once; these people keep their words.
        for _ in range(2 if hint else 1):
            choose_belief(
                examination=self.examination,
                by=self.person,
                entry=_entry(Step.BELIEF, **said),
                belief=None,
                seen=None,
            )
            self.examination.refresh_from_db()

    def ratings(self) -> None:
        self.say(
            _entry(
                Step.RATINGS,
                conviction=self.story.conviction,
                distress=self.story.distress,
                emotions=list(self.story.emotions),
            )
        )

    def evidence(self) -> None:
        sides = {"for": self.story.facts_for, "against": self.story.facts_against}
        for side, facts in sides.items():
            for fact in facts:
                said = {"side": side, "text": fact.text, "kind": fact.kind}
                self.say(_entry(Step.EVIDENCE, uuid.uuid4(), **said))
        self.say(
            _entry(
                Step.EVIDENCE,
                tried=self.story.tried,
                happened_times=self.story.happened_times,
                **{f"none_{side}": not facts for side, facts in sides.items()},
            )
        )

    def cost(self) -> None:
        for cost in self.story.costs:
            self.say(
                _entry(
                    Step.COST,
                    uuid.uuid4(),
                    area=cost.area,
                    opportunity=cost.opportunity,
                    importance=cost.importance,
                    possible=cost.possible,
                )
            )
        self.say(_entry(Step.COST, none=not self.story.costs))

    def questions(self) -> None:
        asked = {one.id: one.text for one in question_set(self.story.kind).short}
        said = dict(zip(asked, self.story.replies, strict=False))
        self.say(_entry(Step.QUESTIONS, asked=asked, **said))

    def fears(self) -> None:
        for item, fear in zip(self.items, self.story.fears, strict=True):
            self.say(
                _entry(
                    Step.FEARS,
                    item,
                    text=fear.text,
                    likelihood=fear.likelihood,
                    badness=fear.badness,
                    lasts=fear.lasts,
                    cope=fear.cope,
                    how=fear.how,
                    harm=fear.harm,
                    happened=fear.happened,
                    team_matter=fear.team_matter,
                )
            )

    def sort(self) -> None:
        verdicts = [
            _entry(Step.SORT, item, verdict=fear.verdict, why=fear.why)
            for item, fear in zip(self.items, self.story.fears, strict=True)
        ]
        self.say(*verdicts, _entry(Step.SORT, price=self.story.price))

    def way(self, step: Step, item: uuid.UUID, fear: Fear) -> None:
        self.say(_entry(step, item, **self._said_of_way(fear.way)))

    def _said_of_way(self, way: Plan | Test | Ask | None) -> dict[str, object]:
        if isinstance(way, Plan):
            return {
                "trigger": way.trigger,
                "action": way.action,
                "prepare": way.prepare,
                "supports": way.supports,
                "review_on": self._in(way.review_in),
            }
        if isinstance(way, Test):
            agreed = {"agreed_by": way.agreed_by, "agreed_on": self._in(0)} if way.agreed_by else {}
            return {
                "prediction": way.prediction,
                "certainty": way.certainty,
                "soreness": way.soreness,
                "step": way.step,
                "place": way.place,
                "when": self._in(way.due_in),
                "crutch": way.crutch,
                **agreed,
            }
        if isinstance(way, Ask):
            return {
                "whom": way.whom,
                "what": way.what,
                "by_when": self._in(way.due_in),
                "until_then": way.until_then,
            }
        raise ValueError("this verdict needs a way on")

    def fair(self) -> None:
        self.say(_entry(Step.FAIR, text=self.story.fair, conviction=self.story.fair_conviction))

    def again(self) -> None:
        self.say(
            _entry(
                Step.AGAIN,
                conviction=self.story.conviction_after,
                distress=self.story.distress_after,
                distress_now=self.story.distress_now_after,
                yes=self.story.yes,
                yes_on=self._in(self.story.yes_in),
            )
        )

    def _in(self, days: int) -> str:
        return (self.day + timedelta(days=days)).isoformat()


def _entry(
    at: Step,
    item: uuid.UUID | None = None,
    /,
    *,
    asked: dict[str, str] | None = None,
    **said: object,
) -> Entry:
    """Words and codes apart from the ratings, as the table wants them."""
    return Entry(
        step=at,
        item=item,
        said={name: value for name, value in said.items() if name not in RATINGS},
        ratings={
            name: None if value is None else int(str(value))
            for name, value in said.items()
            if name in RATINGS
        },
        asked=asked or {},
    )
