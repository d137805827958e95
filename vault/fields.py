"""Encrypted model fields: words are readable only as the attribute of their own row.

Each value is encrypted for one field (a permanent context string, so that a column may be
renamed) and one row (its primary key, so the key must not come from the database). It follows:

- `save()`, `create()` and `bulk_create()` encrypt. `update()`, `bulk_update()`, fixtures and
  expressions do not know the row, and raise NeedsRow; clearing by `update(words="")` is fine.
- Loading does not decrypt; the first use of the attribute does. A value that cannot be read
  raises Unreadable there, and names model, field and row.
- `values()` and `values_list()` hand out `Sealed`, which refuses to be used as text.
- Filters know `=""`, `=None` and `isnull` only. Order and distinct go by ciphertext: no use.
- `bulk_create(update_conflicts=True)` may only meet on the primary key: on any other column
  the old row would get text encrypted for the new one.
"""

import json
import logging
from typing import Any

from django.core import checks
from django.db import models
from django.db.models.query_utils import DeferredAttribute
from django.forms import JSONField

from vault.crypto import decrypt, encrypt, split
from vault.errors import NeedsRow, StillSealed, Unreadable, VaultError

logger = logging.getLogger(__name__)

# What stands for words in a query that only asks whether there are any (see get_db_prep_value).
SOME_WORDS = "-"


class Sealed:
    """A value as the database holds it."""

    __slots__ = ("token",)

    def __init__(self, token: str) -> None:
        self.token = token

    @property
    def key_id(self) -> str:
        """The id of the key that wrote it. Unreadable if it is not ciphertext."""
        return split(self.token)[0]

    def __str__(self) -> str:
        raise StillSealed("this is ciphertext, as values() gives it: load the row instead")

    def __repr__(self) -> str:
        return "<Sealed>"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sealed) and other.token == self.token

    def __hash__(self) -> int:
        return hash(self.token)


class SealedAttribute(DeferredAttribute):
    """Decrypts at first use, then keeps what it read."""

    field: "EncryptedField"

    def __get__(self, instance: models.Model | None, cls: Any = None) -> Any:
        if instance is None:
            return self
        value = super().__get__(instance, cls)
        if isinstance(value, Sealed):
            try:
                value = self.field.open(value, instance)
            except Unreadable as error:
                # By hand: logs leave out the texts of exceptions, and this one names the row.
                logger.error("%s: %s", error.what, error.reason)
                raise
            instance.__dict__[self.field.attname] = value
        return value

    # Having __set__ puts this before the instance's own dictionary, so __get__ sees each read.
    def __set__(self, instance: models.Model, value: Any) -> None:
        instance.__dict__[self.field.attname] = value


class EncryptedField(models.Field):
    """What both encrypted fields share. `context` never changes and is used once."""

    descriptor_class = SealedAttribute

    def __init__(self, *args: Any, context: str = "", **kwargs: Any) -> None:
        self.context = context
        super().__init__(*args, **kwargs)

    def get_internal_type(self) -> str:
        return "TextField"

    def deconstruct(self) -> tuple[str, str, list[Any], dict[str, Any]]:
        name, path, args, kwargs = super().deconstruct()
        return name, path, list(args), {**kwargs, "context": self.context}

    # -- between words and bytes, for each field to fill in

    def to_bytes(self, value: Any) -> bytes:
        raise NotImplementedError

    def from_bytes(self, data: bytes) -> Any:
        raise NotImplementedError

    def is_empty(self, value: Any) -> bool:
        """Whether `value` is stored as it is, since there is nothing to hide."""
        return value is None

    # -- row by row

    def seal(self, value: Any, instance: models.Model) -> Any:
        """What the database stores for this row: Sealed, or None or "" as they are."""
        if hasattr(value, "resolve_expression"):
            raise NeedsRow(f"{self._label} takes a value, not an expression")
        value = self.to_python(value)
        if self.is_empty(value):
            return value
        token = encrypt(self.to_bytes(value), purpose=self._purpose, bound_to=self._row(instance))
        return Sealed(token)

    def open(self, sealed: Sealed, instance: models.Model) -> Any:
        """The words of a stored value. Unreadable names model, field and row."""
        row = self._row(instance)
        try:
            return self.from_bytes(decrypt(sealed.token, purpose=self._purpose, bound_to=row))
        except Unreadable as error:
            raise Unreadable(error.reason, f"{self._label} {instance.pk}") from None

    def _row(self, instance: models.Model) -> str:
        # Of the field's own table: a child row's `pk` is not yet set when its parent is saved.
        key_field = self.model._meta.pk
        key = key_field and key_field.to_python(getattr(instance, key_field.attname))
        if not self.context or key is None:
            raise VaultError(f"{self._label} needs a context, and a primary key before it is saved")
        return f"{self.context}:{key}"

    @property
    def _purpose(self) -> str:
        return f"field:{self.context}"

    @property
    def _label(self) -> str:
        return f"{self.model._meta.label}.{self.name}"

    # -- Django's hooks

    def from_db_value(self, value: str | None, expression: Any, connection: Any) -> Any:
        return value if not value else Sealed(value)

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:
        return self.seal(getattr(model_instance, self.attname), model_instance)

    def get_prep_value(self, value: Any) -> Any:
        if isinstance(value, Sealed):
            return value.token
        if self.is_empty(value):
            return value
        raise NeedsRow(
            f"{self._label} is encrypted for one row: set the attribute and call save(); "
            "update(), bulk_update(), fixtures and filters cannot do it"
        )

    def get_db_prep_value(self, value: Any, connection: Any, prepared: bool = False) -> Any:
        # Only constraints checked in Python pass here with words. They can ask whether there are
        # any, so something stands for them and the words stay out of the query.
        if prepared or isinstance(value, Sealed) or self.is_empty(value):
            return super().get_db_prep_value(value, connection, prepared)
        return SOME_WORDS

    def get_db_prep_save(self, value: Any, connection: Any) -> Any:
        return self.get_prep_value(value)

    def get_placeholder(self, value: Any, compiler: Any, connection: Any) -> str:
        if hasattr(value, "as_sql"):
            raise NeedsRow(
                f"{self._label} is encrypted for one row: no expression can set it, "
                "nor bulk_update()"
            )
        return "%s"

    def get_lookup(self, lookup_name: str) -> Any:
        if lookup_name not in {"exact", "isnull"}:
            raise NeedsRow(f"{self._label} is encrypted: {lookup_name!r} cannot search in it")
        return super().get_lookup(lookup_name)

    def value_to_string(self, obj: models.Model) -> str:
        raise NeedsRow(f"{self._label} is encrypted: dumpdata would write it in the clear")

    def check(self, **kwargs: Any) -> list[checks.CheckMessage]:
        return [*super().check(**kwargs), *self._check_context(), *self._check_options()]

    def _check_context(self) -> list[checks.CheckMessage]:
        if self.context and ":" not in self.context:
            return []
        hint = 'Give it a permanent one without a colon, such as context="app.Model.field".'
        message = "An encrypted field needs a context string."
        return [checks.Error(message, hint=hint, obj=self, id="vault.E003")]

    def _check_options(self) -> list[checks.CheckMessage]:
        key = self.model._meta.pk
        while key is not None and isinstance(key.remote_field, models.OneToOneRel):
            key = key.remote_field.model._meta.pk
        found: list[checks.CheckMessage] = []
        if isinstance(key, models.AutoField) or (key is not None and key.has_db_default()):
            message = "An encrypted field needs a primary key that is known before the row is."
            hint = "Use UUIDField(primary_key=True, default=uuid.uuid4)."
            found.append(checks.Error(message, hint=hint, obj=self, id="vault.E007"))
        if self.unique or getattr(self, "db_index", False) or self.primary_key:
            message = "The same words never give the same ciphertext: nothing to index."
            hint = "Keep a vault.hashes.keyed_hash beside it."
            found.append(checks.Error(message, hint=hint, obj=self, id="vault.E008"))
        return found


class EncryptedTextField(EncryptedField, models.TextField):
    """Text, encrypted. Empty stays empty and None stays NULL."""

    def to_bytes(self, value: Any) -> bytes:
        try:
            return str(value).encode()
        except UnicodeEncodeError:
            raise VaultError(f"{self._label} was given text that is not Unicode") from None

    def from_bytes(self, data: bytes) -> str:
        return data.decode()

    def is_empty(self, value: Any) -> bool:
        return value is None or (isinstance(value, str) and value == "")


class EncryptedJSONField(EncryptedField):
    """Anything json.dumps takes, encrypted. None is NULL."""

    def to_bytes(self, value: Any) -> bytes:
        return json.dumps(value, allow_nan=False).encode()

    def from_bytes(self, data: bytes) -> Any:
        return json.loads(data)

    def formfield(self, **kwargs: Any) -> Any:
        return super().formfield(**{"form_class": JSONField, **kwargs})
