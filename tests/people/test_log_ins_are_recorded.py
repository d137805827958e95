"""Coming and going stands in the trail, without an address or a word."""

import pytest

from people.models import AuditEvent
from tests.builders import PASSWORD

pytestmark = pytest.mark.django_db


def last() -> AuditEvent:
    return AuditEvent.objects.latest("pk")


def test_a_log_in_and_a_log_out(ana, browser):
    client = browser()
    client.post("/account/login/", {"login": ana.email, "password": PASSWORD})
    assert (last().action, last().actor) == ("log-in", ana.pk)
    client.post("/account/logout/")
    assert (last().action, last().actor) == ("log-out", ana.pk)


def test_a_wrong_password_names_whose_account_was_tried(ana, browser):
    browser().post("/account/login/", {"login": ana.email, "password": "not it at all"})
    assert (last().action, last().actor, last().person) == ("log-in-failed", None, ana.pk)


def test_an_unknown_address_is_not_kept(db, browser):
    browser().post("/account/login/", {"login": "x@cbtback.example", "password": "not it"})
    assert (last().action, last().person) == ("log-in-failed", None)
    assert "cbtback.example" not in str(vars(last()))
