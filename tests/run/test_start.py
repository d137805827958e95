"""`manage.py start`, for real: its processes, its port, its data folder.

One run serves the first tests, which then ends; the last ones start it again on the same data.
"""

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.parse
import urllib.request
from collections.abc import Callable, Iterator
from http.cookiejar import CookieJar
from pathlib import Path

import pytest
from django.conf import settings

ROOT = Path(__file__).resolve().parent.parent.parent
PATIENCE = 180.0  # seconds; a busy machine takes its time

pytestmark = [
    # Neighbours in one process, so that one run is enough.
    pytest.mark.xdist_group("start"),
    pytest.mark.skipif(bool(os.environ.get("DATABASE_URL")), reason="the embedded way to run"),
]


def until(holds: Callable[[], bool]) -> bool:
    stop = time.monotonic() + PATIENCE
    while not holds():
        if time.monotonic() > stop:
            return False
        time.sleep(0.1)
    return True


class Started:
    """A running `manage.py start` and what it has printed."""

    def __init__(self, data: Path, port: int) -> None:
        self.data, self.port, self.lines = data, port, list[str]()
        ours = ("CBTBACK_", "DJANGO_", "COV_", "PYTEST_")
        environment = {k: v for k, v in os.environ.items() if not k.startswith(ours)}
        self.process = subprocess.Popen(
            [sys.executable, str(ROOT / "manage.py"), "start"],
            env=environment
            | {"CBTBACK_DATA_DIR": str(data), "PORT": str(port), "DEMO_PASSWORD": "slowly-does-it"},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        self._reader = threading.Thread(target=self._read)
        self._reader.start()

    def _read(self) -> None:
        assert self.process.stdout
        with self.process.stdout as output:
            self.lines.extend(iter(output.readline, ""))

    @property
    def output(self) -> str:
        return "".join(self.lines)

    def wait_until_ready(self) -> None:
        until(lambda: "CBTBack is ready" in self.output or self.process.poll() is not None)
        assert self.process.poll() is None, self.output

    def stop(self) -> int:
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGINT)
        code = self.process.wait(timeout=PATIENCE)
        self._reader.join()
        return code

    def address(self, path: str) -> str:
        return f"http://127.0.0.1:{self.port}{path}"

    def pids(self) -> dict[str, int]:
        started = re.findall(r"system \| (\w+) started \(pid=(\d+)\)", self.output)
        return {name: int(pid) for name, pid in started}


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("start") / "data"
    if (settings.FONTS_DIR / ".recipe").exists():
        # Cut once for all tests.
        shutil.copytree(settings.FONTS_DIR, folder / "fonts")
    return folder


@pytest.fixture(scope="module")
def first(data: Path) -> Iterator[Started]:
    run = Started(data, free_port())
    try:
        run.wait_until_ready()
        yield run
    finally:
        run.stop()


def test_it_says_where_it_is_and_as_whom_to_log_in(first: Started) -> None:
    for words in (f"http://127.0.0.1:{first.port}", "ana@cbtback.example", "slowly-does-it"):
        assert words in first.output


def test_it_starts_web_workers_and_beat(first: Started) -> None:
    assert first.pids().keys() == {"web", "ticks", "sender", "beat"}


def test_the_first_page_answers(first: Started) -> None:
    with urllib.request.urlopen(first.address("/")) as page:
        assert page.status == 200


def test_static_files_come_compressed_and_for_good(first: Started) -> None:
    with urllib.request.urlopen(first.address("/account/login/")) as page:
        style = re.search(r'href="(/static/[^"]+\.css)"', page.read().decode())
    assert style
    request = urllib.request.Request(
        first.address(style.group(1)), headers={"Accept-Encoding": "br"}
    )
    with urllib.request.urlopen(request) as file:
        assert file.headers["Content-Encoding"] == "br"
        assert "immutable" in file.headers["Cache-Control"]
        assert "Content-Security-Policy" in file.headers


def test_somebody_of_the_demo_can_log_in_and_a_wrong_password_cannot(first: Started) -> None:
    assert log_in(first, "slowly-does-it") == "/home/"
    assert log_in(first, "not-this-one-either") == ""


def test_a_letter_goes_from_a_page_to_the_mail_folder(first: Started) -> None:
    mail = first.data / "mail"
    post(first, "/account/password/reset/", {"email": "ana@cbtback.example"})
    assert until(lambda: mail.is_dir() and any(mail.iterdir())), first.output
    letter = next(mail.iterdir()).read_text()
    assert "ana@cbtback.example" in letter


def test_a_second_one_on_its_port_says_that_it_is_taken(first: Started) -> None:
    second = Started(first.data, first.port)
    assert second.process.wait(timeout=PATIENCE) == 1
    second.stop()
    assert f"Port {first.port} is taken" in second.output
    assert len(second.lines) == 1


def test_one_interrupt_ends_them_all(first: Started) -> None:
    pids = first.pids()
    assert first.stop() == 0
    assert [name for name, pid in pids.items() if alive(pid)] == []


def test_secrets_and_messages_are_for_their_owner_alone(first: Started) -> None:
    for name in ("secrets", "broker"):
        assert (first.data / name).stat().st_mode & 0o077 == 0


@pytest.fixture
def again(first: Started) -> Iterator[Started]:
    first.stop()
    run = Started(first.data, free_port())
    try:
        run.wait_until_ready()
        yield run
    finally:
        run.stop()


def test_a_second_start_keeps_the_data_and_does_nothing_twice(again: Started) -> None:
    assert log_in(again, "slowly-does-it") == "/home/"
    assert "system | " in again.lines[0], "something was prepared again"

    # And when one of them dies, none is left behind to run on in silence.
    pids = again.pids()
    os.kill(pids["beat"], signal.SIGKILL)
    assert again.process.wait(timeout=PATIENCE) == 128 + signal.SIGKILL
    assert [name for name, pid in pids.items() if alive(pid)] == []


def log_in(run: Started, password: str) -> str:
    """Where the log-in leads; empty when it leads nowhere."""
    fields = {"login": "ana@cbtback.example", "password": password}
    return post(run, "/account/login/", fields)


def post(run: Started, path: str, fields: dict[str, str]) -> str:
    """Sends a page's form as a browser would, hidden fields and all. The path it redirects to."""
    cookies = urllib.request.HTTPCookieProcessor(CookieJar())
    opener = urllib.request.build_opener(cookies, _Stay())
    with opener.open(run.address(path)) as page:
        body = page.read().decode()
    tags = re.findall(r'<input[^>]*type="hidden"[^>]*>', body)
    hidden = {
        name.group(1): value.group(1)
        for tag in tags
        if (name := re.search(r'name="([^"]*)"', tag))
        and (value := re.search(r'value="([^"]*)"', tag))
    }
    content = urllib.parse.urlencode(hidden | fields).encode()
    with opener.open(run.address(path), content) as response:
        where: str = response.headers.get("Location", "")
    return urllib.parse.urlsplit(where).path


class _Stay(urllib.request.HTTPRedirectHandler):
    def http_error_302(self, req, fp, code, msg, headers):  # type: ignore[no-untyped-def]
        return fp

    http_error_303 = http_error_302
