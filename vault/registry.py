"""Which columns are encrypted."""

from django.apps import apps
from django.db.models import Model

from vault.fields import EncryptedField


def encrypted_fields() -> list[tuple[type[Model], EncryptedField]]:
    """Each encrypted column once, with the model that owns its table, in order of name."""
    found = [
        (model, field)
        for model in apps.get_models()
        if not model._meta.proxy
        for field in model._meta.local_concrete_fields
        if isinstance(field, EncryptedField)
    ]
    return sorted(found, key=lambda pair: label(*pair))


def label(model: type[Model], field: EncryptedField) -> str:
    """How messages and documents name a column: `app.Model.field`."""
    return f"{model._meta.label}.{field.name}"
