"""From the letter's link into the clinic: once, in time, for that address."""

import re
import threading
from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.db import connections
from django.utils import timezone

from outbox.models import Message
from people import actions
from people.access import patients_of
from people.errors import AlreadyMember, NotAllowed, NoTherapist
from people.models import AccessGrant, AuditEvent, Invitation, Membership, Role, User
from tests.people.forms_on_page import key_on

pytestmark = pytest.mark.django_db

GOOD = {
    "adult": "yes",
    "country": "US",
    "name": "Imani",
    "password1": "a long way home",
    "password2": "a long way home",
    "time_zone": "America/Chicago",
    "use": "on",
}
TOKEN = "a-token-that-tests-know"


@pytest.fixture
def known_token(monkeypatch):
    monkeypatch.setattr("secrets.token_urlsafe", lambda size=32: TOKEN)


@pytest.fixture
def imani(known_token, northfield, ben, edna) -> Invitation:
    return actions.invite(
        clinic=northfield, email="Imani@cbtback.example", role="patient", therapist=ben, by=edna
    )


def opened(browser, person=None):
    """A browser that followed the link."""
    client = browser(person)
    client.get(f"/invitation/{TOKEN}/")
    return client


def accepted(client, **changes):
    fields = {**GOOD, **changes, "form_key": key_on(client, "/invitation/")}
    return client.post("/invitation/", fields)


def test_only_the_tokens_hash_is_kept(imani):
    assert TOKEN not in str(Invitation.objects.values().get())


@pytest.mark.django_db(transaction=True)
def test_the_letter_holds_the_link_and_gives_nothing_away(imani):
    (letter,) = mail.outbox
    assert letter.to == ["imani@cbtback.example"]
    assert letter.subject == "An invitation for you"
    assert f"/invitation/{TOKEN}/" in letter.body
    assert not re.search(r"patient|therap|treat", letter.body, re.I)


def test_the_link_takes_its_token_out_of_the_address(imani, browser):
    answer = browser().get(f"/invitation/{TOKEN}/")
    assert (answer["Location"], answer["Referrer-Policy"]) == ("/invitation/", "no-referrer")
    assert "no-store" in answer["Cache-Control"]
    assert answer.cookies["cbtback_invitation"]["httponly"]


def test_looking_changes_nothing(imani, browser):
    before = AuditEvent.objects.count()
    page = opened(browser).get("/invitation/")
    assert page.status_code == 200
    imani.refresh_from_db()
    assert (imani.accepted_at, AuditEvent.objects.count()) == (None, before)


def test_it_asks_age_and_country_first(imani, browser):
    page = opened(browser).get("/invitation/").content.decode()
    assert (
        page.index('name="adult"') < page.index('name="country"') < page.index('name="password1"')
    )


def test_accepting_makes_the_account_the_place_and_the_care(imani, browser, northfield, ben):
    client = opened(browser)
    answer = accepted(client)
    assert answer["Location"] == "/home/"
    person = User.objects.get(email="imani@cbtback.example")
    assert (person.name, person.country) == ("Imani", "US")
    assert EmailAddress.objects.get(user=person).verified
    assert Membership.objects.get(user=person).role == Role.PATIENT
    assert person in patients_of(ben)
    assert client.get("/home/").wsgi_request.user == person


def test_accepting_shares_nothing(imani, browser):
    accepted(opened(browser))
    assert not AccessGrant.objects.exists()


def test_sent_twice_it_is_accepted_once(imani, browser):
    client = opened(browser)
    fields = {**GOOD, "form_key": key_on(client, "/invitation/")}
    cookies = client.cookies.output(header="", sep=";")
    twin = browser()
    twin.cookies.load(cookies)
    assert client.post("/invitation/", fields)["Location"] == "/home/"
    assert twin.post("/invitation/", fields)["Location"] == "/home/"
    assert User.objects.filter(email="imani@cbtback.example").count() == 1


def test_a_link_works_once(imani, browser):
    accepted(opened(browser))
    page = opened(browser).get("/invitation/")
    assert page.status_code == 410
    assert "used already" in page.content.decode()


def test_used_in_another_tab_meanwhile(imani, browser):
    first, second = opened(browser), opened(browser)
    key = key_on(second, "/invitation/")
    accepted(first)
    answer = second.post("/invitation/", {**GOOD, "form_key": key})
    assert answer.status_code == 410


def test_a_link_taken_back_does_not_work(imani, browser, edna):
    client = opened(browser)
    key = key_on(client, "/invitation/")
    actions.revoke_invitation(invitation=imani, by=edna)
    answer = client.post("/invitation/", {**GOOD, "form_key": key})
    assert answer.status_code == 410
    assert "taken back" in answer.content.decode()
    assert not User.objects.filter(email=imani.email).exists()


def test_a_link_works_for_14_days(imani, browser, time_machine):
    time_machine.move_to(timezone.now() + timedelta(days=14, minutes=1))
    page = opened(browser).get("/invitation/")
    assert page.status_code == 410
    assert "too old" in page.content.decode()


@pytest.mark.parametrize("token", ["made-up", "x" * 300, "%00", "..%2f"])
def test_a_made_up_link_leads_to_a_clear_page(db, browser, token):
    client = browser()
    client.get(f"/invitation/{token}/")
    page = client.get("/invitation/")
    assert page.status_code == 404
    assert "does not work" in page.content.decode()


def test_under_18_keeps_nothing_and_the_link_stays_open(imani, browser):
    page = accepted(opened(browser), adult="no", country="", password1="")
    assert "for adults" in page.content.decode()
    imani.refresh_from_db()
    assert imani.is_open
    assert not User.objects.filter(email=imani.email).exists()


@pytest.mark.parametrize(
    "changes",
    [{"adult": ""}, {"country": "XX"}, {"password2": "x"}, {"use": ""}, {"name": "a\0"}],
    ids=str,
)
def test_a_mistake_is_told_and_accepts_nothing(imani, browser, changes):
    page = accepted(opened(browser), **changes)
    assert page.status_code == 422
    assert 'class="problem"' in page.content.decode()
    imani.refresh_from_db()
    assert imani.is_open


def test_role_clinic_and_address_are_the_invitations(imani, browser, harbor):
    accepted(
        opened(browser),
        role="admin",
        clinic=str(harbor.pk),
        email="mallory@cbtback.example",
        therapist="",
    )
    membership = Membership.objects.get(user__email="imani@cbtback.example")
    assert (membership.role, membership.clinic) == ("patient", imani.clinic)


def test_who_has_an_account_logs_in_first(known_token, northfield, edna, finn, browser):
    actions.invite(clinic=northfield, email=finn.email, role="patient", by=edna)
    page = opened(browser).get("/invitation/").content.decode()
    assert "/account/login/?next=/invitation/" in page
    client = opened(browser, finn)
    assert accepted(client)["Location"] == "/home/"
    assert Membership.objects.get(user=finn).clinic == northfield


def test_it_is_of_no_use_to_somebody_else(imani, browser, finn):
    client = opened(browser, finn)
    assert "for another address" in client.get("/invitation/").content.decode()
    client.post("/invitation/", {"form_key": key_on(client, "/settings/")})
    assert not Membership.objects.filter(user=finn).exists()


def test_a_therapist_who_left_is_left_out(imani, browser, ben):
    actions.deactivate_membership(membership=Membership.objects.get(user=ben), by=None)
    assert accepted(opened(browser))["Location"] == "/home/"
    assert not patients_of(ben).exists()


def test_inviting_again_takes_the_old_link_back(imani, northfield, ben, edna, monkeypatch):
    monkeypatch.setattr("secrets.token_urlsafe", lambda size=32: "another-token")
    again = actions.invite(
        clinic=northfield, email="imani@cbtback.example", role="patient", therapist=ben, by=edna
    )
    imani.refresh_from_db()
    assert imani.revoked_at
    assert again.is_open


def test_a_member_is_not_invited_to_the_same_role(northfield, ana, edna):
    with pytest.raises(AlreadyMember):
        actions.invite(clinic=northfield, email=ana.email, role="patient", by=edna)


def test_only_who_runs_a_clinic_invites_there(northfield, harbor, ben, edna):
    for clinic, by in ((harbor, edna), (northfield, ben)):
        with pytest.raises(NotAllowed):
            actions.invite(clinic=clinic, email="x@cbtback.example", role="admin", by=by)


def test_the_therapist_works_there(northfield, dev, edna):
    with pytest.raises(NoTherapist):
        actions.invite(
            clinic=northfield, email="x@cbtback.example", role="patient", therapist=dev, by=edna
        )


def test_nothing_is_left_when_the_letter_cannot_be_put(northfield, edna, monkeypatch):
    def fail(**_):
        raise RuntimeError

    monkeypatch.setattr("people.emails.put_message", fail)
    before = AuditEvent.objects.count()
    with pytest.raises(RuntimeError):
        actions.invite(clinic=northfield, email="x@cbtback.example", role="patient", by=edna)
    assert not Invitation.objects.exists()
    assert AuditEvent.objects.count() == before


@pytest.mark.django_db(transaction=True)
def test_ten_acceptances_at_once_are_one(imani, browser):
    start = threading.Barrier(10)
    statuses = []

    def accept() -> None:
        try:
            client = opened(browser)
            fields = {**GOOD, "form_key": key_on(client, "/invitation/")}
            start.wait()
            statuses.append(client.post("/invitation/", fields).status_code)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=accept) for _ in range(10)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(statuses) == [302] + [410] * 9
    assert User.objects.filter(email=imani.email).count() == 1
    assert Message.objects.count() == 1


@pytest.mark.parametrize(("role", "kind"), [("patient", "use"), ("therapist", "work")])
def test_each_role_agrees_to_its_own_text(known_token, northfield, edna, browser, role, kind):
    actions.invite(clinic=northfield, email="imani@cbtback.example", role=role, by=edna)
    accepted(opened(browser))
    assert [c.kind for c in User.objects.get(email="imani@cbtback.example").consents.all()] == [
        kind
    ]


def test_who_agreed_already_is_not_asked_again(known_token, northfield, edna, finn, browser):
    actions.invite(clinic=northfield, email=finn.email, role="patient", by=edna)
    client = opened(browser, finn)
    assert "not for emergencies" not in client.get("/invitation/").content.decode()
    accepted(client)
    assert finn.consents.count() == 1
