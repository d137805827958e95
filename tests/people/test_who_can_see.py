"""The page that says who can read what, and who did."""

import uuid

import pytest

from people import audit
from people.models import AccessGrant, AuditEvent
from tests import builders
from tests.people.forms_on_page import key_on

pytestmark = pytest.mark.django_db

ADDRESS = "/who-can-see/"


def shown(client):
    return client.get(ADDRESS).content.decode()


@pytest.fixture
def grant(ana, ben, northfield):
    return builders.share(ana, ben, northfield, uuid.UUID(int=7))


def stopped(client, grant):
    return client.post(f"{ADDRESS}{grant.pk}/stop/", {"form_key": key_on(client, "/settings/")})


@pytest.mark.parametrize("who", ["ben", "dev", "edna"])
def test_it_is_for_those_who_write(cast, browser, who):
    assert browser(cast[who]).get(ADDRESS).status_code == 404


def test_a_therapist_with_nothing_open_reads_nothing(ana, browser):
    page = shown(browser(ana))
    assert "Your therapist, Northfield Pain Clinic" in page
    assert "and nothing you write" in page


def test_a_shared_page_stands_there_with_its_day(grant, ana, browser):
    page = shown(browser(ana))
    assert f"One page you shared on {grant.since:%B} " in page
    assert "anything else you write" in page


def test_a_whole_scope_is_named(ana, ben, northfield, browser):
    builders.share(ana, ben, northfield)
    assert "Your thoughts and what you wrote about them" in shown(browser(ana))


def test_the_admin_is_named_as_one_who_cannot_read(ana, edna, browser):
    page = shown(browser(ana))
    assert "Edna Whitlock" in page
    assert "any word you write here" in page


def test_who_is_told_of_alerts_is_named_while_they_are_on(ana, ben, farah, northfield, browser):
    assert "Told when you may need help" not in shown(browser(ana))
    builders.watch(northfield, ben, farah)
    assert "Told when you may need help" in shown(browser(ana))


def test_it_says_who_could_open_it_all_the_same(finn, browser):
    assert "The people who run this server" in shown(browser(finn))


def test_stopping_is_one_button_and_closes_at_once(grant, ana, ben, browser):
    client = browser(ana)
    assert stopped(client, grant)["Location"] == ADDRESS
    assert not AccessGrant.objects.in_force_for(ben).exists()
    assert "can’t read it any more" in shown(client)


@pytest.mark.parametrize("who", ["ben", "cleo", "edna", "finn"])
def test_somebody_elses_is_not_found(cast, grant, browser, who):
    assert stopped(browser(cast[who]), grant).status_code == 404
    assert AccessGrant.objects.in_force().count() == 1


def test_a_get_stops_nothing(grant, ana, browser):
    assert browser(ana).get(f"{ADDRESS}{grant.pk}/stop/").status_code == 405
    assert AccessGrant.objects.in_force().count() == 1


def test_who_looked_stands_there_in_the_persons_own_time(ana, ben, browser, time_machine):
    time_machine.move_to("2026-03-09 19:10:00Z")
    audit.record_read(by=ben, person=ana, area="examination")
    page = shown(browser(ana))
    assert "March 9, 2026, 2:10 PM" in page
    assert "A page you shared" in page


def test_what_others_did_but_read_does_not(ana, ben, edna, northfield, browser):
    audit.record(by=edna, action="change-settings", person=ana)
    assert "No one has looked yet" in shown(browser(ana))


def test_reads_of_others_do_not(ana, cleo, dev, browser):
    audit.record_read(by=dev, person=cleo, area="examination")
    assert "No one has looked yet" in shown(browser(ana))


def test_reading_again_within_ten_minutes_is_the_same_look(ana, ben, time_machine):
    for when in ("09:00", "09:09", "09:11"):
        time_machine.move_to(f"2026-03-09 {when}:00Z")
        audit.record_read(by=ben, person=ana, area="examination")
    assert AuditEvent.objects.filter(action="read-examination").count() == 2


def test_ones_own_reading_is_no_look(ana):
    audit.record_read(by=ana, person=ana, area="examination")
    assert not AuditEvent.objects.filter(action="read-examination").exists()


def test_somebody_whose_account_is_gone_is_still_a_look(ana, ben, browser):
    AuditEvent.objects.create(actor=uuid.uuid4(), person=ana.pk, action="read-examination")
    assert "An account that was closed" in shown(browser(ana))


def test_many_looks_come_in_pages(ana, ben, browser):
    AuditEvent.objects.bulk_create(
        AuditEvent(actor=ben.pk, person=ana.pk, action="read-examination") for _ in range(45)
    )
    client = browser(ana)
    assert "Page 1 of 3" in shown(client)
    for page in ("3", "99", "x", "-1"):
        assert client.get(f"{ADDRESS}?page={page}").status_code == 200
