"""The cast with rows of every kind, made once for a module whose tests only ask.

Each test is taken back to where it began; the whole of it when the module is over.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from django.db import transaction

from people.models import User
from tests.builders import make_cast
from tests.hers import Hers, make_hers

__all__ = ["_stage", "stage"]


@dataclass(frozen=True)
class Stage:
    cast: dict[str, User]
    hers: Hers


@pytest.fixture(scope="module")
def _stage(django_db_setup, django_db_blocker) -> Iterator[Stage]:
    with django_db_blocker.unblock(), transaction.atomic():
        cast = make_cast()
        yield Stage(cast, make_hers(cast["ana"], cast["ben"], cast["edna"]))
        transaction.set_rollback(True)


@pytest.fixture
def stage(_stage: Stage, db: None) -> Stage:
    """``db`` takes each test back, and tells pytest-django that there has to be a database."""
    return _stage
