"""Each role begins at its own page."""

import pytest

from tests import builders

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("who", "home"),
    [
        ("ana", "/today/"),
        ("finn", "/today/"),
        ("ben", "/patients/"),
        ("edna", "/accounts/"),
    ],
)
def test_home_by_role(cast, browser, who, home):
    assert browser(cast[who]).get("/home/")["Location"] == home


def test_who_treats_and_is_treated_begins_with_the_others(ben, harbor, browser):
    builders.join(ben, harbor)
    assert browser(ben).get("/home/")["Location"] == "/patients/"


def test_a_role_that_ended_leads_nowhere(ben, browser):
    ben.memberships.update(ended_at=ben.created)
    assert browser(ben).get("/home/")["Location"] == "/today/"


def test_a_visitor_is_welcome(db, browser):
    page = browser().get("/")
    assert page.status_code == 200
    assert "/account/signup/" in page.content.decode()


def test_who_is_logged_in_goes_home_from_the_front_door(ana, browser):
    assert browser(ana).get("/")["Location"] == "/home/"


def test_a_visitor_has_no_home(db, browser):
    assert browser().get("/home/")["Location"] == "/account/login/?next=/home/"
