"""Start-up checks of the keyring, the contexts and what the database holds."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error
from django.db import connections

from vault.keys import KEY_BYTES, KEY_ID, keyring
from vault.registry import encrypted_fields, label
from vault.survey import unreadable_keys


def check_keys(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """E001 no key, E002 an id twice, E004 a malformed key, E005 the hash key."""
    found: list[CheckMessage] = []
    keys = keyring()
    if not keys:
        hint = "Set FIELD_KEYS in the environment; docs/security.md says how a key is made."
        found.append(Error("There is no key to encrypt with.", hint=hint, id="vault.E001"))
    if len({key.id for key in keys}) < len(keys):
        hint = "Each key keeps its own id for ever; give the newer one another."
        found.append(Error("Two keys in FIELD_KEYS have one id.", hint=hint, id="vault.E002"))
    if any(not KEY_ID.fullmatch(key.id) or len(key.secret) != KEY_BYTES for key in keys):
        hint = f"An id has up to 32 letters, digits, - or _; a key has {KEY_BYTES} bytes."
        found.append(Error("FIELD_KEYS has a malformed key.", hint=hint, id="vault.E004"))
    reused = settings.HASH_KEY in {key.secret for key in keys} | {str(settings.SECRET_KEY).encode()}
    if len(settings.HASH_KEY) < KEY_BYTES or reused:
        hint = f"HASH_KEY needs {KEY_BYTES} bytes of its own, used for nothing else."
        found.append(Error("HASH_KEY is short or has another use.", hint=hint, id="vault.E005"))
    return found


def check_contexts(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """E003: a context on two columns would let a value move between them unseen."""
    owners: dict[str, list[str]] = defaultdict(list)
    for model, field in encrypted_fields():
        owners[field.context].append(label(model, field))
    return [
        Error(
            f"{' and '.join(labels)} have one context string, {context!r}.",
            hint="Give the newer field one of its own.",
            id="vault.E003",
        )
        for context, labels in owners.items()
        if context and len(labels) > 1
    ]


def check_stored(
    app_configs: Any, databases: Iterable[str] | None = None, **kwargs: Any
) -> list[CheckMessage]:
    """E006: the database holds values that the keyring does not open. Run by migrate."""
    hint = (
        "Put the key back into FIELD_KEYS, then `manage.py reencrypt`. "
        "`manage.py reencrypt --check` names every such row."
    )
    return [
        Error(f"{problem}.", hint=hint, id="vault.E006")
        for alias in databases or ()
        for problem in unreadable_keys(connections[alias])
    ]
