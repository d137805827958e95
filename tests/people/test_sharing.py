"""Nothing is open by default; the person opens, and closes at once."""

import threading
import uuid

import pytest
from django.db import IntegrityError, connections, transaction

from people import actions
from people.access import shared_roots
from people.errors import NotAllowed
from people.models import AccessGrant, AuditEvent, Scope
from tests import builders

pytestmark = pytest.mark.django_db

ROOT = uuid.UUID(int=7)


def in_force(reader):
    return AccessGrant.objects.in_force_for(reader)


def test_nothing_is_open_by_default(ana, ben):
    assert not in_force(ben).exists()


def test_sharing_again_gives_the_grant_in_force(ana, ben, northfield):
    first = builders.share(ana, ben, northfield, ROOT)
    assert builders.share(ana, ben, northfield, ROOT) == first
    assert AuditEvent.objects.filter(action="share").count() == 1


def test_one_page_is_not_all_of_them(ana, ben, northfield):
    one = builders.share(ana, ben, northfield, ROOT)
    assert builders.share(ana, ben, northfield) != one
    assert shared_roots(person=ana, reader=ben, scope=Scope.EXAMINATIONS) == {ROOT}


@pytest.mark.parametrize("by", ["ben", "edna", "cleo", "dev"])
def test_only_the_person_opens(cast, northfield, by):
    with pytest.raises(NotAllowed):
        actions.share(
            person=cast["ana"],
            reader=cast["ben"],
            clinic=northfield,
            scope="examinations",
            by=cast[by],
        )


@pytest.mark.parametrize("reader", ["dev", "edna", "cleo", "finn", "ana"])
def test_only_to_somebody_who_treats_them(cast, northfield, reader):
    with pytest.raises(NotAllowed):
        builders.share(cast["ana"], cast[reader], northfield)


def test_only_in_the_clinic_where_they_do(ana, ben, harbor):
    with pytest.raises(NotAllowed):
        builders.share(ana, ben, harbor)


def test_stopping_closes_at_once_and_twice_is_once(ana, ben, northfield):
    grant = builders.share(ana, ben, northfield)
    for _ in range(2):
        actions.stop_sharing(grant=grant, by=ana)
    assert not in_force(ben).exists()
    assert AuditEvent.objects.filter(action="stop-sharing").count() == 1


@pytest.mark.parametrize("by", ["ben", "edna", "finn"])
def test_nobody_else_stops_it(cast, northfield, by):
    grant = builders.share(cast["ana"], cast["ben"], northfield)
    with pytest.raises(NotAllowed):
        actions.stop_sharing(grant=grant, by=cast[by])


def test_it_can_be_opened_again(ana, ben, northfield):
    actions.stop_sharing(grant=builders.share(ana, ben, northfield), by=ana)
    builders.share(ana, ben, northfield)
    assert in_force(ben).count() == 1


@pytest.mark.parametrize(
    "wrong",
    [
        {"kind": "love"},
        {"reader": "person"},
        {"given_by": "reader"},
        {"until": "before"},
        {"twice": True},
    ],
    ids=str,
)
def test_the_database_refuses_a_grant_that_makes_no_sense(ana, ben, northfield, wrong):
    values = {"person": ana, "reader": ben, "clinic": northfield, "scope": "examinations"}
    values["given_by"] = ana
    if "kind" in wrong:
        values["kind"] = "love"
    if "reader" in wrong:
        values["reader"] = ana
    if "given_by" in wrong:
        values["given_by"] = ben
    if "until" in wrong:
        values["until"] = ana.created.replace(year=2000)
    if "twice" in wrong:
        AccessGrant.objects.create(**values)
    with pytest.raises(IntegrityError), transaction.atomic():
        AccessGrant.objects.create(**values)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("root", [None, ROOT], ids=["all", "one"])
def test_twenty_at_once_make_one_grant(ana, ben, northfield, root):
    start = threading.Barrier(20)
    grants = []

    def share() -> None:
        try:
            start.wait()
            grants.append(builders.share(ana, ben, northfield, root).pk)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=share) for _ in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(grants) == 20
    assert len(set(grants)) == 1
    assert AuditEvent.objects.filter(action="share").count() == 1
