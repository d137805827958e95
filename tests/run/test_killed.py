"""The web server killed outright: between two answers, in the middle of one, with ten on their way.

What was acknowledged is there once afterwards, what was not is there once or not at all, and the
person goes on where they were. One data folder, and one server after the other on one port.
"""

import http.client
import os
import random
import re
import shutil
import signal
import sqlite3
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator
from http.cookiejar import CookieJar
from pathlib import Path

import pytest
from django.conf import settings

from tests.run.test_start import PATIENCE, ROOT, _Stay, free_port, until
from tests.sessions.walk import EVIDENCE, FALLING, UP_TO_FEARS

TEN = 10
LOG_IN = {"login": "finn@cbtback.example", "password": "slowly-does-it"}
PREPARE = """
from cbtback.preparing import prepare_everything
from people.actions import register_person
from people.consents import asked_of
prepare_everything(print)
kind, version = asked_of(None)
register_person(
    email="finn@cbtback.example", password="slowly-does-it", country="GB", email_verified=True,
    consent_kind=kind, consent_version=version,
)
"""

pytestmark = [
    pytest.mark.xdist_group("killed"),
    pytest.mark.skipif(bool(os.environ.get("DATABASE_URL")), reason="the embedded way to run"),
]


def environment(data: Path) -> dict[str, str]:
    theirs = ("CBTBACK_", "DJANGO_", "COV_", "PYTEST_")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(theirs)}
    return kept | {"CBTBACK_DATA_DIR": str(data), "CBTBACK_DEMO": "0"}


class Server:
    """The web process as `manage.py start` runs it, in a process group that can die at once."""

    def __init__(self, data: Path, port: int) -> None:
        self.data, self.port = data, port
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        self.process = subprocess.Popen(
            [
                *(sys.executable, "-m", "granian", "cbtback.wsgi:application"),
                *("--interface", "wsgi", "--no-ws", "--port", str(self.port)),
                *("--workers", "1", "--blocking-threads", "2", "--log-level", "warning"),
            ],
            cwd=ROOT,
            env=environment(self.data),
            start_new_session=True,
        )
        assert until(self._answers), "it did not start again"

    def _answers(self) -> bool:
        assert self.process is not None
        assert self.process.poll() is None, "it ended by itself"
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/healthz"):
                return True
        except OSError:
            return False

    def kill(self) -> None:
        if self.process is not None:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait(timeout=PATIENCE)
            self.process = None

    def killed_and_started(self) -> None:
        self.kill()
        self.start()

    def rows(self, sql: str) -> list[tuple]:
        database = sqlite3.connect(f"file:{self.data / 'cbtback.sqlite3'}?mode=ro", uri=True)
        try:
            return database.execute(sql).fetchall()
        finally:
            database.close()

    def answers(self, step: str) -> int:
        """How many of that step; the positions of all stand without a gap."""
        rows = self.rows(
            "SELECT examination_id, position, step FROM belief_sessions_answer ORDER BY 1, 2"
        )
        for examination in {row[0] for row in rows}:
            positions = [row[1] for row in rows if row[0] == examination]
            assert positions == [*range(1, len(positions) + 1)]
        return sum(1 for row in rows if row[2] == step)


class Person:
    """A browser that outlives the server: its cookies, and the page that it drew last."""

    def __init__(self, server: Server) -> None:
        self.server = server
        self.cookies = urllib.request.HTTPCookieProcessor(CookieJar())
        self.send_on = urllib.request.build_opener(self.cookies)
        self.stay = urllib.request.build_opener(self.cookies, _Stay())
        self.page, self.path = "", "/"

    def goto(self, path: str) -> str:
        with self.send_on.open(f"http://127.0.0.1:{self.server.port}{path}") as answer:
            self.page = answer.read().decode()
            self.path = urllib.parse.urlsplit(answer.url).path
        return self.path

    def form(self, fields: dict) -> bytes:
        """The form of the page that is drawn, filled in."""
        tags = re.findall(r'<input[^>]*type="hidden"[^>]*>', self.page)
        found = (dict(re.findall(r'(name|value)="([^"]*)"', tag)) for tag in tags)
        hidden = {tag["name"]: tag.get("value", "") for tag in found if "name" in tag}
        return urllib.parse.urlencode({**hidden, "then": "next", **fields}, doseq=True).encode()

    def post(self, form: bytes) -> str:
        """Where it led; empty where it drew a page. OSError or HTTPException without an answer."""
        address = f"http://127.0.0.1:{self.server.port}{self.path}"
        try:
            with self.stay.open(address, form) as answer:
                return urllib.parse.urlsplit(answer.headers.get("Location", "")).path
        except urllib.error.HTTPError as refused:
            with refused:
                return ""

    def say(self, **fields: object) -> str:
        return self.post(self.form(fields))

    def goes_on_at(self) -> str:
        """Today, and from there what is open: the step that is drawn."""
        self.goto("/today/")
        found = re.search(r'href="(/examine/[0-9a-f-]{36}/)"', self.page)
        assert found, "Today leads nowhere"
        return self.goto(found.group(1)).split("/")[3]


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    data = tmp_path_factory.mktemp("killed") / "data"
    if (settings.FONTS_DIR / ".recipe").exists():
        # Cut once for all tests.
        shutil.copytree(settings.FONTS_DIR, data / "fonts")
    subprocess.run(
        [sys.executable, str(ROOT / "manage.py"), "shell", "-v", "0", "-c", PREPARE],
        cwd=ROOT,
        env=environment(data),
        check=True,
        stdout=subprocess.DEVNULL,
    )
    server = Server(data, free_port())
    try:
        server.start()
        yield server
    finally:
        server.kill()


@pytest.fixture
def finn(server: Server) -> Person:
    """Logged in, with a new examination that waits at its first step."""
    finn = Person(server)
    finn.goto("/account/login/")
    assert finn.say(**LOG_IN)
    for (open_one,) in server.rows(
        "SELECT examination_id FROM belief_sessions_examinationevent GROUP BY 1"
        " HAVING SUM(kind IN ('completed', 'closed')) = 0"
    ):
        finn.path = f"/examine/{_uuid(open_one)}/set-aside/"
        finn.goto("/examine/")
        finn.path = f"/examine/{_uuid(open_one)}/set-aside/"
        assert finn.say()
    finn.goto("/examine/start/")
    finn.goto(finn.say())
    assert finn.path.endswith("/ready/")
    return finn


def _uuid(key: str) -> str:
    return f"{key[:8]}-{key[8:12]}-{key[12:16]}-{key[16:20]}-{key[20:]}"


def go_to(finn: Person, step: str) -> None:
    """Answer what comes before ``step``, with no fault in between."""
    for name, fields in UP_TO_FEARS:
        if name == step:
            return
        if f"/{name}/" in finn.path:
            finn.goto(finn.say(**fields))


def test_a_kill_after_each_answer_loses_none_and_the_person_goes_on_where_they_were(server, finn):
    for step, fields in UP_TO_FEARS:
        if f"/{step}/" not in finn.path:
            continue  # the profile is asked once in a life
        before = server.answers(step)
        after = finn.say(**fields)
        acknowledged = server.answers(step)
        assert acknowledged > before
        server.killed_and_started()
        assert server.answers(step) == acknowledged
        finn.goes_on_at()
        assert finn.path == after
    words = [fields["text"] for name, fields in UP_TO_FEARS if name == "belief"]
    assert words[0][:40] in finn.page


def test_an_answer_that_was_cut_off_is_there_whole_or_not_at_all_and_can_be_sent_again(
    server, finn
):
    """Killed at any moment of an answer of four rows; the same form goes off once more after it."""
    go_to(finn, "evidence")
    start = server.answers("evidence")
    form, where = finn.form(EVIDENCE), finn.path
    chance = random.Random(7)
    for wait in (0.0, 0.004, 0.012, 0.03, *(chance.uniform(0, 0.06) for _ in range(2))):
        finn.path = where
        answered: list[str] = []

        def send(answered: list[str] = answered) -> None:
            try:
                answered.append(finn.post(form))
            except (OSError, http.client.HTTPException):
                pass

        sending = threading.Thread(target=send)
        sending.start()
        time.sleep(wait)
        server.kill()
        sending.join()
        kept = server.answers("evidence") - start
        assert kept in ((3,) if answered else (0, 3)), "half an answer"
        server.start()
    assert finn.post(form).endswith("/cost/")
    assert server.answers("evidence") - start == 3
    assert finn.goes_on_at() == "cost"


def test_a_form_that_arrived_by_half_writes_nothing(server, finn):
    go_to(finn, "belief")
    before = server.answers("belief")
    form = finn.form(dict(UP_TO_FEARS)["belief"])
    line = http.client.HTTPConnection("127.0.0.1", server.port, timeout=PATIENCE)
    cookies = "; ".join(f"{one.name}={one.value}" for one in finn.cookies.cookiejar)
    line.putrequest("POST", finn.path)
    for name, value in (
        ("Cookie", cookies),
        ("Content-Type", "application/x-www-form-urlencoded"),
        ("Content-Length", str(len(form))),
    ):
        line.putheader(name, value)
    line.endheaders(form[: len(form) // 2])
    time.sleep(0.2)
    server.killed_and_started()
    line.close()
    assert server.answers("belief") == before
    assert finn.goes_on_at() == "belief"
    assert finn.post(form).endswith("/ratings/")
    assert server.answers("belief") == before + 1


def test_ten_at_once_and_a_kill_among_them_make_one_answer(server, finn):
    go_to(finn, "fears")
    before = server.answers("fears")
    form = finn.form({**FALLING, "distress_now": "40"})
    answers: list[str] = []
    ready = threading.Barrier(TEN + 1)

    def send() -> None:
        ready.wait()
        try:
            answers.append(finn.post(form))
        except (OSError, http.client.HTTPException):
            pass

    for kill in (True, False):
        answers.clear()
        sending = [threading.Thread(target=send) for _ in range(TEN)]
        for one in sending:
            one.start()
        ready.wait()
        if kill:
            time.sleep(0.05)
            server.kill()
        for one in sending:
            one.join()
        if kill:
            assert server.answers("fears") - before in ((2,) if answers else (0, 2))
            server.start()
    assert len(answers) == TEN
    assert len(set(answers)) == 1
    assert answers[0].endswith("/sort/")
    # The fear, and the step's own line.
    assert server.answers("fears") - before == 2
