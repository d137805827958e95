"""What a data folder needs before everything can start; each step is skipped when it is done."""

import hashlib
from collections.abc import Callable
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command, get_commands
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

Say = Callable[[str], None]


def prepare_everything(say: Say) -> None:
    migrate(say)
    build_fonts()
    collect_static(say)
    load_demo(say)


def migrate(say: Say) -> None:
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        say("Bringing the database up to date …")
        call_command("migrate", verbosity=0, interactive=False)
    if "DatabaseCache" in settings.CACHES["default"]["BACKEND"]:
        call_command("createcachetable", verbosity=0)


def build_fonts() -> None:
    """The command looks for itself whether there is anything to do."""
    call_command("build_fonts", verbosity=0)


def collect_static(say: Say) -> None:
    """Into STATIC_ROOT, compressed and with its names hashed, when any source has changed."""
    kept, now = Path(settings.DATA_DIR) / "static.fingerprint", _static_fingerprint()
    # The fingerprint goes first and comes back last, so that a copy broken off is made again.
    if kept.exists() and kept.read_text() == now and Path(settings.STATIC_ROOT).is_dir():
        return
    say("Collecting static files …")
    kept.unlink(missing_ok=True)
    call_command("collectstatic", verbosity=0, interactive=False, clear=True)
    kept.write_text(now)


def _static_fingerprint() -> str:
    stats = (
        (path, Path(storage.path(path)).stat())
        for finder in get_finders()
        for path, storage in finder.list([])
    )
    lines = sorted(f"{path} {stat.st_size} {stat.st_mtime_ns}" for path, stat in stats)
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def load_demo(say: Say) -> None:
    """The demo clinic, into a database that knows nobody yet."""
    if not settings.DEMO or "load_demo" not in get_commands() or somebody_is_there():
        return
    say("Loading the demo clinic …")
    call_command("load_demo")


def somebody_is_there(**who: str) -> bool:
    return apps.get_model(settings.AUTH_USER_MODEL)._default_manager.filter(**who).exists()
