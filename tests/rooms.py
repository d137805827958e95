"""Our own apps as they lie on disk, lowest first, and what is in them."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.db.models import Model

# Each may use those before it, and none after.
ROOMS = (
    "vault",
    "outbox",
    "people",
    "safety",
    "journal",
    "sessions",
    "insights",
    "care",
    "demo",
    "cbtback",
)


def room_of(model: type[Model]) -> str:
    """The package a model lives in: the label of ``sessions`` is another one."""
    return apps.get_app_config(model._meta.app_label).name


def own_models() -> list[type[Model]]:
    return [model for model in apps.get_models() if room_of(model) in ROOMS]


def sources(*, pattern: str = "*.py") -> list[Path]:
    """Every module of ours but migrations, in order."""
    return sorted(
        path
        for room in ROOMS
        for path in (settings.BASE_DIR / room).rglob(pattern)
        if "migrations" not in path.parts and "__pycache__" not in path.parts
    )


def views() -> list[Path]:
    return [
        path
        for path in sources()
        if path.name == "views.py" or "views" in path.relative_to(settings.BASE_DIR).parts
    ]


def templates() -> list[Path]:
    return sorted(
        path
        for folder in (settings.BASE_DIR / "templates", *settings.BASE_DIR.glob("*/templates"))
        for path in folder.rglob("*")
        if path.is_file()
    )


def pages() -> list[Path]:
    """The templates that a browser shows; those of mail follow other rules."""
    return [path for path in templates() if path.suffix == ".html" and "emails" not in path.parts]


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), str(path))


def nodes(path: Path) -> Iterator[ast.AST]:
    yield from ast.walk(tree(path))


def name(path: Path) -> str:
    return str(path.relative_to(settings.BASE_DIR))
