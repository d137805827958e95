"""What ends while something new is begun on it: nothing new outlives the end."""

import threading

import pytest
from django.db import connections, transaction

from people import actions
from people.errors import NotAllowed, NoTherapist
from people.models import AccessGrant, CareRelationship
from tests.builders import share, treat

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.postgres]


def meanwhile(first, second):
    """``second`` begins while the transaction of ``first`` is open, and ends after it."""
    begun = threading.Event()

    def later():
        begun.set()
        try:
            second()
        except (NotAllowed, NoTherapist):
            pass
        finally:
            connections.close_all()

    thread = threading.Thread(target=later)
    with transaction.atomic():
        first()
        thread.start()
        begun.wait(5)
        thread.join(1)
    thread.join(10)
    assert not thread.is_alive()


def test_sharing_with_somebody_whose_care_ends_right_now_opens_nothing(ana, ben, northfield):
    care = CareRelationship.objects.get()
    meanwhile(
        lambda: actions.end_care(care=care, by=ana),
        lambda: share(ana, ben, northfield),
    )
    assert not AccessGrant.objects.in_force().exists()


def test_care_that_ends_while_something_is_shared_closes_that_too(ana, ben, northfield):
    care = CareRelationship.objects.get()
    meanwhile(
        lambda: share(ana, ben, northfield),
        lambda: actions.end_care(care=care, by=ana),
    )
    assert not AccessGrant.objects.in_force().exists()


def test_no_care_begins_with_a_therapist_who_is_deactivated_right_now(
    ana, ben, dev, edna, northfield
):
    joined = actions.join_clinic(person=dev, clinic=northfield, role="therapist", by=edna)
    meanwhile(
        lambda: actions.deactivate_membership(membership=joined, by=edna),
        lambda: treat(dev, ana, northfield),
    )
    assert not CareRelationship.objects.filter(therapist=dev, until=None).exists()


def test_a_therapist_who_is_deactivated_while_care_begins_does_not_keep_it(
    ana, ben, dev, edna, northfield
):
    joined = actions.join_clinic(person=dev, clinic=northfield, role="therapist", by=edna)
    meanwhile(
        lambda: treat(dev, ana, northfield),
        lambda: actions.deactivate_membership(membership=joined, by=edna),
    )
    assert not CareRelationship.objects.filter(therapist=dev, until=None).exists()
