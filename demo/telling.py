"""A story told step by step through the examination's own forms, as its pages would take it."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from functools import partial

from django.http import QueryDict

from demo.clock import Clock
from demo.story import Ask, Cost, Fear, Plan, Story, Test
from people.clock import today
from people.models import User
from safety.triage import Answer as Living
from sessions.actions import answer_living, start_examination
from sessions.models import BeliefKind, Examination
from sessions.place import Place
from sessions.record import progress_of
from sessions.screens import page_of
from sessions.seats import Seat
from sessions.steps import WAYS, Screen, Step

Turn = tuple[Step, Callable[[], None]]


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
    telling = _Telling(story, person, risks, known)
    for number, (step, say) in enumerate(telling.turns()):
        if step is upto:
            break
        if clock:
            clock.wait(minutes=1 + number % 3, seconds=20)
        say()
    telling.examination.refresh_from_db()
    return telling.examination


class _Telling:
    def __init__(self, story: Story, person: User, risks: tuple[str, ...], known: bool) -> None:
        self.story = story
        self.person = person
        self.risks = risks
        self.known = known
        self.examination = start_examination(person=person, by=person)
        self.seat = Seat(self.examination, person)
        self.day = today(person)
        self.progress = progress_of(self.examination)

    def turns(self) -> Iterator[Turn]:
        yield Step.READY, self.ready
        if Screen(Step.SAFE) in self.progress.screens:
            yield Step.SAFE, self.safe
        yield Step.BELIEF, self.belief
        yield Step.RATINGS, self.ratings
        if self.progress.has(Step.SITUATION):
            yield Step.SITUATION, self.situation
        for number, side in enumerate(("for", "against")):
            yield Step.EVIDENCE, partial(self.evidence, side, last=number == 1)
        for cost in self.story.costs or (None,):
            yield Step.COST, partial(self.cost, cost)
        if self.progress.has(Step.HABITS):
            yield Step.HABITS, self.habits
        yield Step.QUESTIONS, self.questions
        for fear in self.story.fears:
            yield Step.FEARS, partial(self.fear, fear)
        yield Step.SORT, self.sort
        while (screen := self.progress.next) and screen.step in WAYS.values():
            yield screen.step, partial(self.way, screen)
        yield Step.FAIR, self.fair
        yield Step.AGAIN, self.again

    def send(self, at: Step | Screen, **said: object) -> None:
        """Fill in the form of a screen. ValueError where it does not take what the story says."""
        screen = at if isinstance(at, Screen) else Screen(at)
        page = page_of(screen)
        place = Place(self.seat, self.progress, screen)
        form = page.form(_posted(said), at=place)
        if not form.is_valid():
            raise ValueError(f"{screen.step}: {form.errors.as_json()}")
        self.progress = page.keep(form, self.person, None).outcome.progress
        self.examination.refresh_from_db()

    def ready(self) -> None:
        story = self.story
        said = {"distress_now": story.distress_now, "none": True, "safe": "safe"}
        self.send(Step.READY, **said, path=story.path)

    def safe(self) -> None:
        self.send(Step.SAFE, risks=self.risks, none=not self.risks, known=self.known)

    def belief(self) -> None:
        story = self.story
        said = {
            "text": story.belief,
            "kind": story.kind,
            "if_clause": story.if_clause,
            "then_clause": story.then_clause,
            "timeframe": story.timeframe,
        }
        self.send(Step.BELIEF, **said)
        # What cannot be checked well comes back once; these people keep their words.
        if self.progress.next == Screen(Step.BELIEF):
            belief = self.examination.belief
            self.send(Step.BELIEF, **said, belief=belief.pk if belief else "")

    def ratings(self) -> None:
        story = self.story
        self.send(
            Step.RATINGS,
            conviction=story.conviction,
            distress=story.distress,
            emotions=story.emotions,
        )

    def evidence(self, side: str, *, last: bool) -> None:
        """One fact after the other; the numbers come with the last one."""
        facts = self.story.facts_for if side == "for" else self.story.facts_against
        counted = {"tried": self.story.tried, "happened_times": self.story.happened_times}
        pages = [
            {f"text_{side}": fact.text, f"kind_{side}": fact.kind, f"weight_{side}": fact.weight}
            for fact in facts
        ]
        for number, said in enumerate(pages, 1):
            whole = last and number == len(pages)
            self.send(Step.EVIDENCE, **said, **counted, then="next" if whole else "again")
        if not pages:
            self.send(Step.EVIDENCE, **{f"none_{side}": True}, then="next" if last else "again")

    def situation(self) -> None:
        moment = self.story.moment
        if moment is None:
            self.send(Step.SITUATION)
            return
        said = {name: value for name, value in vars(moment).items() if name != "days_ago"}
        self.send(Step.SITUATION, **said, on=self._in(-moment.days_ago))

    def cost(self, cost: Cost | None) -> None:
        whole = {"protects": self.story.protects, "miss": self.story.miss}
        if cost is None:
            self.send(Step.COST, none=True, **whole)
            return
        said = {name: value for name, value in vars(cost).items() if name != "when_in"}
        self.send(Step.COST, **said, when=self._maybe_in(cost.when_in), **whole)

    def habits(self) -> None:
        picked = self.story.habits
        self.send(Step.HABITS, habits=picked, none=not picked, why=self.story.habits_why)

    def questions(self) -> None:
        if self.story.kind == BeliefKind.HOPELESS:
            answer_living(
                examination=self.examination, by=self.person, living=Living.NO, about="hopeless"
            )
        place = Place(self.seat, self.progress, Screen(Step.QUESTIONS))
        asked = page_of(place.screen).form(at=place).fields
        self.send(Step.QUESTIONS, **dict(zip(asked, self.story.replies, strict=False)))

    def fear(self, fear: Fear) -> None:
        first = not self.progress.fears
        self.send(
            Step.FEARS,
            text=fear.text,
            likelihood=fear.likelihood,
            dont_know=fear.likelihood is None,
            badness=fear.badness,
            lasts=fear.lasts,
            cope=fear.cope,
            how=fear.how,
            notice=fear.notice,
            others=fear.others,
            harm=fear.harm,
            happened="yes" if fear.happened else "no",
            team_matter="yes" if fear.team_matter else "no",
            distress_now=self.story.distress_now if first else None,
        )

    def sort(self) -> None:
        moves: dict[str, str] = {}
        for rated in self.progress.sortable:
            fear = self._told(rated.item)
            if fear.verdict != rated.suggested:
                moves |= {f"move_{rated.item}": fear.verdict, f"why_{rated.item}": fear.why}
        self.send(Step.SORT, **moves, price=self.story.price)

    def _told(self, item: str) -> Fear:
        rated = self.progress.fear(item)
        text = rated.given.values["text"] if rated else ""
        return next(fear for fear in self.story.fears if fear.text == text)

    def way(self, screen: Screen) -> None:
        self.send(screen, **self._said_of_way(self._told(str(screen.item)).way))

    def _said_of_way(self, way: Plan | Test | Ask | None) -> dict[str, object]:
        if isinstance(way, Plan):
            return {
                "trigger": way.trigger,
                "action": way.action,
                "prepare": way.prepare,
                "supports": way.supports,
                "equipment": way.equipment,
                "trigger_2": way.trigger_2,
                "action_2": way.action_2,
                "rehearse_on": self._maybe_in(way.rehearse_in),
                "near_on": self._maybe_in(way.near_in),
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
        self.send(Step.FAIR, text=self.story.fair, conviction=self.story.fair_conviction)

    def again(self) -> None:
        story = self.story
        self.send(
            Step.AGAIN,
            conviction=story.conviction_after,
            distress=story.distress_after,
            distress_now=story.distress_now_after,
            yes=story.yes,
            yes_on=self._in(story.yes_in),
        )

    def _maybe_in(self, days: int | None) -> str | None:
        return None if days is None else self._in(days)

    def _in(self, days: int) -> str:
        return (self.day + timedelta(days=days)).isoformat()


def _posted(said: dict[str, object]) -> QueryDict:
    """As a browser sends it: a ticked box, no word of one that is not, lists field by field."""
    data = QueryDict(mutable=True)
    for name, value in said.items():
        if isinstance(value, tuple):
            data.setlist(name, [str(one) for one in value])
        elif value is True:
            data[name] = "on"
        elif value is not None and value is not False:
            data[name] = str(value)
    return data
