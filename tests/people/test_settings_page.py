"""A person's own name and zone, and the ways to change the rest."""

import pytest

from people.models import AuditEvent
from tests.people.forms_on_page import key_on

pytestmark = pytest.mark.django_db

ADDRESS = "/settings/"


def saved(client, **fields):
    key = key_on(client, ADDRESS)
    return client.post(ADDRESS, {"form_key": key, "time_zone": "Asia/Tokyo", **fields})


@pytest.mark.parametrize("who", ["ana", "ben", "edna", "finn"])
def test_everyone_has_it(cast, browser, who):
    page = browser(cast[who]).get(ADDRESS)
    assert page.status_code == 200
    for link in ("/account/email/", "/account/password/change/", "/account/logout/"):
        assert link in page.content.decode()


def test_it_changes_name_and_zone(ana, browser):
    assert saved(browser(ana), name="Ana María 🙂")["Location"] == ADDRESS
    ana.refresh_from_db()
    assert (ana.name, ana.time_zone) == ("Ana María 🙂", "Asia/Tokyo")


def test_the_trail_says_which_fields_and_no_word(ana, browser):
    saved(browser(ana), name="Secret Name")
    event = AuditEvent.objects.get(action="change-settings")
    assert event.fields == ["name", "time_zone"]
    assert "Secret" not in str(vars(event))


def test_other_fields_are_ignored(ana, browser, northfield):
    saved(
        browser(ana),
        name="Ana",
        email="x@cbtback.example",
        is_active="",
        role="admin",
        clinic=str(northfield.pk),
        country="DE",
    )
    ana.refresh_from_db()
    assert (ana.email, ana.is_active, ana.country) == ("ana@cbtback.example", True, "US")
    assert ana.memberships.count() == 1


@pytest.mark.parametrize(
    "wrong",
    [
        {"name": "x" * 101},
        {"name": "x" * 20_000},
        {"name": "a\0b"},
        {"time_zone": ""},
        {"time_zone": "Mars/Base"},
        {"time_zone": "../../etc/passwd"},
    ],
    ids=lambda wrong: str(wrong)[:30],
)
def test_a_mistake_is_told_and_saves_nothing(ana, browser, wrong):
    answer = saved(browser(ana), **{"name": "typed", **wrong})
    assert answer.status_code == 422
    assert 'class="problem"' in answer.content.decode()
    ana.refresh_from_db()
    assert ana.name == "Ana Moreno"


def test_a_name_of_markup_is_shown_as_typed(ana, browser):
    client = browser(ana)
    saved(client, name='"><img src=x onerror=alert(1)>{{7*7}}')
    page = client.get(ADDRESS).content.decode()
    assert "<img src=x" not in page
    assert "&lt;img src=x" in page


def test_the_day_follows_the_zone(ana, browser):
    client = browser(ana)
    saved(client, name="Ana")
    page = client.get("/settings/")
    assert 'value="Asia/Tokyo" selected' in page.content.decode()


def test_a_zone_that_this_machine_lost_shuts_nobody_out(ana, browser):
    ana.time_zone = "Gone/Nowhere"
    ana.save(update_fields=["time_zone"])
    assert browser(ana).get(ADDRESS).status_code == 200
