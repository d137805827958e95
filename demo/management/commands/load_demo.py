"""Fill a new database with the demo clinic."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from demo.load import load
from people.models import User


class Command(BaseCommand):
    help = (
        "Load two made-up clinics with half a year of use into a database that has nobody in it. "
        "All log in with DEMO_PASSWORD. Where there are people already, nothing is done."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        if User.objects.exists():
            self.stdout.write("There are people in this database; the demo clinic is not loaded.")
            return
        load(now=timezone.now())
