"""What senders ask to be asked: just before a message goes out, is it still wanted?

A sender registers a dotted path for its purpose in `AppConfig.ready()`; the function takes the
Message and answers True or False. The outbox thus calls up without importing up.
"""

from django.utils.module_loading import import_string

from outbox.models import Message

_checks: dict[str, str] = {}


def register_check(*, purpose: str, path: str) -> None:
    """Have `path` (a callable, Message to bool) asked before each attempt for `purpose`."""
    if _checks.setdefault(purpose, path) != path:
        raise ValueError(f"two checks for the purpose {purpose!r}")


def still_wanted(message: Message) -> bool:
    """The sender's answer; True where none asked to be asked."""
    path = _checks.get(message.purpose)
    return True if path is None else bool(import_string(path)(message))
