"""A therapist's own questions: for one patient, or a set of the clinic's for a kind of belief."""

from collections.abc import Sequence

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from people import audit
from people.access import clinics_of, treats
from people.errors import NotAllowed
from people.models import Audience, Clinic, Role, User
from sessions.actions.lease import hold_lease
from sessions.models import AddedQuestion, ClinicQuestions, Examination

MOST_QUESTIONS = 6  # questions of a set


@transaction.atomic
def add_question(
    *, patient: User, clinic: Clinic, text: str, by: User, examination: Examination | None = None
) -> AddedQuestion:
    """Ask ``text`` in ``examination``, or in the next one that the patient begins.

    Raises ``NotAllowed`` for anyone who does not treat the patient in ``clinic``.
    """
    if not treats(by, patient, clinic):
        raise NotAllowed
    question = AddedQuestion.objects.create(
        patient=patient,
        author=by,
        clinic=clinic,
        audience=Audience.PATIENT,
        text=text,
        examination=examination,
    )
    if examination is not None:
        hold_lease(examination)
    audit.record(
        by=by, action="add-question", person=patient, on=question, fields=["text"], clinic=clinic
    )
    return question


@transaction.atomic
def withdraw_question(*, question: AddedQuestion, by: User) -> None:
    """Ask it no more; answers to it stay. Again is the same."""
    question = AddedQuestion.objects.select_for_update(of=("self",)).get(pk=question.pk)
    if question.withdrawn_at is None:
        question.withdrawn_at = timezone.now()
        question.save(update_fields=["withdrawn_at"])
        audit.record(
            by=by,
            action="withdraw-question",
            person=question.patient,
            on=question,
            clinic=question.clinic,
        )


@transaction.atomic
def publish_questions(
    *, clinic: Clinic, kind: str, questions: Sequence[str], by: User
) -> ClinicQuestions:
    """The clinic's own set for one kind of belief, from now on: a new version of it.

    Examinations that were begun before go on with what was in force then. Raises ``NotAllowed``
    for anyone but a therapist of the clinic, ValueError for no question or more than six.
    """
    if not 1 <= len(questions) <= MOST_QUESTIONS:
        raise ValueError("one question to six")
    _must_work_at(clinic, by)
    # Two versions at once would take the same number.
    Clinic.objects.select_for_update().get(pk=clinic.pk)
    before = ClinicQuestions.objects.filter(clinic=clinic, kind=kind)
    version = (before.aggregate(last=Max("version"))["last"] or 0) + 1
    now = timezone.now()
    before.filter(retired_at=None).update(retired_at=now)
    published = ClinicQuestions.objects.create(
        clinic=clinic,
        kind=kind,
        version=version,
        questions=list(questions),
        author=by,
        published_at=now,
    )
    audit.record(
        by=by, action="publish-questions", on=published, fields=["questions"], clinic=clinic
    )
    return published


@transaction.atomic
def retire_questions(*, published: ClinicQuestions, by: User) -> None:
    """Ask only the built-in set of that kind again. Again is the same."""
    _must_work_at(published.clinic, by)
    published = ClinicQuestions.objects.select_for_update(of=("self",)).get(pk=published.pk)
    if published.retired_at is None:
        published.retired_at = timezone.now()
        published.save(update_fields=["retired_at"])
        audit.record(by=by, action="retire-questions", on=published, clinic=published.clinic)


def _must_work_at(clinic: Clinic, by: User) -> None:
    if not clinics_of(by, Role.THERAPIST).filter(pk=clinic.pk).exists():
        raise NotAllowed
