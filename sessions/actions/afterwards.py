"""What comes after: sharing the page, its review, answers to questions."""

from datetime import date

from django.db import transaction
from django.utils import timezone

from people import audit
from people.actions import share
from people.actions.sharing import end_grants
from people.models import AccessGrant, Audience, CareRelationship, Clinic, Scope, User
from sessions.actions.answers import Refused, locked
from sessions.models import CareQuestion, Examination, ExaminationEvent, Review
from sessions.sharing import is_private


@transaction.atomic
def share_page(*, examination: Examination, care: CareRelationship, by: User) -> AccessGrant:
    """Let the therapist of ``care`` read this page, and no other. Raises ``Refused`` with
    ``not_finished`` or ``private``, and ``NotAllowed`` for anyone but the person."""
    examination = locked(examination, "belief")
    if not _completed(examination):
        raise Refused("not_finished")
    if is_private(examination):
        raise Refused("private")
    return share(
        person=examination.person,
        reader=care.therapist,
        clinic=care.clinic,
        scope=Scope.EXAMINATIONS,
        root=examination.pk,
        by=by,
    )


@transaction.atomic
def unshare_page(*, examination: Examination, reader: User, by: User) -> None:
    """Close this page to ``reader`` at once. Again is the same."""
    end_grants(
        AccessGrant.objects.filter(
            person=examination.person,
            reader=reader,
            scope=Scope.EXAMINATIONS,
            root=examination.pk,
        ),
        by=by,
    )


@transaction.atomic
def review_examination(
    *, examination: Examination, by: User, clinic: Clinic, note: str = ""
) -> Review:
    """Mark a finished page as reviewed, with a note that the patient reads."""
    examination = locked(examination, "belief")
    if not _completed(examination):
        raise Refused("not_finished")
    review = Review.objects.create(
        examination=examination,
        clinic=clinic,
        patient=examination.person,
        author=by,
        audience=Audience.PATIENT,
        note=note,
    )
    audit.record(
        by=by,
        action="review-examination",
        person=examination.person,
        on=review,
        clinic=clinic,
    )
    return review


@transaction.atomic
def answer_care_question(
    *,
    question: CareQuestion,
    by: User,
    answer: str,
    name: str = "",
    on: date | None = None,
) -> CareQuestion:
    """A therapist answers, or the person writes down who answered (``name``) and when (``on``).

    Raises ``Refused``: ``dropped``, or ``answered`` where somebody else's answer is there.
    """
    question = CareQuestion.objects.select_for_update(of=("self",)).get(pk=question.pk)
    if question.dropped_at:
        raise Refused("dropped")
    if question.answered_at and question.answered_by_id != by.pk:
        raise Refused("answered")
    question.answer = answer
    question.answered_by = by
    question.answered_by_name = name
    question.answered_at = timezone.now()
    question.answered_on = on or timezone.localdate()
    question.save(
        update_fields=[
            "answer",
            "answered_by",
            "answered_by_name",
            "answered_at",
            "answered_on",
        ]
    )
    audit.record(by=by, action="answer-care-question", person=question.person, on=question)
    return question


def _completed(examination: Examination) -> bool:
    return examination.events.filter(kind=ExaminationEvent.Kind.COMPLETED).exists()
