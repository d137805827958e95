"""docker-compose.yml, read without a Docker engine."""

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from cbtback.settings import _REQUIRED_IN_PRODUCTION

ROOT = Path(__file__).resolve().parent.parent.parent
COMPOSE: dict[str, Any] = yaml.safe_load((ROOT / "docker-compose.yml").read_text())
SERVICES: dict[str, dict[str, Any]] = COMPOSE["services"]
OURS = ["migrate", "web", "worker", "sender", "beat"]


def test_it_has_all_that_a_clinic_needs() -> None:
    assert SERVICES.keys() == {*OURS, "postgres", "redis"}


@pytest.mark.parametrize("name", SERVICES)
def test_an_image_is_pinned_to_a_version(name: str) -> None:
    assert re.search(r":\d+\.\d+(\.\d+)?", SERVICES[name]["image"])


def test_the_base_image_is_pinned_too() -> None:
    first = re.search(r"^FROM (\S+)", (ROOT / "Dockerfile").read_text(), re.MULTILINE)
    assert first
    assert re.fullmatch(r"python:3\.\d+\.\d+-slim-\w+", first.group(1))


@pytest.mark.parametrize("name", OURS)
def test_our_processes_run_as_production(name: str) -> None:
    assert SERVICES[name]["environment"]["CBTBACK_PRODUCTION"] == "1"
    assert SERVICES[name]["env_file"] == ".env"


def test_whatever_production_needs_is_set_or_asked_for() -> None:
    example = (ROOT / ".env.example").read_text()
    asked = set(re.findall(r"^([A-Z_]+)=", example, re.MULTILINE))
    asked |= {"CBTBACK_SECRET_KEY", "CBTBACK_FIELD_KEYS", "CBTBACK_HASH_KEY"}
    assert "new_secrets" in example
    assert set(_REQUIRED_IN_PRODUCTION) <= asked | SERVICES["web"]["environment"].keys()


@pytest.mark.parametrize("name", SERVICES)
def test_a_service_waits_only_for_services_that_exist(name: str) -> None:
    for other, condition in SERVICES[name].get("depends_on", {}).items():
        assert other in SERVICES
        if condition["condition"] == "service_healthy":
            assert "test" in SERVICES[other]["healthcheck"]


def test_both_queues_are_worked_on() -> None:
    commands = " ".join(" ".join(SERVICES[name].get("command", [])) for name in OURS)
    assert set(re.findall(r"--queues=(\w+)", commands)) == {"ticks", "sending"}


def test_nothing_but_the_web_process_can_be_reached_and_only_from_this_machine() -> None:
    ports = {name: service["ports"] for name, service in SERVICES.items() if "ports" in service}
    assert ports == {"web": ["127.0.0.1:${PORT:-8000}:8000"]}


def test_no_secret_stands_in_the_file() -> None:
    text = (ROOT / "docker-compose.yml").read_text()
    assert re.findall(r"PASSWORD: (?!\$\{)", text) == []


def test_data_outlives_its_container() -> None:
    assert SERVICES["postgres"]["volumes"] == ["postgres:/var/lib/postgresql/data"]
    assert "postgres" in COMPOSE["volumes"]


def test_the_image_holds_no_demo_and_nobodys_data() -> None:
    ignored = (ROOT / ".dockerignore").read_text().split()
    assert {"demo", "tests", "var", ".env", ".venv", ".git"} <= set(ignored)


def test_the_image_does_not_run_as_root() -> None:
    text = (ROOT / "Dockerfile").read_text()
    assert text.index("\nUSER cbtback") < text.index("\nCMD")
