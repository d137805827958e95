"""The cast: six people and two clinics that every test knows by name.

``ana`` is a patient of ``ben`` in ``northfield``, where ``edna`` is the admin; ``cleo`` is a
patient of ``dev`` in ``harbor``; ``finn`` has no clinic.
"""

import pytest

from people.models import Clinic, User
from sessions.models import Examination
from tests.builders import finish_example, make_harbor, make_member, make_northfield

__all__ = ["ana", "ben", "cast", "cleo", "dev", "edna", "example", "finn", "harbor", "northfield"]


@pytest.fixture
def northfield(db: None) -> Clinic:
    return make_northfield()


@pytest.fixture
def harbor(db: None) -> Clinic:
    return make_harbor()


@pytest.fixture
def ben(northfield: Clinic) -> User:
    return make_member("ben", northfield)


@pytest.fixture
def ana(northfield: Clinic, ben: User) -> User:
    return make_member("ana", northfield, ben)


@pytest.fixture
def edna(northfield: Clinic) -> User:
    return make_member("edna", northfield)


@pytest.fixture
def dev(harbor: Clinic) -> User:
    return make_member("dev", harbor)


@pytest.fixture
def cleo(harbor: Clinic, dev: User) -> User:
    return make_member("cleo", harbor, dev)


@pytest.fixture
def finn(db: None) -> User:
    return make_member("finn")


@pytest.fixture
def cast(ana: User, ben: User, cleo: User, dev: User, edna: User, finn: User) -> dict[str, User]:
    """All six by name."""
    return {"ana": ana, "ben": ben, "cleo": cleo, "dev": dev, "edna": edna, "finn": finn}


@pytest.fixture
def example(ana: User) -> Examination:
    """Ana's finished examination of the worked example. Shared with nobody yet."""
    return finish_example(ana)
