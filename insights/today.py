"""What a person's day holds: one main thing, what else is due, what comes, what is new.

Read from the person's own rows in a number of queries that does not grow with them.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from django.urls import reverse
from django.utils import timezone

from people.clock import zone_of
from people.models import User
from safety.models import Hold, SafetyAlert
from safety.queries import hold_for
from safety.triage import Held
from sessions.fear_notes import FearNotes
from sessions.models import CareQuestion, Examination, Review
from sessions.notes import Notes, notes_for, notes_of
from sessions.record import open_examination, progress_of, screen_to_go_on

# Pages whose tests, plans and questions are looked through, and how long news stays news.
PAGES_BACK = 12
AHEAD = timedelta(days=14)
NEWS = timedelta(days=14)
# A plan's day is a suggestion to look, not a task: it does not wait for ever.
PLAN_STAYS = timedelta(days=7)
ALERT_STAYS = timedelta(days=7)


class Kind(StrEnum):
    TEST = "test"
    YES = "yes"
    PLAN = "plan"
    ASK = "ask"


class Main(StrEnum):
    SAFETY = "safety"
    OPEN = "open"
    DUE = "due"
    BEGIN = "begin"


@dataclass(frozen=True)
class Item:
    """Something with a day. ``words``: the person's own. ``waits``: the care team has to agree,
    or tests are held, before it is done."""

    kind: Kind
    on: date | None
    words: str
    url: str
    waits: bool = False
    notes: Notes | None = None
    fear: FearNotes | None = None


@dataclass(frozen=True)
class Open:
    """The open examination: ``at`` of ``of`` steps are reached."""

    examination: Examination
    notes: Notes
    at: int
    of: int


@dataclass(frozen=True)
class Today:
    person: User
    day: date
    hour: int  # of the person's own day, 0–23
    main: Main
    hold: Hold | None
    alert: SafetyAlert | None  # told to a clinic, and nobody has taken it on
    may_examine: bool
    open: Open | None
    first: Item | None  # the main thing, where that is something due
    due: tuple[Item, ...]  # besides the main thing
    coming: tuple[Item, ...]
    review: Review | None
    review_page: Notes | None
    answers: tuple[CareQuestion, ...]

    @property
    def first_name(self) -> str:
        return self.person.name.partition(" ")[0]

    @property
    def alerts(self) -> list[SafetyAlert]:
        return [self.alert] if self.alert else []

    @property
    def due_count(self) -> int:
        return len(self.due) + (self.first is not None)


def today_of(person: User, now: datetime | None = None) -> Today:
    """The day of ``person`` at ``now``."""
    now = now or timezone.now()
    local = now.astimezone(zone_of(person))
    day = local.date()
    hold = hold_for(person)
    alert = _alert(person, now)
    pages = notes_for(person.examinations.completed()[:PAGES_BACK], person)
    tests_held = hold is not None and hold_for(person, Held.TEST) is not None
    session_held = hold is not None and hold_for(person, Held.SESSION) is not None
    items = sorted(
        (item for notes in pages for item in _items(notes, tests_held)),
        key=lambda item: (item.on or date.max, item.kind),
    )
    due = [item for item in items if not item.waits and _is_due(item, day)]
    coming = [item for item in items if item not in due and _comes(item, day)]
    opened = _open(person)
    if hold or alert:
        main = Main.SAFETY
    elif opened:
        main = Main.OPEN
    else:
        main = Main.DUE if _first(due) else Main.BEGIN
    first = _first(due) if main is Main.DUE else None
    review, review_page = _review(pages, now)
    return Today(
        person=person,
        day=day,
        hour=local.hour,
        main=main,
        hold=hold,
        alert=alert,
        may_examine=not session_held,
        open=opened,
        first=first,
        due=tuple(item for item in due if item is not first),
        coming=tuple(coming),
        review=review,
        review_page=review_page,
        answers=_answers(pages, person, now),
    )


def _first(due: list[Item]) -> Item | None:
    """A test or the day of a yes; plans and questions are never the one main thing."""
    return next((item for item in due if item.kind in (Kind.TEST, Kind.YES)), None)


def _is_due(item: Item, day: date) -> bool:
    if item.on is None or item.on > day:
        return False
    if item.kind is Kind.YES:
        return item.on == day
    return item.kind is not Kind.PLAN or day - item.on <= PLAN_STAYS


def _comes(item: Item, day: date) -> bool:
    """Within two weeks; what waits for somebody stands there until its day has come and gone."""
    if item.waits:
        return item.on is None or item.on <= day + AHEAD
    return item.on is not None and day < item.on <= day + AHEAD


def _items(notes: Notes, tests_held: bool) -> list[Item]:
    page = reverse("sessions:page", kwargs={"pk": notes.examination.pk})
    items = []
    if notes.yes and notes.yes_on:
        items.append(Item(Kind.YES, notes.yes_on, notes.yes, page, notes=notes))
    for fear in notes.fears:
        if fear.plan and fear.plan.review_on:
            items.append(Item(Kind.PLAN, fear.plan.review_on, fear.text, page, False, notes, fear))
        if fear.test and not fear.test.experiment.done:
            url = reverse("sessions:experiment", kwargs={"pk": fear.test.experiment.pk})
            waits = fear.test.waits or tests_held
            items.append(Item(Kind.TEST, fear.test.when, fear.test.step, url, waits, notes, fear))
        if fear.ask and not fear.ask.question.answered_at:
            url = reverse("sessions:care_answer", kwargs={"pk": fear.ask.question.pk})
            words = fear.ask.what or fear.text
            items.append(Item(Kind.ASK, fear.ask.by_when, words, url, False, notes, fear))
    return items


def _open(person: User) -> Open | None:
    examination = open_examination(person)
    if examination is None:
        return None
    progress = progress_of(examination)
    stages = progress.stages(screen_to_go_on(examination, progress))
    at = next(place for place, stage in enumerate(stages, 1) if stage.state == "now")
    return Open(examination, notes_of(examination, person), at, len(stages))


def _alert(person: User, now: datetime) -> SafetyAlert | None:
    """The newest that a clinic was told and nobody there has taken on yet."""
    lately = person.safety_alerts.filter(created__gt=now - ALERT_STAYS).select_related("clinic")
    return next(
        (
            alert
            for alert in lately.with_state().order_by("-created")
            if alert.acknowledged is None and not alert.corrected
        ),
        None,
    )


def _review(pages: tuple[Notes, ...], now: datetime) -> tuple[Review, Notes] | tuple[None, None]:
    """The newest reading of a page by a therapist, and the page, while it is news."""
    read = [(review, notes) for notes in pages for review in notes.reviews]
    newest = max(read, key=lambda pair: pair[0].created, default=None)
    return newest if newest and newest[0].created > now - NEWS else (None, None)


def _answers(pages: tuple[Notes, ...], person: User, now: datetime) -> tuple[CareQuestion, ...]:
    """Questions that somebody else has answered lately."""
    asked = [fear.ask.question for notes in pages for fear in notes.fears if fear.ask]
    return tuple(
        question
        for question in asked
        if question.answered_at
        and question.answered_at > now - NEWS
        and question.answered_by_id != person.pk
    )
