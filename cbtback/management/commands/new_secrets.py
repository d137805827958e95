"""`manage.py new_secrets`: the three secrets of a production, ready for its .env file."""

from typing import Any

from django.core.management.base import BaseCommand

from cbtback.keys import new_secrets


class Command(BaseCommand):
    help = "Prints fresh values for the three secret variables; it stores nothing."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        for name, value in new_secrets().items():
            self.stdout.write(f"{name}={value}")
