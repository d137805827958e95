"""The outbox: every message that leaves. It knows addresses, not people."""

from django.apps import AppConfig
from django.core.checks import register

from outbox.checks import check_transport


class OutboxConfig(AppConfig):
    """Registers the checks."""

    name = "outbox"

    def ready(self) -> None:
        register(check_transport, "outbox")
