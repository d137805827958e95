"""One examination of one person, and the scenes that can come of it."""

from datetime import timedelta
from functools import partial
from typing import Any

from demo.clinics import World
from demo.diary import Diary, Scene
from demo.plans import change_plan
from demo.story import Story
from demo.telling import tell
from people.clock import today
from people.models import Clinic, User
from safety.limits import set_limit
from sessions import actions
from sessions.models import CareQuestion, Examination, Experiment, Plan, PlanUse
from sessions.notes import notes_of
from sessions.steps import Step


class Thread:
    """One examination of one person, and the scenes that can come of it."""

    def __init__(self, diary: Diary, world: World, who: str, story: Story, reader: str) -> None:
        self._diary = diary
        self._world = world
        self._who = who
        self._story = story
        self._reader = reader
        self._found: Examination | None = None

    @property
    def person(self) -> User:
        return self._world.person(self._who)

    @property
    def reader(self) -> User:
        return self._world.person(self._reader)

    @property
    def clinic(self) -> Clinic:
        return self.person.memberships.get().clinic

    @property
    def examination(self) -> Examination:
        if self._found is None:
            raise ValueError("not told yet")
        return self._found

    def tell(
        self,
        days_ago: float,
        hour: int,
        *,
        upto: Step | None = None,
        risks: tuple[str, ...] = (),
        known: bool = True,
    ) -> "Thread":
        self._diary.add(days_ago, hour, partial(self._tell, upto, risks, known))
        return self

    def _tell(self, upto: Step | None, risks: tuple[str, ...], known: bool) -> None:
        self._found = tell(
            self._story,
            person=self.person,
            upto=upto,
            risks=risks,
            known=known and bool(risks),
            clock=self._diary.clock,
        )
        if upto is not None:
            actions.pause_examination(examination=self._found, by=self.person)

    def share(self, days_ago: float, hour: int) -> "Thread":
        return self.add(days_ago, hour, self._share)

    def _share(self) -> None:
        care = self.person.therapists.current().get(therapist=self.reader)
        actions.share_page(examination=self.examination, care=care, by=self.person)

    def review(self, days_ago: float, hour: int, note: str) -> "Thread":
        return self.add(
            days_ago,
            hour,
            lambda: actions.review_examination(
                examination=self.examination, by=self.reader, clinic=self.clinic, note=note
            ),
        )

    def approve(self, days_ago: float, hour: int) -> "Thread":
        return self.add(
            days_ago,
            hour,
            lambda: actions.approve_experiment(experiment=self._test(), by=self.reader),
        )

    def result(
        self,
        days_ago: float,
        hour: int,
        result: str,
        *,
        came_true: int,
        learnt: str,
        surprise: int = 60,
        believed: int = 35,
        pain: tuple[int, int, int] = (4, 5, 4),
        done: str = "yes",
    ) -> "Thread":
        """What happened, and what it showed three days after. ``pain``: just before, on day 1 and
        on day 3; ``believed``: the thought on day 3, 0-100."""
        before, first, third = pain
        said = {
            "came_true": came_true,
            "surprise": surprise,
            "learnt": learnt,
            "conviction": believed,
        }
        self.add(
            days_ago,
            hour,
            lambda: actions.record_result(
                experiment=self._test(),
                by=self.person,
                done=done,
                result=result,
                pain_before=before,
            ),
        )
        self.add(days_ago - 1, hour, lambda: self._check(1, first))
        return self.add(days_ago - 3, hour, lambda: self._check(3, third, **said))

    def _check(self, day: int, pain: int, **said: Any) -> None:
        actions.record_check(
            experiment=self._test(), by=self.person, day=day, flags=[], pain=pain, **said
        )

    def use(
        self, days_ago: float, hour: int, note: str, *, helped: int, kind: str = PlanUse.Kind.USED
    ) -> "Thread":
        """The plan was used, or with another ``kind`` rehearsed."""
        return self.add(
            days_ago,
            hour,
            lambda: actions.use_plan(
                plan=self._plan(),
                by=self.person,
                kind=kind,
                on=today(self.person),
                helped=helped,
                note=note,
            ),
        )

    def agree(self, days_ago: float, hour: int) -> "Thread":
        """The reader agrees to the plan."""

        def agreed() -> None:
            plan = self._plan()
            actions.approve_plan(plan=plan, by=self.reader, seen=plan.answer_position)

        return self.add(days_ago, hour, agreed)

    def change_plan(
        self, days_ago: float, hour: int, *, rehearse_in: int, near_in: int, **said: str
    ) -> "Thread":
        """The plan is written anew on the finished page, with days counted from then."""
        return self.add(
            days_ago,
            hour,
            lambda: change_plan(
                self.examination, self.person, rehearse_in=rehearse_in, near_in=near_in, **said
            ),
        )

    def lock(self, days_ago: float, hour: int, reason: str, *, days: int) -> "Thread":
        """The reader keeps the fear at its plan for so many days."""
        return self.add(
            days_ago,
            hour,
            lambda: actions.lock_plan(
                examination=self.examination,
                fear=self._plan().fear,
                reason=reason,
                until=today(self.person) + timedelta(days=days),
                clinic=self.clinic,
                by=self.reader,
            ),
        )

    def limit(self, days_ago: float, hour: int, text: str) -> "Thread":
        """The reader says what the person should keep to."""
        return self.add(
            days_ago,
            hour,
            lambda: set_limit(patient=self.person, clinic=self.clinic, text=text, by=self.reader),
        )

    def reclaim(self, days_ago: float, hour: int, opportunity: str, note: str) -> "Thread":
        """What the thought had cost, in the words of the story, was done after all."""

        def done() -> None:
            costs = notes_of(self.examination, self.person).costs
            cost = next(one for one in costs if one.text == opportunity)
            actions.reclaim(
                examination=self.examination,
                by=self.person,
                cost=cost.item,
                on=today(self.person),
                note=note,
            )

        return self.add(days_ago, hour, done)

    def answer(self, days_ago: float, hour: int, answer: str, *, said_by: str = "") -> "Thread":
        """By the reader; or ``said_by`` someone outside, written down by the person."""
        return self.add(
            days_ago,
            hour,
            lambda: actions.answer_care_question(
                question=CareQuestion.objects.get(examination=self.examination, dropped_at=None),
                by=self.person if said_by else self.reader,
                answer=answer,
                name=said_by,
                on=today(self.person),
            ),
        )

    def add(self, days_ago: float, hour: int, scene: Scene) -> "Thread":
        self._diary.add(days_ago, hour, scene)
        return self

    def _plan(self) -> Plan:
        return Plan.objects.get(examination=self.examination, dropped_at=None)

    def _test(self) -> Experiment:
        return Experiment.objects.get(examination=self.examination, dropped_at=None)
