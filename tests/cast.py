"""The cast: six people and two clinics that every test knows by name.

``ana`` is a patient of ``ben`` in ``northfield``, where ``edna`` is the admin; ``cleo`` is a
patient of ``dev`` in ``harbor``; ``finn`` has no clinic.
"""

import pytest

from people.models import Clinic, Role, User
from sessions.models import Examination
from tests.builders import finish_example, join, make_clinic, make_user, treat

CAST = ("ana", "ben", "cleo", "dev", "edna", "finn")

__all__ = ["ana", "ben", "cast", "cleo", "dev", "edna", "example", "finn", "harbor", "northfield"]


@pytest.fixture
def northfield(db: None) -> Clinic:
    return make_clinic(
        "Northfield Pain Clinic", phone="555 0100", hours="Monday to Friday, 8 to 17"
    )


@pytest.fixture
def harbor(db: None) -> Clinic:
    return make_clinic("Harbor Back and Neck", time_zone="America/New_York")


@pytest.fixture
def ben(northfield: Clinic) -> User:
    person = make_user("ben@cbtback.example", "Ben Okoro")
    join(person, northfield, Role.THERAPIST)
    return person


@pytest.fixture
def ana(northfield: Clinic, ben: User) -> User:
    person = make_user("ana@cbtback.example", "Ana Moreno")
    join(person, northfield)
    treat(ben, person, northfield)
    return person


@pytest.fixture
def edna(northfield: Clinic) -> User:
    person = make_user("edna@cbtback.example", "Edna Whitlock")
    join(person, northfield, Role.ADMIN)
    return person


@pytest.fixture
def dev(harbor: Clinic) -> User:
    person = make_user("dev@cbtback.example", "Dev Raman", time_zone="America/New_York")
    join(person, harbor, Role.THERAPIST)
    return person


@pytest.fixture
def cleo(harbor: Clinic, dev: User) -> User:
    person = make_user("cleo@cbtback.example", "Cleo Hart", time_zone="America/New_York")
    join(person, harbor)
    treat(dev, person, harbor)
    return person


@pytest.fixture
def finn(db: None) -> User:
    return make_user(
        "finn@cbtback.example", "Finn Adeyemi", country="GB", time_zone="Europe/London"
    )


@pytest.fixture
def cast(ana: User, ben: User, cleo: User, dev: User, edna: User, finn: User) -> dict[str, User]:
    """All six by name."""
    return {"ana": ana, "ben": ben, "cleo": cleo, "dev": dev, "edna": edna, "finn": finn}


@pytest.fixture
def example(ana: User) -> Examination:
    """Ana's finished examination of the worked example. Shared with nobody yet."""
    return finish_example(ana)
