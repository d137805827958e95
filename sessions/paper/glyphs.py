"""Which signs our faces can draw on paper, and what stands in for the others.

A tagged PDF must not hold a sign that no face draws, so none is left to chance: it is named, or the
page says that something is missing. Never is it dropped without a word.
"""

import unicodedata
from functools import cache

import fontpkg_atkinson_hyperlegible
import fontpkg_literata
from fontTools.ttLib import TTFont

FOLDERS = [fontpkg_atkinson_hyperlegible.ROOT / "files", fontpkg_literata.ROOT / "files"]
_FACES = (
    FOLDERS[0] / "AtkinsonHyperlegible-Regular.ttf",
    FOLDERS[1] / "Literata[opsz,wght].ttf",
)
# Letters that the faces built into typst draw (tests/sessions/test_paper.py draws each).
_BUILT_IN = (
    range(0x0391, 0x03A2),
    range(0x03A3, 0x03CF),
    range(0x0400, 0x0460),
    range(0x05D0, 0x05EB),
    range(0x0621, 0x063B),
    range(0x0641, 0x064B),
)
MISSING = "[…]"


@cache
def drawn() -> frozenset[int]:
    """The code points that can be drawn."""
    own: set[int] = set()
    for path in _FACES:
        with TTFont(path, lazy=True) as font:
            own |= set(font.getBestCmap())
    return frozenset(own.union(*_BUILT_IN) | {0x0A, 0x20})


def printable(text: str) -> str:
    """``text`` with what can’t be drawn in words: a picture by its name, letters of a script that
    no face has as ``MISSING``, once for each run of them."""
    can, out = drawn(), []
    for char in unicodedata.normalize("NFC", text):
        code, kind = ord(char), unicodedata.category(char)
        if char == "\t":
            out.append(" ")
        elif (code in can and kind not in ("Cc", "Cf", "Co", "Cn")) or char == "\n":
            out.append(char)
        elif kind in ("So", "Sk", "Sm", "Sc", "No", "Po"):
            out.append(f"[{unicodedata.name(char, 'sign').lower()}]")
        # Marks and joiners that only change how their neighbours look.
        elif kind not in ("Cf", "Mn", "Me", "Cc") and (not out or out[-1] != MISSING):
            out.append(MISSING)
    return "".join(out)
