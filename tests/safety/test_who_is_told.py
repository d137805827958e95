"""Before the first safety question the page says, truly, what is told to whom."""

import pytest
from django.template.loader import render_to_string

from people.actions import deactivate_membership
from people.models import Membership, Role
from safety.queries import who_is_told


def said(person):
    text = render_to_string("safety/_who_is_told.html", {"told": who_is_told(person)})
    return " ".join(text.split())


def test_a_reading_clinic_is_named_with_its_reader_and_hours(ana, watched):
    told = who_is_told(ana)
    assert [(c.name, c.answers) for c in told.told] == [("Northfield Pain Clinic", "Ben Okoro")]
    text = said(ana)
    for part in ("Northfield Pain Clinic is told", "Ben Okoro reads it", "never your words",
                 "Monday to Friday, 9 to 17", "At other times it waits"):  # fmt: skip
        assert part in text
    assert "Nobody is told." not in text


def test_a_linked_clinic_without_readers_is_named_as_not_told(ana, northfield):
    told = who_is_told(ana)
    assert (told.anyone, [c.name for c in told.silent]) == (False, ["Northfield Pain Clinic"])
    assert "Northfield Pain Clinic is not told" in said(ana)
    assert "Nobody is told." in said(ana)


def test_without_a_clinic_it_says_that_nobody_is_told(finn):
    assert "You have no clinic here." in said(finn)
    assert "Nobody is told." in said(finn)


def test_harm_by_others_is_told_only_on_asking(ana, finn, watched):
    for person in (ana, finn):
        assert "nobody is told unless you ask for it" in said(person)


def test_a_clinic_whose_readers_have_left_is_not_said_to_be_told(ana, ben, gus, edna, watched):
    for person in (ben, gus):
        deactivate_membership(
            membership=Membership.objects.get(user=person, role=Role.THERAPIST), by=edna
        )
    assert not who_is_told(ana).anyone


def test_a_clinic_one_has_left_is_not_named(ana, watched, edna):
    deactivate_membership(membership=Membership.objects.get(user=ana), by=edna)
    assert who_is_told(ana).clinics == ()


@pytest.mark.parametrize("url", ["/safety/flags/", "/safety/support/"])
def test_it_stands_before_the_first_question(url, client, ana, watched):
    client.force_login(ana)
    page = client.get(url).content.decode()
    assert page.index("Who is told what you answer") < page.index("<fieldset")
