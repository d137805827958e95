"""The letters of the accounts library, in our words, through the outbox."""

import re

import pytest
from django.core import mail

from outbox.models import Message

pytestmark = pytest.mark.django_db(transaction=True)

GIVEN_AWAY = re.compile(r"pain|back\b|therap|cbt|clinic|anxi|distress|health|patient", re.I)


def letters() -> list:
    return mail.outbox


def test_a_reset_letter_leads_to_a_new_password(ana, browser):
    client = browser()
    client.post("/account/password/reset/", {"email": ana.email})
    (letter,) = letters()
    link = re.search(r"http://\S+", letter.body)[0]
    page = client.get(link, follow=True)
    new = {"password1": "quite another road", "password2": "quite another road"}
    client.post(page.request["PATH_INFO"], new)
    ana.refresh_from_db()
    assert ana.check_password("quite another road")


def test_an_unknown_address_gets_the_same_answer(ana, browser):
    known = browser().post("/account/password/reset/", {"email": ana.email})
    unknown = browser().post("/account/password/reset/", {"email": "x@cbtback.example"})
    assert (known.status_code, known["Location"]) == (unknown.status_code, unknown["Location"])


def test_a_confirmed_address_may_log_in(browser):
    client = browser()
    fields = {
        "adult": "yes",
        "country": "US",
        "email": "new@cbtback.example",
        "password1": "a long way home",
        "password2": "a long way home",
        "use": "on",
    }
    client.post("/account/signup/", fields)
    link = re.search(r"http://\S+", letters()[0].body)[0]
    before = client.get(link)
    assert before.status_code == 200
    assert not client.get("/home/").wsgi_request.user.is_authenticated
    client.post(link)
    assert client.get("/home/").wsgi_request.user.is_authenticated


def test_a_changed_password_is_told(ana, browser):
    client = browser(ana)
    change = {
        "oldpassword": "one-step-at-a-time",
        "password1": "quite another road",
        "password2": "quite another road",
    }
    client.post("/account/password/change/", change)
    assert [m.purpose for m in Message.objects.all()] == ["password-changed"]


def test_no_subject_says_what_this_is_about(ana, browser):
    client = browser()
    client.post("/account/password/reset/", {"email": ana.email})
    client.post("/account/password/reset/", {"email": "x@cbtback.example"})
    assert len(letters()) == 2
    for letter in letters():
        assert not GIVEN_AWAY.search(letter.subject), letter.subject
