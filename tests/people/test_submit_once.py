"""A form that is sent again writes nothing more, and gets the first answer."""

import threading

import pytest
from django.db import connections
from django.test import Client

from people.models import AuditEvent, Submission
from tests.people.forms_on_page import hidden, key_on
from vault.seal import seal

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.people.toy")]

TEN = 10


def written() -> int:
    return AuditEvent.objects.filter(action="toy").count()


def test_a_twin_gets_the_first_answer_and_writes_nothing(ana, browser):
    client = browser(ana)
    sent = {"form_key": key_on(client, "/toy/"), "text": "I will fall"}
    first, twin = client.post("/toy/", sent), client.post("/toy/", sent)
    assert (first.status_code, twin.status_code) == (302, 302)
    assert first["Location"] == twin["Location"] == "/toy/done/"
    assert written() == 1


def test_the_same_form_with_other_words_is_kept_too_and_says_so(ana, browser):
    client = browser(ana)
    key = key_on(client, "/toy/")
    client.post("/toy/", {"form_key": key, "text": "I will fall"})
    answer = client.post("/toy/", {"form_key": key, "text": "They will laugh"}, follow=True)
    assert "Both are kept" in answer.content.decode()
    assert written() == 2


def test_two_forms_with_the_same_words_are_two(ana, browser):
    client = browser(ana)
    for _ in range(2):
        client.post("/toy/", {"form_key": key_on(client, "/toy/"), "text": "again"})
    assert written() == 2


def test_a_form_with_mistakes_keeps_no_result_and_no_half(ana, browser):
    client = browser(ana)
    key = key_on(client, "/toy/")
    assert client.post("/toy/", {"form_key": key, "text": ""}).status_code == 422
    assert (written(), Submission.objects.count()) == (0, 0)
    assert client.post("/toy/", {"form_key": key, "text": "now"}).status_code == 302


def test_a_view_that_fails_leaves_nothing(ana, browser):
    client = browser(ana, raise_request_exception=False)
    key = key_on(client, "/toy/fails/")
    assert client.post("/toy/fails/", {"form_key": key, "text": "x"}).status_code == 500
    assert (written(), Submission.objects.count()) == (0, 0)


BAD_KEYS = {
    "missing": [],
    "empty": [""],
    "made up": ["abc"],
    "of another purpose": [seal("[]", purpose="other")],
    "two at once": ["a", "b"],
    "not ascii": ["ключ\0"],
}


@pytest.mark.parametrize("values", BAD_KEYS.values(), ids=BAD_KEYS.keys())
def test_without_a_good_key_nothing_is_written_and_the_words_are_still_there(ana, browser, values):
    client = browser(ana)
    answer = client.post("/toy/", {"form_key": values, "text": "If I lift him"}, follow=True)
    page = answer.content.decode()
    assert answer.redirect_chain == [("/toy/", 303)]
    assert "If I lift him" in page
    assert "What you typed is still here" in page
    assert written() == 0
    # The page has a good key now: sending it again is all it takes.
    again = client.post("/toy/", {"form_key": hidden(answer)["form_key"], "text": "If I lift him"})
    assert (again.status_code, written()) == (302, 1)


def test_a_key_too_old_is_no_key(ana, browser, time_machine):
    client = browser(ana)
    time_machine.move_to("2026-01-01 12:00:00Z")
    key = key_on(client, "/toy/")
    time_machine.move_to("2026-02-01 12:00:00Z")
    client.force_login(ana)
    client.post("/toy/", {"form_key": key, "text": "late"})
    assert written() == 0


def test_another_persons_key_shows_them_nothing_of_what_was_typed(ana, finn, browser):
    key = key_on(browser(ana), "/toy/")
    client = browser(finn)
    answer = client.post("/toy/", {"form_key": key, "text": "mine alone"}, follow=True)
    assert written() == 0
    assert "mine alone" not in client.get("/toy/").content.decode()
    assert "another log-in" in answer.content.decode()


def test_a_visitors_form_is_done_once_too(browser):
    client = browser()
    sent = {"form_key": key_on(client, "/toy/open/"), "text": "hello"}
    for _ in range(2):
        assert client.post("/toy/open/", sent).status_code == 302
    assert written() == 1


def test_a_visitors_key_is_of_no_use_in_another_browser(browser):
    key = key_on(browser(), "/toy/open/")
    browser().post("/toy/open/", {"form_key": key, "text": "hello"})
    assert written() == 0


def test_no_word_is_kept_of_what_was_sent(ana, browser):
    client = browser(ana)
    client.post("/toy/", {"form_key": key_on(client, "/toy/"), "text": "secret"})
    kept = Submission.objects.get()
    assert "secret" not in f"{kept.owner}{kept.key}{kept.digest}{kept.location}"


def test_htmx_is_sent_to_the_whole_page_when_the_key_is_bad(ana, browser):
    answer = browser(ana).post("/toy/", {"text": "hello"}, headers={"HX-Request": "true"})
    assert (answer.status_code, answer["HX-Redirect"]) == (409, "/toy/")


@pytest.mark.django_db(transaction=True)
def test_ten_at_once_make_one_row_and_get_one_answer(ana, browser):
    client = browser(ana)
    sent = {"form_key": key_on(client, "/toy/"), "text": "I will fall"}
    cookies = client.cookies.output(header="", sep=";")
    start = threading.Barrier(TEN)
    answers = []

    def send() -> None:
        twin = Client()
        twin.cookies.load(cookies)
        start.wait()
        try:
            answer = twin.post("/toy/", sent)
            answers.append((answer.status_code, answer["Location"]))
        finally:
            connections.close_all()

    threads = [threading.Thread(target=send) for _ in range(TEN)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert answers == [(302, "/toy/done/")] * TEN
    assert written() == 1
