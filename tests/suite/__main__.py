"""`manage.py test`: everything that must hold before a change is taken, and exactly what CI runs.

With arguments: pytest with those arguments, on SQLite, and nothing else.
"""

import os
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import AbstractContextManager, ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from xml.etree import ElementTree

from cbtback.keys import new_secrets
from tests.suite import chromium, servers

BASE_DIR = Path(__file__).resolve().parent.parent.parent
REPORTS = BASE_DIR / "var" / "test"
IN_CI = os.environ.get("CI") == "true"

# Nothing here touches the data folder of the product itself.
ENVIRONMENT = {**os.environ, "CBTBACK_DATA_DIR": str(REPORTS)}
ON_SQLITE = {k: v for k, v in ENVIRONMENT.items() if k not in {"DATABASE_URL", "REDIS_URL"}}

SAMPLE_PRODUCTION = {
    **ON_SQLITE,
    **new_secrets(),
    "CBTBACK_PRODUCTION": "1",
    "CBTBACK_URL": "https://back.clinic.example",
    "CBTBACK_TRUSTED_PROXIES": "1",
    "DATABASE_URL": "postgres://cbtback:unused@database.example:5432/cbtback",
    "REDIS_URL": "redis://redis.example:6379/0",
    "EMAIL_URL": "submission://cbtback:unused@mail.example:587",
}


PYTHON = [sys.executable, "-m"]
MANAGE = [sys.executable, "manage.py"]
# Installed beside this Python, whatever the path says.
LINT_IMPORTS = [str(Path(sys.executable).with_name("lint-imports")), "--no-logo"]


@dataclass
class Tally:
    """What was found. A check counts as one, tests count each."""

    passed: int = 0
    failed: int = 0
    skipped: int = 0
    faults: list[str] = field(default_factory=list)

    def check(self, name: str, command: list[str], environment: dict[str, str]) -> None:
        ok = self._run(name, command, environment) == 0
        self.passed, self.failed = self.passed + ok, self.failed + (not ok)

    def tests(self, name: str, arguments: list[str], environment: dict[str, str]) -> None:
        report = REPORTS / "report.xml"
        report.unlink(missing_ok=True)
        command = [
            *PYTHON,
            "pytest",
            "-n",
            "auto",
            "--dist",
            "loadgroup",
            f"--junit-xml={report}",
            *arguments,
        ]
        code = self._run(name, command, environment)
        bad = 0
        if report.exists():
            for suite in ElementTree.parse(report).getroot().iter("testsuite"):
                bad += int(suite.get("failures", 0)) + int(suite.get("errors", 0))
                self.skipped += int(suite.get("skipped", 0))
                self.passed += int(suite.get("tests", 0)) - int(suite.get("skipped", 0))
        self.passed -= bad
        # Broken off, or no test at all: a failure without a failed test.
        self.failed += bad or bool(code)

    def missing(self, name: str, why: str) -> None:
        """Left out where somebody works; in CI nothing is left out."""
        print(f"\n{name}: {'FAILED' if IN_CI else 'left out'}, {why}", flush=True)
        if IN_CI:
            self.failed += 1
            self.faults.append(name)

    def _run(self, name: str, command: list[str], environment: dict[str, str]) -> int:
        started = time.monotonic()
        print(f"\n== {name} ==", flush=True)
        code = subprocess.run(command, cwd=BASE_DIR, env=environment, check=False).returncode
        print(f"   ({time.monotonic() - started:.0f} s)", flush=True)
        if code:
            self.faults.append(name)
        return code


def main(arguments: list[str]) -> int:
    REPORTS.mkdir(parents=True, exist_ok=True)
    if arguments:
        command = [*PYTHON, "pytest", *arguments]
        return subprocess.run(command, cwd=BASE_DIR, env=ON_SQLITE, check=False).returncode

    started, tally = time.monotonic(), Tally()
    _checks(tally)
    _tests_on_sqlite(tally)
    _tests_on_postgres(tally)

    print(f"\nTook {time.monotonic() - started:.0f} s.")
    if tally.faults:
        print(f"Not right: {', '.join(tally.faults)}")
    print(f"CBTBack: {tally.passed} passed, {tally.failed} failed, {tally.skipped} skipped")
    return 1 if tally.failed else 0


def _checks(tally: Tally) -> None:
    tally.check("Lint", [*PYTHON, "ruff", "check", "."], ON_SQLITE)
    tally.check("Format", [*PYTHON, "ruff", "format", "--check", "."], ON_SQLITE)
    tally.check("Types", [*PYTHON, "mypy"], ON_SQLITE)
    tally.check("Import contract", LINT_IMPORTS, ON_SQLITE)
    tally.check("Migrations", [*MANAGE, "makemigrations", "--check", "--dry-run"], ON_SQLITE)
    deploy = [*MANAGE, "check", "--deploy", "--fail-level", "WARNING"]
    tally.check("Production settings", deploy, SAMPLE_PRODUCTION)


def _tests_on_sqlite(tally: Tally) -> None:
    if chromium.find() is None and IN_CI:
        servers.apt_install("chromium")
    if chromium.find() is None:
        tally.missing("Browser tests", chromium.ADVICE)
        tally.tests("Tests on SQLite", ["-m", "not browser"], ON_SQLITE)
        return
    # The browser's tests need them, and would cut them once in each of pytest's processes.
    settings = {"DJANGO_SETTINGS_MODULE": "tests.settings"}
    tally.check("Fonts", [*MANAGE, "build_fonts"], ON_SQLITE | settings)
    tally.tests("Tests on SQLite", [], ON_SQLITE)


def _tests_on_postgres(tally: Tally) -> None:
    """The browser sees the same pages on both, so it looks at them once."""
    name = "Tests on PostgreSQL and Redis"
    try:
        with ExitStack() as running:
            urls = {
                "DATABASE_URL": _serve(running, servers.postgres, "postgresql"),
                "REDIS_URL": _serve(running, servers.redis_server, "redis-server"),
            }
            tally.tests(name, ["-m", "not browser"], ENVIRONMENT | urls)
    except (servers.NotHere, subprocess.CalledProcessError) as why:
        tally.missing(name, str(why))


def _serve(
    running: ExitStack, server: Callable[[], AbstractContextManager[str]], package: str
) -> str:
    try:
        return running.enter_context(server())
    except servers.NotHere:
        if not IN_CI:
            raise
        servers.apt_install(package)
        return running.enter_context(server())


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
