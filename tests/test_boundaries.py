"""What changes when somebody shares, stops sharing, or leaves."""

from django.urls import reverse

from people.actions import deactivate_membership, stop_sharing
from people.models import Membership, Role
from tests.builders import share
from tests.visits import Visitor, snapshot


def test_a_therapist_reads_a_page_from_when_it_is_shared(ana, ben, example, northfield):
    visitor, path = Visitor(ben), reverse("care:review", kwargs={"pk": example.pk})
    assert visitor.get(path).status_code == 404
    share(ana, ben, northfield, example)
    assert visitor.get(path).status_code == 200


def test_a_therapist_reads_it_no_more_when_sharing_has_stopped(ana, ben, example, northfield):
    visitor, path = Visitor(ben), reverse("care:review", kwargs={"pk": example.pk})
    grant = share(ana, ben, northfield, example)
    assert visitor.get(path).status_code == 200
    stop_sharing(grant=grant, by=ana)
    assert visitor.get(path).status_code == 404


def test_only_the_one_page_that_was_shared_opens(ana, ben, cleo, dev, example, northfield):
    share(ana, ben, northfield, example)
    path = reverse("care:review", kwargs={"pk": example.pk})
    assert [Visitor(who).get(path).status_code for who in (cleo, dev)] == [404, 404]


def test_a_therapist_who_was_deactivated_is_logged_out_and_reads_nothing(
    ana, ben, edna, example, northfield
):
    share(ana, ben, northfield, example)
    visitor, path = Visitor(ben), reverse("care:review", kwargs={"pk": example.pk})
    assert visitor.get(path).status_code == 200
    membership = Membership.objects.get(user=ben, role=Role.THERAPIST)
    deactivate_membership(membership=membership, by=edna)
    assert visitor.get(path)["Location"].startswith("/account/login/")
    ben.refresh_from_db()
    assert Visitor(ben).get(path).status_code == 404


def test_a_patient_who_left_the_clinic_keeps_their_own_pages(ana, ben, edna, example, northfield):
    share(ana, ben, northfield, example)
    deactivate_membership(membership=ana.memberships.get(), by=edna)
    own = reverse("sessions:page", kwargs={"pk": example.pk})
    assert Visitor(ana).get(own).status_code == 200
    theirs = reverse("care:review", kwargs={"pk": example.pk})
    assert Visitor(ben).get(theirs).status_code == 404


def test_an_admin_who_was_deactivated_runs_nothing(ana, ben, edna, northfield):
    visitor = Visitor(edna)
    Membership.objects.filter(user=edna).update(ended_at=edna.created)
    assert visitor.get(reverse("people:accounts")).status_code == 404


def test_fields_that_no_form_has_change_nothing(ana):
    before = snapshot()["people.Membership"]
    Visitor(ana).send(
        reverse("people:settings"),
        {
            "name": "Ana M.",
            "time_zone": ana.time_zone,
            "email": "other@cbtback.example",
            "is_active": "",
            "country": "XX",
            "role": "admin",
            "clinic": str(ana.memberships.get().clinic_id),
        },
    )
    kept = (ana.email, ana.country)
    ana.refresh_from_db()
    assert (ana.email, ana.country, ana.is_active) == (*kept, True)
    assert snapshot()["people.Membership"] == before
