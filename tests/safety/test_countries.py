"""Whom to call, and in which countries people may enrol."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from people.models import AuditEvent
from safety import help as help_module
from safety.help import countries, help_for, open_countries, written
from safety.models import HelpVerification


@pytest.fixture
def production(settings):
    settings.DEMO = False


def verify(*arguments):
    out = StringIO()
    call_command("verify_help", *arguments, stdout=out)
    return out.getvalue()


def test_seven_countries_are_written():
    assert set(written()) == {"US", "GB", "IE", "DE", "ES", "CA", "AU"}


@pytest.mark.parametrize("code", sorted(written()))
def test_each_has_an_emergency_number_a_crisis_line_and_more(code):
    found = written()[code]
    assert found.call.tel
    assert all(line.tel for line in (*found.emergency, *found.crisis))
    assert found.medical
    assert found.violence


def test_in_the_demo_all_are_open_and_marked_as_unchecked(db):
    assert len(open_countries()) == 7
    assert all(country.unchecked for country in countries())


def test_in_production_none_is_open_before_somebody_checked(db, production):
    assert open_countries() == []


def test_a_check_opens_that_country_alone(db, production):
    verify("GB", "--by", "Priya Shah")
    assert open_countries() == [("GB", "United Kingdom")]
    assert help_for("GB").checked_at
    assert HelpVerification.objects.get().verified_by == "Priya Shah"


def test_a_changed_number_is_unchecked_again(db, production, monkeypatch):
    verify("GB", "--by", "Priya Shah")
    changed = {"GB": help_module.replace(written()["GB"], crisis=())}
    monkeypatch.setattr(help_module, "written", lambda language=None: changed)
    assert open_countries() == []


def test_checking_again_replaces_the_check(db, production):
    verify("GB", "--by", "Priya Shah")
    verify("GB", "--by", "Tom Ash")
    assert HelpVerification.objects.get().verified_by == "Tom Ash"
    assert AuditEvent.objects.filter(action="verify-help").count() == 2


def test_without_a_name_nothing_is_recorded(db):
    said = verify("US")
    assert "988" in said
    assert "Nothing recorded" in said
    assert not HelpVerification.objects.exists()


def test_without_a_country_the_command_lists_them(db):
    verify("IE", "--by", "Priya Shah")
    said = verify()
    assert "US  United States: unchecked" in said
    assert "IE  Ireland: checked" in said


def test_an_unwritten_country_is_refused_with_advice(db):
    with pytest.raises(CommandError, match=r"help\.en\.toml"):
        verify("XX", "--by", "Priya Shah")


def test_a_country_nobody_wrote_down_has_no_help(db):
    assert help_for("XX") is None
