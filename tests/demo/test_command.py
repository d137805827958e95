"""`manage.py load_demo` and where it stands."""

from pathlib import Path

from django.conf import settings
from django.core.management import call_command

from people.models import User


def test_a_database_with_people_is_left_alone(finn, capsys):
    call_command("load_demo")
    assert User.objects.count() == 1
    assert "not loaded" in capsys.readouterr().out


def test_no_image_of_ours_brings_the_demo_along():
    ignored = (Path(settings.BASE_DIR) / ".dockerignore").read_text().splitlines()
    assert "demo" in {line.strip("/") for line in ignored}
