"""The faces of the look, cut down to the letters we set: 955 KB of TrueType to about 50 of woff2.

Latin and Latin Extended-A, which is English, Spanish and most names of Europe; a letter beyond
falls back to the reader's own fonts. Both faces are under the OFL 1.1, whose text goes with them.
"""

import hashlib
import logging
import os
import shutil
import tempfile
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path

import fontpkg_atkinson_hyperlegible
import fontpkg_literata
from fontTools import subset
from fontTools.ttLib import TTFont
from fontTools.varLib import instancer

LETTERS = "U+0020-007E,U+00A0-017F,U+2010-2015,U+2018-201E,U+2020-2022,U+2026,U+2030,U+2032-2033"
SIGNS = "U+2039-203A,U+20AC,U+2122,U+2190-2193,U+2212"
FIGURES = "U+0020,U+0025,U+002B-002E,U+0030-003A,U+2212"
PACKAGES = ("fontpkg-atkinson-hyperlegible", "fontpkg-literata", "fonttools", "brotli")
# A hidden name, so that collectstatic passes it by.
STAMP = ".recipe"


@dataclass(frozen=True)
class Cut:
    """One file to make: from which font, which letters, and where on its axes."""

    name: str
    source: Path
    letters: str
    axes: tuple[tuple[str, float], ...] = ()


_atkinson = fontpkg_atkinson_hyperlegible.ROOT
_literata = fontpkg_literata.ROOT
_roman = _literata / "files" / "Literata[opsz,wght].ttf"
CUTS = (
    Cut(
        "atkinson-hyperlegible-400.woff2",
        _atkinson / "files" / "AtkinsonHyperlegible-Regular.ttf",
        f"{LETTERS},{SIGNS}",
    ),
    Cut(
        "atkinson-hyperlegible-700.woff2",
        _atkinson / "files" / "AtkinsonHyperlegible-Bold.ttf",
        f"{LETTERS},{SIGNS}",
    ),
    # 14 points on the optical axis: made for reading at our 18 to 20 px.
    Cut("literata-400.woff2", _roman, f"{LETTERS},{SIGNS}", (("opsz", 14), ("wght", 400))),
    Cut("literata-figures-600.woff2", _roman, FIGURES, (("opsz", 14), ("wght", 600))),
)
LICENCES = {
    "OFL-atkinson-hyperlegible.txt": _atkinson / "LICENSE",
    "OFL-literata.txt": _literata / "LICENSE",
}


def build(folder: Path) -> bool:
    """Make every file in ``folder``. False, and nothing done, when they are there already."""
    recipe = _recipe()
    stamp = folder / STAMP
    names = [cut.name for cut in CUTS] + list(LICENCES)
    if (
        all((folder / name).is_file() for name in names)
        and stamp.is_file()
        and stamp.read_text() == recipe
    ):
        return False
    folder.mkdir(parents=True, exist_ok=True)
    # Made aside and moved in whole: a web process may be serving the old ones.
    with tempfile.TemporaryDirectory(dir=folder.parent) as aside:
        for cut in CUTS:
            _cut(cut, Path(aside) / cut.name)
        for name, licence in LICENCES.items():
            shutil.copyfile(licence, Path(aside) / name)
        for name in names:
            made = Path(aside) / name
            made.chmod(0o644)
            os.replace(made, folder / name)
    stamp.write_text(recipe)
    return True


def _recipe() -> str:
    """Changes whenever the files would."""
    versions = [f"{name} {metadata.version(name)}" for name in PACKAGES]
    cuts = [f"{cut.name} {cut.letters} {cut.axes}" for cut in CUTS]
    return hashlib.sha256("\n".join(versions + cuts).encode()).hexdigest()


def _cut(cut: Cut, target: Path) -> None:
    logging.getLogger("fontTools").setLevel(logging.ERROR)
    options = subset.Options()
    options.flavor = "woff2"
    options.hinting = False
    with TTFont(cut.source) as font:
        if cut.axes:
            instancer.instantiateVariableFont(font, dict(cut.axes), inplace=True)
        subsetter = subset.Subsetter(options)
        subsetter.populate(unicodes=subset.parse_unicodes(cut.letters))
        subsetter.subset(font)
        subset.save_font(font, str(target), options)
