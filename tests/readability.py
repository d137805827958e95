"""How hard a text is to read: the Flesch-Kincaid grade, in years of US school.

Source: Kincaid et al. 1975, Naval Technical Training Command, report 8-75:
0.39 x words per sentence + 11.8 x syllables per word - 15.59. Syllables are counted by rule, not
by dictionary; on single short lines the formula jumps, so lines are read for the worst ten and
whole pages for the limit.
"""

import re
from collections.abc import Iterable
from html.parser import HTMLParser

LIMIT = 6.0
LINE_LIMIT = 6.5

_WORD = re.compile(r"[a-z]+(?:['’][a-z]+)*", re.I)
_SENTENCE_END = re.compile(r"[.!?:;…]+[”\")]*(?:\s+|$)")
_VOWELS = re.compile(r"[aeiouy]+")
_SILENT_E = re.compile(r"(?<![aeiouy])e(?:s|d)?$")
_SPOKEN_END = re.compile(r"(?:[^aeiouy]le|(?:s|x|z|ch|sh|c|g)es|[td]ed)$")


def syllables(word: str) -> int:
    """At least one."""
    word = re.sub(r"['’]", "", word.lower())
    count = len(_VOWELS.findall(word))
    if _SILENT_E.search(word) and not _SPOKEN_END.search(word):
        count -= 1
    return max(count, 1)


def words(text: str) -> list[str]:
    """Words made of letters; numbers are read at sight and left out."""
    return _WORD.findall(text)


def sentences(text: str) -> list[str]:
    """A line without an end mark is a sentence too."""
    parts = (part for line in text.splitlines() for part in _SENTENCE_END.split(line))
    return [part for part in parts if words(part)]


def grade(text: str) -> float:
    """The grade of a text of one or many lines; 0 for a text without words."""
    spoken = words(text)
    if not spoken:
        return 0.0
    return (
        0.39 * len(spoken) / len(sentences(text))
        + 11.8 * sum(map(syllables, spoken)) / len(spoken)
        - 15.59
    )


def grade_of(lines: Iterable[str]) -> float:
    """The grade of many lines read one after the other."""
    return grade("\n".join(" ".join(line.split()) for line in lines))


def worst(lines: Iterable[str], count: int = 10, *, at_least: int = 6) -> list[tuple[float, str]]:
    """The hardest lines of ``at_least`` words, hardest first."""
    long = {" ".join(line.split()) for line in lines if len(words(line)) >= at_least}
    return sorted(((round(grade(line), 1), line) for line in long), reverse=True)[:count]


def report(lines: Iterable[str]) -> str:
    """For the message of a failed test."""
    lines = list(lines)
    hardest = "\n".join(f"{number:5.1f}  {line}" for number, line in worst(lines))
    return f"grade {grade_of(lines):.1f} over {len(lines)} lines; the hardest:\n{hardest}"


_BLOCKS = {"p", "li", "h1", "h2", "h3", "label", "legend", "button", "dt", "dd", "option", "div",
           "section", "td", "th", "a", "summary"}  # fmt: skip
_INSIDE = {"a", "b", "span", "em", "strong", "time"}


class _Reader(HTMLParser):
    def __init__(self, within: str) -> None:
        super().__init__()
        self.within, self.depth, self.lines = within, 0, [""]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.depth += tag == self.within
        if tag in _BLOCKS - _INSIDE or tag == "br":
            self.lines.append("")

    def handle_endtag(self, tag: str) -> None:
        self.depth -= tag == self.within
        if tag in _BLOCKS - _INSIDE:
            self.lines.append("")

    def handle_data(self, data: str) -> None:
        if self.depth:
            self.lines[-1] += data


def visible_lines(html: str, within: str = "main") -> list[str]:
    """The text of a page's ``within`` element, a line for each block."""
    reader = _Reader(within)
    reader.feed(html)
    return [" ".join(line.split()) for line in reader.lines if line.strip()]
