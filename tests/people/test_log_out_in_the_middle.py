"""A log-in that ended while somebody wrote: after the next one their words are back."""

import pytest

from people import carry
from people.models import AuditEvent
from tests.builders import PASSWORD
from tests.people.forms_on_page import hidden, key_on

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.people.toy")]

WORDS = "If I lift him 🙂 שלום\nsomething will snap"


def typed_after_log_out(client, words=WORDS, **headers):
    key = key_on(client, "/toy/")
    del client.cookies["cbtback_session"]
    return client.post("/toy/", {"form_key": key, "text": words}, headers=headers)


def log_in(client, person, page, password=PASSWORD):
    fields = {"login": person.email, "password": password, "carry": hidden(page)["carry"]}
    return client.post("/account/login/", fields)


def written():
    return AuditEvent.objects.filter(action="toy").count()


def test_the_answer_is_the_log_in_page_that_says_it_is_kept(ana, browser):
    page = typed_after_log_out(browser(ana))
    assert page.status_code == 401
    assert "What you typed is kept" in page.content.decode()
    assert written() == 0


def test_the_log_in_page_shows_nothing_of_it(ana, browser):
    page = typed_after_log_out(browser(ana), words="If I lift him")
    assert "If I lift him" not in page.content.decode()


def test_after_log_in_the_words_are_back_in_their_form(ana, browser):
    client = browser(ana)
    answer = log_in(client, ana, typed_after_log_out(client))
    assert answer["Location"] == "/toy/"
    page = client.get("/toy/")
    assert "something will snap" in page.content.decode()
    assert "שלום" in page.content.decode()
    sent = client.post("/toy/", {"form_key": hidden(page)["form_key"], "text": WORDS})
    assert (sent.status_code, written()) == (302, 1)


def test_they_are_given_back_once(ana, browser):
    client = browser(ana)
    log_in(client, ana, typed_after_log_out(client))
    client.get("/toy/")
    assert "something will snap" not in client.get("/toy/").content.decode()


def test_a_wrong_password_in_between_loses_nothing(ana, browser):
    client = browser(ana)
    again = log_in(client, ana, typed_after_log_out(client), password="not it at all")
    assert again.status_code == 200
    assert "What you typed is kept" in again.content.decode()
    log_in(client, ana, again)
    assert "something will snap" in client.get("/toy/").content.decode()


def test_another_person_who_logs_in_gets_nothing_of_it(ana, finn, browser):
    client = browser(ana)
    answer = log_in(client, finn, typed_after_log_out(client))
    assert answer["Location"] == "/home/"
    assert "something will snap" not in client.get("/toy/").content.decode()
    client.force_login(ana)
    assert "something will snap" not in client.get("/toy/").content.decode()


def test_what_is_kept_in_the_session_cannot_be_read_there(ana, browser):
    client = browser(ana)
    log_in(client, ana, typed_after_log_out(client))
    assert "snap" not in str(dict(client.session.items()))


def test_a_day_later_it_is_gone(ana, browser, time_machine):
    client = browser(ana)
    time_machine.move_to("2026-11-01 12:00:00Z")
    page = typed_after_log_out(client)
    time_machine.move_to("2026-11-02 13:00:00Z")
    assert log_in(client, ana, page)["Location"] == "/home/"


def test_twenty_thousand_emoji_are_carried(ana, browser):
    client = browser(ana)
    log_in(client, ana, typed_after_log_out(client, words="🙂" * 20_000))
    assert "🙂" * 20_000 in client.get("/toy/").content.decode()


def test_what_cannot_be_carried_is_said(ana, browser, monkeypatch):
    monkeypatch.setattr(carry, "MAX_BYTES", 100)
    page = typed_after_log_out(browser(ana), words="x" * 200)
    assert "too long to keep" in page.content.decode()


@pytest.mark.parametrize("token", ["", "made up", "a.b", "\0"])
def test_a_made_up_carry_is_no_way_in_and_no_error(ana, browser, token):
    fields = {"login": ana.email, "password": PASSWORD, "carry": token}
    assert browser().post("/account/login/", fields).status_code in (200, 302)


def test_passwords_and_keys_are_never_carried(ana, rf):
    request = rf.post("/x/", {"password1": "p", "oldpassword": "p", "form_key": "k", "text": "t"})
    what = carry.posted(request, person="me")
    assert what.query == "text=t"


def test_htmx_shows_the_log_in_page_whole(ana, browser):
    page = typed_after_log_out(browser(ana), **{"HX-Request": "true"})
    assert page.status_code == 401
    assert page["HX-Retarget"] == "body"
    assert hidden(page)["carry"]


def test_a_poll_after_a_log_out_gets_401_and_changes_nothing_on_the_page(browser):
    answer = browser().get("/toy/", headers={"HX-Request": "true"})
    assert (answer.status_code, answer.content, answer["HX-Reswap"]) == (401, b"", "none")


def test_a_post_without_a_key_goes_to_log_in_and_not_back_to_it_by_get(browser):
    answer = browser().post("/toy/", {"text": "x"})
    assert answer["Location"] == "/account/login/"


def test_a_page_asked_for_comes_after_log_in(browser):
    assert browser().get("/toy/")["Location"] == "/account/login/?next=/toy/"
