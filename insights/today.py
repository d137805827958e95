"""What a person's day holds: one main thing, what else is due, what comes, what is new.

Read from the person's own rows in a number of queries that does not grow with them.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from django.utils import timezone

from journal.models import Entry
from people.clock import zone_of
from people.models import User
from safety.models import Hold, SafetyAlert
from safety.queries import hold_for
from safety.triage import Held
from sessions.due import Due, Kind, agenda_of
from sessions.led import led_now
from sessions.models import CareQuestion, Examination, LedSession, Review, Suggestion
from sessions.notes import Notes, notes_of
from sessions.record import open_examination, progress_of, screen_to_go_on
from sessions.thoughts import suggestions_for

# How long news stays news.
NEWS = timedelta(days=14)
ALERT_STAYS = timedelta(days=7)
# What can be the one main thing, the first of these first. Plans and questions never are.
MAIN_KINDS = (Kind.CHECK, Kind.TEST, Kind.YES, Kind.FOLLOW_UP, Kind.TRIAL)
# What has been due for longer than this makes room for what is due since.
FRESH = timedelta(days=14)


class Main(StrEnum):
    SAFETY = "safety"
    OPEN = "open"
    DUE = "due"
    CHECK_IN = "check_in"
    BEGIN = "begin"


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
    first: Due | None  # the main thing, where that is something due
    due: tuple[Due, ...]  # besides the main thing
    coming: tuple[Due, ...]
    review: Review | None
    answers: tuple[CareQuestion, ...]
    suggestions: tuple[Suggestion, ...]
    entry: Entry | None  # the newest in the journal of this day
    led: LedSession | None  # a therapist asks to look at a thought together, or does

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
    agenda = agenda_of(person, day)
    opened = _open(person)
    first = _first(agenda.due, day)
    entry = person.entries.kept().filter(local_date=day).newest_first().first()
    if hold or alert:
        main = Main.SAFETY
    elif opened:
        main = Main.OPEN
    elif first:
        main = Main.DUE
    else:
        main = Main.BEGIN if entry else Main.CHECK_IN
    if main is not Main.DUE:
        first = None
    return Today(
        person=person,
        day=day,
        hour=local.hour,
        main=main,
        hold=hold,
        alert=alert,
        may_examine=hold is None or hold_for(person, Held.SESSION) is None,
        open=opened,
        first=first,
        due=tuple(item for item in agenda.due if item is not first),
        coming=agenda.coming,
        review=_review(person, now),
        answers=_answers(person, now),
        suggestions=tuple(suggestions_for(person)),
        entry=entry,
        led=led_now(person),
    )


def _first(due: tuple[Due, ...], day: date) -> Due | None:
    """The one main thing of what is due."""
    mains = [item for item in due if item.kind in MAIN_KINDS]

    def rank(item: Due) -> tuple[bool, int, date]:
        on = item.on or day
        return day - on > FRESH, MAIN_KINDS.index(item.kind), on

    return min(mains, key=rank, default=None)


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


def _review(person: User, now: datetime) -> Review | None:
    """The newest reading of a finished page by a therapist, while it is news."""
    read = Review.objects.visible_to(person).filter(
        patient=person, examination__in=person.examinations.completed(), created__gt=now - NEWS
    )
    return read.select_related("author", "examination").order_by("-created").first()


def _answers(person: User, now: datetime) -> tuple[CareQuestion, ...]:
    """Questions that somebody else has answered lately."""
    answered = person.carequestions.filter(
        dropped_at=None,
        answered_at__gt=now - NEWS,
        examination__in=person.examinations.completed(),
    ).exclude(answered_by=person)
    return tuple(answered.select_related("answered_by").order_by("-answered_at"))
