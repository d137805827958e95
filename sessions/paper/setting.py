"""Setting type: a template of ours and its data to PDF bytes."""

import json
import re
from pathlib import Path
from typing import Any

import typst

from sessions.paper.glyphs import FOLDERS, printable

HERE = Path(__file__).parent
# Where letters are at home on paper of 8.5 by 11 inches.
LETTER = frozenset({"US", "CA", "MX", "PH", "CL", "CO", "VE", "PR"})


# A word that no line may hold can be broken after each sign (by a space of no width).
_LONG = re.compile(r"\S{24,}")


def _breakable(word: re.Match[str]) -> str:
    return "\u200b".join(word.group())


def sheet(country: str) -> str:
    """typst's name of the paper that a country prints on."""
    return "us-letter" if country in LETTER else "a4"


def pdf(template: str, data: dict[str, Any]) -> bytes:
    """A tagged PDF (PDF/UA-1). ``template``: a file beside this one; ``data``: for its ``data``.

    Text in ``data`` is set as it is: it reaches typst as JSON and is never read as markup.
    """
    found: bytes = typst.compile(
        str(HERE / template),
        root=str(HERE),
        font_paths=[str(folder) for folder in FOLDERS],
        ignore_system_fonts=True,
        sys_inputs={"data": json.dumps(_printable(data))},
        pdf_standards=["ua-1"],
    )
    return found


def _printable(value: Any) -> Any:
    if isinstance(value, str):
        return _LONG.sub(_breakable, printable(value))
    if isinstance(value, dict):
        return {name: _printable(one) for name, one in value.items()}
    return [_printable(one) for one in value] if isinstance(value, list | tuple) else value
