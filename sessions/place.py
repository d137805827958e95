"""One screen of one examination, with all that its page and its form may need to know."""

from dataclasses import dataclass
from functools import cached_property

from journal.models import Entry
from people.models import User
from sessions.from_journal import entry_behind
from sessions.models import Belief, BeliefState, Examination, Suggestion
from sessions.said import Said, number, said_of, text
from sessions.seats import Seat
from sessions.steps import LISTS, Fear, Path, Progress, Screen, Step
from sessions.thoughts import suggestions_for, to_pick_from


@dataclass(frozen=True)
class Place:
    """``seat``: who is on the screen. ``use``: the id of a belief or of a common thought that was
    picked to begin with."""

    seat: Seat
    progress: Progress
    screen: Screen
    use: str = ""

    @property
    def examination(self) -> Examination:
        return self.seat.examination

    @property
    def url(self) -> str:
        return self.seat.url(self.screen)

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
    def full(self) -> bool:
        """All that the full path asks is asked: it was taken, or this is an addition."""
        return self.progress.completed or self.progress.path is Path.FULL

    @cached_property
    def journal_entry(self) -> Entry | None:
        """The entry that the thought came from, for the person alone: whoever leads has not been
        shown their journal."""
        belief = self.examination.belief
        return None if belief is None or self.seat.leads else entry_behind(belief)

    @cached_property
    def writers(self) -> dict[int, str]:
        """By position, who else than the person has written an answer of this step."""
        theirs = self.examination.answers.filter(step=self.step).exclude(by=None)
        rows = theirs.exclude(by=self.person).select_related("by")
        return {row.position: row.by.get_full_name() for row in rows if row.by}

    @property
    def tried(self) -> int | None:
        return number(said_of(self.progress, Step.EVIDENCE), "tried")

    @property
    def happened_times(self) -> int | None:
        return number(said_of(self.progress, Step.EVIDENCE), "happened_times")

    def own_beliefs(self) -> list[Belief]:
        """The person's thoughts, the newest first; parked ones last, resolved ones not at all."""
        rows = Belief.objects.with_state().filter(pk__in=self.seat.beliefs().values("pk"))
        rows = rows.exclude(state=BeliefState.RESOLVED)
        return to_pick_from(rows.order_by("-created"))

    def suggestions(self) -> list[Suggestion]:
        """What the care team suggests, for the person alone to take up."""
        return [] if self.seat.leads else list(suggestions_for(self.person))
