"""The journal as JSON: the entries, one on each line, and the vocabulary.

It is read entry by entry, each within bounds, so that a hostile file is refused before it has
grown in memory.
"""

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from typing import Any

from django.utils.translation import gettext_lazy as _

from journal.files.kept import FORMAT, VERSION, Kept, Word
from journal.files.problems import BROKEN, NOT_UTF8, NOTHING_OF_OURS, NotReadable
from journal.saying import COLUMNS, Hurting, Named

_CHUNK = 64 * 1024
# Bytes. An entry of ours has far fewer, even with every text at its longest.
_WINDOWS = (8 * 1024, 64 * 1024, 1024 * 1024)
_AS_THEY_ARE = tuple(name for name in COLUMNS if name not in ("at", "private"))
_LISTS = ("entries", "vocabulary")
_SPACE = re.compile(rb"[ \t\r\n]*+")
_DECODER = json.JSONDecoder()


def pieces_of(entries: Iterable[Kept], words: Iterable[Word]) -> Iterator[str]:
    """The file in pieces."""
    head = f'{{"format": "{FORMAT}", "version": {VERSION}'
    page, size = [head, ',\n"entries": ['], 0
    for number, kept in enumerate(entries):
        text = _dense(entry_of(kept))
        page.append(f"{',' if number else ''}\n{text}")
        size += len(text)
        if size > _CHUNK:
            yield "".join(page)
            page, size = [], 0
    page.append('\n],\n"vocabulary": [')
    page.append(",".join(f"\n{_dense(asdict(word))}" for word in words))
    page.append("\n]}\n")
    yield "".join(page)


def _dense(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def entry_of(kept: Kept) -> dict[str, Any]:
    said = kept.said
    return {
        "client_id": str(kept.client_id),
        "at": said.at.isoformat(),
        "written": kept.written.isoformat(),
        "day": kept.day,
        "zone": kept.zone,
        "recalled": kept.recalled,
        "changed": kept.changed.isoformat() if kept.changed else None,
        "private": said.private,
        **{name: getattr(said, name) for name in _AS_THEY_ARE},
        "sleep_hours": None if said.sleep_hours is None else str(said.sleep_hours),
        "areas": [_told(one) for one in said.hurting],
        "triggers": [_told(one) for one in said.named],
    }


def _told(one: Named | Hurting) -> dict[str, Any]:
    """Ten years of them: what was not said of a trigger or an area is left out."""
    return {name: value for name, value in vars(one).items() if value not in (None, "")}


def read(data: bytes) -> Iterator[tuple[int, str, Any]]:
    """Each one of the two lists, with its line and the name of its list.

    NotReadable where it is no journal of ours, or ends badly.
    """
    scan = _Scan(data)
    told: dict[str, Any] = {}
    scan.expect(b"{")
    while True:
        name = scan.value()
        scan.expect(b":")
        if not isinstance(name, str) or name in told or name not in ("format", "version", *_LISTS):
            raise NotReadable(_("There is a part that we do not know."), scan.line)
        if name in _LISTS:
            told[name] = True
            for line, value in scan.items():
                yield line, name, value
        else:
            told[name] = scan.value()
            _check(name, told[name], scan.line)
        if scan.next() == b"}":
            break
        scan.same(b",")
    scan.end()
    if set(told) < {"format", "version", "entries"}:
        raise NotReadable(NOTHING_OF_OURS)


def _check(name: str, value: object, line: int) -> None:
    if name == "format" and value != FORMAT:
        raise NotReadable(NOTHING_OF_OURS, line)
    if name == "version" and (isinstance(value, bool) or value != VERSION):
        raise NotReadable(
            _("This file is of another version. We can read version %(version)s.")
            % {"version": VERSION},
            line,
        )


class _Scan:
    """Goes through the bytes, value by value."""

    def __init__(self, data: bytes) -> None:
        self.data = data.removeprefix(b"\xef\xbb\xbf")
        self.at = 0
        self._last = b""
        self._counted = 0
        self._line = 1
        self._skip()

    @property
    def line(self) -> int:
        """Of what comes next."""
        self._line += self.data.count(b"\n", self._counted, self.at)
        self._counted = self.at
        return self._line

    def next(self) -> bytes:
        """One sign: a bracket, a comma or a colon."""
        self._last = self.data[self.at : self.at + 1]
        self.at += 1
        self._skip()
        return self._last

    def same(self, sign: bytes) -> None:
        if self._last != sign:
            raise NotReadable(BROKEN, self.line)

    def expect(self, sign: bytes) -> None:
        self.next()
        self.same(sign)

    def end(self) -> None:
        if self.at < len(self.data):
            raise NotReadable(BROKEN, self.line)

    def items(self) -> Iterator[tuple[int, Any]]:
        self.expect(b"[")
        if self.data[self.at : self.at + 1] == b"]":
            self.next()
            return
        while True:
            yield self.line, self.value()
            if self.next() == b"]":
                return
            self.same(b",")

    def value(self) -> Any:
        """The whole of one value. It is looked for in a window that grows up to a bound."""
        for size in _WINDOWS:
            window = self.data[self.at : self.at + size]
            # What a window cuts in two, or what is no text, stays as long as it is.
            text = window.decode("utf-8", "surrogateescape")
            try:
                value, end = _DECODER.raw_decode(text)
            except ValueError:
                continue
            except RecursionError:
                raise NotReadable(_("This is nested too deep."), self.line) from None
            if end < len(text) or self.at + size >= len(self.data):
                self._pass(text[:end])
                return value
        whole = self.at + _WINDOWS[-1] >= len(self.data)
        raise NotReadable(BROKEN if whole else _("This is too long."), self.line)

    def _pass(self, text: str) -> None:
        try:
            self.at += len(text.encode())
        except UnicodeEncodeError:
            raise NotReadable(NOT_UTF8, self.line) from None
        self._skip()

    def _skip(self) -> None:
        if match := _SPACE.match(self.data, self.at):
            self.at = match.end()
