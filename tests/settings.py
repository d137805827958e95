"""The product's settings, with a data folder of the tests' own and nothing slow or outward.

DATABASE_URL and REDIS_URL choose the leg; whatever else the environment says is left out, so that
a test says the same on every machine.
"""

import os
from pathlib import Path

_DATA_DIR = Path(__file__).resolve().parent.parent / "var" / "test"
_OURS = {"DEMO_PASSWORD", "EMAIL_URL", "HOST", "PORT"}
for _name in [name for name in os.environ if name in _OURS or name.startswith("CBTBACK_")]:
    del os.environ[_name]
os.environ["CBTBACK_DATA_DIR"] = str(_DATA_DIR)

from cbtback.settings import *  # noqa: E402, F403
from cbtback.settings import (  # noqa: E402
    CACHES,
    DATABASES,
    INSTALLED_APPS,
    MIDDLEWARE,
    STORAGES,
)

ALLOWED_HOSTS = ["localhost", "127.0.0.1", "testserver"]

if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # A file, as in the product: threads of a browser test share no in-memory database well.
    # One for each process, so that two runs at once do not meet.
    DATABASES["default"]["TEST"] = {"NAME": str(_DATA_DIR / f"test-{os.getpid()}.sqlite3")}
    # The product's FULL keeps what a power cut would take; a test's rows may go.
    DATABASES["default"]["OPTIONS"]["init_command"] = (
        "PRAGMA journal_mode=WAL; PRAGMA synchronous=OFF; PRAGMA foreign_keys=ON;"
    )

# Workers of pytest share one Redis: each has its own names in it.
CACHES["default"]["KEY_PREFIX"] = f"cbtback-test-{os.environ.get('PYTEST_XDIST_WORKER', 'one')}"

# A page that asks the database the same thing in a loop fails its test: on one leg, since it asks
# the same of both.
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    INSTALLED_APPS = [*INSTALLED_APPS, "zeal"]
    MIDDLEWARE = ["zeal.middleware.zeal_middleware", *MIDDLEWARE]
ZEAL_RAISE = True
# Libraries look their own rows up more than once: nothing of ours is in a loop there.
ZEAL_ALLOWLIST = [
    {"model": "account.EmailAddress", "field": "*"},
    {"model": "sessions.Session", "field": "*"},
]

# Argon2 takes a third of a second of processor on purpose.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
# No manifest: tests run before anything is collected, and WhiteNoise warns of a missing folder.
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
(_DATA_DIR / "static").mkdir(exist_ok=True)
OUTBOX_TRANSPORT = "django.core.mail.backends.locmem.EmailBackend"

CELERY_TASK_ALWAYS_EAGER = True
CELERY_TASK_EAGER_PROPAGATES = True
CELERY_BROKER_URL = "memory://"
CELERY_BROKER_TRANSPORT = None
CELERY_BROKER_TRANSPORT_OPTIONS: dict[str, object] = {}
