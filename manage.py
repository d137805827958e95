#!/usr/bin/env python3
"""Django's command line. Run it with any Python 3.11 or newer: it makes and uses .venv itself."""

import sys

# Stands before every import, in words that even an old Python can read.
if sys.version_info < (3, 11):  # noqa: UP036
    sys.exit(
        "CBTBack needs Python 3.11 or newer, and this is %d.%d. "
        "Install a newer one and name it: make start PYTHON=python3.12" % sys.version_info[:2]
    )

import os

from cbtback import bootstrap


def main() -> None:
    bootstrap.prepare(sys.argv[1:])

    # From here on this is .venv's Python, which has Django.
    from django.conf import settings
    from django.core.exceptions import ImproperlyConfigured
    from django.core.management import execute_from_command_line
    from environs import EnvError

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cbtback.settings")
    try:
        settings.INSTALLED_APPS  # noqa: B018 (loads them)
    except (ImproperlyConfigured, EnvError) as fault:
        sys.exit(f"CBTBack cannot start. {fault}")
    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
