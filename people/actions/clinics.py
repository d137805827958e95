"""A clinic, who belongs to it, and who answers its alerts."""

from django.db import transaction
from django.db.models.functions import Greatest
from django.utils import timezone

from people.access import STAFF, runs
from people.actions.accounts import end_log_ins
from people.actions.care import end_care
from people.actions.sharing import end_grants
from people.audit import record
from people.errors import LastAdmin, NotAllowed
from people.models import AccessGrant, CareRelationship, Clinic, Membership, Role, User


@transaction.atomic
def create_clinic(
    *,
    name: str,
    country: str,
    time_zone: str = "UTC",
    phone: str = "",
    hours: str = "",
    by: User | None,
) -> Clinic:
    clinic = Clinic(name=name, country=country, time_zone=time_zone, phone=phone, hours=hours)
    clinic.full_clean()
    clinic.save()
    record(by=by, action="create-clinic", on=clinic, clinic=clinic)
    return clinic


@transaction.atomic
def set_alerts(
    *, clinic: Clinic, responder: User, deputy: User, hours: str, minutes: int, by: User | None
) -> Clinic:
    """Name who answers safety alerts, who stands in, when, and within how many minutes.

    Both are therapists of the clinic (NotAllowed otherwise): an alert names a patient who gave
    an answer that worried us, which an admin is not to learn. And they are two.
    """
    clinicians = Membership.objects.active().filter(clinic=clinic, role=Role.THERAPIST)
    for person in (responder, deputy):
        if not clinicians.filter(user=person).exists():
            raise NotAllowed
    if not runs(by, clinic):
        raise NotAllowed
    clinic.responder = responder
    clinic.deputy = deputy
    clinic.alert_hours = hours
    clinic.alert_minutes = minutes
    clinic.full_clean()
    fields = ["responder", "deputy", "alert_hours", "alert_minutes"]
    clinic.save(update_fields=fields)
    record(by=by, action="set-alerts", on=clinic, clinic=clinic, fields=fields)
    return clinic


@transaction.atomic
def join_clinic(*, person: User, clinic: Clinic, role: str, by: User | None) -> Membership:
    """Give ``person`` a role; one that was ended is taken up again.

    An admin may, the system may, and the person may who holds an invitation (its action asks).
    """
    if by != person and not runs(by, clinic):
        raise NotAllowed
    membership, new = Membership.objects.get_or_create(user=person, clinic=clinic, role=role)
    if not new and membership.ended_at is not None:
        membership.ended_at = None
        membership.save(update_fields=["ended_at"])
        new = True
    if new:
        record(by=by, action="join-clinic", person=person, on=membership, clinic=clinic)
    return membership


@transaction.atomic
def deactivate_membership(*, membership: Membership, by: User | None) -> None:
    """End one role in one clinic, and all that rests on it there. Twice is once.

    Ends the grants and the care that the role carried, both ways; a person who was the clinic's
    responder or deputy is taken off its alerts. Staff who have no role left are logged out. The
    account itself and other clinics stay. LastAdmin if the clinic would be left without one.
    """
    # One at a time in a clinic: two admins who end each other must not leave none. No key: rows
    # that only point to the clinic need not wait, and whoever writes them may hold what we need.
    clinic = Clinic.objects.select_for_update(no_key=True).get(pk=membership.clinic_id)
    if not runs(by, clinic):
        raise NotAllowed
    user, role = membership.user, membership.role
    others = Membership.objects.active().exclude(pk=membership.pk)
    if role == Role.ADMIN and not others.filter(clinic=clinic, role=role).exists():
        raise LastAdmin
    ended = Membership.objects.filter(pk=membership.pk, ended_at=None).update(
        ended_at=Greatest("created", timezone.now())
    )
    if not ended:
        return
    record(by=by, action="deactivate", person=user, on=membership, clinic=clinic)
    _end_what_rests_on(user, role, clinic, by=by)
    if role == Role.THERAPIST:
        _take_off_alerts(user, clinic, by=by)
    if role in STAFF and not others.filter(user=user, role__in=STAFF).exists():
        end_log_ins(person=user, by=by)
    membership.refresh_from_db()


@transaction.atomic
def reactivate_membership(*, membership: Membership, by: User | None) -> None:
    """Take an ended role up again. Care and sharing begin anew: nothing comes back by itself."""
    if not runs(by, membership.clinic):
        raise NotAllowed
    if Membership.objects.filter(pk=membership.pk, ended_at__isnull=False).update(ended_at=None):
        record(
            by=by,
            action="reactivate",
            person=membership.user,
            on=membership,
            clinic=membership.clinic,
        )
    membership.refresh_from_db()


def _end_what_rests_on(user: User, role: str, clinic: Clinic, *, by: User | None) -> None:
    if role == Role.ADMIN:
        return
    care_side, grant_side = (
        ("patient", "person") if role == Role.PATIENT else ("therapist", "reader")
    )
    care = CareRelationship.objects.filter(clinic=clinic, until=None, **{care_side: user})
    for relationship in care.select_related("patient", "therapist", "clinic"):
        end_care(care=relationship, by=by)
    end_grants(AccessGrant.objects.filter(clinic=clinic, **{grant_side: user}), by=by)


def _take_off_alerts(user: User, clinic: Clinic, *, by: User | None) -> None:
    fields = [name for name in ("responder", "deputy") if getattr(clinic, name) == user]
    if fields:
        for name in fields:
            setattr(clinic, name, None)
        clinic.save(update_fields=fields)
        record(by=by, action="set-alerts", on=clinic, clinic=clinic, fields=fields)
