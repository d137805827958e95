"""Writing the audit trail. Nothing but the audit pages and 'who looked' reads it back."""

from collections.abc import Iterable
from datetime import timedelta

from django.db.models import Model
from django.utils import timezone

from people.models import AuditEvent, Clinic, User

ONE_READ = timedelta(minutes=10)


def record(
    *,
    by: User | None,
    action: str,
    person: User | None = None,
    on: Model | None = None,
    fields: Iterable[str] = (),
    clinic: Clinic | None = None,
) -> AuditEvent:
    """Append what ``by`` did (None: the system), inside the caller's transaction."""
    return AuditEvent.objects.create(
        actor=by.pk if by else None,
        action=action,
        person=person.pk if person else None,
        clinic=clinic.pk if clinic else None,
        object_type=on._meta.label_lower if on is not None else "",
        object_id=on.pk if on is not None else None,
        fields=sorted(fields),
    )


def record_read(*, by: User, person: User, area: str, on: Model | None = None) -> None:
    """A clinician read ``area`` of a person; again within ten minutes is the same read."""
    if by.pk == person.pk:
        return
    action = f"read-{area}"
    seen = AuditEvent.objects.filter(
        actor=by.pk,
        person=person.pk,
        action=action,
        object_id=on.pk if on is not None else None,
        at__gt=timezone.now() - ONE_READ,
    )
    if not seen.exists():
        record(by=by, action=action, person=person, on=on)
