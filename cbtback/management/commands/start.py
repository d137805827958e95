"""`manage.py start`: everything the product needs, in one terminal."""

import os
import shlex
import subprocess
import sys
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.db import connections
from honcho.manager import Manager

from cbtback.preparing import prepare_everything, somebody_is_there

# Somebody asked for the end, by Ctrl-C or by SIGTERM: honcho's codes for a clean one.
ASKED_TO_STOP = {130, 143}

_ENVIRONMENT = {**os.environ, "PYTHONUNBUFFERED": "1"}


class Command(BaseCommand):
    help = "Migrates, loads the demo clinic into a new database, and starts web, workers and beat."
    # Each process that is started checks what it needs; here they would only cost time.
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        prepare_everything(self.stdout.write)
        welcome = _welcome()
        # The processes are forked: none may inherit a connection.
        connections.close_all()

        manager = Manager()
        manager.add_process("web", _line(_web()), env=_ENVIRONMENT)
        # The first page does not wait for its turn behind the others' imports.
        once_web_answers = ["cbtback.answering", f"{_own_address()}/healthz"]
        for name, command in _behind_the_web().items():
            line = _line([*once_web_answers, "run", *command])
            manager.add_process(name, line, env=_ENVIRONMENT)
        announcer = subprocess.Popen([sys.executable, "-m", *once_web_answers, "say", welcome])
        try:
            manager.loop()
        finally:
            announcer.terminate()
            announcer.wait()
        sys.exit(_exit_code(manager.returncode or 0))


def _exit_code(returncode: int) -> int:
    """The code of the one that ended first, as a shell would give it (128 + signal)."""
    if returncode in ASKED_TO_STOP:
        return 0
    return 128 - returncode if returncode < 0 else returncode


def _line(module: list[str]) -> str:
    return "exec " + shlex.join([sys.executable, "-m", *module])


def _web() -> list[str]:
    return [
        *("granian", "cbtback.wsgi:application", "--interface", "wsgi", "--no-ws"),
        *("--host", settings.HOST, "--port", str(settings.PORT)),
        *("--workers", str(settings.WEB_WORKERS)),
        *("--blocking-threads", str(settings.WEB_THREADS)),
        *("--respawn-failed-workers", "--workers-kill-timeout", "3", "--log-level", "warning"),
    ]


def _behind_the_web() -> dict[str, list[str]]:
    """Name to module and arguments. Two workers: sending waits for other people's servers."""
    celery = ["celery", "--quiet", "--app", "cbtback.celery"]
    worker = [*celery, "worker", "--pool", "solo", "--loglevel", "WARNING"]
    worker += ["--without-gossip", "--without-mingle", "--without-heartbeat"]
    return {
        "ticks": [*worker, "--queues", "ticks", "--hostname", "ticks@%h"],
        "sender": [*worker, "--queues", "sending", "--hostname", "sender@%h"],
        "beat": [*celery, "beat", "--loglevel", "WARNING", "--pidfile="],
    }


def _own_address() -> str:
    """Where this machine reaches the web process, whatever name others use."""
    host = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(settings.HOST, settings.HOST)  # noqa: S104
    return f"http://[{host}]:{settings.PORT}" if ":" in host else f"http://{host}:{settings.PORT}"


def _welcome() -> str:
    lines = [f"CBTBack is ready: {settings.SITE_URL}"]
    if settings.DEMO and somebody_is_there(email="ana@cbtback.example"):
        lines += [
            "Log in as  ana@cbtback.example   a patient",
            "           ben@cbtback.example   her therapist",
            "           edna@cbtback.example  the clinic's admin",
            f"Password   {settings.DEMO_PASSWORD}",
        ]
    if settings.HOST not in {"127.0.0.1", "localhost", "::1"}:
        lines.append("Others on this network can reach it, and log in with that password.")
    lines.append(f"Mail       is written to {settings.EMAIL_FILE_PATH}")
    lines.append("Ctrl-C stops it all. What was written is kept.")
    rule = "-" * max(map(len, lines))
    return "\n".join(["", rule, *lines, rule])
