"""Production refuses what is missing, with advice, and what is unsafe, with an id and a hint."""

import os
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import connection

from cbtback import checks
from tests.suite.__main__ import SAMPLE_PRODUCTION


@pytest.fixture
def production(monkeypatch: pytest.MonkeyPatch) -> SimpleNamespace:
    """A production that is safe."""
    safe = SimpleNamespace(
        PRODUCTION=True,
        DEMO=False,
        DEBUG=False,
        SECRET_KEY="s" * 50,
        FIELD_KEYS=[("k1", b"f" * 32)],
        HASH_KEY=b"h" * 32,
        SITE_URL="https://back.clinic.example",
        ALLOWED_HOSTS=["back.clinic.example"],
        DATABASES={"default": {"ENGINE": "django.db.backends.postgresql"}},
        CACHES={"default": {"BACKEND": "django.core.cache.backends.redis.RedisCache"}},
        OUTBOX_TRANSPORT="django.core.mail.backends.smtp.EmailBackend",
        EMAIL_USE_TLS=True,
        EMAIL_USE_SSL=False,
    )
    monkeypatch.setattr(checks, "settings", safe)
    return safe


def ids() -> list[str | None]:
    return [found.id for found in checks.production_is_safe(None)]


def test_a_safe_production_is_let_through(production: SimpleNamespace) -> None:
    assert ids() == []
    checks.refuse_unsafe_production()


def test_a_local_run_is_not_asked(production: SimpleNamespace) -> None:
    production.PRODUCTION = False
    production.DEMO = True
    assert ids() == []


@pytest.mark.parametrize(
    ("name", "value", "expected"),
    [
        ("DEMO", True, "cbtback.E001"),
        ("DEBUG", True, "cbtback.E002"),
        ("SECRET_KEY", "h" * 32, "cbtback.E003"),
        ("ALLOWED_HOSTS", ["*"], "cbtback.E004"),
        ("SITE_URL", "http://back.clinic.example", "cbtback.E005"),
        ("DATABASES", {"default": {"ENGINE": "django.db.backends.sqlite3"}}, "cbtback.E006"),
        ("CACHES", {"default": {"BACKEND": "django.core...LocMemCache"}}, "cbtback.E007"),
        ("OUTBOX_TRANSPORT", "django.core...filebased.EmailBackend", "cbtback.E008"),
        ("EMAIL_USE_TLS", False, "cbtback.E009"),
    ],
)
def test_what_is_unsafe_is_refused_with_a_hint(
    production: SimpleNamespace, name: str, value: object, expected: str
) -> None:
    setattr(production, name, value)
    assert ids() == [expected]
    assert checks.production_is_safe(None)[0].hint


def test_web_and_workers_refuse_it_too(production: SimpleNamespace) -> None:
    production.DEMO = True
    with pytest.raises(ImproperlyConfigured, match=r"cbtback\.E001"):
        checks.refuse_unsafe_production()


@pytest.mark.postgres
@pytest.mark.django_db
def test_a_forgetful_postgres_is_refused(production: SimpleNamespace) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET synchronous_commit = off")
        found = checks.postgres_keeps_what_it_confirms(None, databases=["default"])
        cursor.execute("SET synchronous_commit = on")
    assert [error.id for error in found] == ["cbtback.E010"]


def load_settings(**environment: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, "-c", "import cbtback.settings"],
        env={"PATH": os.environ["PATH"], **environment},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize(
    "name",
    [
        "CBTBACK_URL", "CBTBACK_SECRET_KEY", "CBTBACK_FIELD_KEYS", "CBTBACK_HASH_KEY",
        "DATABASE_URL", "REDIS_URL", "EMAIL_URL",
    ],
)  # fmt: skip
def test_production_does_not_start_without(name: str) -> None:
    result = load_settings(**{key: v for key, v in SAMPLE_PRODUCTION.items() if key != name})
    assert result.returncode == 1
    assert f"  {name}: " in result.stderr


def test_everything_missing_is_named_at_once(tmp_path: Path) -> None:
    result = load_settings(CBTBACK_PRODUCTION="1", CBTBACK_DATA_DIR=str(tmp_path / "data"))
    assert result.stderr.count("\n  CBTBACK_") == 4
    assert not (tmp_path / "data" / "secrets").exists()
