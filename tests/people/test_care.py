"""Who treats whom."""

import pytest

from people import actions
from people.access import care_team_of, clinic_of_patient, patients_of, treats
from people.errors import NotAllowed, NoTherapist
from people.models import AccessGrant, CareRelationship
from tests import builders
from tests.people.forms_on_page import key_on

pytestmark = pytest.mark.django_db


@pytest.fixture
def kai(northfield):
    kai = builders.make_user("kai@cbtback.example", "Kai Lund")
    builders.join(kai, northfield, "therapist")
    return kai


def page_of(person):
    return f"/accounts/{person.memberships.get().pk}/therapists/"


def test_a_therapist_sees_who_they_treat_and_nobody_else(cast):
    assert list(patients_of(cast["ben"])) == [cast["ana"]]
    assert list(patients_of(cast["dev"])) == [cast["cleo"]]


def test_care_opens_no_record(ana, ben):
    assert treats(ben, ana)
    assert not AccessGrant.objects.exists()


def test_starting_twice_is_one(ana, ben, northfield, edna):
    again = actions.start_care(patient=ana, therapist=ben, clinic=northfield, by=edna)
    assert again == CareRelationship.objects.get()


def test_its_end_closes_what_was_open_to_that_therapist_alone(ana, ben, kai, northfield, edna):
    builders.treat(kai, ana, northfield)
    builders.share(ana, ben, northfield)
    builders.share(ana, kai, northfield)
    actions.end_care(care=ana.therapists.get(therapist=ben), by=edna)
    assert [grant.reader for grant in AccessGrant.objects.in_force()] == [kai]


@pytest.mark.parametrize("who", ["ana", "ben", "edna"])
def test_patient_therapist_and_admin_may_end_it(cast, who):
    actions.end_care(care=cast["ana"].therapists.get(), by=cast[who])
    assert not care_team_of(cast["ana"]).exists()


@pytest.mark.parametrize("who", ["cleo", "dev", "finn"])
def test_strangers_may_not(cast, who):
    with pytest.raises(NotAllowed):
        actions.end_care(care=cast["ana"].therapists.get(), by=cast[who])


def test_only_patients_of_the_clinic_are_treated_there(cast, northfield):
    with pytest.raises(NotAllowed):
        actions.start_care(
            patient=cast["finn"], therapist=cast["ben"], clinic=northfield, by=cast["edna"]
        )


def test_only_by_its_therapists(cast, northfield):
    for therapist in (cast["dev"], cast["edna"], cast["ana"]):
        with pytest.raises(NoTherapist):
            actions.start_care(
                patient=cast["ana"], therapist=therapist, clinic=northfield, by=cast["edna"]
            )


def test_a_clock_that_was_set_back_ends_it_all_the_same(ana, ben, time_machine):
    time_machine.move_to("2020-01-01")
    actions.end_care(care=ana.therapists.get(), by=ben)
    assert not patients_of(ben).exists()


def test_a_patient_has_the_clinic_they_came_to_last(ana, northfield, harbor, finn):
    assert clinic_of_patient(ana) == northfield
    builders.join(ana, harbor)
    assert clinic_of_patient(ana) == harbor
    assert clinic_of_patient(finn) is None


def test_the_admin_names_a_therapist(ana, kai, edna, browser):
    client = browser(edna)
    fields = {"form_key": key_on(client, page_of(ana)), "therapist": str(kai.pk)}
    answer = client.post(page_of(ana), fields, follow=True)
    assert "They treat this patient" in answer.content.decode()
    assert treats(kai, ana)


@pytest.mark.parametrize("who", ["dev", "ben", "ana", "edna"])
def test_only_one_who_works_there_and_does_not_yet(cast, kai, browser, who):
    client = browser(cast["edna"])
    page = page_of(cast["ana"])
    fields = {"form_key": key_on(client, page), "therapist": str(cast[who].pk)}
    assert client.post(page, fields).status_code == 422
    assert CareRelationship.objects.filter(patient=cast["ana"]).count() == 1


def test_the_admin_ends_it(ana, ben, edna, browser):
    client = browser(edna)
    care = ana.therapists.get()
    key = key_on(client, page_of(ana))
    client.post(f"{page_of(ana)}{care.pk}/end/", {"form_key": key})
    assert not treats(ben, ana)


def test_not_that_of_another_patient(ana, cleo, edna, browser):
    client = browser(edna)
    key = key_on(client, page_of(ana))
    address = f"{page_of(ana)}{cleo.therapists.get().pk}/end/"
    assert client.post(address, {"form_key": key}).status_code == 404
    assert care_team_of(cleo).exists()
