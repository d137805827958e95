import pytest

from demo.story import Ask, Fear
from people.models import CareRelationship, User
from sessions import actions
from sessions.models import Examination
from tests.builders import examine

FOR_THE_TEAM = Fear(
    "I will slip a disc.",
    likelihood=5,
    badness=10,
    lasts="year",
    cope=2,
    harm="care",
    verdict="ask_team",
    way=Ask("Ben", "Can a disc slip from dancing?"),
)


@pytest.fixture
def care(ana: User, ben: User) -> CareRelationship:
    return CareRelationship.objects.get(patient=ana, therapist=ben)


@pytest.fixture
def shared(example: Examination, ana: User, care: CareRelationship) -> Examination:
    """The worked example, finished and shared with Ben."""
    actions.share_page(examination=example, care=care, by=ana)
    return example


@pytest.fixture
def asked(ana: User, care: CareRelationship) -> Examination:
    """A page with a question for the care team, shared with Ben."""
    examination = examine(ana, fears=(FOR_THE_TEAM,))
    actions.share_page(examination=examination, care=care, by=ana)
    return examination
