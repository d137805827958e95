"""The two clinics and everyone who logs in, made in the order in which they came."""

from dataclasses import dataclass, field

from demo.diary import Diary
from people import actions, consents
from people.models import Clinic, Role, User

COUNTRY = "US"
NORTHFIELD_ZONE = "America/Chicago"
HARBOR_ZONE = "America/New_York"


@dataclass(frozen=True)
class Newcomer:
    """``days_ago``: when they came; ``therapist``: who treats them, by the first part of the
    address."""

    name: str
    days_ago: int
    role: str = Role.PATIENT
    therapist: str = ""

    @property
    def short(self) -> str:
        return self.name.split()[0].lower()


NORTHFIELD = (
    Newcomer("Edna Whitlock", 200, Role.ADMIN),
    Newcomer("Ben Okoro", 199, Role.THERAPIST),
    Newcomer("Farah Amin", 199, Role.THERAPIST),
    Newcomer("Marta Kowalska", 198, Role.THERAPIST),
    Newcomer("Paul Jensen", 198, Role.THERAPIST),
    Newcomer("Ana Moreno", 180, therapist="ben"),
    Newcomer("Harold Beck", 160, therapist="marta"),
    Newcomer("Walter Lindqvist", 150, therapist="ben"),
    Newcomer("Dolores Vann", 140, therapist="farah"),
    Newcomer("Kenji Mori", 95, therapist="marta"),
    Newcomer("Lena Petrov", 80, therapist="ben"),
    Newcomer("Imani Cole", 60, therapist="marta"),
    Newcomer("Samuel Ortiz", 55, therapist="ben"),
    Newcomer("Peter Nowak", 45, therapist="ben"),
    Newcomer("Joyce Abara", 40, therapist="ben"),
    Newcomer("Ruth Adler", 30, therapist="marta"),
    Newcomer("Grace Obi", 21, therapist="marta"),
    Newcomer("Tomas Eklund", 5, therapist="ben"),
)
HARBOR = (
    Newcomer("Gail Sorensen", 170, Role.ADMIN),
    Newcomer("Dev Raman", 169, Role.THERAPIST),
    Newcomer("Cleo Hart", 120, therapist="dev"),
)


@dataclass
class World:
    """Everyone so far, by the first part of their address."""

    people: dict[str, User] = field(default_factory=dict)
    clinics: dict[str, Clinic] = field(default_factory=dict)

    def person(self, short: str) -> User:
        return self.people[short]

    @property
    def northfield(self) -> Clinic:
        return self.clinics["northfield"]

    @property
    def harbor(self) -> Clinic:
        return self.clinics["harbor"]


def note_arrivals(diary: Diary, world: World, *, password: str) -> None:
    """``password``: hashed already; one hash for all, since one takes a third of a second."""
    diary.add(201, 9, lambda: _open_clinics(world))
    for key, zone, newcomers in (
        ("northfield", NORTHFIELD_ZONE, NORTHFIELD),
        ("harbor", HARBOR_ZONE, HARBOR),
    ):
        for newcomer in newcomers:
            diary.add(
                newcomer.days_ago,
                10,
                lambda one=newcomer, key=key, zone=zone: _arrive(  # type: ignore[misc]
                    world, one, key, zone, password
                ),
            )
    diary.add(197, 14, lambda: _name_who_answers(world))
    diary.add(70, 11, lambda: _let_go(world, "paul"))
    diary.add(
        60,
        19,
        lambda: _register(world, "Finn Adeyemi", zone="Europe/London", password=password),
    )
    diary.add(2, 15, lambda: _invite(world))


def _open_clinics(world: World) -> None:
    world.clinics["northfield"] = actions.create_clinic(
        name="Northfield Pain Clinic",
        country=COUNTRY,
        time_zone=NORTHFIELD_ZONE,
        phone="(507) 555-0134",
        hours="Monday to Friday, 8 to 17",
        by=None,
    )
    world.clinics["harbor"] = actions.create_clinic(
        name="Harbor Back and Neck",
        country=COUNTRY,
        time_zone=HARBOR_ZONE,
        phone="(207) 555-0162",
        hours="Monday to Thursday, 9 to 16",
        by=None,
    )


def _register(
    world: World, name: str, *, zone: str, password: str, role: str = Role.PATIENT
) -> User:
    kind, version = consents.asked_of(role)
    short = name.split()[0].lower()
    person = actions.register_person(
        email=f"{short}@cbtback.example",
        password=None,
        name=name,
        country="GB" if zone.startswith("Europe/") else COUNTRY,
        time_zone=zone,
        consent_kind=kind,
        consent_version=version,
        email_verified=True,
    )
    person.password = password
    person.save(update_fields=["password"])
    world.people[short] = person
    return person


def _arrive(world: World, newcomer: Newcomer, clinic: str, zone: str, password: str) -> None:
    person = _register(world, newcomer.name, zone=zone, password=password, role=newcomer.role)
    here = world.clinics[clinic]
    # The first admin was there before anyone could run the clinic.
    first = newcomer.role == Role.ADMIN
    by = None if first else world.person("edna" if clinic == "northfield" else "gail")
    actions.join_clinic(person=person, clinic=here, role=newcomer.role, by=by)
    if newcomer.therapist:
        therapist = world.person(newcomer.therapist)
        actions.start_care(patient=person, therapist=therapist, clinic=here, by=by)


def _name_who_answers(world: World) -> None:
    actions.set_alerts(
        clinic=world.northfield,
        responder=world.person("farah"),
        deputy=world.person("ben"),
        hours="Monday to Friday, 8 to 17",
        minutes=120,
        by=world.person("edna"),
    )


def _let_go(world: World, short: str) -> None:
    membership = world.person(short).memberships.get()
    actions.deactivate_membership(membership=membership, by=world.person("edna"))


def _invite(world: World) -> None:
    actions.invite(
        clinic=world.northfield,
        email="mira@cbtback.example",
        role=Role.PATIENT,
        therapist=world.person("marta"),
        by=world.person("edna"),
    )
