"""Every word of ours that a patient may read, from its source: how hard it is, by file and in all.

    .venv/bin/python -m tests.patient_words

prints the grade of each file, of the whole, and the ten hardest lines. New files are patients'
until they are named here as the staff's; so nothing goes unmeasured by being forgotten.
"""

import ast
import re
import tomllib
from collections.abc import Iterable, Iterator
from pathlib import Path

from django.conf import settings
from django.utils.translation.template import templatize

from tests.readability import grade_of, words, worst

ROOT = Path(__file__).resolve().parent.parent
# Rooms with words for patients. What a therapist or an admin alone reads is theirs.
ROOMS = ("journal", "sessions", "safety", "insights", "people")
STAFF = re.compile(
    r"templates/(care|emails)/|templates/people/(accounts|assign|deactivate|invite|reactivate|_pages)"
    r"|templates/safety/(alert|alerts|_alert_row|_clinic|clear)\.html|templates/desk\.html"
    r"|templates/sessions/led/(ask|_ask|desk|_desk_top|lead|question|step|theirs|_news|_beside"
    r"|_with|_written)"
    r"|templates/account/|templates/allauth/"
    r"|/views/(leader|clinic)\.py|led_forms\.py|people/models/|/management/|/migrations/|/apps\.py"
)
MARKS = {"_", "gettext", "gettext_lazy", "ngettext", "ngettext_lazy", "pgettext", "pgettext_lazy"}
MESSAGE = re.compile(
    r"\b(?:gettext|ngettext|pgettext)\((u?(?:'(?:\\.|[^'\\])*'|\"(?:\\.|[^\"\\])*\"))", re.S
)
# A name or a number stands there; any short word does.
SLOT = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w*\}")
TAG = re.compile(r"<[^>]+>")
SENTENCE = 6  # words from which on a line counts as one
# Keys of a content file whose values are words on a page.
SHOWN = {
    "text",
    "label",
    "line",
    "note",
    "against",
    "title",
    "lead",
    "question",
    "questions",
    "examples",
}


def sources() -> dict[str, list[str]]:
    """File to its lines, for each file that has any."""
    found = {}
    for room in ROOMS:
        for path in sorted((ROOT / room).rglob("*.py")):
            found[path] = list(_of_python(path))
        for path in sorted((ROOT / room).rglob("*.toml")):
            found[path] = list(_of_content(tomllib.loads(path.read_text("utf-8"))))
    for path in sorted((ROOT / "templates").rglob("*.html")):
        found[path] = list(_of_template(path))
    named = {str(path.relative_to(ROOT)): lines for path, lines in found.items()}
    return {
        name: [_plain(line) for line in lines]
        for name, lines in named.items()
        if lines and not STAFF.search(name) and "phrases." not in name
    }


def _plain(text: str) -> str:
    return " ".join(TAG.sub(" ", SLOT.sub("Ben", text)).split())


def _of_python(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") in MARKS:
            context = "pgettext" in getattr(node.func, "id", "")
            for argument in node.args[context:]:
                if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
                    yield argument.value


def _of_template(path: Path) -> Iterator[str]:
    for literal in MESSAGE.findall(templatize(path.read_text("utf-8"))):
        yield str(ast.literal_eval(literal.removeprefix("u"))).replace("%%", "%")


def _of_content(value: object, key: str = "") -> Iterator[str]:
    if isinstance(value, dict):
        for name, inside in value.items():
            yield from _of_content(inside, name)
    elif isinstance(value, list):
        for inside in value:
            yield from _of_content(inside, key)
    elif isinstance(value, str) and key in SHOWN:
        yield value


def sentences_of(lines: Iterable[str]) -> list[str]:
    """Without labels and buttons, whose few words make any text look easy."""
    return [line for line in lines if len(words(line)) >= SENTENCE]


def report(found: dict[str, list[str]] | None = None) -> str:
    found = found or sources()
    rows = sorted(((grade_of(lines), name, lines) for name, lines in found.items()), reverse=True)
    everything = [line for _grade, _name, lines in rows for line in lines]
    files = [f"{grade:5.1f}  {len(lines):4} lines  {name}" for grade, name, lines in rows]
    hardest = [f"{grade:5.1f}  {line}" for grade, line in worst(everything, at_least=SENTENCE)]
    count = sum(len(words(line)) for line in everything)
    long = sentences_of(everything)
    return "\n".join(
        [
            "US grade by Flesch and Kincaid, by file:",
            *files,
            f"{grade_of(everything):5.1f}  {len(everything):4} lines, {count} words in all",
            f"{grade_of(long):5.1f}  {len(long):4} lines of {SENTENCE} words or more",
            "",
            f"The ten hardest lines of {SENTENCE} words or more:",
            *hardest,
        ]
    )


if __name__ == "__main__":
    if not settings.configured:
        settings.configure(USE_I18N=True)
    print(report())  # noqa: T201
