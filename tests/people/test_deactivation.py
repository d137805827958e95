"""Ending a role ends all that rests on it in that clinic, and nothing else."""

import threading

import pytest
from django.db import connections

from people import actions
from people.access import has_role, patients_of
from people.errors import LastAdmin, NotAllowed
from people.models import AccessGrant, AuditEvent, Membership, Role
from tests import builders
from tests.people.forms_on_page import key_on

pytestmark = pytest.mark.django_db


def membership(person, role=None):
    found = person.memberships.all()
    return found.get(role=role) if role else found.get()


def open_grants():
    return AccessGrant.objects.in_force().count()


@pytest.fixture
def shared(ana, ben, northfield):
    return builders.share(ana, ben, northfield)


def test_a_therapists_end_closes_what_was_shared_with_them(shared, ben, edna):
    actions.deactivate_membership(membership=membership(ben), by=edna)
    assert not has_role(ben, Role.THERAPIST)
    assert not patients_of(ben).exists()
    assert open_grants() == 0


def test_a_patients_end_closes_what_they_shared_there(shared, ana, edna):
    actions.deactivate_membership(membership=membership(ana), by=edna)
    assert open_grants() == 0
    ana.refresh_from_db()
    assert ana.is_active


def test_what_is_shared_in_another_clinic_stays_open(shared, ana, ben, dev, harbor, edna):
    builders.join(ana, harbor)
    builders.treat(dev, ana, harbor)
    builders.share(ana, dev, harbor)
    actions.deactivate_membership(membership=ben.memberships.get(), by=edna)
    assert [grant.reader for grant in AccessGrant.objects.in_force()] == [dev]


def test_a_therapist_who_is_a_patient_too_keeps_what_they_shared(ben, northfield, edna):
    builders.join(ben, northfield)
    other = builders.make_user("other@cbtback.example")
    builders.join(other, northfield, "therapist")
    builders.treat(other, ben, northfield)
    builders.share(ben, other, northfield)
    actions.deactivate_membership(membership=membership(ben, "therapist"), by=edna)
    assert open_grants() == 1


def test_the_last_staff_role_ends_their_log_ins(ben, edna, browser):
    client = browser(ben)
    assert client.get("/settings/").status_code == 200
    actions.deactivate_membership(membership=membership(ben), by=edna)
    assert client.get("/settings/").status_code == 302


def test_staff_elsewhere_stay_logged_in(ben, harbor, edna, browser):
    builders.join(ben, harbor, "therapist")
    client = browser(ben)
    actions.deactivate_membership(
        membership=ben.memberships.get(clinic__name__startswith="North"), by=edna
    )
    assert client.get("/settings/").status_code == 200


def test_a_patient_stays_logged_in(ana, edna, browser):
    client = browser(ana)
    actions.deactivate_membership(membership=membership(ana), by=edna)
    assert client.get("/settings/").status_code == 200


def test_they_can_log_in_again_to_their_own_account(ben, edna, browser):
    actions.deactivate_membership(membership=membership(ben), by=edna)
    client = browser()
    client.post("/account/login/", {"login": ben.email, "password": builders.PASSWORD})
    assert client.get("/settings/").status_code == 200


def test_whoever_answered_alerts_is_taken_off_them(ben, farah, edna, northfield):
    builders.watch(northfield, ben, farah)
    actions.deactivate_membership(membership=membership(ben), by=edna)
    northfield.refresh_from_db()
    assert not northfield.alerts_on


def test_who_stays_an_admin_is_taken_off_them_too(ben, farah, edna, northfield):
    # An alert is clinical: an admin is not to learn of it.
    builders.join(ben, northfield, "admin")
    builders.watch(northfield, ben, farah)
    actions.deactivate_membership(membership=membership(ben, "therapist"), by=edna)
    northfield.refresh_from_db()
    assert not northfield.alerts_on


def test_the_page_says_that_alerts_go_off(ben, farah, edna, northfield, browser):
    builders.watch(northfield, ben, farah)
    page = browser(edna).get(f"/accounts/{membership(ben).pk}/deactivate/").content.decode()
    assert "Alerts stay off" in page


def test_twice_is_once(shared, ben, edna):
    for _ in range(2):
        actions.deactivate_membership(membership=membership(ben), by=edna)
    assert AuditEvent.objects.filter(action="deactivate").count() == 1
    assert AuditEvent.objects.filter(action="stop-sharing").count() == 1


def test_coming_back_opens_nothing_by_itself(shared, ben, edna):
    actions.deactivate_membership(membership=membership(ben), by=edna)
    actions.reactivate_membership(membership=membership(ben), by=edna)
    assert has_role(ben, Role.THERAPIST)
    assert not patients_of(ben).exists()
    assert open_grants() == 0


def test_the_last_admin_stays(edna):
    with pytest.raises(LastAdmin):
        actions.deactivate_membership(membership=membership(edna), by=edna)


@pytest.mark.parametrize("who", ["ana", "ben", "dev", "finn"])
def test_nobody_else_may(cast, who):
    with pytest.raises(NotAllowed):
        actions.deactivate_membership(membership=membership(cast["ana"]), by=cast[who])


def test_all_or_nothing(shared, ben, edna, monkeypatch):
    def fail(**_):
        raise RuntimeError

    monkeypatch.setattr("people.actions.clinics.end_log_ins", fail)
    with pytest.raises(RuntimeError):
        actions.deactivate_membership(membership=membership(ben), by=edna)
    assert membership(ben).ended_at is None
    assert open_grants() == 1


def test_a_look_asks_and_changes_nothing(ben, edna, browser):
    page = browser(edna).get(f"/accounts/{membership(ben).pk}/deactivate/")
    assert "Deactivate Ben Okoro?" in page.content.decode()
    assert membership(ben).ended_at is None


def test_by_the_page_and_back(ben, edna, browser):
    client = browser(edna)
    for what, ended in (("deactivate", True), ("reactivate", False)):
        address = f"/accounts/{membership(ben).pk}/{what}/"
        answer = client.post(address, {"form_key": key_on(client, address)})
        assert answer["Location"] == "/accounts/"
        assert bool(membership(ben).ended_at) is ended


def test_the_page_keeps_the_last_admin_and_says_why(edna, browser):
    client = browser(edna)
    address = f"/accounts/{membership(edna).pk}/deactivate/"
    client.post(address, {"form_key": key_on(client, address)})
    assert "needs an admin" in client.get("/accounts/").content.decode()
    assert membership(edna).ended_at is None


@pytest.mark.parametrize("what", ["deactivate", "reactivate", "therapists"])
def test_another_clinics_people_are_not_found(edna, cleo, browser, what):
    client = browser(edna)
    address = f"/accounts/{membership(cleo).pk}/{what}/"
    assert client.get(address).status_code == 404
    assert client.post(address, {"form_key": key_on(client, "/accounts/")}).status_code == 404
    assert membership(cleo).ended_at is None


@pytest.mark.django_db(transaction=True)
def test_two_admins_who_end_each_other_at_once_leave_one(edna, northfield):
    gus = builders.make_user("gus@cbtback.example", "Gus")
    builders.join(gus, northfield, "admin")
    start = threading.Barrier(2)
    outcomes = []

    def end(whom, by) -> None:
        try:
            start.wait()
            actions.deactivate_membership(membership=membership(whom), by=by)
            outcomes.append("ended")
        except (LastAdmin, NotAllowed):
            outcomes.append("kept")
        finally:
            connections.close_all()

    threads = [threading.Thread(target=end, args=pair) for pair in ((gus, edna), (edna, gus))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["ended", "kept"]
    assert Membership.objects.active().filter(clinic=northfield, role="admin").count() == 1
