"""The journal as a table: CSV in UTF-8 with a mark for spreadsheets, a row for each entry."""

import csv
import io
from collections.abc import Iterable, Iterator
from typing import Any

from django.utils.translation import gettext_lazy as _

from journal.files.cells import areas_cell, guarded, opened, trigger_part
from journal.files.kept import FIELDS, NEEDED, Kept
from journal.files.problems import BROKEN, EMPTY, NOT_UTF8, TOO_MANY, NotReadable

MARK = "\ufeff"
# One row of ours has far less, even with every text at its longest and none of it ASCII.
MOST_BYTES_OF_A_LINE = 1024 * 1024
# More of them, even if empty, is no journal.
MOST_ROWS = 20_001
_CHUNK = 64 * 1024
# Which one a spreadsheet writes depends on its country.
_BETWEEN = (",", ";", "\t")


def rows_of(entries: Iterable[Kept]) -> Iterator[str]:
    """The file in pieces."""
    page = io.StringIO(newline="")
    page.write(MARK)
    table = csv.writer(page)
    table.writerow(FIELDS)
    for kept in entries:
        table.writerow([guarded(cell) for cell in cells_of(kept)])
        if page.tell() > _CHUNK:
            yield page.getvalue()
            page.seek(0)
            page.truncate()
    yield page.getvalue()


def cells_of(kept: Kept) -> list[str]:
    said = kept.said
    own = {
        "client_id": str(kept.client_id),
        "at": said.at.isoformat(),
        "written": kept.written.isoformat(),
        "day": kept.day,
        "zone": kept.zone,
        "recalled": _yes(kept.recalled),
        "changed": kept.changed.isoformat() if kept.changed else "",
        "private": _yes(said.private),
        "areas": areas_cell((one.area, one.strength) for one in said.hurting),
        "triggers": "; ".join(trigger_part(**vars(one)) for one in said.named),
    }
    return [own[name] if name in own else _plain(getattr(said, name)) for name in FIELDS]


def read(data: bytes) -> Iterator[tuple[int, dict[str, Any]]]:
    """Each row with its number, as a spreadsheet counts them. NotReadable where it ends badly."""
    lines = _lines(data)
    first = next(lines, "")
    if not first.strip():
        raise NotReadable(EMPTY)
    between = next((sign for sign in _BETWEEN if sign in first), ",")
    names = next(csv.reader([first], delimiter=between))
    _check(names)
    number = 1
    try:
        for number, cells in enumerate(csv.reader(lines, delimiter=between, strict=True), 2):
            if number > MOST_ROWS:
                raise NotReadable(TOO_MANY, number)
            if not any(cells):
                continue
            if len(cells) != len(names):
                raise NotReadable(_("This row has more or fewer cells than the first one."), number)
            yield number, {name: opened(cell) for name, cell in zip(names, cells, strict=True)}
    except csv.Error:
        raise NotReadable(BROKEN, number + 1) from None


def _lines(data: bytes) -> Iterator[str]:
    page = io.BytesIO(data.removeprefix(MARK.encode()))
    number = 0
    while line := page.readline(MOST_BYTES_OF_A_LINE):
        number += 1
        if len(line) == MOST_BYTES_OF_A_LINE and not line.endswith(b"\n"):
            raise NotReadable(_("This line is too long."), number)
        try:
            yield line.decode()
        except UnicodeDecodeError:
            raise NotReadable(NOT_UTF8, number) from None


def _check(names: list[str]) -> None:
    unknown = [name for name in names if name not in FIELDS]
    missing = [name for name in NEEDED if name not in names]
    if missing:
        raise NotReadable(
            _("The first row must hold the names of the columns. It lacks: %(names)s.")
            % {"names": ", ".join(missing)},
            1,
        )
    if unknown:
        named = ", ".join(name[:40] for name in unknown[:5])
        raise NotReadable(
            _("There are columns that we do not know: %(names)s.") % {"names": named}, 1
        )
    if len(set(names)) < len(names):
        raise NotReadable(_("There is a column twice."), 1)


def _yes(value: bool) -> str:
    return "yes" if value else "no"


def _plain(value: object) -> str:
    return "" if value is None else str(value)
