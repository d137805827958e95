"""A page drawn before a log-in has an old CSRF token: nothing is done, own words are kept."""

import pytest

from people.models import AuditEvent
from tests.builders import PASSWORD
from tests.people.forms_on_page import hidden, key_on

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.people.toy")]


def written():
    return AuditEvent.objects.filter(action="toy").count()


def strict(browser, person=None):
    return browser(person, enforce_csrf_checks=True)


def test_own_words_are_back_on_the_page(ana, browser):
    client = strict(browser, ana)
    sent = {"form_key": key_on(client, "/toy/"), "text": "I will fall"}
    answer = client.post("/toy/", sent, follow=True)
    assert answer.redirect_chain == [("/toy/", 303)]
    assert "I will fall" in answer.content.decode()
    assert "send it again" in answer.content.decode()
    assert written() == 0


def test_after_a_log_out_the_log_in_page_carries_them(ana, browser):
    key = key_on(browser(ana), "/toy/")
    answer = strict(browser).post("/toy/", {"form_key": key, "text": "I will fall"})
    assert (answer.status_code, written()) == (401, 0)
    assert hidden(answer)["carry"]


def test_nothing_is_kept_without_a_key_of_that_person(ana, finn, browser):
    client = strict(browser, ana)
    for key in ("", "made up", key_on(browser(finn), "/toy/")):
        answer = client.post("/toy/", {"form_key": key, "text": "planted"})
        assert answer.status_code == 403
    assert "planted" not in client.get("/toy/").content.decode()
    assert written() == 0


def test_log_in_pressed_twice_ends_at_home(ana, browser):
    client = strict(browser, ana)
    answer = client.post("/account/login/", {"login": ana.email, "password": PASSWORD})
    assert answer["Location"] == "/home/"
