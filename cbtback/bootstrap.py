"""What has to be there before Django can be: .venv with the locked packages, and a free port.

Plain standard library, since it runs outside .venv. Whatever is missing is said in one line that
tells what to do about it. Nothing is installed again while its lock is unchanged.
"""

import errno
import hashlib
import importlib.util
import os
import socket
import subprocess
import sys
from pathlib import Path
from typing import NoReturn

BASE_DIR = Path(__file__).resolve().parent.parent
VENV = BASE_DIR / ".venv"
VENV_PYTHON = VENV / "bin" / "python"
RUN_LOCK = "requirements.lock"
DEV_LOCK = "requirements-dev.lock"

# What pip says, in its several words, when it reached no index.
NO_NETWORK = (
    "NewConnectionError",
    "NameResolutionError",
    "ConnectTimeoutError",
    "ReadTimeoutError",
    "Temporary failure in name resolution",
    "Network is unreachable",
    "Could not connect",
    "ProxyError",
)


def prepare(arguments: list[str]) -> None:
    """Returns in .venv's Python with the command's packages, if need be by running itself again.

    Leaves with one line and code 1 when something is missing that it cannot make.
    """
    command = arguments[0] if arguments else ""
    if command == "start":
        refuse_taken_port(os.environ.get("HOST", "127.0.0.1"), os.environ.get("PORT", "8000"))
    changed = install(DEV_LOCK if command == "test" else RUN_LOCK)
    if changed or Path(sys.prefix).resolve() != VENV.resolve():
        itself = [str(VENV_PYTHON), str(BASE_DIR / "manage.py"), *arguments]
        os.execv(VENV_PYTHON, itself)  # noqa: S606


def install(lock: str) -> bool:
    """Brings .venv to the lock; True when there was something to do."""
    if VENV_PYTHON.exists() and _installed(lock):
        return False
    _refuse_unwritable(BASE_DIR)
    try:
        if not VENV_PYTHON.exists() or not _mark(RUN_LOCK).exists():
            _make_venv()
        _pip_install(lock)
    except OSError as fault:
        _stop(
            f"{VENV} cannot be made: {fault.strerror}. Give yourself room and the right to write."
        )
    # The development lock holds every pin of the run-time lock.
    for done in {lock, RUN_LOCK}:
        _mark(done).write_text(_fingerprint(done), encoding="ascii")
    return True


def refuse_taken_port(host: str, port: str) -> None:
    """Leaves with one line when nothing could listen there."""
    if not port.isascii() or not port.isdecimal() or not 0 < int(port) < 65536:
        _stop(f"PORT is {port!r}; give a number from 1 to 65535, such as PORT=8001.")
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, int(port)))
        except OSError as fault:
            _stop(_why_not_bound(host, port, fault))


def _why_not_bound(host: str, port: str, fault: OSError) -> str:
    if fault.errno == errno.EADDRINUSE:
        return (
            f"Port {port} is taken, by another program or by a CBTBack that still runs. "
            f"Stop that one, or choose another port: PORT={int(port) % 65535 + 1} make start"
        )
    if fault.errno == errno.EACCES:
        return f"Port {port} needs more rights than you have. Choose one above 1023: PORT=8000."
    return f"Nothing can listen on HOST={host}: {fault.strerror}. Try HOST=127.0.0.1."


def _make_venv() -> None:
    if importlib.util.find_spec("venv") is None or importlib.util.find_spec("ensurepip") is None:
        _stop(
            "This Python lacks its venv module. On Debian and Ubuntu: "
            "sudo apt-get install python3-venv; then run this again."
        )
    print("Making .venv …", flush=True)
    result = _run([sys.executable, "-m", "venv", "--clear", str(VENV)])
    if result.returncode:
        _stop(f"{VENV} could not be made: {_last_line(result)}")


def _pip_install(lock: str) -> None:
    pins = sum("==" in line for line in (BASE_DIR / lock).read_text().splitlines())
    print(f"Installing the {pins} packages of {lock} (about half a minute, once) …", flush=True)
    pip = [str(VENV_PYTHON), "-m", "pip", "--disable-pip-version-check", "--no-input"]
    # Python compiles what it imports, which is a part of it: that saves a third of the time.
    options = ["--quiet", "--retries", "2", "--no-compile", "--require-hashes"]
    options += ["--requirement", str(BASE_DIR / lock)]
    result = _run([*pip, "install", *options])
    if result.returncode == 0:
        return
    if any(words in result.stderr for words in NO_NETWORK):
        _stop("The packages could not be fetched: no network. Connect, then run this again.")
    _stop(f"pip could not install {lock}: {_last_line(result)}")


def _run(command: list[str]) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(command, capture_output=True, text=True, check=False)


def _last_line(result: "subprocess.CompletedProcess[str]") -> str:
    """The line that says why; pip puts 'ERROR:' before it, and advice after."""
    lines = (result.stderr.strip() or result.stdout.strip()).splitlines() or ["it gave no reason"]
    return next((line for line in lines if line.startswith("ERROR:")), lines[-1])


def _installed(lock: str) -> bool:
    mark = _mark(lock)
    return mark.exists() and mark.read_text(encoding="ascii") == _fingerprint(lock)


def _mark(lock: str) -> Path:
    return VENV / f"{lock}.sha256"


def _fingerprint(lock: str) -> str:
    return hashlib.sha256((BASE_DIR / lock).read_bytes()).hexdigest()


def _refuse_unwritable(folder: Path) -> None:
    if not os.access(folder, os.W_OK):
        _stop(f"You may not write in {folder}. Use a clone of your own, or get the right to write.")


def _stop(line: str) -> NoReturn:
    sys.exit(f"CBTBack cannot start. {line}")


if __name__ == "__main__":
    install(RUN_LOCK)
