"""Rotation: rewrite under the newest key, or look at what each key still holds."""

import argparse
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import DEFAULT_DB_ALIAS, connections

from vault.errors import Unreadable
from vault.keys import keyring, newest_key
from vault.registry import encrypted_fields, label
from vault.rotation import read_column, reencrypt_column
from vault.survey import existing_columns, holdings


class Command(BaseCommand):
    """`manage.py reencrypt [--check | --list]`."""

    help = (
        "Rewrites every encrypted value under the newest key of FIELD_KEYS, while the service "
        "runs. Safe to stop and to start again."
    )

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        only = parser.add_mutually_exclusive_group()
        only.add_argument(
            "--check",
            action="store_true",
            help="read every value, change nothing, and name the rows that cannot be read",
        )
        only.add_argument("--list", action="store_true", help="list the encrypted columns and stop")
        parser.add_argument("--database", default=DEFAULT_DB_ALIAS)

    def handle(self, *args: Any, **options: Any) -> None:
        if options["list"]:
            for model, field in encrypted_fields():
                self.stdout.write(f"- `{label(model, field)}`")
            return
        if not keyring():
            raise CommandError("FIELD_KEYS is empty: there is no key to read or write with.")
        work = read_column if options["check"] else reencrypt_column
        using = options["database"]
        unreadable: list[Unreadable] = []
        rewritten = 0
        for model, field in existing_columns(connections[using]):
            name = label(model, field)
            tally = work(model, field, using, lambda seen, name=name: self._progress(name, seen))  # type: ignore[misc]
            self._progress("", 0)
            for error in tally.unreadable:
                self.stdout.write(str(error))
            unreadable += tally.unreadable
            rewritten += tally.rewritten
        if not options["check"]:
            self.stdout.write(f"{rewritten} values rewritten under key {newest_key().id}.")
        self._keys_in_use(using)
        if unreadable:
            raise CommandError(f"{len(unreadable)} values cannot be read; they are named above.")

    def _keys_in_use(self, using: str) -> None:
        counts = dict.fromkeys((key.id for key in keyring()), 0)
        for model, field in existing_columns(connections[using]):
            for held in holdings(model, field, using):
                if held.key_id in counts:
                    counts[held.key_id] += held.count
        for key_id, count in counts.items():
            note = "" if count or key_id == newest_key().id else " (may be removed)"
            self.stdout.write(f"key {key_id}: {count} values{note}")

    def _progress(self, name: str, seen: int) -> None:
        if self.stdout.isatty():
            line = f"{name}: {seen}" if name else ""
            self.stdout.write(f"\r\x1b[K{line}", ending="")
            self.stdout.flush()
