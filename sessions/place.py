"""One screen of one examination, with all that its page and its form may need to know."""

from dataclasses import dataclass
from functools import cached_property

from people.models import User
from sessions.models import Belief, Examination
from sessions.said import Said, number, said_of, text
from sessions.steps import LISTS, Fear, Progress, Screen, Step


@dataclass(frozen=True)
class Place:
    """``use``: the id of a belief or of a common thought that the person picked to begin with."""

    examination: Examination
    progress: Progress
    screen: Screen
    use: str = ""

    @property
    def step(self) -> Step:
        return self.screen.step

    @property
    def item(self) -> str | None:
        return self.screen.item

    @property
    def person(self) -> User:
        return self.examination.person

    @property
    def list_screen(self) -> Screen:
        """The list that a fact, cost or fear is one of; else the screen itself."""
        return Screen(self.step) if self.step in LISTS else self.screen

    @cached_property
    def said(self) -> Said:
        """What counts as said here now; empty where nothing is."""
        return said_of(self.progress, self.step, self.item)

    @cached_property
    def fear(self) -> Fear | None:
        return self.progress.fear(self.item) if self.item else None

    @property
    def belief(self) -> str:
        """The thought, once it was chosen."""
        return text(said_of(self.progress, Step.BELIEF), "text")

    @property
    def kind(self) -> str:
        return text(said_of(self.progress, Step.BELIEF), "kind")

    @property
    def tried(self) -> int | None:
        return number(said_of(self.progress, Step.EVIDENCE), "tried")

    @property
    def happened_times(self) -> int | None:
        return number(said_of(self.progress, Step.EVIDENCE), "happened_times")

    @property
    def distress_at_start(self) -> int | None:
        return number(said_of(self.progress, Step.READY), "distress_now")

    def own_beliefs(self) -> list[Belief]:
        """The person's thoughts, the newest first."""
        return list(Belief.objects.filter(person=self.person).order_by("-created"))
