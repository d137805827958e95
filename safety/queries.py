"""What other pages ask of safety. Reads only."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Case, IntegerField, QuerySet, Value, When

from people.access import treats
from people.models import Clinic, Membership, Role, User
from safety.models import (
    AlertSeverity,
    CareLimit,
    Clearance,
    Hold,
    HoldKind,
    RiskProfile,
    SafetyAlert,
)
from safety.models.alerts import SafetyAlertQuerySet
from safety.phones import dialled
from safety.triage import Held


@dataclass(frozen=True)
class ClinicContact:
    """A clinic as its patient sees it. ``answers``: who reads alerts, "" when nobody does."""

    name: str
    phone: str
    hours: str
    alert_hours: str
    answers: str

    @property
    def tel(self) -> str:
        """What a phone dials."""
        return dialled(self.phone)


@dataclass(frozen=True)
class Told:
    """Which linked clinics are told of safety answers, and which are not."""

    told: tuple[ClinicContact, ...]
    silent: tuple[ClinicContact, ...]

    @property
    def anyone(self) -> bool:
        return bool(self.told)

    @property
    def clinics(self) -> tuple[ClinicContact, ...]:
        return self.told + self.silent


def linked_clinics(person: User) -> list[Clinic]:
    """The clinics where ``person`` is a patient now."""
    memberships = (
        Membership.objects.active()
        .filter(user=person, role=Role.PATIENT)
        .select_related("clinic__responder", "clinic__deputy")
        .order_by("created")
    )
    return [membership.clinic for membership in memberships]


def alert_readers(clinic: Clinic) -> list[User]:
    """Responder, then deputy, as far as they still work there; empty while alerts are off."""
    if not clinic.alerts_on:
        return []
    working = set(
        Membership.objects.active()
        .filter(
            clinic=clinic,
            role=Role.THERAPIST,
            user__in=[clinic.responder_id, clinic.deputy_id],
        )
        .values_list("user_id", flat=True)
    )
    named = [user for user in (clinic.responder, clinic.deputy) if user is not None]
    return list(dict.fromkeys(user for user in named if user.pk in working))


def who_is_told(person: User) -> Told:
    """For the sentence before the first safety question: who is told, who is not."""
    told: list[ClinicContact] = []
    silent: list[ClinicContact] = []
    for clinic in linked_clinics(person):
        readers = alert_readers(clinic)
        contact = ClinicContact(
            name=clinic.name,
            phone=clinic.phone,
            hours=clinic.hours,
            alert_hours=clinic.alert_hours,
            answers=readers[0].name if readers else "",
        )
        (told if readers else silent).append(contact)
    return Told(told=tuple(told), silent=tuple(silent))


def hold_for(person: User, what: Held | None = None) -> Hold | None:
    """The strictest open hold, of those that cover ``what`` if it is given."""
    holds = Hold.objects.filter(person=person).open()
    if what is not None:
        holds = holds.covering(what)
    return holds.strictest_first().first()


def profile_for(person: User) -> RiskProfile | None:
    """The latest movement-risk profile, None when it was never asked."""
    return RiskProfile.objects.current_for(person)


def limits_of(people: Iterable[User], viewer: User) -> QuerySet[CareLimit]:
    """What care teams ask of ``people``, in force, as far as ``viewer`` may read it: the patient
    reads all, a therapist those of their own clinic. The oldest first, with author and clinic."""
    return (
        CareLimit.objects.visible_to(viewer)
        .filter(patient__in=people, withdrawn_at=None)
        .select_related("author", "clinic")
        .order_by("created")
    )


def may_clear_self(person: User, hold: Hold) -> bool:
    """Whether the person may record clearance: always after a same-day sign, else only where no
    linked clinic reads alerts (clinical.md, section 5)."""
    if hold.person_id != person.pk:
        return False
    return hold.kind == HoldKind.SAME_DAY or not who_is_told(person).anyone


def may_clear_for(by: User, hold: Hold, clinic: Clinic) -> bool:
    """Whether ``by`` may record clearance for ``clinic``, where the person is a patient."""
    if clinic not in linked_clinics(hold.person):
        return False
    return by in alert_readers(clinic) or treats(by, hold.person, clinic)


def clearance_of(hold: Hold | None) -> Clearance | None:
    """The clearance that ended ``hold``, None while it is open."""
    return getattr(hold, "clearance", None)


def alerts_of(
    person: User, *, source: UUID | None = None, kind: str | None = None
) -> list[SafetyAlert]:
    """What clinics were told about the person, latest first, with its state."""
    alerts = SafetyAlert.objects.filter(person=person).with_state().select_related("clinic")
    if source is not None:
        alerts = alerts.filter(source=source)
    if kind is not None:
        alerts = alerts.filter(kind=kind)
    return list(alerts.order_by("-created"))


def desk_alerts(viewer: User) -> SafetyAlertQuerySet:
    """The alerts ``viewer`` may answer, urgent ones first, then the latest."""
    urgency = Case(
        When(severity=AlertSeverity.URGENT, then=Value(0)),
        When(severity=AlertSeverity.SAME_DAY, then=Value(1)),
        default=Value(2),
        output_field=IntegerField(),
    )
    return (
        SafetyAlert.objects.on_desk_of(viewer)
        .with_state()
        .select_related("clinic", "person", "hold__clearance")
        .order_by(urgency, "-created")
    )
