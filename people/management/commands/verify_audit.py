from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from people.seals import verify


class Command(BaseCommand):
    help = "Check the audit trail's hash chain, and name the first link that does not hold."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--anchor",
            default="",
            metavar="DIGEST",
            help="the last digest of an earlier run, noted down elsewhere: it must be in the chain",
        )

    def handle(self, *args: Any, anchor: str, **options: Any) -> None:
        verdict = verify(anchor=anchor)
        if verdict.broken:
            raise CommandError(verdict.broken)
        self.stdout.write(
            f"The audit trail holds: {verdict.events} events in {verdict.links} links, "
            f"{verdict.unsealed} not sealed yet."
        )
        if verdict.last:
            self.stdout.write(f"Last link, to note down elsewhere: {verdict.last}")
