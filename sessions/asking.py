"""The series of questions that one examination asks: built in, a clinic's own, a therapist's own.

Built-in questions and a clinic's go by the version in force when the examination was begun. What a
therapist adds joins in at any time, and is asked on the short path too.
"""

from dataclasses import dataclass

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from people.access import clinic_of_patient
from sessions.content import FactCard, Question, question_set
from sessions.models import AddedQuestion, ClinicQuestions, Examination
from sessions.said import Words
from sessions.steps import Path

CLINICS = "clinic-"
ADDED = "added-"
FROM_CLINIC = _("From your clinic")
FROM_THERAPIST = _("From your therapist")


@dataclass(frozen=True)
class Asked:
    """``id``: the name under which its reply is kept. ``who``: who asks, "" for the app itself."""

    id: str
    text: str
    who: Words = ""


@dataclass(frozen=True)
class Part:
    """Questions that belong together. ``label``: when they fit, "" for those that always do."""

    label: Words
    asked: tuple[Asked, ...]


@dataclass(frozen=True)
class Series:
    parts: tuple[Part, ...]
    facts: tuple[FactCard, ...]

    @property
    def asked(self) -> tuple[Asked, ...]:
        return tuple(one for part in self.parts for one in part.asked)


def series_of(examination: Examination, kind: str, path: Path) -> Series:
    """What is asked about a thought of ``kind``: all of it on the full path, the first two of the
    built-in set, or of each part of it, on the short one. Two queries, and one for the clinic."""
    built_in = question_set(kind, examination.content_version, examination.language)
    full = path is Path.FULL
    parts = [
        Part("", _plain(built_in.questions if full else built_in.short)),
        *(
            Part(branch.label, _plain(branch.questions if full else branch.short))
            for branch in built_in.branches
        ),
        Part("", (*_of_the_clinic(examination, kind), *_added(examination))),
    ]
    return Series(tuple(part for part in parts if part.asked), built_in.facts)


def who_asks(code: str) -> Words:
    """Who asked a question, from the name its reply is kept under."""
    if code.startswith(CLINICS):
        return FROM_CLINIC
    return FROM_THERAPIST if code.startswith(ADDED) else ""


def _plain(questions: tuple[Question, ...]) -> tuple[Asked, ...]:
    return tuple(Asked(one.id, one.text) for one in questions)


def _of_the_clinic(examination: Examination, kind: str) -> list[Asked]:
    clinic = clinic_of_patient(examination.person)
    begun = examination.created
    own = (
        ClinicQuestions.objects.filter(
            Q(retired_at=None) | Q(retired_at__gt=begun),
            clinic=clinic,
            kind=kind,
            published_at__lte=begun,
        )
        .order_by("-version")
        .first()
        if clinic
        else None
    )
    if own is None:
        return []
    return [
        Asked(f"{CLINICS}{own.pk}-{number}", str(text), FROM_CLINIC)
        for number, text in enumerate(own.questions, 1)
    ]


def _added(examination: Examination) -> list[Asked]:
    rows = AddedQuestion.objects.filter(examination=examination, withdrawn_at=None)
    return [
        Asked(f"{ADDED}{row.pk}", row.text, FROM_THERAPIST)
        for row in rows.order_by("created", "pk")
    ]
