"""Phrases that show help, and phrases that open one question. Plain Python.

Source: clinical.md section 5 ('a tested list of phrases … shows help where it matches; it never
claims monitoring, blocks nothing and is never a diagnosis') and section 1 (the second list, before
sorting). The phrases are data in ``content/phrases.<language>.toml``.
"""

import re
import tomllib
import unicodedata
from dataclasses import dataclass
from functools import cache
from pathlib import Path

CONTENT = Path(__file__).parent / "content"
FALLBACK = "en"

_TOKEN = re.compile(r"\((?:[^()]|\([^()]*\))*\)|\[[^\]]*\]|\S+")
_WORD = re.compile(r"\w+")
_APOSTROPHES = str.maketrans("", "", "'’‘ʼ`´＇")


@dataclass(frozen=True)
class Group:
    id: str
    kind: str
    lists: frozenset[str]
    phrases: tuple[re.Pattern[str], ...]
    unless: tuple[re.Pattern[str], ...]

    def found_in(self, words: str) -> bool:
        for pattern in self.unless:
            words = pattern.sub("| ", words)
        return any(pattern.search(words) for pattern in self.phrases)


def languages() -> frozenset[str]:
    """The languages that have a list."""
    return frozenset(path.name.split(".")[1] for path in CONTENT.glob("phrases.*.toml"))


def shows_help(text: str, language: str = FALLBACK) -> frozenset[str]:
    """The kinds of help to show beside ``text``: none, "self", "violence"; nothing is told."""
    return frozenset(group.kind for group in _found(text, language, "help"))


def asks_about_living(text: str, language: str = FALLBACK) -> bool:
    """Whether to ask, before sorting, about not wanting to be alive."""
    return bool(_found(text, language, "living"))


def _found(text: str, language: str, wanted: str) -> list[Group]:
    words = _plain(text)
    # A person may write in English on a page in another language: both lists are looked at.
    base = language.lower().split("-")[0]
    groups = [group for name in sorted({base, FALLBACK}) for group in _groups(name)]
    return [group for group in groups if wanted in group.lists and group.found_in(words)]


def _plain(text: str) -> str:
    """Lower-case words between single spaces, one before and one after; no apostrophes."""
    text = unicodedata.normalize("NFKC", text).casefold().translate(_APOSTROPHES)
    # Characters nobody sees (soft hyphens, zero-width spaces) would split a word.
    text = "".join(letter for letter in text if unicodedata.category(letter) != "Cf")
    return f" {' '.join(_WORD.findall(text.replace('_', ' ')))} "


@cache
def _groups(language: str) -> tuple[Group, ...]:
    path = CONTENT / f"phrases.{language}.toml"
    if language not in languages():
        return ()
    return tuple(
        Group(
            id=row["id"],
            kind=row["kind"],
            lists=frozenset(row["lists"]),
            phrases=tuple(_compile(phrase) for phrase in row["phrases"]),
            unless=tuple(_compile(phrase) for phrase in row["unless"]),
        )
        for row in tomllib.loads(path.read_text(encoding="utf-8"))["group"]
    )


def _compile(phrase: str) -> re.Pattern[str]:
    return re.compile("(?<= )" + _sequence(phrase))


def _sequence(phrase: str) -> str:
    return "".join(_part(piece) for piece in _TOKEN.findall(phrase))


def _part(piece: str) -> str:
    """One piece as a pattern that ends after its space."""
    if piece == "..":
        return r"(?:\w+ ){0,3}"
    if piece[0] == "[":
        return f"(?:{_either(piece[1:-1])})?"
    if piece[0] == "(":
        return f"(?:{_either(piece[1:-1])})"
    if piece.endswith("*"):
        return re.escape(piece[:-1]) + r"\w* "
    return re.escape(piece) + " "


def _either(inside: str) -> str:
    """Alternatives between bars; a bar inside inner brackets belongs to those."""
    parts, depth, start = [], 0, 0
    for at, letter in enumerate(inside):
        depth += (letter in "([") - (letter in ")]")
        if letter == "|" and depth == 0:
            parts.append(inside[start:at])
            start = at + 1
    return "|".join(_sequence(part) for part in [*parts, inside[start:]])
