"""A PostgreSQL and a Redis to test on: the ones given, the ones found, or ones of our own.

Own ones are private: a port nobody else has, a folder that goes away afterwards.
"""

import os
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
import redis

START_WITHIN = 30.0  # seconds
# A name of this run's own: another one may be testing on the same server.
LOCAL_POSTGRES = f"postgres://postgres@127.0.0.1:5432/cbtback_{os.getpid()}"
LOCAL_REDIS = "redis://127.0.0.1:6379/0"


class NotHere(Exception):
    """There is no such server, and none could be started. The message says what would help."""


@contextmanager
def postgres() -> Iterator[str]:
    """The address of a server on which databases can be made."""
    given = os.environ.get("DATABASE_URL", "")
    if given:
        yield given
    elif _postgres_answers(LOCAL_POSTGRES):
        yield LOCAL_POSTGRES
    elif programs := _postgres_programs():
        with _private_folder(owner="postgres") as (folder, user):
            port = _free_port()
            data = str(folder / "data")
            make = [str(programs / "initdb"), "--pgdata", data, "--username", "postgres"]
            make += ["--auth", "trust", "--encoding", "UTF8", "--no-sync"]
            subprocess.run(make, check=True, user=user, stdout=subprocess.DEVNULL)
            serve = [str(programs / "postgres"), "-D", data, "-p", str(port), "-k", str(folder)]
            serve += ["-c", "listen_addresses=127.0.0.1", "-c", "fsync=off"]
            url = f"postgres://postgres@127.0.0.1:{port}/cbtback"
            with _running(serve, user, lambda: _postgres_answers(url)):
                yield url
    else:
        raise NotHere("no PostgreSQL: give DATABASE_URL, or install postgresql")


@contextmanager
def redis_server() -> Iterator[str]:
    """The address of a Redis; every name the tests put there begins with `cbtback-test-`."""
    given = os.environ.get("REDIS_URL", "")
    if given:
        yield given
    elif shutil.which("redis-server"):
        with _private_folder() as (folder, _):
            port = _free_port()
            serve = ["redis-server", "--bind", "127.0.0.1", "--port", str(port)]
            serve += ["--save", "", "--appendonly", "no", "--dir", str(folder)]
            url = f"redis://127.0.0.1:{port}/0"
            with _running(serve, None, lambda: _redis_answers(url)):
                yield url
    elif _redis_answers(LOCAL_REDIS):
        yield LOCAL_REDIS
    else:
        raise NotHere("no Redis: give REDIS_URL, or install redis-server")


def apt_install(*packages: str) -> None:
    """For CI on a bare Debian or Ubuntu. Raises CalledProcessError."""
    apt = ["apt-get"] if os.geteuid() == 0 else ["sudo", "-n", "apt-get"]
    quiet = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    for words in (["update", "-q"], ["install", "-q", "-y", "--no-install-recommends", *packages]):
        subprocess.run([*apt, *words], check=True, env=quiet, stdout=subprocess.DEVNULL)


def _postgres_programs() -> Path | None:
    on_path = shutil.which("initdb")
    if on_path:
        return Path(on_path).parent
    # Debian keeps them off the path, a folder for each version.
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    return found[-1].parent if found else None


def _postgres_answers(url: str) -> bool:
    server = url.rsplit("/", 1)[0] + "/postgres"
    try:
        with psycopg.connect(server, connect_timeout=2) as connection:
            row = connection.execute(
                "SELECT rolcreatedb OR rolsuper FROM pg_roles WHERE rolname = current_user"
            ).fetchone()
            return bool(row and row[0])
    except psycopg.Error:
        return False


def _redis_answers(url: str) -> bool:
    try:
        with redis.Redis.from_url(url, socket_connect_timeout=2) as client:
            return bool(client.ping())
    except redis.RedisError:
        return False


@contextmanager
def _private_folder(owner: str | None = None) -> Iterator[tuple[Path, str | None]]:
    """PostgreSQL refuses to run as root: then folder and server are its own user's."""
    with tempfile.TemporaryDirectory(prefix="cbtback-", ignore_cleanup_errors=True) as name:
        user = owner if os.geteuid() == 0 else None
        if user:
            shutil.chown(name, user)
        yield Path(name), user


@contextmanager
def _running(command: list[str], user: str | None, answers: Callable[[], bool]) -> Iterator[None]:
    quiet = subprocess.DEVNULL
    server = subprocess.Popen(command, user=user, stdout=quiet, stderr=quiet)
    try:
        until = time.monotonic() + START_WITHIN
        while not answers():
            if server.poll() is not None or time.monotonic() > until:
                raise NotHere(f"{command[0]} was found, but did not start")
            time.sleep(0.1)
        yield
    finally:
        server.terminate()
        server.wait(timeout=START_WITHIN)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
