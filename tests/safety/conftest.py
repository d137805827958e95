import pytest

from people.models import Clinic, Role, User
from tests.builders import join, make_user, watch


@pytest.fixture
def gus(northfield: Clinic) -> User:
    """A second therapist of Northfield, its deputy; does not treat ana."""
    person = make_user("gus@cbtback.example", "Gus Lind")
    join(person, northfield, Role.THERAPIST)
    return person


@pytest.fixture
def watched(northfield: Clinic, ben: User, gus: User) -> Clinic:
    """Northfield reads alerts: ben, and gus when he does not."""
    return watch(northfield, responder=ben, deputy=gus)
