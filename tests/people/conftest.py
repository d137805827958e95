"""What the tests of this room share."""

import pytest
from django.test import Client

from people.models import Clinic, Role, User
from tests import builders


@pytest.fixture
def browser():
    """A client per person: ``browser(ana)``; ``browser()`` is a visitor."""

    def make(person: User | None = None, **options) -> Client:
        client = Client(**options)
        if person is not None:
            client.force_login(person)
        return client

    return make


@pytest.fixture
def farah(northfield: Clinic) -> User:
    """A second therapist of ana's clinic."""
    person = builders.make_user("farah@cbtback.example", "Farah Amin")
    builders.join(person, northfield, Role.THERAPIST)
    return person
