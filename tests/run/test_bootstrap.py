"""Whatever a fresh machine lacks is said in one line; what is there is left alone."""

import ast
import errno
import importlib.util
import os
import runpy
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from cbtback import bootstrap

ROOT = Path(__file__).resolve().parent.parent.parent


def stops_with(capture: pytest.ExceptionInfo[SystemExit]) -> str:
    line = capture.value.code
    assert isinstance(line, str)
    assert line.startswith("CBTBack cannot start. ")
    assert "\n" not in line
    return line


@pytest.fixture
def clone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A clone with two locks, in which nothing is made yet."""
    monkeypatch.setattr(bootstrap, "BASE_DIR", tmp_path)
    monkeypatch.setattr(bootstrap, "VENV", tmp_path / ".venv")
    monkeypatch.setattr(bootstrap, "VENV_PYTHON", tmp_path / ".venv" / "bin" / "python")
    (tmp_path / bootstrap.RUN_LOCK).write_text("one==1\n")
    (tmp_path / bootstrap.DEV_LOCK).write_text("one==1\ntwo==2\n")
    return tmp_path


@pytest.fixture
def commands(monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """What would have been run, in place of running it; a venv is made as an empty file."""
    ran: list[list[str]] = []

    def run(command: list[str]) -> "subprocess.CompletedProcess[str]":
        ran.append(command)
        if "venv" in command:
            bootstrap.VENV_PYTHON.parent.mkdir(parents=True, exist_ok=True)
            bootstrap.VENV_PYTHON.touch()
        return subprocess.CompletedProcess(command, 0, "", "")

    monkeypatch.setattr(bootstrap, "_run", run)
    return ran


def test_an_old_python_is_told_so_before_anything_is_imported(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(sys, "version_info", (3, 9, 2))
    with pytest.raises(SystemExit) as stop:
        runpy.run_path(str(ROOT / "manage.py"), run_name="__main__")
    assert "3.11 or newer, and this is 3.9" in stops_with(stop)


def test_an_old_python_can_read_what_tells_it() -> None:
    ast.parse((ROOT / "manage.py").read_text(), feature_version=(3, 6))


def test_a_missing_venv_module_is_named(
    clone: Path, commands: list[list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    found = importlib.util.find_spec
    monkeypatch.setattr(
        importlib.util, "find_spec", lambda name: None if name == "ensurepip" else found(name)
    )
    with pytest.raises(SystemExit) as stop:
        bootstrap.install(bootstrap.RUN_LOCK)
    assert "python3-venv" in stops_with(stop)
    assert commands == []


def test_a_folder_one_may_not_write_in_is_named(
    clone: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "access", lambda path, mode: False)
    with pytest.raises(SystemExit) as stop:
        bootstrap.install(bootstrap.RUN_LOCK)
    assert f"You may not write in {clone}" in stops_with(stop)


def test_a_full_disk_is_named(
    clone: Path, commands: list[list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    def full() -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(bootstrap, "_make_venv", full)
    with pytest.raises(SystemExit) as stop:
        bootstrap.install(bootstrap.RUN_LOCK)
    assert "No space left on device" in stops_with(stop)


@pytest.mark.parametrize(
    ("stderr", "told"),
    [
        ("WARNING: Retrying after NewConnectionError(...)\nERROR: No matching", "no network"),
        ("ERROR: THESE PACKAGES DO NOT MATCH THE HASHES\n    Got 12", "DO NOT MATCH"),
    ],
)
def test_pip_failing_is_put_in_one_line(
    clone: Path, monkeypatch: pytest.MonkeyPatch, stderr: str, told: str
) -> None:
    monkeypatch.setattr(bootstrap, "_make_venv", lambda: None)
    monkeypatch.setattr(
        bootstrap, "_run", lambda command: subprocess.CompletedProcess(command, 1, "", stderr)
    )
    with pytest.raises(SystemExit) as stop:
        bootstrap.install(bootstrap.RUN_LOCK)
    assert told in stops_with(stop)


def test_pip_is_asked_for_hashes(clone: Path, commands: list[list[str]]) -> None:
    bootstrap.install(bootstrap.RUN_LOCK)
    assert "--require-hashes" in commands[-1]


def test_nothing_is_installed_again(clone: Path, commands: list[list[str]]) -> None:
    assert bootstrap.install(bootstrap.RUN_LOCK)
    commands.clear()
    assert not bootstrap.install(bootstrap.RUN_LOCK)
    assert commands == []


def test_a_changed_lock_is_installed_into_the_same_venv(
    clone: Path, commands: list[list[str]]
) -> None:
    bootstrap.install(bootstrap.RUN_LOCK)
    commands.clear()
    (clone / bootstrap.RUN_LOCK).write_text("one==2\n")
    assert bootstrap.install(bootstrap.RUN_LOCK)
    assert [command[2] for command in commands] == ["pip"]


def test_starting_installs_nothing_after_testing(clone: Path, commands: list[list[str]]) -> None:
    bootstrap.install(bootstrap.DEV_LOCK)
    commands.clear()
    assert not bootstrap.install(bootstrap.RUN_LOCK)
    assert commands == []


def test_an_installation_broken_off_is_begun_again(
    clone: Path, commands: list[list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken_off(lock: str) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(bootstrap, "_pip_install", broken_off)
        with pytest.raises(KeyboardInterrupt):
            bootstrap.install(bootstrap.RUN_LOCK)
    commands.clear()
    assert bootstrap.install(bootstrap.RUN_LOCK)
    assert [command[2] for command in commands] == ["venv", "pip"]


def test_a_taken_port_is_named_with_a_way_out() -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        with pytest.raises(SystemExit) as stop:
            bootstrap.refuse_taken_port("127.0.0.1", str(port))
    line = stops_with(stop)
    assert f"Port {port} is taken" in line
    assert "PORT=" in line


@pytest.mark.parametrize("port", ["", "0", "65536", "eight", "٨٠٠٠", "-1"])
def test_a_port_that_is_none_is_refused(port: str) -> None:
    with pytest.raises(SystemExit) as stop:
        bootstrap.refuse_taken_port("127.0.0.1", port)
    assert "number from 1 to 65535" in stops_with(stop)


def test_an_address_that_is_not_this_machine_is_named() -> None:
    with pytest.raises(SystemExit) as stop:
        bootstrap.refuse_taken_port("192.0.2.1", "8000")
    assert "HOST=192.0.2.1" in stops_with(stop)
