"""Making an account: age and country first, one consent, one letter."""

import threading

import pytest
from allauth.account.models import EmailAddress
from django.db import connections

from outbox.models import Message
from people import forms
from people.models import AuditEvent, Consent, Submission, User

pytestmark = pytest.mark.django_db

ADDRESS = "/account/signup/"
GOOD = {
    "adult": "yes",
    "country": "US",
    "email": "New.Person@cbtback.example",
    "password1": "a long way home",
    "password2": "a long way home",
    "name": "Nia 🙂",
    "time_zone": "America/Chicago",
    "use": "on",
}


def sent(browser, **changes):
    return browser().post(ADDRESS, {**GOOD, **changes})


def test_it_makes_an_account_that_has_to_prove_its_address(browser):
    answer = sent(browser)
    assert answer["Location"] == "/account/confirm-email/"
    person = User.objects.get()
    assert (person.email, person.name) == ("new.person@cbtback.example", "Nia 🙂")
    assert (person.country, person.time_zone) == ("US", "America/Chicago")
    assert person.adult_confirmed_at
    assert not EmailAddress.objects.get(user=person).verified
    assert Message.objects.get().purpose == "email-confirmation-signup"


def test_it_keeps_the_consent_and_its_version(browser):
    sent(browser)
    consent = Consent.objects.get()
    assert (consent.kind, consent.version, consent.withdrawn_at) == ("use", 1, None)


def test_age_and_country_are_asked_first(browser):
    page = browser().get(ADDRESS).content.decode()
    assert page.index('name="adult"') < page.index('name="country"') < page.index('name="email"')


def test_it_says_what_one_agrees_to(browser):
    page = browser().get(ADDRESS).content.decode()
    for said in ("self-help", "not for emergencies", "no one watches it live", "employer"):
        assert said in page


@pytest.mark.parametrize("rest", [{}, {"email": "", "country": "", "use": ""}], ids=["all", "none"])
def test_under_18_gets_a_kind_page_and_nothing_is_kept(browser, rest):
    answer = sent(browser, adult="no", **rest)
    assert answer.status_code == 200
    assert "for adults" in answer.content.decode()
    assert [m.objects.count() for m in (User, Message, AuditEvent, Submission)] == [0, 0, 0, 0]


@pytest.mark.parametrize(
    "changes",
    [
        {"adult": ""},
        {"adult": "maybe"},
        {"country": ""},
        {"country": "XX"},
        {"use": ""},
        {"email": "no address"},
        {"email": "a\0b@cbtback.example"},
        {"email": "a@cbtback.example\nBcc: x@cbtback.example"},
        {"password1": "short", "password2": "short"},
        {"password1": "1234567890", "password2": "1234567890"},
        {"password2": "another long way"},
        {"name": "n" * 101},
        {"name": "N\0"},
        {"name": "n" * 20_000},
    ],
    ids=str,
)
def test_a_mistake_is_told_and_makes_no_account(browser, changes):
    answer = sent(browser, **changes)
    assert answer.status_code == 200
    assert 'class="problem"' in answer.content.decode()
    assert not User.objects.exists()


def test_what_was_typed_is_still_there_after_a_mistake(browser):
    page = sent(browser, password2="another long way").content.decode()
    assert "Nia 🙂" in page
    assert "a long way home" not in page


@pytest.mark.parametrize("zone", ["", "Mars/Base", "../../etc/passwd"])
def test_a_zone_the_browser_got_wrong_is_nobodys_mistake(browser, zone):
    sent(browser, time_zone=zone)
    assert User.objects.get().time_zone == "UTC"


def test_fields_that_were_not_asked_are_ignored(browser, northfield):
    sent(
        browser,
        is_active="0",
        role="admin",
        clinic=str(northfield.pk),
        memberships="admin",
        id="00000000-0000-0000-0000-000000000001",
        adult_confirmed_at="2000-01-01",
    )
    person = User.objects.get()
    assert person.is_active
    assert not person.memberships.exists()
    assert str(person.pk) != "00000000-0000-0000-0000-000000000001"
    assert person.adult_confirmed_at.year > 2000


def test_an_address_that_is_known_gets_the_same_answer_and_another_letter(browser, ana):
    known, new = sent(browser, email=ana.email), sent(browser)
    assert (known.status_code, known["Location"]) == (new.status_code, new["Location"])
    assert User.objects.filter(email=ana.email).count() == 1
    assert Message.objects.filter(purpose="account-already-exists").count() == 1


def test_a_known_address_costs_a_hash_too(browser, ana, monkeypatch):
    hashed = []
    monkeypatch.setattr(User, "set_password", lambda self, raw: hashed.append(raw))
    sent(browser, email=ana.email)
    assert hashed


def test_the_same_form_at_once_makes_one_account(browser, monkeypatch):
    # Its twin was a moment faster than the look whether the address is known.
    sent(browser)
    monkeypatch.setattr(
        "allauth.account.internal.flows.manage_email.email_already_exists",
        lambda email, user=None: (email, False),
    )
    answer = sent(browser)
    assert answer["Location"] == "/account/confirm-email/"
    assert User.objects.count() == 1


def test_nobody_enrols_where_no_one_checked_whom_to_call(browser, monkeypatch):
    monkeypatch.setattr("people.adapter.open_countries", list)
    page = browser().get(ADDRESS).content.decode()
    assert "No new accounts" in page
    sent(browser)
    assert not User.objects.exists()


def test_the_password_hint_says_the_length_that_is_asked(settings):
    assert str(forms.password_hint()).startswith("At least 10 ")


def test_json_is_not_spoken(browser):
    answer = browser().post(ADDRESS, GOOD, headers={"X-Requested-With": "XMLHttpRequest"})
    assert "json" not in answer.headers.get("Content-Type", "")


@pytest.mark.django_db(transaction=True)
def test_eight_at_once_make_one_account(browser):
    start = threading.Barrier(8)
    answers = []

    def send() -> None:
        try:
            start.wait()
            answer = sent(browser)
            answers.append((answer.status_code, answer["Location"]))
        finally:
            connections.close_all()

    threads = [threading.Thread(target=send) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert answers == [(302, "/account/confirm-email/")] * 8
    assert User.objects.count() == EmailAddress.objects.count() == 1
