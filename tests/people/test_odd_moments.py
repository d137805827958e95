"""What seldom happens, and must answer all the same."""

import pytest
from django.urls import reverse

from outbox.models import Message
from people import actions
from people.errors import NoTherapist
from people.models import Membership, User
from tests.builders import join
from tests.people.forms_on_page import key_on

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("page", ["insights:today", "sessions:start", "people:settings"])
def test_a_zone_that_is_on_no_list_any_more_shuts_nobody_out(ana, browser, page):
    client = browser(ana)
    User.objects.filter(pk=ana.pk).update(time_zone="Europe/Nowhere")
    assert client.get(reverse(page)).status_code == 200


@pytest.mark.parametrize("token", ["€", "é", "a;b", 'a"b', "a b"])
def test_a_mangled_link_of_an_invitation_sets_no_cookie(client, token):
    answer = client.get(f"/invitation/{token}/")
    assert answer.status_code in (302, 404)
    assert not answer.cookies


def test_a_therapist_who_leaves_while_being_named_is_told_at_the_field(
    ana, dev, edna, northfield, browser, monkeypatch
):
    join(dev, northfield, "therapist")
    page = reverse("people:assign", args=[Membership.objects.get(user=ana).pk])
    client = browser(edna)

    def gone(**_said):
        raise NoTherapist

    key = key_on(client, page)
    monkeypatch.setattr(actions, "start_care", gone)
    answer = client.post(page, {"form_key": key, "therapist": dev.pk})
    assert answer.status_code == 422
    assert "does not work here any more" in answer.content.decode()


def test_a_letter_leads_to_our_own_address_whatever_host_was_asked(ana, client, settings):
    settings.ALLOWED_HOSTS = ["*"]
    page = reverse("account_reset_password")
    client.post(page, {"email": ana.email}, headers={"host": "evil.example"})
    letter = Message.objects.get()
    assert f"{settings.SITE_URL}/account/password/reset/key/" in letter.body_text
    assert "evil.example" not in letter.body_text + letter.body_html
