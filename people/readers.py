"""Who can read what of a person, and who did."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from people.access import STAFF, care_team_of, grants_of
from people.models import AccessGrant, AuditEvent, Clinic, Membership, Role, User

# What ``record_read`` calls an area, in words for whose record it is.
AREAS: dict[str, str | Promise] = {
    "examinations": _("The list of what you shared"),
    "examination": _("A page you shared"),
    "led": _("A thought you looked at together"),
    "safety-alert": _("A safety alert about you"),
}


@dataclass
class Reader:
    """Somebody who treats the person, or to whom something is open (or both)."""

    user: User
    clinic: Clinic
    treats: bool = False
    grants: list[AccessGrant] = field(default_factory=list)


@dataclass(frozen=True)
class ClinicAround:
    """``admins`` run the accounts; ``told`` are told of safety alerts (none while they are off)."""

    clinic: Clinic
    admins: list[User]
    told: list[User]


@dataclass(frozen=True)
class Look:
    """``who`` is None for somebody whose account is gone."""

    at: datetime
    who: User | None
    area: str | Promise


def readers_of(person: User) -> list[Reader]:
    """Those who treat the person first, then whoever else something is open to."""
    readers: dict[tuple[UUID, UUID], Reader] = {}
    for care in care_team_of(person):
        key = (care.therapist_id, care.clinic_id)
        readers[key] = Reader(care.therapist, care.clinic, treats=True)
    for grant in grants_of(person):
        key = (grant.reader_id, grant.clinic_id)
        reader = readers.setdefault(key, Reader(grant.reader, grant.clinic))
        reader.grants.append(grant)
    return list(readers.values())


def clinics_around(person: User) -> list[ClinicAround]:
    own = person.memberships.active().filter(role=Role.PATIENT)
    clinics = Clinic.objects.filter(pk__in=own.values("clinic")).select_related(
        "responder", "deputy"
    )
    staff = (
        Membership.objects.active()
        .filter(clinic__in=clinics, role__in=STAFF)
        .select_related("user")
        .order_by("created")
    )
    return [
        ClinicAround(
            clinic,
            admins=[m.user for m in staff if m.clinic_id == clinic.pk and m.role == Role.ADMIN],
            told=[u for u in (clinic.responder, clinic.deputy) if u] if clinic.alerts_on else [],
        )
        for clinic in clinics
    ]


def looks_at(person: User) -> QuerySet[AuditEvent]:
    """Every reading of the person's record by somebody else, the last first."""
    return (
        AuditEvent.objects.filter(person=person.pk, action__startswith="read-")
        .exclude(actor=person.pk)
        .order_by("-at", "-pk")
    )


def named(events: Iterable[AuditEvent]) -> list[Look]:
    """The same with names and words for whose record it is; one query."""
    events = list(events)
    actors = User.objects.in_bulk([event.actor for event in events if event.actor])
    return [
        Look(
            event.at,
            actors.get(event.actor) if event.actor else None,
            AREAS.get(event.action.removeprefix("read-"), _("Your record")),
        )
        for event in events
    ]
