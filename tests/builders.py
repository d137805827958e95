"""Rows for tests, made by the same actions that make them for people."""

from functools import cache

from django.contrib.auth.hashers import make_password

from people import actions
from people.models import AccessGrant, CareRelationship, Clinic, Membership, Role, Scope, User

PASSWORD = "one-step-at-a-time"


@cache
def _hashed() -> str:
    # Hashing is made to be slow; once a run is enough.
    return make_password(PASSWORD)


def make_user(email: str, name: str = "", **fields: object) -> User:
    """A person with a proved address, who agreed to the terms and logs in with ``PASSWORD``."""
    values: dict = {
        "country": "US",
        "time_zone": "America/Chicago",
        "consent_version": 1,
        "email_verified": True,
        **fields,
    }
    user = actions.register_person(email=email, password=None, name=name, **values)
    user.password = _hashed()
    user.save(update_fields=["password"])
    return user


def make_clinic(name: str = "Northfield Pain Clinic", **fields: object) -> Clinic:
    values: dict = {"country": "US", "time_zone": "America/Chicago", **fields}
    return actions.create_clinic(name=name, by=None, **values)


def join(person: User, clinic: Clinic, role: str = Role.PATIENT) -> Membership:
    return actions.join_clinic(person=person, clinic=clinic, role=role, by=None)


def treat(therapist: User, patient: User, clinic: Clinic) -> CareRelationship:
    return actions.start_care(patient=patient, therapist=therapist, clinic=clinic, by=None)


def share(person: User, reader: User, clinic: Clinic, root: object = None) -> AccessGrant:
    """``person`` opens their examinations to ``reader``, or only ``root`` (a row or an id)."""
    return actions.share(
        person=person,
        reader=reader,
        clinic=clinic,
        scope=Scope.EXAMINATIONS,
        root=getattr(root, "pk", root),
        by=person,
    )


def watch(clinic: Clinic, responder: User, deputy: User) -> Clinic:
    """The clinic reads safety alerts from now on."""
    return actions.set_alerts(
        clinic=clinic,
        responder=responder,
        deputy=deputy,
        hours="Monday to Friday, 9 to 17",
        minutes=120,
        by=None,
    )
