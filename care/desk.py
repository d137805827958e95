"""What lies on a therapist's desk: rows of own patients, as far as those share them.

Both must hold each time: a grant in force (``visible_to``) and a care relationship in force.
"""

import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Exists, F, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from care.attention import Case, Need, Waiting, in_order, reasons
from people.access import clinics_of, patients_of
from people.models import Role, User
from safety.models import AlertSeverity, EventKind, SafetyAlert
from sessions.fear_notes import FearNotes
from sessions.models import (
    Answer,
    CareQuestion,
    ClinicQuestions,
    Examination,
    ExaminationEvent,
    ExaminationQuerySet,
    Experiment,
    Plan,
    Review,
    Suggestion,
)
from sessions.notes import Notes


def shared_pages(therapist: User) -> ExaminationQuerySet:
    """Finished examinations, the newest first, with ``ended_at`` and whether ``reviewed``: read as
    they stand, and not before something was added."""
    last = Answer.objects.filter(examination=OuterRef("pk")).order_by("-position")
    since = Review.objects.filter(
        examination=OuterRef("pk"), created__gte=OuterRef("last_answer_at")
    )
    return (
        Examination.objects.visible_to(therapist)
        .completed()
        .filter(person__in=patients_of(therapist))
        .annotate(last_answer_at=Coalesce(Subquery(last.values("at")[:1]), F("ended_at")))
        .annotate(reviewed=Exists(since))
        .select_related("person", "belief")
    )


def tests_to_approve(therapist: User) -> QuerySet[Experiment]:
    return (
        Experiment.objects.visible_to(therapist)
        .filter(
            person__in=patients_of(therapist),
            examination__events__kind=ExaminationEvent.Kind.COMPLETED,
            needs_approval=True,
            approved_at=None,
            dropped_at=None,
            done="",
        )
        .select_related("examination")
    )


def plans_to_read(therapist: User) -> QuerySet[Plan]:
    """The plans in force on finished pages."""
    return (
        Plan.objects.visible_to(therapist)
        .filter(
            person__in=patients_of(therapist),
            examination__events__kind=ExaminationEvent.Kind.COMPLETED,
            dropped_at=None,
        )
        .select_related("examination")
    )


def asks_to_answer(therapist: User) -> QuerySet[CareQuestion]:
    return (
        CareQuestion.objects.visible_to(therapist)
        .filter(
            person__in=patients_of(therapist),
            examination__events__kind=ExaminationEvent.Kind.COMPLETED,
            for_team=True,
            answered_at=None,
            dropped_at=None,
        )
        .select_related("examination")
    )


def suggestions_to(therapist: User) -> QuerySet[Suggestion]:
    """Thoughts suggested to own patients by this therapist's clinic, and what became of them: the
    newest first. Nothing of what the patient made of one is in it."""
    visible = Suggestion.objects.visible_to(therapist).filter(patient__in=patients_of(therapist))
    return visible.select_related("author", "patient").order_by("-created")


def open_alerts(therapist: User) -> QuerySet[SafetyAlert]:
    """Those on this desk that nobody has taken on; no grant is needed for them."""
    return SafetyAlert.objects.on_desk_of(therapist).exclude(events__kind=EventKind.ACKNOWLEDGED)


def for_the_team(notes: Notes) -> tuple[FearNotes, ...]:
    """The fears of a page whose test waits to be agreed to, or whose question for an answer."""
    return tuple(
        fear
        for fear in notes.fears
        if (fear.test and fear.test.waits and not fear.test.experiment.done)
        or (fear.ask and fear.ask.question.for_team and not fear.ask.question.answered_at)
    )


@dataclass(frozen=True)
class Caseload:
    """``first``: those with something waiting; ``others``; ``alerts``: of anybody's patients."""

    first: list[Case]
    others: list[Case]
    alerts: int

    @property
    def count(self) -> int:
        return len(self.first) + len(self.others)


def caseload_of(therapist: User, words: str = "") -> Caseload:
    """The therapist's patients in five queries; with ``words``, those whose names have them all.

    Names are encrypted, so they are looked through here and not in the database. One therapist
    treats some hundred people at most.
    """
    alerts = list(open_alerts(therapist))
    pages = list(shared_pages(therapist))
    waiting = _waiting(therapist, alerts, pages)
    latest: dict[UUID, Any] = {}
    count: dict[UUID, int] = defaultdict(int)
    for page in pages:
        latest.setdefault(page.person_id, page)
        count[page.person_id] += 1
    cases = [
        Case(
            person=person.pk,
            name=person.get_full_name(),
            pages=count[person.pk],
            latest=latest[person.pk].ended_at if person.pk in latest else None,
            why=reasons(waiting[person.pk]),
        )
        for person in patients_of(therapist)
    ]
    wanted = _plain(words).split()
    first, others = in_order(
        case for case in cases if all(word in _plain(case.name) for word in wanted)
    )
    return Caseload(first, others, len(alerts))


def _waiting(
    therapist: User, alerts: Iterable[SafetyAlert], pages: Iterable[Any]
) -> dict[UUID, list[Waiting]]:
    waiting: dict[UUID, list[Waiting]] = defaultdict(list)
    for alert in alerts:
        if alert.person_id:
            urgent = alert.severity == AlertSeverity.URGENT
            need = Need.URGENT_ALERT if urgent else Need.ALERT
            waiting[alert.person_id].append(Waiting(need, alert.created))
    for ask in asks_to_answer(therapist):
        waiting[ask.person_id].append(Waiting(Need.ASK, ask.created, ask.examination_id))
    for test in tests_to_approve(therapist):
        waiting[test.person_id].append(Waiting(Need.TEST, test.created, test.examination_id))
    for page in pages:
        if not page.reviewed:
            waiting[page.person_id].append(Waiting(Need.PAGE, page.ended_at, page.pk))
    return waiting


def _plain(text: str) -> str:
    """Without case and accents, so that Munoz finds Muñoz."""
    apart = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in apart if not unicodedata.combining(letter))


def question_sets_of(therapist: User) -> QuerySet[ClinicQuestions]:
    """Every version, in force or not, of the clinics where ``therapist`` works."""
    return ClinicQuestions.objects.filter(
        clinic__in=clinics_of(therapist, Role.THERAPIST)
    ).select_related("clinic", "author")
