"""What a data folder needs before everything can start; each step is skipped when it is done."""

import hashlib
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import CommandError, call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

Say = Callable[[str], None]


def prepare_everything(say: Say) -> None:
    # Cutting fonts takes a core for some seconds, which the database does not need meanwhile.
    with fonts_built(say):
        migrate(say)
        load_demo(say)
    collect_static(say)


@contextmanager
def fonts_built(say: Say) -> Iterator[None]:
    """In a process of its own, which has ended when the block has."""
    recipe = [settings.BASE_DIR / "cbtback" / "fonts.py", settings.BASE_DIR / "requirements.lock"]
    now = hashlib.sha256(b"".join(path.read_bytes() for path in recipe)).hexdigest()
    mark = Path(settings.FONTS_DIR) / ".built"
    if _says(mark, now):
        yield
        return
    say("Cutting the fonts …")
    command = [sys.executable, "manage.py", "build_fonts", "--verbosity", "0"]
    with subprocess.Popen(command, cwd=settings.BASE_DIR, stdout=subprocess.DEVNULL) as cutting:
        yield
    if cutting.returncode:
        raise CommandError("The fonts could not be made; see above.")
    mark.write_text(now)


def migrate(say: Say) -> None:
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        say("Bringing the database up to date …")
        call_command("migrate", verbosity=0, interactive=False)
    if "DatabaseCache" in settings.CACHES["default"]["BACKEND"]:
        call_command("createcachetable", verbosity=0)


def load_demo(say: Say) -> None:
    """The demo clinic, into a database that knows nobody yet."""
    if settings.DEMO and not somebody_is_there():
        say("Loading the demo clinic …")
        call_command("load_demo")


def collect_static(say: Say) -> None:
    """Into STATIC_ROOT, compressed and with its names hashed, when any source has changed."""
    mark, now = Path(settings.DATA_DIR) / "static.fingerprint", _static_fingerprint()
    if _says(mark, now) and Path(settings.STATIC_ROOT).is_dir():
        return
    say("Collecting static files …")
    # The mark goes first and comes back last, so that a copy broken off is made again.
    mark.unlink(missing_ok=True)
    call_command("collectstatic", verbosity=0, interactive=False, clear=True)
    mark.write_text(now)


def somebody_is_there(**who: str) -> bool:
    return apps.get_model(settings.AUTH_USER_MODEL)._default_manager.filter(**who).exists()


def _static_fingerprint() -> str:
    stats = (
        (path, Path(storage.path(path)).stat())
        for finder in get_finders()
        for path, storage in finder.list([])
    )
    lines = sorted(f"{path} {stat.st_size} {stat.st_mtime_ns}" for path, stat in stats)
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def _says(mark: Path, now: str) -> bool:
    return mark.is_file() and mark.read_text() == now
