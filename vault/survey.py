"""What the database holds: values by column and key, and those that cannot be read."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import CharField, Count, Min, Model, QuerySet, TextField, Value
from django.db.models.functions import Cast, Greatest, StrIndex, Substr

from vault.errors import Unreadable
from vault.fields import EncryptedField, Sealed
from vault.keys import keyring
from vault.registry import encrypted_fields, label


@dataclass(frozen=True)
class Holding:
    """How many values of one column name one key; `key_id` is "" where none is named."""

    model: type[Model]
    field: EncryptedField
    key_id: str
    count: int
    example: Any

    @property
    def label(self) -> str:
        return label(self.model, self.field)


def sealed_rows(model: type[Model], field: EncryptedField, using: str) -> QuerySet[Any]:
    """The rows of a column that hold something, in order of their keys."""
    rows = model._base_manager.using(using).exclude(**{f"{field.name}__isnull": True})
    return rows.exclude(**{field.name: Sealed("")}).order_by()


def holdings(model: type[Model], field: EncryptedField, using: str) -> Iterator[Holding]:
    """Counts by key id for one column: one scan of its table."""
    dot = Greatest(StrIndex(field.name, Value(".")) - 1, Value(0))
    rows = (
        sealed_rows(model, field, using)
        .annotate(key_id=Substr(field.name, 1, dot, output_field=CharField()))
        .values("key_id")
        .annotate(count=Count("pk"), example=Min(Cast("pk", TextField())))
    )
    for row in rows:
        yield Holding(model, field, row["key_id"], row["count"], row["example"])


def why_unreadable(
    model: type[Model], field: EncryptedField, pk: Any, sealed: Sealed
) -> Unreadable | None:
    """The error that reading this value gives, or None."""
    try:
        field.open(sealed, model(pk=pk))
    except Unreadable as error:
        return error
    return None


def unreadable_keys(connection: BaseDatabaseWrapper) -> Iterator[str]:
    """A sentence for each column and key whose values the keyring cannot open.

    Looks at one value of each key that the ring has, and at none of the others: cheap enough
    for each start, and it finds a dropped or exchanged key. `reencrypt --check` reads all.
    """
    known = {key.id for key in keyring()}
    for model, field in existing_columns(connection):
        for held in holdings(model, field, connection.alias):
            if held.key_id not in known:
                reason = "their key is not in FIELD_KEYS"
            else:
                row = sealed_rows(model, field, connection.alias).filter(pk=held.example)
                sealed = row.values_list(field.name, flat=True).first()
                error = sealed and why_unreadable(model, field, held.example, sealed)
                if not error:
                    continue
                reason = error.reason
            values = f"{held.count} values of {held.label}"
            yield f"{values} cannot be read, {held.example} first: {reason}"


def existing_columns(
    connection: BaseDatabaseWrapper,
) -> Iterator[tuple[type[Model], EncryptedField]]:
    """The encrypted columns that are there: before a migration some are not."""
    with connection.cursor() as cursor:
        tables = set(connection.introspection.table_names(cursor))
        columns: dict[str, set[str]] = {}
        for table in tables & {model._meta.db_table for model, _ in encrypted_fields()}:
            described = connection.introspection.get_table_description(cursor, table)
            columns[table] = {column.name for column in described}
    for model, field in encrypted_fields():
        if field.column in columns.get(model._meta.db_table, set()):
            yield model, field
