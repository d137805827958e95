from argparse import ArgumentParser
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.core.validators import validate_email
from django.db import transaction

from people.actions import create_clinic, invite
from people.forms import open_countries
from people.models import Role


class Command(BaseCommand):
    help = "Make a clinic, and invite its first admin by e-mail."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("name")
        parser.add_argument("--admin", required=True, metavar="E-MAIL")
        parser.add_argument("--country", required=True, help="two letters, such as US")
        parser.add_argument("--time-zone", default="UTC", help="such as America/New_York")
        parser.add_argument("--phone", default="", help="what patients call")
        parser.add_argument("--hours", default="", help="when somebody answers it, in words")

    @transaction.atomic
    def handle(self, *args: Any, name: str, admin: str, country: str, **options: Any) -> None:
        country = country.upper()
        if country not in dict(open_countries()):
            # Without numbers to call nobody there may enrol, and so nobody could be invited.
            raise CommandError(
                f"{country} is not open: record who checked its emergency numbers first "
                "(manage.py verify_help)."
            )
        try:
            validate_email(admin)
            clinic = create_clinic(
                name=name,
                country=country,
                time_zone=options["time_zone"],
                phone=options["phone"],
                hours=options["hours"],
                by=None,
            )
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from None
        invite(clinic=clinic, email=admin, role=Role.ADMIN, by=None)
        self.stdout.write(f"{clinic.name} is made ({clinic.pk}).")
        self.stdout.write(f"An invitation for its admin is on its way to {admin}.")
