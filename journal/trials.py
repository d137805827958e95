"""A person's trials as they are read: the days, what is asked for today, what came of them."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from uuid import UUID

from django.db.models import Avg
from django.urls import reverse

from journal.actions.trials import course_of
from journal.models import TrialDay, Trigger, TriggerTrial
from journal.onoff import WITH, Course, Figures, Verdict, day_of, result, stays_up
from people.models import User

# How long Today asks to look at what came of it.
OVER_STAYS = timedelta(days=14)
_DAY = timedelta(days=1)
_WEEK = timedelta(days=7)


class Phase(StrEnum):
    AHEAD = "ahead"
    RUNNING = "running"
    LAST_ENTRY = "last_entry"  # the day after the last day, whose pain counts too
    OVER = "over"
    STOPPED = "stopped"


@dataclass(frozen=True)
class Line:
    """One day. ``kept``: a code of ``TrialDay.Kept``, "" while nothing was told. ``pain``: of the
    day and of the day after, where the trial is over."""

    on: date
    with_it: bool
    kept: str
    is_today: bool
    is_past: bool
    pain: float | None = None
    pain_after: float | None = None

    @property
    def kept_label(self) -> str:
        return str(TrialDay.Kept(self.kept).label) if self.kept else ""


@dataclass(frozen=True)
class Sheet:
    """A trial whole. ``figures``: once it is over; of one that was stopped there are none, since
    who may stop when it looks good enough can find anything. ``pain_up``: for two days by now,
    while it runs."""

    trial: TriggerTrial
    course: Course
    phase: Phase
    lines: tuple[Line, ...]
    figures: Figures | None
    pain_up: bool = False

    @property
    def about(self) -> Trigger:
        """What it is of: by the name that the person gives it now."""
        return self.trial.trigger.merged_into or self.trial.trigger

    @property
    def today(self) -> Line | None:
        return next((line for line in self.lines if line.is_today), None)

    @property
    def yesterday(self) -> Line | None:
        """The last day before today, where it was not told."""
        last = self.past[-1:]
        return last[0] if last and self.asks and not last[0].kept else None

    @property
    def asks(self) -> bool:
        """Days can be told."""
        return self.trial.ended_at is None

    @property
    def past(self) -> tuple[Line, ...]:
        return tuple(line for line in self.lines if line.is_past)

    @property
    def may_finish(self) -> bool:
        """The last day is over: to end it now is no early end."""
        return self.phase in (Phase.LAST_ENTRY, Phase.OVER)

    @property
    def too_little(self) -> bool:
        return self.figures is not None and self.figures.verdict is Verdict.TOO_LITTLE

    @property
    def apart(self) -> bool:
        return self.figures is not None and self.figures.verdict is Verdict.APART


def phase_of(trial: TriggerTrial, day: date) -> Phase:
    if trial.ended == TriggerTrial.Ended.STOPPED:
        return Phase.STOPPED
    course = course_of(trial)
    if day >= course.told_on:
        return Phase.OVER
    if day > course.ends_on:
        return Phase.LAST_ENTRY
    return Phase.RUNNING if day >= course.starts_on else Phase.AHEAD


def sheet_of(trial: TriggerTrial, day: date) -> Sheet:
    """``trial`` on ``day``, the person's own today. Result and pain are kept back until the trial
    is over: who looks at half a result stops when it suits."""
    course, phase = course_of(trial), phase_of(trial, day)
    kept = {one.on: str(one.kept) for one in trial.days.all()}
    over = phase is Phase.OVER
    pain = daily_pain(trial.person, course.starts_on - _WEEK, course.ends_on + _DAY)
    lines = tuple(
        Line(
            on=on,
            with_it=letter == WITH,
            kept=kept.get(on, ""),
            is_today=on == day,
            is_past=on < day,
            pain=pain.get(on) if over else None,
            pain_after=pain.get(on + _DAY) if over else None,
        )
        for on, letter in course.days()
    )
    figures = result(course, kept, pain) if over else None
    running = phase is Phase.RUNNING and trial.ended_at is None
    return Sheet(trial, course, phase, lines, figures, running and stays_up(course, pain, day))


def daily_pain(person: User, since: date, until: date) -> dict[date, float]:
    """The average of a day's entries, 0–10; what was written from memory stays out."""
    rows = (
        person.entries.kept()
        .filter(local_date__range=(since, until), recalled=False)
        .values("local_date")
        .annotate(average=Avg("pain"))
        .order_by("local_date")
    )
    return {row["local_date"]: float(row["average"]) for row in rows}


@dataclass(frozen=True)
class Tried:
    """A trial in a list."""

    trial: TriggerTrial
    phase: Phase
    ends_on: date

    @property
    def about(self) -> Trigger:
        return self.trial.trigger.merged_into or self.trial.trigger

    @property
    def url(self) -> str:
        return _url(self.trial)


def tried_by(person: User, day: date) -> tuple[Tried, ...]:
    """All of a person's trials, the newest first."""
    rows = person.triggertrials.select_related("trigger__merged_into").order_by("-created")
    return tuple(Tried(row, phase_of(row, day), course_of(row).ends_on) for row in rows)


class Asks(StrEnum):
    TODAY = "today"  # what the day is drawn as; how it went
    YESTERDAY = "yesterday"
    OVER = "over"  # what came of it


@dataclass(frozen=True)
class Call:
    """What a trial asks for on a day. ``on``: which day it is about; ``words``: what the person
    set for such a day; ``it``: what is tried, as they set it for a day with it."""

    asks: Asks
    on: date
    row: UUID
    url: str
    with_it: bool | None = None
    words: str = field(default="", repr=False)
    it: str = field(default="", repr=False)


def calls_of(person: User, day: date) -> tuple[Call, ...]:
    """What the trial in hand asks for on ``day``: how yesterday went, what today is, or, before
    it begins, its first day; nothing that was told. Two queries, one where there is no trial."""
    running = person.triggertrials.filter(ended_at=None)
    trial = running.prefetch_related("days").first()
    return tuple(_calls(trial, day)) if trial else ()


def _calls(trial: TriggerTrial, day: date) -> Iterable[Call]:
    course = course_of(trial)
    told = {one.on for one in trial.days.all()}
    yesterday = day - _DAY
    if day_of(course, yesterday) and yesterday not in told:
        yield _call(trial, course, Asks.YESTERDAY, yesterday)
    ahead = max(day, course.starts_on)
    if day_of(course, ahead) and ahead not in told:
        yield _call(trial, course, Asks.TODAY, ahead)
    if course.told_on <= day <= course.told_on + OVER_STAYS:
        yield Call(
            Asks.OVER,
            course.told_on,
            trial.pk,
            _url(trial),
            words=trial.with_words,
            it=trial.with_words,
        )


def _call(trial: TriggerTrial, course: Course, asks: Asks, on: date) -> Call:
    with_it = day_of(course, on) == WITH
    words = trial.with_words if with_it else trial.without_words
    return Call(asks, on, trial.pk, _url(trial), with_it, words, trial.with_words)


def _url(trial: TriggerTrial) -> str:
    return reverse("journal:trial", kwargs={"pk": trial.pk})
