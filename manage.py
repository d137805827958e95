#!/usr/bin/env python3
"""Django's command line. Run it with any Python 3.11 or newer: it makes and uses .venv itself."""

import sys

# Stands before every import, in words that even an old Python can read.
if sys.version_info < (3, 11):  # noqa: UP036
    sys.exit(
        "CBTBack cannot start. It needs Python 3.11 or newer, and this is {}.{}. "
        "Install a newer one and name it: make start PYTHON=python3.12".format(*sys.version_info)
    )

import os

from cbtback import bootstrap


def main() -> None:
    bootstrap.prepare(sys.argv[1:])
    if sys.argv[1:2] == ["test"]:
        from tests.suite.__main__ import main as test

        sys.exit(test(sys.argv[2:]))

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
