from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from cbtback import fonts


class Command(BaseCommand):
    help = "Cut the typefaces down to the letters we use. Does nothing when they are there."
    requires_system_checks = []

    def handle(self, *args: Any, **options: Any) -> None:
        made = fonts.build(settings.FONTS_DIR)
        self.stdout.write(f"Fonts {'made' if made else 'are there already'}: {settings.FONTS_DIR}")
