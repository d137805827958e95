"""The question sets and the library of common thoughts: data, one file a version and language.

An examination keeps the ``VERSION`` it was begun with. A file that was published never changes
(a test holds its checksum): new words are a new version. None of it has been reviewed by a
clinician yet, and ``reviewed`` says so.
"""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
VERSION = 1
FALLBACK = "en"
OTHER = "other"
SHORT = 2  # questions of a set that the short path asks


@dataclass(frozen=True)
class Question:
    id: str
    text: str


@dataclass(frozen=True)
class QuestionSet:
    """The series for one kind of belief; the short path asks the first ``SHORT`` of it."""

    kind: str
    version: int
    reviewed: bool
    sources: tuple[str, ...]
    questions: tuple[Question, ...]

    @property
    def short(self) -> tuple[Question, ...]:
        return self.questions[:SHORT]


@dataclass(frozen=True)
class CommonThought:
    """A thought that many people have, to be changed until it fits."""

    id: str
    kind: str
    text: str


@cache
def question_sets(version: int = VERSION, language: str = FALLBACK) -> dict[str, QuestionSet]:
    """The sets by kind of belief, ``other`` for any kind without one."""
    data = _read("questions", version, language)
    return {
        row["kind"]: QuestionSet(
            kind=row["kind"],
            version=data["version"],
            reviewed=data["reviewed"],
            sources=tuple(row["sources"]),
            questions=tuple(Question(one["id"], one["text"]) for one in row["questions"]),
        )
        for row in data["sets"]
    }


def question_set(kind: str, version: int = VERSION, language: str = FALLBACK) -> QuestionSet:
    sets = question_sets(version, language)
    return sets.get(kind, sets[OTHER])


@cache
def library(version: int = VERSION, language: str = FALLBACK) -> tuple[CommonThought, ...]:
    rows = _read("library", version, language)["thoughts"]
    return tuple(CommonThought(row["id"], row["kind"], row["text"]) for row in rows)


def _read(name: str, version: int, language: str) -> dict[str, Any]:
    """That version in that language, in English where it was not written in it."""
    path = HERE / f"{name}-{version}.{language.split('-')[0]}.toml"
    if not path.exists():
        path = HERE / f"{name}-{version}.{FALLBACK}.toml"
    return tomllib.loads(path.read_text(encoding="utf-8"))
