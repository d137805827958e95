"""What patients and visitors read here is plain: US grade 6 or below."""

import uuid

import pytest

from people import actions, consents
from people.models import AuditEvent
from tests import builders
from tests.readability import LIMIT, grade_of, report, visible_lines

pytestmark = pytest.mark.django_db


def check(lines):
    assert grade_of(lines) <= LIMIT, report(lines)


def test_what_patients_agree_to():
    check(consents.text("use", consents.USE))


@pytest.mark.parametrize("address", ["/", "/account/signup/", "/account/login/", "/invitation/"])
def test_the_pages_of_a_visitor(browser, address):
    check(visible_lines(browser().get(address).content.decode()))


@pytest.mark.parametrize("adult", ["", "no"])
def test_what_sign_up_answers(browser, adult):
    page = browser().post("/account/signup/", {"adult": adult}).content.decode()
    check(visible_lines(page))


def test_settings(ana, browser):
    page = browser(ana).get("/settings/").content.decode()
    # The names of zones are places, hard or not.
    check([line for line in visible_lines(page) if "/" not in line])


def test_who_can_see_with_all_that_can_stand_there(ana, ben, farah, edna, northfield, browser):
    builders.watch(northfield, ben, farah)
    builders.share(ana, ben, northfield)
    builders.share(ana, ben, northfield, uuid.UUID(int=7))
    for area in ("examinations", "examination", "safety-alert", "other"):
        AuditEvent.objects.create(actor=ben.pk, person=ana.pk, action=f"read-{area}")
    check(visible_lines(browser(ana).get("/who-can-see/").content.decode()))


@pytest.mark.parametrize("who", ["new", "known", "other", "logged-in"])
def test_the_pages_of_an_invitation(ana, finn, northfield, browser, monkeypatch, who):
    monkeypatch.setattr("secrets.token_urlsafe", lambda size=32: "token")
    email = "new@cbtback.example" if who in ("new", "other") else finn.email
    actions.invite(clinic=northfield, email=email, role="patient", by=None)
    client = browser({"other": ana, "logged-in": finn}.get(who))
    client.get("/invitation/token/")
    check(visible_lines(client.get("/invitation/").content.decode()))
