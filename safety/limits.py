"""Writes: what a care team asks a patient to keep to. Withdrawn and written anew, never changed."""

from django.db import transaction
from django.utils import timezone

from people import audit
from people.access import treats
from people.errors import NotAllowed
from people.models import Audience, Clinic, User
from safety.models import CareLimit


@transaction.atomic
def set_limit(*, patient: User, clinic: Clinic, text: str, by: User) -> CareLimit:
    """The patient reads it on plans and tests. NotAllowed where ``by`` does not treat them in
    ``clinic`` now."""
    if not treats(by, patient, clinic):
        raise NotAllowed
    limit = CareLimit.objects.create(
        patient=patient, clinic=clinic, author=by, audience=Audience.PATIENT, text=text
    )
    audit.record(
        by=by, action="set-limit", person=patient, on=limit, fields=["text"], clinic=clinic
    )
    return limit


@transaction.atomic
def withdraw_limit(*, limit: CareLimit, by: User) -> CareLimit:
    """It holds no longer. Again is the same. NotAllowed where ``by`` does not treat the patient in
    the clinic that set it."""
    limit = CareLimit.objects.select_for_update(of=("self",)).get(pk=limit.pk)
    if limit.patient is None or not treats(by, limit.patient, limit.clinic):
        raise NotAllowed
    if limit.withdrawn_at is None:
        limit.withdrawn_at = timezone.now()
        limit.save(update_fields=["withdrawn_at"])
        audit.record(
            by=by, action="withdraw-limit", person=limit.patient, on=limit, clinic=limit.clinic
        )
    return limit
