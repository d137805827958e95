"""Whom to call, by country: the numbers are content, who checked them is a row."""

import hashlib
import json
import tomllib
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cache
from pathlib import Path

from django.conf import settings
from django.utils.translation import get_language

from safety.models import HelpVerification
from safety.phones import dialled

CONTENT = Path(__file__).parent / "content"
FALLBACK = "en"
LINES = ("emergency", "crisis", "medical", "violence")


@dataclass(frozen=True)
class Line:
    """``number`` as people read it, "" where there is no one number for the country."""

    number: str
    name: str
    note: str

    @property
    def tel(self) -> str:
        """What a phone dials."""
        return dialled(self.number)


@dataclass(frozen=True)
class CountryHelp:
    """``checked_at``: when the operator recorded a check of these very numbers, or None."""

    code: str
    name: str
    room: str
    emergency: tuple[Line, ...]
    crisis: tuple[Line, ...]
    medical: tuple[Line, ...]
    violence: tuple[Line, ...]
    checked_at: datetime | None = None

    @property
    def unchecked(self) -> bool:
        return self.checked_at is None

    @property
    def call(self) -> Line:
        """The first emergency number."""
        return self.emergency[0]

    @property
    def checksum(self) -> str:
        """SHA-256 of all that a caller relies on: names and numbers, in order."""
        numbers = {
            kind: [[line.name, line.number, line.note] for line in getattr(self, kind)]
            for kind in LINES
        }
        text = json.dumps([self.code, numbers], ensure_ascii=False, sort_keys=True)
        return hashlib.sha256(text.encode()).hexdigest()


def written(language: str | None = None) -> dict[str, CountryHelp]:
    """Every country there are words for, by code, checked or not; in English where need be."""
    base = (language or get_language() or FALLBACK).lower().split("-")[0]
    return _written(base if (CONTENT / f"help.{base}.toml").exists() else FALLBACK)


@cache
def _written(language: str) -> dict[str, CountryHelp]:
    text = (CONTENT / f"help.{language}.toml").read_text(encoding="utf-8")
    return {
        code: CountryHelp(
            code=code,
            name=row["name"],
            room=row["room"],
            emergency=_lines(row["emergency"]),
            crisis=_lines(row["crisis"]),
            medical=_lines(row["medical"]),
            violence=_lines(row["violence"]),
        )
        for code, row in tomllib.loads(text).items()
        if isinstance(row, dict)
    }


def _lines(rows: list[dict[str, str]]) -> tuple[Line, ...]:
    return tuple(Line(**row) for row in rows)


def countries() -> list[CountryHelp]:
    """Every country, by name, with when it was checked."""
    checks = {check.country: check for check in HelpVerification.objects.all()}
    found = [_with_check(help_, checks.get(help_.code)) for help_ in written().values()]
    return sorted(found, key=lambda help_: help_.name)


def help_for(country: str) -> CountryHelp | None:
    """Whom to call in ``country`` (two letters), None where nothing is written."""
    help_ = written().get(country.upper())
    if help_ is None:
        return None
    return _with_check(help_, HelpVerification.objects.filter(country=help_.code).first())


def open_countries() -> list[tuple[str, str]]:
    """(code, name) of the countries where people may enrol.

    In production those whose numbers somebody checked, and that are unchanged since; in the demo
    all, marked as an example (clinical.md, section 5).
    """
    return [
        (help_.code, help_.name) for help_ in countries() if settings.DEMO or not help_.unchecked
    ]


def _with_check(help_: CountryHelp, check: HelpVerification | None) -> CountryHelp:
    # The record speaks of the English file: the numbers are the same in every language.
    english = written(FALLBACK)[help_.code]
    if check is None or check.checksum != english.checksum:
        return help_
    return replace(help_, checked_at=check.verified_at)
