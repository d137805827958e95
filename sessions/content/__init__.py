"""The question sets, thinking habits and common thoughts: data, one file a version and language.

An examination keeps the ``VERSION`` it was begun with; a file holds from its version on, until
there is a newer one of its name. A file that was published never changes (a test holds its
checksum): new words are a new version. None of it has been reviewed by a clinician yet, and
``reviewed`` says so.
"""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
VERSION = 2
FALLBACK = "en"
OTHER = "other"
SHORT = 2  # questions of a set, or of a part of it, that the short path asks
MOST_HABITS = 3  # that are picked for one thought


@dataclass(frozen=True)
class Question:
    id: str
    text: str


@dataclass(frozen=True)
class FactCard:
    """What a study saw, beside the questions: never a promise, and always with its source."""

    id: str
    text: str
    source: str


@dataclass(frozen=True)
class Branch:
    """A part of a series, of which a person answers the one that fits."""

    id: str
    label: str
    questions: tuple[Question, ...]

    @property
    def short(self) -> tuple[Question, ...]:
        return self.questions[:SHORT]


@dataclass(frozen=True)
class QuestionSet:
    """The series for one kind of belief; the short path asks the first ``SHORT`` of it.

    ``against``: the hint beside "What facts do not fit?", "" where the kind has none of its own.
    """

    kind: str
    version: int
    reviewed: bool
    sources: tuple[str, ...]
    questions: tuple[Question, ...]
    branches: tuple[Branch, ...] = ()
    facts: tuple[FactCard, ...] = ()
    against: str = ""

    @property
    def short(self) -> tuple[Question, ...]:
        return self.questions[:SHORT]


@dataclass(frozen=True)
class Habit:
    """A thinking habit. ``label``: what it is called; ``line``: how it sounds from the inside."""

    id: str
    label: str
    line: str


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
            questions=_questions(row),
            branches=tuple(
                Branch(one["id"], one["label"], _questions(one)) for one in row.get("branches", [])
            ),
            facts=tuple(
                FactCard(one["id"], one["text"], one["source"]) for one in row.get("facts", [])
            ),
            against=row.get("against", ""),
        )
        for row in data["sets"]
    }


def _questions(row: dict[str, Any]) -> tuple[Question, ...]:
    return tuple(Question(one["id"], one["text"]) for one in row["questions"])


def question_set(kind: str, version: int = VERSION, language: str = FALLBACK) -> QuestionSet:
    sets = question_sets(version, language)
    return sets.get(kind, sets[OTHER])


@cache
def habits(version: int = VERSION, language: str = FALLBACK) -> tuple[Habit, ...]:
    rows = _read("habits", version, language)["habits"]
    return tuple(Habit(row["id"], row["label"], row["line"]) for row in rows)


@cache
def library(version: int = VERSION, language: str = FALLBACK) -> tuple[CommonThought, ...]:
    rows = _read("library", version, language)["thoughts"]
    return tuple(CommonThought(row["id"], row["kind"], row["text"]) for row in rows)


def _read(name: str, version: int, language: str) -> dict[str, Any]:
    """What holds at that version in that language, in English where it was not written in it;
    before its first version, the first."""
    for tongue in (language.split("-")[0], FALLBACK):
        found = {
            int(path.name.split(".")[0].rpartition("-")[2]): path
            for path in HERE.glob(f"{name}-*.{tongue}.toml")
        }
        if found:
            at = max((number for number in found if number <= version), default=min(found))
            return tomllib.loads(found[at].read_text(encoding="utf-8"))
    raise LookupError(name)
