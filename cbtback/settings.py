"""Settings, all of them from the environment.

With nothing set this is the embedded way to run: SQLite, a file broker and the demo clinic, on
this machine only. `CBTBACK_PRODUCTION=1` is the clinic's: what is missing then is named here with
advice, and what is unsafe is refused by `cbtback/checks.py`. The README lists the variables.
"""

from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import dj_database_url
import dj_email_url
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from environs import Env

from cbtback import keys

env = Env()

# --- Where, and which way to run ------------------------------------------------------------

BASE_DIR = Path(__file__).resolve().parent.parent
DATA_DIR = Path(env.str("CBTBACK_DATA_DIR", str(BASE_DIR / "var"))).absolute()
FONTS_DIR = DATA_DIR / "fonts"
for _folder in [DATA_DIR, FONTS_DIR]:
    _folder.mkdir(mode=0o700, parents=True, exist_ok=True)

PRODUCTION = env.bool("CBTBACK_PRODUCTION", False)
DEMO = env.bool("CBTBACK_DEMO", not PRODUCTION)
DEMO_PASSWORD = env.str("DEMO_PASSWORD", "one-step-at-a-time")
DEBUG = False

HOST = env.str("HOST", "127.0.0.1")
PORT = env.int("PORT", 8000)
_LISTENS_EVERYWHERE = HOST in {"0.0.0.0", "::"}  # noqa: S104 (compared, not bound)
# The address people use, for links in mail. Behind it all else about addresses follows.
SITE_URL = env.str("CBTBACK_URL", "").rstrip("/")

_REQUIRED_IN_PRODUCTION = {
    "CBTBACK_URL": "the address people use, such as https://back.clinic.example",
    "CBTBACK_SECRET_KEY": "signs log-ins; `python3 manage.py new_secrets` makes one",
    "CBTBACK_FIELD_KEYS": "encrypts what people write, as id:base64,id:base64 with the newest "
    "first; `python3 manage.py new_secrets` makes one, and it must be kept as safe as the data",
    "CBTBACK_HASH_KEY": "32 bytes in base64; `python3 manage.py new_secrets` makes one",
    "DATABASE_URL": "postgres://user:password@host:5432/name",
    "REDIS_URL": "redis://host:6379/0",
    "EMAIL_URL": "submission://user:password@host:587",
}
if PRODUCTION:
    _missing = [name for name in _REQUIRED_IN_PRODUCTION if not env.str(name, "")]
    if _missing:
        raise ImproperlyConfigured(
            "CBTBACK_PRODUCTION is on, and these environment variables are not set:\n"
            + "\n".join(f"  {name}: {_REQUIRED_IN_PRODUCTION[name]}" for name in _missing)
        )

if not SITE_URL:
    _name = "localhost" if _LISTENS_EVERYWHERE else f"[{HOST}]" if ":" in HOST else HOST
    SITE_URL = f"http://{_name}:{PORT}"
_site_host = urlsplit(SITE_URL).hostname or ""
ALLOWED_HOSTS: list[str] = [_site_host, *env.list("CBTBACK_ALLOWED_HOSTS", [])]
if not PRODUCTION:
    # Somebody who asks for HOST=0.0.0.0 wants to reach the demo from a phone, by any name.
    ALLOWED_HOSTS += ["*"] if _LISTENS_EVERYWHERE else ["localhost", "127.0.0.1", "[::1]"]

# --- Secrets --------------------------------------------------------------------------------

SECRETS_FILE = DATA_DIR / "secrets"
_SQLITE_FILE = DATA_DIR / "cbtback.sqlite3"
try:
    _local = {} if PRODUCTION else keys.local_secrets(SECRETS_FILE, data=_SQLITE_FILE)
    SECRET_KEY: str = env.str("CBTBACK_SECRET_KEY", "") or _local["CBTBACK_SECRET_KEY"]
    FIELD_KEYS: keys.FieldKeys = keys.parse_field_keys(
        env.str("CBTBACK_FIELD_KEYS", "") or _local["CBTBACK_FIELD_KEYS"]
    )
    HASH_KEY: bytes = keys.parse_hash_key(
        env.str("CBTBACK_HASH_KEY", "") or _local["CBTBACK_HASH_KEY"]
    )
except keys.BadKey as fault:
    raise ImproperlyConfigured(f"The keys cannot be used: {fault}.") from None

# --- Apps -----------------------------------------------------------------------------------

OWN_APPS = ["care", "insights", "sessions", "journal", "safety", "people", "outbox", "vault"]
if DEMO:
    OWN_APPS.insert(0, "demo")

INSTALLED_APPS = [
    "cbtback",
    *OWN_APPS,
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "csp",
    "django_htmx",
]

MIDDLEWARE = [
    # The headers stand above WhiteNoise, so that static files carry them too.
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "django_permissions_policy.PermissionsPolicyMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "cbtback.middleware.NoStoreMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    # Pages are for people who are logged in, unless they say otherwise.
    "people.middleware.LoginRequiredMiddleware",
    "people.middleware.TimeZoneMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
]

ROOT_URLCONF = "cbtback.urls"
WSGI_APPLICATION = "cbtback.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "people.frame.frame",
            ],
        },
    },
]

# --- Database and cache ---------------------------------------------------------------------

WEB_WORKERS = env.int("CBTBACK_WEB_WORKERS", 2)
WEB_THREADS = env.int("CBTBACK_WEB_THREADS", 2)

_database_url = env.str("DATABASE_URL", "")
if _database_url:
    DATABASES: dict[str, dict[str, Any]] = {"default": {**dj_database_url.parse(_database_url)}}
    # After a restart of the database nobody is handed a dead connection.
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
    if env.bool("CBTBACK_DATABASE_POOL", False):
        # Set by cbtback/wsgi.py: a connection for each thread of the web process.
        _pool = {"min_size": 1, "max_size": WEB_THREADS, "timeout": 10}
        DATABASES["default"].setdefault("OPTIONS", {})["pool"] = _pool
    else:
        # A worker keeps its one connection from task to task.
        DATABASES["default"]["CONN_MAX_AGE"] = None
else:
    DATABASES = {
        "default": {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": _SQLITE_FILE,
            "OPTIONS": {
                # A writer takes its lock at once and waits its turn, in place of failing half-way.
                "transaction_mode": "IMMEDIATE",
                "timeout": 20,
                # FULL: what we said was saved survives a power cut.
                "init_command": (
                    "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;"
                ),
            },
        }
    }

REDIS_URL = env.str("REDIS_URL", "")
# Shared by all processes either way: log-in limits kept per process would multiply.
CACHES: dict[str, dict[str, str]] = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "cache",
        "KEY_PREFIX": "cbtback",
    }
}
if REDIS_URL:
    CACHES["default"] |= {
        "BACKEND": "django.core.cache.backends.redis.RedisCache",
        "LOCATION": REDIS_URL,
    }

# --- People ---------------------------------------------------------------------------------

AUTH_USER_MODEL = "people.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
_VALIDATION = "django.contrib.auth.password_validation"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"{_VALIDATION}.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": f"{_VALIDATION}.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"

ACCOUNT_ADAPTER = "people.adapter.AccountAdapter"
ACCOUNT_FORMS = {"login": "people.forms.LoginForm", "signup": "people.forms.SignupForm"}
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
# In the browser that signed up, the letter's link is the log-in.
ACCOUNT_LOGIN_ON_EMAIL_CONFIRMATION = True
# A log-in left open is not enough to take an account over by its address.
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_DEFAULT_HTTP_PROTOCOL = urlsplit(SITE_URL).scheme
# Proxies of ours before the web process; only what they add to X-Forwarded-For is believed.
ALLAUTH_TRUSTED_PROXY_COUNT = env.int("CBTBACK_TRUSTED_PROXIES", 0)

ENROLMENT_COUNTRIES = "safety.help.open_countries"
QUICK_LEAVE_URL = env.str("CBTBACK_QUICK_LEAVE_URL", "https://www.weather.gov/")

# --- Mail -----------------------------------------------------------------------------------

# Django and allauth hand their mail to the outbox, which sends it by the transport.
EMAIL_BACKEND = "outbox.backend.EmailBackend"
_mail = dj_email_url.parse(env.str("EMAIL_URL", "") or f"file:///{DATA_DIR / 'mail'}")
OUTBOX_TRANSPORT = _mail.get("EMAIL_BACKEND", "").replace(
    # The outbox's own tells what the server refused from what it could not take just now.
    "django.core.mail.backends.smtp",
    "outbox.smtp",
)
EMAIL_FILE_PATH = _mail["EMAIL_FILE_PATH"]
EMAIL_HOST = _mail["EMAIL_HOST"]
EMAIL_PORT = _mail["EMAIL_PORT"]
EMAIL_HOST_USER = _mail["EMAIL_HOST_USER"]
EMAIL_HOST_PASSWORD = _mail["EMAIL_HOST_PASSWORD"]
EMAIL_USE_TLS = _mail["EMAIL_USE_TLS"]
EMAIL_USE_SSL = _mail["EMAIL_USE_SSL"]
# Django sets none: one silent server would hold the sending worker for ever.
EMAIL_TIMEOUT = _mail["EMAIL_TIMEOUT"] or 20
DEFAULT_FROM_EMAIL = env.str("CBTBACK_FROM_EMAIL", f"CBTBack <no-reply@{_site_host}>")
SERVER_EMAIL = DEFAULT_FROM_EMAIL

# --- What goes out with every page ----------------------------------------------------------

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "worker-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "object-src": [NONE],
        "frame-ancestors": [NONE],
    }
}
PERMISSIONS_POLICY: dict[str, list[str]] = {
    feature: []
    for feature in [
        "accelerometer",
        "camera",
        "display-capture",
        "geolocation",
        "gyroscope",
        "magnetometer",
        "microphone",
        "midi",
        "payment",
        "usb",
    ]
}
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
if PRODUCTION:
    SECURE_SSL_REDIRECT = True
    # Compose asks the web process itself, inside, without TLS.
    SECURE_REDIRECT_EXEMPT = [r"^healthz$"]
    SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    if ALLAUTH_TRUSTED_PROXY_COUNT:
        SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
# The preload list is a promise for the whole domain, which is the clinic's to make, not ours.
SILENCED_SYSTEM_CHECKS = ["security.W021"]

# `__Host-` keeps a neighbouring subdomain from setting these; browsers ask for TLS with it.
_COOKIE = "__Host-" if PRODUCTION else ""
SESSION_COOKIE_NAME = f"{_COOKIE}cbtback_session"
SESSION_COOKIE_SECURE = PRODUCTION
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "people.views.account.csrf_failure"
CSRF_COOKIE_NAME = f"{_COOKIE}cbtback_csrf"
CSRF_COOKIE_SECURE = PRODUCTION
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
LANGUAGE_COOKIE_NAME = f"{_COOKIE}cbtback_language"
LANGUAGE_COOKIE_SECURE = PRODUCTION
LANGUAGE_COOKIE_HTTPONLY = True
LANGUAGE_COOKIE_SAMESITE = "Lax"

# The longest answer is 20,000 characters; form-encoded emoji take twelve bytes each.
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 500
DATA_UPLOAD_MAX_NUMBER_FILES = 1
# The one kind of file that is sent to us is a journal that somebody brings.
FILE_UPLOAD_HANDLERS = [
    "journal.files.uploads.CappedUploadHandler",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]

# --- Language, time, static files -----------------------------------------------------------

LANGUAGE_CODE = "en-us"
LANGUAGES = [("en", "English")]
LOCALE_PATHS = [BASE_DIR / "locale"]
USE_TZ = True
TIME_ZONE = "UTC"

STATIC_URL = "/static/"
# Of the image in production, where the data folder is empty at first.
STATIC_ROOT = Path(env.str("CBTBACK_STATIC_ROOT", str(DATA_DIR / "static")))
STATICFILES_DIRS = [BASE_DIR / "static", ("fonts", FONTS_DIR)]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "cbtback.static_files.HashedStorage"},
}
MEDIA_ROOT = DATA_DIR / "media"

# --- Celery: the clock; the tables are the queue --------------------------------------------

BROKER_DIR = DATA_DIR / "broker"
if REDIS_URL:
    CELERY_BROKER_URL = REDIS_URL
    CELERY_BROKER_TRANSPORT_OPTIONS: dict[str, object] = {
        "global_keyprefix": "cbtback-celery:",
        "socket_timeout": 10,
        "socket_connect_timeout": 10,
    }
else:
    CELERY_BROKER_URL = "filesystem://localhost"
    CELERY_BROKER_TRANSPORT = "cbtback.broker:Transport"
    CELERY_BROKER_TRANSPORT_OPTIONS = {
        "data_folder_in": str(BROKER_DIR / "messages"),
        "data_folder_out": str(BROKER_DIR / "messages"),
        "control_folder": str(BROKER_DIR / "control"),
        "polling_interval": 0.2,
    }
CELERY_TIMEZONE = "UTC"
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
# Nobody's page waits for a broker that is away: the next tick takes up what was not announced.
CELERY_TASK_PUBLISH_RETRY = False
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_ENABLE_REMOTE_CONTROL = False
CELERY_WORKER_SEND_TASK_EVENTS = False
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_DB_REUSE_MAX = 1000
CELERY_TASK_DEFAULT_QUEUE = "ticks"
# Sending waits for other people's servers; a tick must not wait behind it.
CELERY_TASK_ROUTES = {"outbox.tasks.deliver*": {"queue": "sending"}}
CELERY_BEAT_SCHEDULE_FILENAME = str(DATA_DIR / "beat-schedule")


def _every(seconds: int, task: str) -> dict[str, object]:
    """A tick nobody took before the next one is due is worth nothing."""
    return {"task": task, "schedule": seconds, "options": {"expires": seconds}}


CELERY_BEAT_SCHEDULE = {
    "outbox": _every(10, "outbox.tasks.tick"),
    "audit": _every(60, "people.tasks.seal_audit"),
    "submissions": _every(60 * 60, "people.tasks.forget_submissions"),
    "deleted-entries": _every(60 * 60, "journal.tasks.forget_deleted"),
    "looks": _every(6 * 60 * 60, "insights.tasks.take_looks"),
}

# --- Logs: what happened, never what somebody wrote -----------------------------------------

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"wordless": {"()": "cbtback.logs.WordlessFilter"}},
    "formatters": {
        "line": {
            "()": "cbtback.logs.WordlessFormatter",
            "format": "%(levelname)s %(name)s: %(message)s",
        }
    },
    "handlers": {
        "console": {
            "class": "logging.StreamHandler",
            "filters": ["wordless"],
            "formatter": "line",
        }
    },
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {
        "django": {"handlers": ["console"], "level": "WARNING", "propagate": False},
        "celery": {"level": "WARNING"},
        "outbox": {"level": "INFO"},
    },
}
