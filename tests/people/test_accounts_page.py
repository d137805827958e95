"""The admin's list: the own clinic's people, and nothing that anybody wrote."""

import pytest

from people import actions
from tests import builders
from tests.people.forms_on_page import key_on

pytestmark = pytest.mark.django_db

ADDRESS = "/accounts/"


def shown(client, **wanted):
    if not wanted:
        return client.get(ADDRESS).content.decode()
    return client.post(ADDRESS, wanted).content.decode()


@pytest.mark.parametrize("who", ["ana", "ben", "cleo", "dev", "finn"])
def test_only_admins_find_it(cast, browser, who):
    assert browser(cast[who]).get(ADDRESS).status_code == 404


def test_it_lists_the_clinics_people_and_no_one_elses(cast, browser):
    page = shown(browser(cast["edna"]))
    for name in ("Ana Moreno", "Ben Okoro", "Edna Whitlock"):
        assert name in page
    for name in ("Cleo Hart", "Dev Raman", "Finn Adeyemi", "Harbor"):
        assert name not in page


def test_a_patient_stands_beside_their_therapist(cast, browser):
    assert "of Ben Okoro" in shown(browser(cast["edna"]))


def test_somebody_in_two_clinics_is_shown_to_each_admin_by_what_they_are_there(
    cast, harbor, browser
):
    actions.join_clinic(person=cast["ana"], clinic=harbor, role="therapist", by=None)
    gus = builders.make_user("gus@cbtback.example", "Gus Harbor")
    builders.join(gus, harbor, "admin")
    assert "Therapist, 0 patients" in shown(browser(gus), q="ana")
    assert "Therapist, 0 patients" not in shown(browser(cast["edna"]), q="ana")
    assert "Ben Okoro" not in shown(browser(gus))


@pytest.mark.parametrize(
    ("wanted", "there", "gone"),
    [
        ({"q": "moren"}, "<b>Ana Moreno", "<b>Ben Okoro"),
        ({"q": "BEN@"}, "Ben Okoro", "Ana Moreno"),
        ({"role": "therapist"}, "<b>Ben Okoro", "<b>Ana Moreno"),
        ({"state": "ended"}, "Nobody fits", "<b>Ana Moreno"),
        ({"state": "active"}, "Ana Moreno", "Nobody fits"),
    ],
    ids=str,
)
def test_it_can_be_narrowed(cast, browser, wanted, there, gone):
    page = shown(browser(cast["edna"]), **wanted)
    assert there in page
    assert gone not in page


def test_who_is_elsewhere_cannot_be_searched_for(cast, browser):
    assert "Nobody fits" in shown(browser(cast["edna"]), q="cleo")


@pytest.mark.parametrize(
    "wanted", [{"role": "king"}, {"q": "\0"}, {"q": "x" * 20_000}, {"state": ["a", "b"]}], ids=str
)
def test_a_search_that_makes_no_sense_is_no_error(cast, browser, wanted):
    assert browser(cast["edna"]).post(ADDRESS, wanted).status_code == 422


def test_what_is_searched_for_stays_out_of_the_address(cast, browser):
    assert 'method="post" action="/accounts/" role="search"' in shown(browser(cast["edna"]))


def test_invitations_stand_with_their_state(cast, northfield, browser):
    actions.invite(clinic=northfield, email="imani@cbtback.example", role="patient", by=None)
    page = shown(browser(cast["edna"]))
    assert "imani@cbtback.example" in page
    assert "Invited" in page


def test_an_admin_reaches_no_clinical_page(cast, browser):
    client = browser(cast["edna"])
    ana = cast["ana"].pk
    for address in ("/patients/", f"/patients/{ana}/", "/today/", "/examine/", "/who-can-see/"):
        assert client.get(address).status_code == 404, address


def test_inviting_sends_a_letter_and_says_so(cast, browser):
    client = browser(cast["edna"])
    key = key_on(client, "/accounts/invite/")
    sent = {"form_key": key, "email": "Kai@cbtback.example", "role": "therapist"}
    answer = client.post("/accounts/invite/", sent, follow=True)
    assert "kai@cbtback.example" in answer.content.decode()
    assert "is on its way" in answer.content.decode()


def test_no_name_or_address_is_in_a_cookie(cast, browser):
    client = browser(cast["edna"])
    key = key_on(client, "/accounts/invite/")
    client.post(
        "/accounts/invite/",
        {"form_key": key, "email": "kai@cbtback.example", "role": "therapist"},
    )
    address = f"/accounts/{cast['ben'].memberships.get().pk}/deactivate/"
    client.post(address, {"form_key": key_on(client, "/settings/")})
    kept = client.cookies.output()
    assert "kai" not in kept
    assert "Okoro" not in kept


def test_a_long_list_comes_in_pages_and_stays_narrowed(cast, northfield, browser):
    for number in range(51):
        person = builders.make_user(f"p{number}@cbtback.example", f"Person {number:02}")
        builders.join(person, northfield)
    page = shown(browser(cast["edna"]), role="patient")
    assert "Page 1 of 2" in page
    assert 'href="?page=2&amp;role=patient&amp;state="' in page
    second = browser(cast["edna"]).get("/accounts/?page=2&role=patient&state=").content.decode()
    assert "Person 50" in second
    assert "Ben Okoro</b>" not in second


def test_pressed_twice_it_invites_once(cast, northfield, browser):
    client = browser(cast["edna"])
    key = key_on(client, "/accounts/invite/")
    sent = {"form_key": key, "email": "kai@cbtback.example", "role": "therapist"}
    for _ in range(2):
        client.post("/accounts/invite/", sent)
    assert northfield.invitations.count() == 1


@pytest.mark.parametrize(
    "wrong",
    [
        {"email": ""},
        {"email": "kai"},
        {"email": "kai@cbtback.example\0"},
        {"email": "k@cbtback.example\r\nBcc: x@cbtback.example"},
        {"email": "x" * 20_000 + "@cbtback.example"},
        {"email": "ben@cbtback.example"},
        {"role": "king"},
        {"role": ""},
        {"therapist": "someone"},
    ],
    ids=lambda wrong: str(wrong)[:40],
)
def test_a_mistake_keeps_what_was_typed_and_invites_nobody(cast, northfield, browser, wrong):
    client = browser(cast["edna"])
    fields = {"email": "kai@cbtback.example", "role": "therapist", "therapist": "", **wrong}
    fields["form_key"] = key_on(client, "/accounts/invite/")
    answer = client.post("/accounts/invite/", fields)
    assert answer.status_code == 422
    assert 'class="problem"' in answer.content.decode()
    assert not northfield.invitations.exists()


def test_a_therapist_from_elsewhere_cannot_be_chosen(cast, northfield, browser):
    client = browser(cast["edna"])
    fields = {
        "form_key": key_on(client, "/accounts/invite/"),
        "email": "kai@cbtback.example",
        "role": "patient",
        "therapist": str(cast["dev"].pk),
    }
    assert client.post("/accounts/invite/", fields).status_code == 422


def test_another_clinic_cannot_be_posted(cast, northfield, harbor, browser):
    client = browser(cast["edna"])
    fields = {
        "form_key": key_on(client, "/accounts/invite/"),
        "email": "kai@cbtback.example",
        "role": "patient",
        "clinic": str(harbor.pk),
    }
    client.post("/accounts/invite/", fields)
    assert (northfield.invitations.count(), harbor.invitations.count()) == (1, 0)


@pytest.mark.parametrize("what", ["resend", "revoke"])
def test_another_clinics_invitation_is_not_found(cast, harbor, browser, what):
    theirs = actions.invite(clinic=harbor, email="kai@cbtback.example", role="patient", by=None)
    client = browser(cast["edna"])
    key = key_on(client, "/accounts/invite/")
    answer = client.post(f"/accounts/invitations/{theirs.pk}/{what}/", {"form_key": key})
    theirs.refresh_from_db()
    assert (answer.status_code, theirs.is_open) == (404, True)


def test_a_link_is_taken_back(cast, northfield, browser):
    invited = actions.invite(
        clinic=northfield, email="kai@cbtback.example", role="patient", by=None
    )
    client = browser(cast["edna"])
    key = key_on(client, "/accounts/")
    client.post(f"/accounts/invitations/{invited.pk}/revoke/", {"form_key": key})
    invited.refresh_from_db()
    assert invited.revoked_at


def test_a_new_link_replaces_the_old_one(cast, northfield, browser):
    invited = actions.invite(
        clinic=northfield, email="kai@cbtback.example", role="patient", by=None
    )
    client = browser(cast["edna"])
    key = key_on(client, "/accounts/")
    client.post(f"/accounts/invitations/{invited.pk}/resend/", {"form_key": key})
    assert northfield.invitations.open().count() == 1
    assert not northfield.invitations.open().filter(pk=invited.pk).exists()
