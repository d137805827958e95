"""Rewrites every encrypted value under the newest key, while the service runs."""

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.db import connections, transaction
from django.db.models import Model

from vault.errors import Unreadable
from vault.fields import EncryptedField, Sealed
from vault.keys import newest_key
from vault.survey import sealed_rows, why_unreadable

BATCH = 200
# SQLite has one writer for everybody: short turns, and a breath for the others in between.
SQLITE_BATCH = 50
SQLITE_PAUSE = 0.02


@dataclass
class Tally:
    """What one column came to."""

    seen: int = 0
    rewritten: int = 0
    unreadable: list[Unreadable] = field(default_factory=list)


def batches(
    model: type[Model], column: EncryptedField, using: str
) -> Iterator[list[tuple[Any, Sealed]]]:
    """Pairs of primary key and sealed value, in order of the key, a batch at a time."""
    sqlite = connections[using].vendor == "sqlite"
    size = SQLITE_BATCH if sqlite else BATCH
    rows = sealed_rows(model, column, using).order_by("pk").values_list("pk", column.name)
    batch = list(rows[:size])
    while batch:
        yield batch
        if sqlite:
            time.sleep(SQLITE_PAUSE)
        batch = list(rows.filter(pk__gt=batch[-1][0])[:size])


def read_column(
    model: type[Model], column: EncryptedField, using: str, seen: Callable[[int], None]
) -> Tally:
    """Reads every value and changes nothing."""
    tally = Tally()
    for batch in batches(model, column, using):
        for pk, sealed in batch:
            error = why_unreadable(model, column, pk, sealed)
            if error:
                tally.unreadable.append(error)
        tally.seen += len(batch)
        seen(tally.seen)
    return tally


def reencrypt_column(
    model: type[Model], column: EncryptedField, using: str, seen: Callable[[int], None]
) -> Tally:
    """Rewrites what is not under the newest key. Begun again, it goes on where it ended."""
    tally = Tally()
    newest = newest_key().id
    for batch in batches(model, column, using):
        with transaction.atomic(using=using):
            for pk, sealed in batch:
                try:
                    if sealed.key_id != newest:
                        tally.rewritten += _rewrite(model, column, using, pk, sealed)
                except Unreadable as error:
                    what = f"{model._meta.label}.{column.name} {pk}"
                    tally.unreadable.append(Unreadable(error.reason, what))
        tally.seen += len(batch)
        seen(tally.seen)
    return tally


def _rewrite(model: type[Model], column: EncryptedField, using: str, pk: Any, old: Sealed) -> int:
    """1 if rewritten, 0 if somebody wrote meanwhile, and so under the newest key already."""
    row = model(pk=pk)
    new = column.seal(column.open(old, row), row)
    same = model._base_manager.using(using).filter(pk=pk, **{column.name: old})
    return same.update(**{column.name: new})
