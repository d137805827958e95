"""Log-in, sign-up and the rest come in our look, with nothing inline."""

import re

import pytest

PUBLIC = [
    "/",
    "/account/login/",
    "/account/signup/",
    "/account/password/reset/",
    "/account/password/reset/done/",
    "/account/password/reset/key/1-set-password/",
    "/account/password/reset/key/done/",
    "/account/confirm-email/",
    "/account/confirm-email/no-such-key/",
    "/account/inactive/",
]
OWN = ["/account/logout/", "/account/password/change/", "/account/email/"]


def ours(page):
    assert "css/components.css" in page
    assert "<title>CBTBack</title>" in page
    assert page.count("<h1") == 1
    assert re.findall(r"<script(?![^>]*src=)|<style|\sstyle=|\son\w+=", page) == []
    assert "placeholder=" not in page
    # The library's own words.
    assert not re.search(r"[Ss]ign [Ii]n|[Ss]ign [Uu]p|Menu:|[Ss]uccessfully|[Bb]ad [Tt]oken", page)


@pytest.mark.parametrize("address", PUBLIC)
def test_a_public_page_is_in_our_look(client, db, address):
    response = client.get(address)
    assert response.status_code == 200
    ours(response.text)


@pytest.mark.parametrize("address", OWN)
def test_ones_own_account_is_in_our_look(client, ana, address):
    client.force_login(ana)
    response = client.get(address, follow=True)
    assert response.status_code == 200
    ours(response.text)


@pytest.mark.parametrize("address", OWN)
def test_staff_have_it_on_the_desk(client, ben, address):
    client.force_login(ben)
    assert 'class="desk' in client.get(address, follow=True).text


def test_asking_for_the_password_again_is_in_our_look(client, ana):
    client.force_login(ana)
    ours(client.get("/account/reauthenticate/", follow=True).text)


@pytest.mark.parametrize("address", ["/account/login/", "/account/password/reset/"])
def test_an_empty_form_says_what_is_missing(client, db, address):
    page = client.post(address, {}).text
    ours(page)
    assert "Write something here." in page
    assert 'class="summary"' in page


def test_sign_up_asks_to_agree_after_it_has_said_to_what(client, db):
    page = client.get("/account/signup/").text
    assert page.index("CBTBack is self-help. It is not a doctor or a therapist.") < page.index(
        'name="use"'
    )


def test_sign_up_has_room_for_the_zone_that_script_fills_in(client, db):
    assert '<input type="hidden" name="time_zone"' in client.get("/account/signup/").text
