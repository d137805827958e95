from argparse import ArgumentParser
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError

from people.actions import set_alerts
from people.errors import NotAllowed
from people.models import Clinic, User


class Command(BaseCommand):
    help = (
        "Name who answers a clinic's safety alerts, who stands in for them, when they read, "
        "and within how many minutes. Without all four alerts stay off."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("clinic", help="its name or id")
        parser.add_argument("--responder", required=True, metavar="E-MAIL")
        parser.add_argument("--deputy", required=True, metavar="E-MAIL")
        parser.add_argument("--hours", required=True, help="in words, as patients read them")
        parser.add_argument("--minutes", required=True, type=int)

    def handle(self, *args: Any, **options: Any) -> None:
        clinic = _clinic(options["clinic"])
        try:
            set_alerts(
                clinic=clinic,
                responder=_person(options["responder"]),
                deputy=_person(options["deputy"]),
                hours=options["hours"],
                minutes=options["minutes"],
                by=None,
            )
        except NotAllowed:
            raise CommandError(f"Both have to be therapists of {clinic.name}.") from None
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from None
        self.stdout.write(f"Safety alerts are on at {clinic.name}.")


def _clinic(name_or_id: str) -> Clinic:
    try:
        found = Clinic.objects.filter(pk=UUID(name_or_id))
    except ValueError:
        found = Clinic.objects.filter(name=name_or_id)
    if len(found) > 1:
        raise CommandError("More than one clinic has that name. Use its id.")
    if not found:
        raise CommandError("There is no such clinic.")
    return found[0]


def _person(email: str) -> User:
    person = User.objects.filter(email=email.strip().lower()).first()
    if person is None:
        raise CommandError(f"{email} has no account.")
    return person
