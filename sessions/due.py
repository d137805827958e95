"""What a person's examinations ask of them on a day: the one list behind Today and any reminder.

Found by date and not by page, so that an old page gives what is due on it like a new one; a number
of queries that does not grow with the pages.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils import timezone

from journal.trials import Asks, calls_of
from journal.trials import Call as TrialCall
from people.clock import zone_of
from people.models import User
from safety.queries import hold_for
from safety.triage import Held
from sessions.addresses import screen_url
from sessions.fear_notes import FearNotes, Test
from sessions.follow_ups import DueFollowUp, due_follow_ups
from sessions.models import Answer, CareQuestion, Draft, Examination, Experiment
from sessions.notes import Notes, notes_for
from sessions.plan_days import NEAR, STAYS, Call
from sessions.plans import Standing, in_force, standing
from sessions.record import progress_of, screen_to_go_on
from sessions.said import day as day_in
from sessions.steps import Step
from sessions.trials import Trying
from sessions.trying import LAST

# How far "coming up" looks, and how long something that was begun on a finished page is held out.
AHEAD = timedelta(days=14)
BEGUN_STAYS = timedelta(days=14)
# A yes is for one day within a year of the examination.
YES_WITHIN = timedelta(days=367)


class Kind(StrEnum):
    """In the order in which they come where several are due: how it is after a test comes before
    the next one, and all that can be done on any day of a week after what is for this day."""

    CHECK = "check"  # day 1 or 3 after a test
    TEST = "test"
    YES = "yes"
    TRIAL = "trial"  # days with a thing and days without: what today is, or how yesterday went
    FOLLOW_UP = "follow_up"
    NEAR = "near"  # a plan: what it is for comes within a week
    REHEARSE = "rehearse"
    PLAN = "plan"  # to be looked at again
    ASK = "ask"
    ADDITION = "addition"  # begun on a finished page, and not done


_OF_PLANS = {Call.NEAR: Kind.NEAR, Call.REHEARSE: Kind.REHEARSE, Call.REVIEW: Kind.PLAN}


@dataclass(frozen=True)
class Due:
    """``on``: since or on which day, None where it has none. ``row``: the id of the test, plan,
    question or examination it is about. ``words``: the person's own, for their eyes alone: a
    reminder carries none. ``waits``: the care team has to agree, or tests are held, before it is
    done. ``day``: of a check (1 or 3) or of a follow-up (``following.DAYS``). ``trial``: what a
    trial asks for."""

    kind: Kind
    on: date | None
    row: UUID
    url: str
    words: str = field(default="", repr=False)
    waits: bool = False
    day: int | None = None
    fear: FearNotes | None = field(default=None, repr=False)
    test: Test | None = field(default=None, repr=False)
    trial: TrialCall | None = field(default=None, repr=False)


@dataclass(frozen=True)
class Agenda:
    """``due``: now, none that waits. ``coming``: within two weeks, or waiting for somebody."""

    due: tuple[Due, ...]
    coming: tuple[Due, ...]


def due_on(person: User, day: date) -> tuple[Due, ...]:
    """What is due on ``day``, the person's own today: the oldest first, by kind on the same day."""
    return agenda_of(person, day).due


def agenda_of(person: User, day: date) -> Agenda:
    hold = hold_for(person)
    tests_held = hold is not None and hold_for(person, Held.TEST) is not None
    session_held = hold is not None and hold_for(person, Held.SESSION) is not None
    # To look at a thought waits like an examination; what was planned for safety does not.
    again = [] if session_held else due_follow_ups(person, day)
    begun = None if session_held else _begun(person)
    pages = notes_for(
        person.examinations.completed().filter(
            Q(pk__in=_with_rows(person, day))
            | Q(pk__in=_with_yes(person, day))
            | Q(pk__in=[one.examination for one in again])
            | Q(pk__in=[begun.row] if begun else [])
        ),
        person,
    )
    found = [
        item
        for notes in pages
        for item in (*_yes(notes), *_tests(notes, tests_held), *_asks(notes))
    ]
    found += [item for plan in standing(pages, day) for item in _plan(plan, day)]
    thoughts = {notes.examination.pk: notes.belief for notes in pages}
    found += [_again(one, thoughts) for one in again]
    found += [_trial(call, tests_held) for call in calls_of(person, day)]
    if begun:
        found.append(
            Due(Kind.ADDITION, begun.on, begun.row, begun.url, thoughts.get(begun.row, ""))
        )
    found.sort(key=lambda item: (item.on or date.max, list(Kind).index(item.kind)))
    due = [item for item in found if not item.waits and _is_due(item, day)]
    coming = [item for item in found if item not in due and _comes(item, day)]
    return Agenda(tuple(due), tuple(coming))


def _is_due(item: Due, day: date) -> bool:
    if item.kind is Kind.YES:
        return item.on == day
    if item.kind is Kind.NEAR:
        return item.on is not None and item.on <= day + NEAR
    return item.on is not None and item.on <= day


def _comes(item: Due, day: date) -> bool:
    """Within two weeks; what waits for somebody stands there until its day has come and gone."""
    if item.waits:
        return item.on is None or item.on <= day + AHEAD
    return item.on is not None and day < item.on <= day + AHEAD


# --- Which pages -----------------------------------------------------------------------------


def _with_rows(person: User, day: date) -> QuerySet[Any]:
    """Those with a test, a plan or a question that has its day by now or within two weeks."""
    lately = timezone.now() - timedelta(days=LAST + 2)
    undone = Q(done="") & (Q(due_on=None) | Q(due_on__lte=day + AHEAD))
    unasked = Q(done__in=("yes", "partly"), result_at__gte=lately)
    tests = Experiment.objects.filter(undone | unasked, person=person, dropped_at=None)
    questions = CareQuestion.objects.filter(
        person=person, dropped_at=None, answered_at=None, due_on__lte=day + AHEAD
    )
    soon = Q(near_on__range=(day, day + AHEAD))
    for name in ("rehearse_on", "review_on"):
        soon |= Q(**{f"{name}__range": (day - STAYS, day + AHEAD)})
    plans = in_force(person).filter(soon)
    return Examination.objects.filter(
        Q(pk__in=tests.values("examination"))
        | Q(pk__in=questions.values("examination"))
        | Q(pk__in=plans.values("examination"))
    ).values("pk")


def _with_yes(person: User, day: date) -> list[UUID]:
    """Those whose yes has its day today or within two weeks. The day stands in the sealed answer,
    so that no database can look for it: one answer of each page of the last year is opened."""
    rows = Answer.objects.filter(
        examination__person=person, step=Step.AGAIN, item=None, at__gte=timezone.now() - YES_WITHIN
    ).order_by("position")
    # A changed answer is a later row: the last one counts.
    latest = {row.examination_id: row for row in rows}
    days = {pk: day_in(row.said or {}, "yes_on") for pk, row in latest.items()}
    return [pk for pk, on in days.items() if on and day <= on <= day + AHEAD]


@dataclass(frozen=True)
class _Begun:
    row: UUID
    url: str
    on: date


def _begun(person: User) -> _Begun | None:
    """What was begun lately on a finished page and waits to be gone on with; of the newest."""
    since = timezone.now() - BEGUN_STAYS
    of_it = Q(examination=OuterRef("pk"), at__gt=OuterRef("ended_at"), at__gte=since)
    added = Answer.objects.filter(of_it).order_by("-at").values("at")
    typed = Draft.objects.filter(of_it)
    pages = person.examinations.completed().filter(Exists(added) | Exists(typed))
    page = pages.select_related("person", "belief").first()
    if page is None:
        return None
    progress = progress_of(page)
    waits = screen_to_go_on(page, progress)
    if not progress.can_open(waits):
        return None
    return _Begun(page.pk, screen_url(page, waits), _last_touched(page, person))


def _last_touched(page: Examination, person: User) -> date:
    moments: list[datetime] = [
        *page.answers.order_by("-at").values_list("at", flat=True)[:1],
        *page.drafts.order_by("-at").values_list("at", flat=True)[:1],
    ]
    return max(moments).astimezone(zone_of(person)).date()


# --- What is on them ---------------------------------------------------------------------------


def _yes(notes: Notes) -> Iterator[Due]:
    if notes.yes and notes.yes_on:
        page = reverse("sessions:page", kwargs={"pk": notes.examination.pk})
        yield Due(Kind.YES, notes.yes_on, notes.examination.pk, page, notes.yes)


def _tests(notes: Notes, tests_held: bool) -> Iterator[Due]:
    for fear in notes.fears:
        for test in fear.tests:
            one = Trying(notes, fear, test)
            if one.check is None and test.experiment.done:
                continue
            undone = one.check is None
            on = one.on
            if one.check is not None and on is not None:
                on += timedelta(days=one.check)
            yield Due(
                kind=Kind.TEST if undone else Kind.CHECK,
                on=on,
                row=test.experiment.pk,
                url=one.url,
                words=test.step,
                waits=undone and (test.waits or tests_held),
                day=one.check,
                fear=fear,
                test=test,
            )


def _trial(call: TrialCall, tests_held: bool) -> Due:
    waits = tests_held and call.asks is Asks.TODAY
    return Due(Kind.TRIAL, call.on, call.row, call.url, call.words, waits=waits, trial=call)


def _asks(notes: Notes) -> Iterator[Due]:
    for fear in notes.fears:
        if fear.ask and not fear.ask.question.answered_at:
            question = fear.ask.question
            url = reverse("sessions:care_answer", kwargs={"pk": question.pk})
            words = fear.ask.what or fear.text
            yield Due(Kind.ASK, fear.ask.by_when, question.pk, url, words, fear=fear)


def _plan(one: Standing, day: date) -> Iterator[Due]:
    """A plan stands there once: for what it asks most pressingly, else for what comes next."""
    days = one.plan.days
    ahead = {
        Kind.NEAR: days.near_on,
        Kind.REHEARSE: None if days.rehearsed else days.rehearse_on,
        Kind.PLAN: days.review_on,
    }
    found = [(_OF_PLANS[call], on) for call, on in one.calls.items()] or sorted(
        ((kind, on) for kind, on in ahead.items() if on and on > day), key=lambda pair: pair[1]
    )
    for kind, on in found[:1]:
        yield Due(kind, on, one.plan.row.pk, one.url, one.fear.text, fear=one.fear)


def _again(one: DueFollowUp, thoughts: dict[UUID, str]) -> Due:
    return Due(
        Kind.FOLLOW_UP,
        one.window.opens,
        one.examination,
        one.url,
        thoughts.get(one.examination, ""),
        day=one.window.day,
    )
