"""What the tests of this room share."""

import pytest
from django.test import Client

from people.models import User


@pytest.fixture
def browser():
    """A client per person: ``browser(ana)``; ``browser()`` is a visitor."""

    def make(person: User | None = None, **options) -> Client:
        client = Client(**options)
        if person is not None:
            client.force_login(person)
        return client

    return make
