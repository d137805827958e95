"""Coming in: by hand, as somebody new, by an invitation, and with a password forgotten."""

import re

from django.core import mail

from people.models import Role, User
from tests.builders import PASSWORD

NEWCOMER = "gwen@cbtback.example"
A_PASSWORD = "four-quiet-herons-wade"


def link_in_last_letter(window) -> str:
    """The path of the one link that a letter of ours has."""
    (path,) = re.findall(rf"{re.escape(window.url)}(/\S+)", mail.outbox[-1].body)
    return path


def test_somebody_new_makes_an_account_and_proves_the_address(browse, width, db):
    window = browse(width=width).goto("/").press("Start, about 5 minutes").look("sign-up")
    window.page.locator("[name='adult'][value='yes']").check(force=True)
    window.page.locator("[name='country']").select_option("US")
    window.page.locator("[name='name']").fill("Gwen")
    window.page.locator("[name='email']").fill(NEWCOMER)
    for name in ("password1", "password2"):
        if window.page.locator(f"[name='{name}']").count():
            window.page.locator(f"[name='{name}']").fill(A_PASSWORD)
    window.page.locator("[name='use']").check(force=True)
    window.press("Make my account").look("look-in-your-mail")
    assert window.path == "/account/confirm-email/"

    assert mail.outbox[-1].to == [NEWCOMER]
    window.goto(link_in_last_letter(window)).look("is-this-your-e-mail")
    window.press("Yes, it is mine")
    if window.path == "/account/login/":
        window.page.locator("[name='login']").fill(NEWCOMER)
        window.page.locator("[name='password']").fill(A_PASSWORD)
        window.press("Log in")
    assert window.path == "/today/"
    window.look("today-empty")


def test_somebody_under_18_is_told_so_and_nothing_is_kept(browse, db):
    window = browse().goto("/account/signup/")
    window.page.locator("[name='adult'][value='no']").check(force=True)
    window.press("Make my account").look("under-age")
    assert not User.objects.exists()
    assert not mail.outbox


def test_a_person_logs_in_by_hand_and_out_again(browse, width, ana):
    window = browse(width=width).goto("/account/login/").look("log-in")
    window.log_in_by_hand(ana)
    assert window.path == "/today/"
    window.look("today-empty").goto("/settings/").look("settings")
    window.goto("/account/logout/").look("log-out").press("Log out")
    window.goto("/today/")
    assert window.path == "/account/login/"


def test_a_wrong_password_is_said_at_the_form(browse, ana):
    window = browse().goto("/account/login/")
    window.fill("E-mail", ana.email).fill("Password", "not-" + PASSWORD).press("Log in")
    window.look("log-in-mistake")
    assert window.path == "/account/login/"


def test_a_forgotten_password_is_set_anew(browse, width, ana):
    window = browse(width=width).goto("/account/password/reset/").look("password-reset")
    window.fill("E-mail", ana.email).page.locator("main form button.button").click()
    window.look("password-reset-sent")
    window.goto(link_in_last_letter(window)).look("password-new")
    for name in ("password1", "password2"):
        window.page.locator(f"[name='{name}']").fill(A_PASSWORD)
    window.page.locator("main form button.button").click()
    window.settle()
    window.look("password-set")
    ana.refresh_from_db()
    assert ana.check_password(A_PASSWORD)


def test_an_invited_therapist_comes_in(browse, width, edna, northfield):
    window = browse(width=width)
    hers = browse(width=width).log_in(edna).goto("/accounts/invite/").look("invite")
    hers.page.locator("[name='email']").fill("mira@cbtback.example")
    hers.page.locator("[name='role'][value='therapist']").check(force=True)
    hers.page.locator("main form button.button").first.click()
    hers.sees("mira@cbtback.example")

    window.goto(link_in_last_letter(window)).look("invitation")
    # The token is in no address that the browser keeps.
    assert window.path == "/invitation/"
    window.page.locator("[name='adult'][value='yes']").check(force=True)
    window.page.locator("[name='country']").select_option("US")
    window.page.locator("[name='name']").fill("Mira Sandoval")
    for box in window.page.locator("input[type='password']").all():
        box.fill(A_PASSWORD)
    window.page.locator("[name='use']").check(force=True)
    window.press("Make my account")
    assert window.path == "/patients/"
    assert User.objects.get(email="mira@cbtback.example").memberships.get().role == Role.THERAPIST
