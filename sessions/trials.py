"""A person's tests taken together: what is ahead, what is asked about, and the scorecard."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet
from django.urls import reverse

from people.clock import today
from people.models import User
from sessions.fear_notes import FearNotes, Test
from sessions.models import ExaminationEvent, Experiment
from sessions.notes import Notes, notes_for
from sessions.trying import Outcome, Score, compare, score


@dataclass(frozen=True)
class Trying:
    """One test with the fear and the page it stands on. ``check``: the day after it, 1 or 3, that
    is asked about; None where the test itself is still to be done, or nothing is asked."""

    notes: Notes
    fear: FearNotes
    test: Test

    @property
    def check(self) -> int | None:
        return self.test.check_due

    @property
    def on(self) -> date | None:
        """The day on which it is to be done, or was done."""
        return self.test.trial.done_on if self.test.trial else self.test.when

    @property
    def url(self) -> str:
        kwargs: dict[str, object] = {"pk": self.test.experiment.pk}
        if self.check is None:
            return reverse("sessions:experiment", kwargs=kwargs)
        return reverse("sessions:experiment_check", kwargs={**kwargs, "day": self.check})

    @property
    def outcome(self) -> Outcome | None:
        certainty, came_true = self.test.certainty, self.test.experiment.came_true
        if certainty is None or came_true is None:
            return None
        return compare(certainty, came_true)


@dataclass(frozen=True)
class Tests:
    """``asked``: a day after is asked about; ``ahead``: not done yet; ``told``: with both numbers,
    the newest first; ``others``: done, and never told how it came out, or given up."""

    asked: tuple[Trying, ...]
    ahead: tuple[Trying, ...]
    told: tuple[Trying, ...]
    others: tuple[Trying, ...]
    score: Score


def trials_of(person: User) -> Tests:
    """All tests of finished examinations."""
    found = list(_trying(person, _finished(person)))
    day = today(person)
    found.sort(key=lambda one: one.on or day, reverse=True)
    told = tuple(one for one in found if one.test.told)
    asked = tuple(one for one in found if one.check)
    ahead = tuple(one for one in reversed(found) if not one.test.experiment.done)
    placed = {one.test.experiment.pk for one in (*told, *asked, *ahead)}
    return Tests(
        asked=asked,
        ahead=ahead,
        told=told,
        others=tuple(one for one in found if one.test.experiment.pk not in placed),
        score=score(
            (one.test.certainty, one.test.experiment.came_true)
            for one in told
            if one.test.certainty is not None and one.test.experiment.came_true is not None
        ),
    )


def _finished(person: User) -> QuerySet[Experiment]:
    return Experiment.objects.filter(
        person=person,
        dropped_at=None,
        examination__events__kind=ExaminationEvent.Kind.COMPLETED,
    )


def _trying(person: User, rows: QuerySet[Experiment]) -> Iterable[Trying]:
    wanted = {row.pk: row.examination_id for row in rows}
    pages = notes_for(person.examinations.filter(pk__in=set(wanted.values())), person)
    return (
        Trying(notes, fear, test)
        for notes in pages
        for fear in notes.fears
        for test in fear.tests
        if test.experiment.pk in wanted
    )
