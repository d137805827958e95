"""The vault: encrypted fields, keyed hashes, sealed tokens, key rotation."""

from django.apps import AppConfig
from django.core.checks import Tags, register

from vault.checks import check_contexts, check_keys, check_stored


class VaultConfig(AppConfig):
    """Registers the checks."""

    name = "vault"

    def ready(self) -> None:
        register(check_keys, Tags.security)
        register(check_contexts, Tags.models)
        register(check_stored, Tags.database)
