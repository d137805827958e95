"""What stands in a cell of the table: text that no spreadsheet runs, and lists. Plain Python.

- A text that a spreadsheet could take for a formula gets an apostrophe in front, and so does one
  that would look as if it had got one; ``opened`` gives exactly what ``guarded`` took.
- Areas: ``back-low-back-left 7; back-neck-right``, the strength where it was said.
- Triggers: ``activity: "Stood all shift", worse, 45 min, effort 6, planned, ended pain``, all but
  kind and text where it was said, one after the other with ``; ``. A quote in a text is doubled.
"""

import re
from collections.abc import Iterable

# Spaces, quotes and signs without ink hide what follows from the eye, not from a spreadsheet.
_HIDING = r"\s'\"“”‘’\x00-\x1f\x7f-\xa0\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff"
_RUNS = re.compile(rf"[{_HIDING}]*[=+\-@＝＋－＠﹢﹣﹦﹫−]|['\" ]*[\t\r\n\x0b\x0c\x00]")
GUARD = "'"

_AREA = re.compile(r"([a-z-]+)(?: (\d{1,6}))?")
_NAMED = re.compile(r"\s*([a-z_]+): \"((?:[^\"]|\"\")*+)\"((?:, [a-z0-9_ ]+)*+)\s*(?:;|\Z)")


class NotACell(ValueError):
    """A list that is not written as we write it."""


def guarded(text: str) -> str:
    return GUARD + text if _RUNS.match(text) else text


def opened(cell: str) -> str:
    return cell[1:] if cell.startswith(GUARD) and _RUNS.match(cell[1:]) else cell


def areas_cell(areas: Iterable[tuple[str, int | None]]) -> str:
    return "; ".join(code if strength is None else f"{code} {strength}" for code, strength in areas)


def areas_in(cell: str) -> list[dict[str, object]]:
    found: list[dict[str, object]] = []
    for part in filter(None, (part.strip() for part in cell.split(";"))):
        match = _AREA.fullmatch(part)
        if match is None:
            raise NotACell
        found.append({"area": match[1], "strength": match[2] or None})
    return found


def trigger_part(
    *,
    kind: str,
    text: str,
    effect: str,
    minutes: int | None,
    effort: int | None,
    planned: bool | None,
    ended: str,
) -> str:
    quoted = text.replace('"', '""')
    said = [
        effect,
        "" if minutes is None else f"{minutes} min",
        "" if effort is None else f"effort {effort}",
        "" if planned is None else "planned" if planned else "not planned",
        f"ended {ended}" if ended else "",
    ]
    return ", ".join([f'{kind}: "{quoted}"', *filter(None, said)])


def triggers_in(cell: str) -> list[dict[str, object]]:
    found: list[dict[str, object]] = []
    at, end = 0, len(cell.rstrip())
    while at < end:
        match = _NAMED.match(cell, at)
        if match is None:
            raise NotACell
        at = match.end()
        one: dict[str, object] = {"kind": match[1], "text": match[2].replace('""', '"')}
        for said in filter(None, match[3].split(", ")):
            name, value = _one_of(said)
            if name in one:
                raise NotACell
            one[name] = value
        found.append(one)
    return found


def _one_of(said: str) -> tuple[str, object]:
    if said in ("planned", "not planned"):
        return "planned", said == "planned"
    if said.endswith(" min"):
        return "minutes", said.removesuffix(" min")
    if said.startswith("effort "):
        return "effort", said.removeprefix("effort ")
    if said.startswith("ended "):
        return "ended", said.removeprefix("ended ")
    return "effect", said
