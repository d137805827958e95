"""What a person opens to those who treat them, and closes again."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Q, QuerySet
from django.db.models.functions import Greatest
from django.utils import timezone

from people.access import care_of
from people.audit import record
from people.errors import NotAllowed
from people.models import AccessGrant, Clinic, GrantKind, User


@transaction.atomic
def share(
    *,
    person: User,
    reader: User,
    clinic: Clinic,
    scope: str,
    root: UUID | None = None,
    until: datetime | None = None,
    by: User,
) -> AccessGrant:
    """Let ``reader`` read ``scope`` of ``person``, or the one ``root`` of it; the grant in force.

    With ``until`` it ends then by itself, and stands beside one without an end.

    Only the person gives, and only to someone who treats them in ``clinic`` now: NotAllowed
    otherwise. Whether ``root`` is the person's own is the caller's to know.
    """
    # Locked, so that an end of the care that comes now waits, and then closes this too.
    care = care_of(person, clinic).filter(therapist=reader).select_for_update(of=("self",))
    if by != person or care.first() is None:
        raise NotAllowed
    grant, new = AccessGrant.objects.get_or_create(
        person=person,
        reader=reader,
        clinic=clinic,
        kind=GrantKind.CARE,
        scope=scope,
        root=root,
        until=until,
        defaults={"given_by": by},
    )
    if new:
        record(by=by, action="share", person=person, on=grant, fields=[scope], clinic=clinic)
    return grant


@transaction.atomic
def stop_sharing(*, grant: AccessGrant, by: User) -> None:
    """Close what was opened, at once; nobody is asked. Only the person may; twice is once."""
    if by != grant.person:
        raise NotAllowed
    end_grants(AccessGrant.objects.filter(pk=grant.pk), by=by)


def hold_grant(grant: AccessGrant, until: datetime) -> None:
    """Move the end of a grant that was given for a while; one that has ended stays ended. In the
    transaction of the act that holds it, which is what is recorded."""
    AccessGrant.objects.in_force().filter(pk=grant.pk, until__isnull=False).update(until=until)


def end_grants(grants: QuerySet[AccessGrant], *, by: User | None) -> None:
    """End those of ``grants`` that are in force, and record each. In the caller's transaction."""
    now = timezone.now()
    in_force = grants.filter(Q(until=None) | Q(until__gt=now)).select_for_update(of=("self",))
    for grant in in_force.select_related("person", "clinic"):
        AccessGrant.objects.filter(pk=grant.pk).update(until=Greatest("since", now))
        record(
            by=by,
            action="stop-sharing",
            person=grant.person,
            on=grant,
            fields=[grant.scope],
            clinic=grant.clinic,
        )
