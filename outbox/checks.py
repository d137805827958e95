"""Start-up checks of the way out."""

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error


def check_transport(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """E001: no way out, or one that leads back in. E002: no time-out."""
    found: list[CheckMessage] = []
    if settings.OUTBOX_TRANSPORT in {"", "outbox.backend.EmailBackend"}:
        hint = "Name the mail back end that really sends, such as Django's smtp.EmailBackend."
        found.append(Error("OUTBOX_TRANSPORT sends nothing.", hint=hint, id="outbox.E001"))
    if not settings.EMAIL_TIMEOUT:
        hint = "Without one a silent mail server holds a worker for ever; 10 (seconds) is good."
        found.append(Error("EMAIL_TIMEOUT is not set.", hint=hint, id="outbox.E002"))
    return found
