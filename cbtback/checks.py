"""System checks: a production configuration that would lose or leak something is refused.

What is missing altogether is named by `cbtback/settings.py`; here is what is set, but unsafe.
"""

from collections.abc import Iterable, Iterator
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core import checks
from django.core.exceptions import ImproperlyConfigured
from django.db import connections

TAG = "cbtback"

Found = Iterator[checks.CheckMessage]


@checks.register(TAG)
def production_is_safe(app_configs: object, **_: object) -> list[checks.CheckMessage]:
    if not settings.PRODUCTION:
        return []
    return [*_about_people(), *_about_addresses(), *_about_services()]


def _about_people() -> Found:
    if settings.DEMO:
        yield checks.Error(
            "The demo clinic is on: its log-ins are public.",
            hint="Take CBTBACK_DEMO out of the environment.",
            id="cbtback.E001",
        )
    if settings.DEBUG:
        yield checks.Error(
            "DEBUG shows people's words to whoever causes an error.",
            hint="Leave DEBUG off.",
            id="cbtback.E002",
        )
    if settings.SECRET_KEY.encode() in {settings.HASH_KEY, *dict(settings.FIELD_KEYS).values()}:
        yield checks.Error(
            "One secret serves as two.",
            hint="Make each with `python3 manage.py new_secrets`.",
            id="cbtback.E003",
        )


def _about_addresses() -> Found:
    if "*" in settings.ALLOWED_HOSTS:
        yield checks.Error(
            "Any host name is taken, so a link in a mail can be made to point elsewhere.",
            hint="Set CBTBACK_ALLOWED_HOSTS to the names people use, or leave it out.",
            id="cbtback.E004",
        )
    if urlsplit(settings.SITE_URL).scheme != "https":
        yield checks.Error(
            "CBTBACK_URL does not begin with https://.",
            hint="Put a proxy with a certificate in front, and give its address.",
            id="cbtback.E005",
        )


def _about_services() -> Found:
    if settings.DATABASES["default"]["ENGINE"].endswith("sqlite3"):
        yield checks.Error(
            "SQLite serves one machine and is not for production.",
            hint="Set DATABASE_URL to postgres://user:password@host:5432/name.",
            id="cbtback.E006",
        )
    if not settings.CACHES["default"]["BACKEND"].endswith("RedisCache"):
        yield checks.Error(
            "The cache is not shared by all hosts, so log-in limits would count for each alone.",
            hint="Set REDIS_URL to redis://host:6379/0.",
            id="cbtback.E007",
        )
    if not settings.OUTBOX_TRANSPORT.endswith("smtp.EmailBackend"):
        yield checks.Error(
            "Mail goes nowhere: invitations and alerts would not arrive.",
            hint="Set EMAIL_URL to submission://user:password@host:587.",
            id="cbtback.E008",
        )
    elif not (settings.EMAIL_USE_TLS or settings.EMAIL_USE_SSL):
        yield checks.Error(
            "Mail would go out unencrypted.",
            hint="Use submission://…:587 (STARTTLS) or smtp://…:465?ssl=true in EMAIL_URL.",
            id="cbtback.E009",
        )


@checks.register(checks.Tags.database)
def postgres_keeps_what_it_confirms(
    app_configs: object, databases: Iterable[str] | None = None, **_: object
) -> list[checks.CheckMessage]:
    """A reported commit outlives a crash only with both settings on."""
    return [fault for alias in databases or [] for fault in _forgetful(alias)]


def _forgetful(alias: str) -> Found:
    connection: Any = connections[alias]
    if not settings.PRODUCTION or connection.vendor != "postgresql":
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('fsync'), current_setting('synchronous_commit')")
        fsync, synchronous_commit = cursor.fetchone()
    if fsync == "off" or synchronous_commit == "off":
        yield checks.Error(
            f"PostgreSQL may forget what it confirmed (fsync {fsync}, "
            f"synchronous_commit {synchronous_commit}).",
            hint="Turn both on in postgresql.conf.",
            id="cbtback.E010",
        )


def refuse_unsafe_production() -> None:
    """For the processes that Django's commands do not check: web, workers and beat.

    Raises ImproperlyConfigured with every error and its hint.
    """
    errors = [found for found in checks.run_checks(tags=[TAG]) if found.is_serious()]
    if errors:
        raise ImproperlyConfigured(
            "This configuration is refused:\n" + "\n".join(str(error) for error in errors)
        )
