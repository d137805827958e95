"""A real operator begins here."""

import pytest
from django.core import mail
from django.core.management import CommandError, call_command

from people.models import Clinic, Invitation

pytestmark = pytest.mark.django_db

NEW = ["Elm Street", "--admin", "Gus@cbtback.example", "--country", "us"]


@pytest.mark.django_db(transaction=True)
def test_create_clinic_invites_its_first_admin(capsys):
    call_command("create_clinic", *NEW, "--time-zone", "America/Chicago", "--phone", "555 0199")
    clinic = Clinic.objects.get()
    assert (clinic.name, clinic.country, clinic.phone) == ("Elm Street", "US", "555 0199")
    invitation = Invitation.objects.get()
    assert (invitation.email, invitation.role) == ("gus@cbtback.example", "admin")
    assert mail.outbox[0].to == ["gus@cbtback.example"]
    assert "on its way" in capsys.readouterr().out


@pytest.mark.parametrize(
    "wrong",
    [["--country", "XX"], ["--admin", "gus"], ["--time-zone", "Mars/Base"]],
    ids=lambda wrong: wrong[0],
)
def test_create_clinic_refuses_with_a_reason_and_makes_nothing(wrong):
    with pytest.raises(CommandError):
        call_command("create_clinic", *NEW, *wrong)
    assert not Clinic.objects.exists()


def alerts(**changes):
    options = {
        "responder": "ben@cbtback.example",
        "deputy": "farah@cbtback.example",
        "hours": "9 to 17",
        "minutes": 60,
        **changes,
    }
    call_command("set_alerts", options.pop("clinic", "Northfield Pain Clinic"), **options)


def test_set_alerts_switches_them_on(ben, farah, northfield):
    alerts()
    northfield.refresh_from_db()
    assert northfield.alerts_on
    assert (northfield.responder, northfield.deputy) == (ben, farah)


@pytest.mark.parametrize(
    "wrong",
    [
        {"clinic": "Nowhere"},
        {"responder": "nobody@cbtback.example"},
        {"responder": "dev@cbtback.example"},
        {"responder": "ana@cbtback.example"},
        {"responder": "edna@cbtback.example"},
        {"deputy": "edna@cbtback.example"},
        {"responder": "farah@cbtback.example"},
        {"minutes": 0},
        {"minutes": -5},
        {"hours": "x" * 500},
    ],
    ids=lambda wrong: str(wrong)[:40],
)
def test_set_alerts_refuses_with_a_reason(cast, farah, northfield, wrong):
    with pytest.raises(CommandError):
        alerts(**wrong)
    northfield.refresh_from_db()
    assert not northfield.alerts_on
