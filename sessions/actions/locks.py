"""A therapist keeps a fear at *plan ahead* for a while, and lets it go again."""

from datetime import date, timedelta
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from people import audit
from people.access import treats
from people.clock import today
from people.errors import NotAllowed
from people.models import Audience, Clinic, User
from sessions.actions.answers import Refused, locked
from sessions.models import Examination, ExaminationEvent, PlanLock
from sessions.record import progress_of
from sessions.sorting import Verdict

# The furthest end of a lock: about twelve months ahead.
LONGEST_LOCK = timedelta(days=365)


@transaction.atomic
def lock_plan(
    *, examination: Examination, fear: UUID, reason: str, until: date, clinic: Clinic, by: User
) -> PlanLock:
    """Keep ``fear`` at *plan ahead* up to and with ``until``; the patient reads the ``reason``.

    A lock that is there already is ended, and this one takes its place. Source: the project's
    clinical method, section 1 ("may lock 'plan ahead', with a reason and an end date").

    NotAllowed where ``by`` does not treat the person in ``clinic``, or may not read this page.
    Raises ``Refused``: ``not_finished``; ``not_at_plan``, where the fear stands elsewhere;
    ``no_end`` for a day that is past, or further off than ``LONGEST_LOCK``; ``locked`` where
    another clinic keeps it.
    """
    examination = locked(examination, "belief")
    person = examination.person
    shared = Examination.objects.visible_to(by).filter(pk=examination.pk).exists()
    if not shared or not treats(by, person, clinic):
        raise NotAllowed
    if not examination.events.filter(kind=ExaminationEvent.Kind.COMPLETED).exists():
        raise Refused("not_finished")
    found = progress_of(examination).fear(str(fear))
    if found is None or found.chosen is not Verdict.PLAN:
        raise Refused("not_at_plan")
    now = today(person)
    if not now <= until <= now + LONGEST_LOCK:
        raise Refused("no_end")
    before = PlanLock.objects.filter(examination=examination, fear=fear, ended_at=None)
    for lock in before:
        if lock.until >= now and lock.clinic_id != clinic.pk:
            raise Refused("locked")
    before.update(ended_at=timezone.now())
    lock = PlanLock.objects.create(
        examination=examination,
        fear=fear,
        reason=reason,
        until=until,
        clinic=clinic,
        patient=person,
        author=by,
        audience=Audience.PATIENT,
    )
    audit.record(
        by=by,
        action="lock-plan",
        person=person,
        on=lock,
        fields=["reason", "until"],
        clinic=clinic,
    )
    return lock


@transaction.atomic
def unlock_plan(*, lock: PlanLock, by: User) -> PlanLock:
    """The person may move the fear again. Again is the same. NotAllowed where ``by`` does not
    treat the person in the clinic that keeps it."""
    lock = PlanLock.objects.select_for_update(of=("self",)).get(pk=lock.pk)
    if lock.patient is None or not treats(by, lock.patient, lock.clinic):
        raise NotAllowed
    if lock.ended_at is None:
        lock.ended_at = timezone.now()
        lock.save(update_fields=["ended_at"])
        audit.record(by=by, action="unlock-plan", person=lock.patient, on=lock, clinic=lock.clinic)
    return lock
