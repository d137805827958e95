"""Logs say what happened and where, never what somebody wrote.

The text of an exception may quote a row, a form or an address ("Key (email)=(…) already exists"),
and an address may carry a one-time token. So neither is printed: the exception's type and frames
are, and the route's pattern in place of its path.
"""

import logging
import traceback
from types import TracebackType

from django.http import HttpRequest

ExcInfo = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]


class WordlessFormatter(logging.Formatter):
    """Prints an exception as its frames and types, its causes too, without their texts."""

    def formatException(self, ei: ExcInfo) -> str:  # noqa: N802 (the name is logging's)
        error = ei[1]
        parts: list[str] = []
        while error is not None:
            frames = "".join(traceback.format_tb(error.__traceback__)).rstrip()
            parts.append(f"{frames}\n{_type_name(error)}".lstrip("\n"))
            error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
        return "\nwhile handling:\n".join(parts)


class WordlessFilter(logging.Filter):
    """Takes paths and exception texts out of a record's message; drops no record."""

    def filter(self, record: logging.LogRecord) -> bool:
        request = getattr(record, "request", None)
        # The development server passes a bare socket under that name.
        if isinstance(request, HttpRequest):
            match = getattr(request, "resolver_match", None)
            route = f"/{match.route}" if match else "(no such page)"
            status = getattr(record, "status_code", "")
            record.msg, record.args = "%s %s %s", (request.method, route, status)
        elif isinstance(record.args, dict):
            # Celery: the error, its traceback and the arguments come as named values.
            hidden = {"exc", "traceback", "args", "kwargs"} & record.args.keys()
            record.args = dict(record.args) | dict.fromkeys(hidden, "(not logged)")
        elif record.args:
            record.args = tuple(
                _type_name(arg) if isinstance(arg, BaseException) else arg for arg in record.args
            )
        return True


def _type_name(error: BaseException) -> str:
    kind = type(error)
    return (
        kind.__qualname__
        if kind.__module__ == "builtins"
        else f"{kind.__module__}.{kind.__qualname__}"
    )
