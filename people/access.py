"""Who is what where: the questions that views and upper rooms ask before anything else."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, TypeVar
from uuid import UUID

from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse

from people.models import (
    AccessGrant,
    CareRelationship,
    Clinic,
    Invitation,
    Membership,
    Role,
    User,
)
from people.models.accounts import InvitationQuerySet, MembershipQuerySet
from people.models.care import CareRelationshipQuerySet

P = ParamSpec("P")
R = TypeVar("R", bound=HttpRequest)
View = Callable[Concatenate[R, P], HttpResponse]

STAFF = (Role.THERAPIST, Role.ADMIN)


def has_role(user: User | AnonymousUser, role: str) -> bool:
    """``user`` has an active membership with ``role`` in some clinic."""
    return role in roles_of(user)


def roles_of(user: User | AnonymousUser) -> frozenset[str]:
    """The roles of the active memberships."""
    if not isinstance(user, User):
        return frozenset()
    return frozenset(Membership.objects.active().filter(user=user).values_list("role", flat=True))


def is_patient(user: User | AnonymousUser) -> bool:
    """A clinic's patient, or self-guided: someone without any membership."""
    roles = roles_of(user)
    return isinstance(user, User) and (Role.PATIENT in roles or not roles)


def require_role(*roles: str) -> Callable[[View[R, P]], View[R, P]]:
    """Anyone without one of ``roles`` gets 404."""

    def decorate(view: View[R, P]) -> View[R, P]:
        @wraps(view)
        def checked(request: R, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
            if roles_of(request.user).isdisjoint(roles):
                raise Http404
            return view(request, *args, **kwargs)

        return checked

    return decorate


def require_patient(view: View[R, P]) -> View[R, P]:
    """Patients and self-guided people; staff who are no patients get 404."""

    @wraps(view)
    def checked(request: R, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if not is_patient(request.user):
            raise Http404
        return view(request, *args, **kwargs)

    return checked


def clinics_of(user: User, role: str) -> QuerySet[Clinic]:
    """The clinics where ``user`` has an active membership with ``role``, the first joined first."""
    return Clinic.objects.filter(
        pk__in=Membership.objects.active().filter(user=user, role=role).values("clinic")
    ).order_by("created", "pk")


def clinic_of_patient(person: User) -> Clinic | None:
    """The clinic a patient belongs to (the one joined last, if several), or None: self-guided."""
    membership = (
        Membership.objects.active()
        .filter(user=person, role=Role.PATIENT)
        .select_related("clinic")
        .order_by("-created")
        .first()
    )
    return membership.clinic if membership else None


def patients_of(therapist: User) -> QuerySet[User]:
    """Those whom ``therapist`` treats now, in any clinic where they work."""
    treated = CareRelationship.objects.current().filter(therapist=therapist)
    return User.objects.filter(pk__in=treated.values("patient"))


def care_team_of(person: User) -> CareRelationshipQuerySet:
    """The current care relationships of ``person``, with therapist and clinic at hand."""
    current = CareRelationship.objects.current().filter(patient=person)
    return current.select_related("therapist", "clinic").order_by("since", "pk")


def care_of(patient: User, clinic: Clinic) -> CareRelationshipQuerySet:
    """The current care relationships of ``patient`` in ``clinic``, the therapist at hand."""
    return care_team_of(patient).filter(clinic=clinic)


def treats(therapist: User, person: User, clinic: Clinic | None = None) -> bool:
    """``therapist`` treats ``person`` now (in ``clinic``, when one is given)."""
    current = CareRelationship.objects.current().filter(therapist=therapist, patient=person)
    return (current.filter(clinic=clinic) if clinic else current).exists()


def grants_of(person: User) -> QuerySet[AccessGrant]:
    """What ``person`` has opened to others, in force now."""
    return (
        AccessGrant.objects.in_force()
        .filter(person=person)
        .select_related("reader", "clinic")
        .order_by("reader", "since", "pk")
    )


def shared_roots(*, person: User, reader: User, scope: str) -> set[UUID]:
    """The ids shared one by one with ``reader`` within ``scope``, in force now."""
    grants = AccessGrant.objects.in_force_for(reader).filter(person=person, scope=scope)
    return {root for root in grants.values_list("root", flat=True) if root}


def accounts_of(admin: User) -> MembershipQuerySet:
    """Every membership, ended ones too, of the clinics that ``admin`` runs."""
    return Membership.objects.in_clinics_run_by(admin)


def invitations_of(admin: User) -> InvitationQuerySet:
    """Every invitation to the clinics that ``admin`` runs."""
    return Invitation.objects.in_clinics_run_by(admin)


def runs(user: User | None, clinic: Clinic) -> bool:
    """``user`` is an active admin of ``clinic``; None is the system, which runs them all."""
    return user is None or (
        Membership.objects.active().filter(user=user, clinic=clinic, role=Role.ADMIN).exists()
    )
