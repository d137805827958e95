#!/usr/bin/env python3
"""Django's command line. Run it with any Python 3.11 or newer: it makes and uses .venv itself."""

import os
import sys


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cbtback.settings")
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
