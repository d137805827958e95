"""The list of accounts as an admin sees it: names, roles and states, and no word of anyone."""

from dataclasses import dataclass, field
from uuid import UUID

from people.access import accounts_of, clinics_of, invitations_of
from people.models import CareRelationship, Clinic, Invitation, Membership, Role, User


@dataclass
class Account:
    """One role of one person in one clinic. ``therapists`` of a patient; ``patients`` of a
    therapist, how many."""

    membership: Membership
    therapists: list[User] = field(default_factory=list)
    patients: int = 0

    @property
    def active(self) -> bool:
        return self.membership.ended_at is None and self.membership.user.is_active


def find_accounts(admin: User, *, q: str = "", role: str = "", state: str = "") -> list[Account]:
    """Every account of the clinics ``admin`` runs that fits, by name."""
    if state == "invited":
        return []
    memberships = accounts_of(admin).select_related("user", "clinic")
    if role:
        memberships = memberships.filter(role=role)
    if state:
        memberships = memberships.filter(ended_at__isnull=state == "active")
    # Names are encrypted, so they are searched and sorted here.
    found = [Account(m) for m in memberships if _fits(q, m.user.name, m.user.email)]
    _add_care(found)
    return sorted(
        found, key=lambda a: (a.membership.user.get_full_name().casefold(), a.membership.role)
    )


def waiting_invitations(
    admin: User, *, q: str = "", role: str = "", state: str = ""
) -> list[Invitation]:
    """Those neither used nor revoked, expired ones too, the last first."""
    if state not in ("", "invited"):
        return []
    waiting = invitations_of(admin).filter(accepted_at=None, revoked_at=None)
    if role:
        waiting = waiting.filter(role=role)
    waiting = waiting.select_related("clinic", "therapist").order_by("-created", "pk")
    return [invitation for invitation in waiting if _fits(q, invitation.email)]


def therapists_of(clinic: Clinic) -> list[User]:
    """Who works as a therapist in ``clinic`` now, by name."""
    memberships = Membership.objects.active().filter(clinic=clinic, role=Role.THERAPIST)
    people = [membership.user for membership in memberships.select_related("user")]
    return sorted(people, key=lambda person: person.get_full_name().casefold())


def therapists_by_clinic(admin: User) -> dict[Clinic, list[User]]:
    return {clinic: therapists_of(clinic) for clinic in clinics_of(admin, Role.ADMIN)}


def would_silence_alerts(membership: Membership) -> bool:
    """Its end takes the clinic's responder or deputy away."""
    clinic = membership.clinic
    on_alerts = membership.user_id in (clinic.responder_id, clinic.deputy_id)
    return on_alerts and membership.role == Role.THERAPIST


def _fits(q: str, *texts: str) -> bool:
    wanted = q.strip().casefold()
    return not wanted or any(wanted in text.casefold() for text in texts)


def _add_care(found: list[Account]) -> None:
    """Two queries for all of them."""
    clinics = {account.membership.clinic_id for account in found}
    of_patient: dict[tuple[UUID, UUID], list[User]] = {}
    of_therapist: dict[tuple[UUID, UUID], int] = {}
    for care in (
        CareRelationship.objects.current()
        .filter(clinic__in=clinics)
        .select_related("therapist")
        .order_by("since")
    ):
        of_patient.setdefault((care.clinic_id, care.patient_id), []).append(care.therapist)
        treated = (care.clinic_id, care.therapist_id)
        of_therapist[treated] = of_therapist.get(treated, 0) + 1
    for account in found:
        key = (account.membership.clinic_id, account.membership.user_id)
        if account.membership.role == Role.PATIENT:
            account.therapists = of_patient.get(key, [])
        elif account.membership.role == Role.THERAPIST:
            account.patients = of_therapist.get(key, 0)
