"""Record that somebody checked the emergency and crisis numbers of a country."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from safety.actions import verify_help
from safety.help import LINES, countries, help_for


class Command(BaseCommand):
    help = (
        "Without a country: list what is checked. With one: show its numbers; with --by too, "
        "record who checked them. In production people may enrol only where that is done."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("country", nargs="?", help="two letters, such as US")
        parser.add_argument("--by", default="", help="who called or looked up every number")

    def handle(self, *args: Any, **options: Any) -> None:
        if not options["country"]:
            for one in countries():
                state = f"checked {one.checked_at:%Y-%m-%d}" if one.checked_at else "unchecked"
                self.stdout.write(f"{one.code}  {one.name}: {state}")
            return
        help_ = help_for(options["country"])
        if help_ is None:
            raise CommandError(
                f"Nothing is written for {options['country']}: "
                "add it to safety/content/help.en.toml."
            )
        for kind in LINES:
            for line in getattr(help_, kind):
                self.stdout.write(
                    f"{kind}: {line.number or '(no number)'}  {line.name}. {line.note}"
                )
        name = options["by"].strip()
        if not name:
            self.stdout.write("Nothing recorded. Check each number, then add --by NAME.")
            return
        verify_help(country=help_.code, verified_by=name)
        self.stdout.write(self.style.SUCCESS(f"Recorded: {help_.name}, checked by {name}."))
