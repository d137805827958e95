"""Asking someone into a clinic by e-mail, and their answer."""

import secrets
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from people import consents, emails
from people.access import runs
from people.actions.accounts import give_consent, register_person
from people.actions.care import start_care
from people.actions.clinics import join_clinic
from people.audit import record
from people.errors import AlreadyMember, InvitationClosed, NotAllowed, NoTherapist
from people.models import Clinic, Invitation, Membership, Role, User
from vault.hashes import keyed_hash

VALID_FOR = timedelta(days=14)


def token_hash(token: str) -> str:
    return keyed_hash(token, purpose="invitation")


@transaction.atomic
def invite(
    *, clinic: Clinic, email: str, role: str, therapist: User | None = None, by: User | None
) -> Invitation:
    """Send an address a link that can be used once within 14 days.

    An open invitation of that address to that role is revoked first, so that one link counts.
    ``therapist`` is for patients: they treat them from the day they accept. AlreadyMember,
    NoTherapist or NotAllowed.
    """
    if not runs(by, clinic):
        raise NotAllowed
    email = email.strip().lower()
    here = Membership.objects.active().filter(clinic=clinic)
    if here.filter(user__email=email, role=role).exists():
        raise AlreadyMember
    if therapist and not here.filter(user=therapist, role=Role.THERAPIST).exists():
        raise NoTherapist
    # One at a time in a clinic: two invitations of one address must not meet.
    Clinic.objects.select_for_update(no_key=True).get(pk=clinic.pk)
    for waiting in Invitation.objects.filter(
        clinic=clinic, email=email, role=role, accepted_at=None, revoked_at=None
    ):
        revoke_invitation(invitation=waiting, by=by)
    token = secrets.token_urlsafe(32)
    now = timezone.now()
    invitation = Invitation.objects.create(
        clinic=clinic,
        email=email,
        role=role,
        therapist=therapist if role == Role.PATIENT else None,
        token_hash=token_hash(token),
        invited_by=by,
        created=now,
        expires_at=now + VALID_FOR,
    )
    record(by=by, action="invite", on=invitation, clinic=clinic)
    emails.send_invitation(invitation, token=token)
    return invitation


@transaction.atomic
def revoke_invitation(*, invitation: Invitation, by: User | None) -> None:
    """Take it back. One that was used or revoked stays as it is."""
    if not runs(by, invitation.clinic):
        raise NotAllowed
    waiting = Invitation.objects.filter(pk=invitation.pk, accepted_at=None, revoked_at=None)
    if waiting.update(revoked_at=timezone.now()):
        record(by=by, action="revoke-invitation", on=invitation, clinic=invitation.clinic)


@transaction.atomic
def accept_invitation(*, invitation: Invitation, by: User) -> Membership:
    """``by``, whose address was invited, takes the role, agrees to what that asks of them, and
    meets the therapist named in it.

    InvitationClosed if it was used, revoked or has expired by now; NotAllowed for somebody
    else's.
    """
    if by.email != invitation.email:
        raise NotAllowed
    _use(invitation)
    return _enter(invitation, by)


@transaction.atomic
def accept_as_new(
    *,
    invitation: Invitation,
    password: str,
    country: str,
    name: str,
    time_zone: str,
) -> User:
    """The same for somebody without an account: the link proved the address.

    InvitationClosed as above.
    """
    # First of all, so that of two at once the second finds it used and makes no account.
    _use(invitation)
    person = register_person(
        email=invitation.email,
        password=password,
        country=country,
        name=name,
        time_zone=time_zone,
        email_verified=True,
    )
    _enter(invitation, person)
    return person


def _use(invitation: Invitation) -> None:
    if not Invitation.objects.open().filter(pk=invitation.pk).update(accepted_at=timezone.now()):
        raise InvitationClosed


def _enter(invitation: Invitation, person: User) -> Membership:
    clinic = invitation.clinic
    kind, version = consents.asked_of(invitation.role)
    give_consent(person=person, kind=kind, version=version, by=person)
    membership = join_clinic(person=person, clinic=clinic, role=invitation.role, by=person)
    record(by=person, action="accept-invitation", person=person, on=invitation, clinic=clinic)
    if invitation.therapist:
        try:
            # The admin named the therapist: the acceptance only carries it out.
            start_care(patient=person, therapist=invitation.therapist, clinic=clinic, by=None)
        except NoTherapist:
            # Left meanwhile: the clinic names another.
            pass
    return membership
