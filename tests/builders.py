"""Rows for tests, made by the same actions that make them for people."""

from dataclasses import replace
from functools import cache

from django.contrib.auth.hashers import make_password
from django.utils import timezone

from demo.stories.ana import DANCING
from demo.story import Story
from demo.telling import tell
from journal.actions import write_entry as write
from journal.models import Entry
from journal.saying import Named, Said
from people import actions
from people.clock import stamp
from people.consents import asked_of
from people.models import (
    AccessGrant,
    CareRelationship,
    Clinic,
    Membership,
    Role,
    Scope,
    User,
)
from sessions.models import Belief, Examination
from sessions.steps import Step

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


def make_northfield() -> Clinic:
    return make_clinic(phone="555 0100", hours="Weekdays, 8 to 17")


def make_harbor() -> Clinic:
    return make_clinic("Harbor Back and Neck", time_zone="America/New_York")


# Everyone by name: who they are, and as what they come to a clinic.
CAST = {
    "ana": ("Ana Moreno", Role.PATIENT),
    "ben": ("Ben Okoro", Role.THERAPIST),
    "cleo": ("Cleo Hart", Role.PATIENT),
    "dev": ("Dev Raman", Role.THERAPIST),
    "edna": ("Edna Whitlock", Role.ADMIN),
    "finn": ("Finn Adeyemi", None),
}


def make_member(short: str, clinic: Clinic | None = None, therapist: User | None = None) -> User:
    """One of the cast, in their clinic, in the care of their therapist."""
    name, role = CAST[short]
    fields = {"country": "GB", "time_zone": "Europe/London"} if clinic is None else {}
    if role:
        fields["consent_kind"], fields["consent_version"] = asked_of(role)
    person = make_user(f"{short}@cbtback.example", name, **fields)
    if clinic and role:
        join(person, clinic, role)
    if clinic and therapist:
        treat(therapist, person, clinic)
    return person


def make_cast() -> dict[str, User]:
    """All six, with both clinics."""
    northfield, harbor = make_northfield(), make_harbor()
    ben, dev = make_member("ben", northfield), make_member("dev", harbor)
    return {
        "ana": make_member("ana", northfield, ben),
        "ben": ben,
        "cleo": make_member("cleo", harbor, dev),
        "dev": dev,
        "edna": make_member("edna", northfield),
        "finn": make_member("finn"),
    }


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


def make_belief(
    person: User, text: str = "If I dance I will fall", kind: str = "falling"
) -> Belief:
    """A thought as the belief step would have left it, in no examination yet."""
    return Belief.objects.create(person=person, text=text, kind=kind, **stamp(person))


def write_entry(person: User, **said: object) -> Entry:
    """An entry of now, pain 5, unless ``said`` (fields of ``journal.saying.Said``) differs."""
    values: dict = {"at": timezone.now(), "pain": 5, **said}
    entry = write(person=person, by=person, said=Said(**values))
    assert entry is not None
    return entry


def activity(text: str, **said: object) -> Named:
    return Named("activity", text, **said)  # type: ignore[arg-type]


def examine(
    person: User,
    *,
    upto: Step | None = None,
    story: Story = DANCING,
    risks: tuple[str, ...] = ("leg_weakness",),
    known: bool = True,
    **changes: object,
) -> Examination:
    """An examination told step by step; ``upto`` is the step it waits at, None finishes it.

    ``changes`` are other words or numbers for fields of the story: ``belief="If I run …"``.
    """
    return tell(replace(story, **changes), person=person, upto=upto, risks=risks, known=known)


def finish_example(person: User) -> Examination:
    """The worked example, finished: four fears, a weak leg that the doctor knows of."""
    return examine(person)
