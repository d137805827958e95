"""From the HTML of our own template to the parts of a printed page.

The page in the browser and the page on paper say the same because they are made from the same
template. What a person wrote stands in it escaped, and comes out of here as plain text.
"""

from dataclasses import asdict, dataclass, field
from html.parser import HTMLParser
from typing import Any

_BLOCKS = {"p", "li", "h1", "h2", "h3", "div", "ul", "section", "dt", "dd", "tr", "summary"}
_VOID = {"br", "img", "input", "hr", "path", "line", "circle", "use"}
# Drawn by the browser, or of use only there.
_LEFT_OUT = {"svg", "form", "button", "script", "style", "nav"}


@dataclass
class Run:
    """Some words in one manner: a person's ``own``, ``bold``, ``soft``, ``big``."""

    text: str
    own: bool = False
    bold: bool = False
    soft: bool = False
    big: bool = False


@dataclass
class Block:
    """A paragraph. ``own``: all of it is the person's words, ``note``: a therapist's; ``rule``: a
    hairline before it, since another thing of a list begins."""

    runs: list[Run] = field(default_factory=list)
    own: bool = False
    note: bool = False
    rule: bool = False


@dataclass
class Part:
    title: str = ""
    blocks: list[Block] = field(default_factory=list)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts = [Part()]
        self.open: list[tuple[str, set[str]]] = []
        self.rule = False
        self._begin()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "br":
            self._add("\n")
        if tag in _VOID:
            return
        self.open.append((tag, set((dict(attrs).get("class") or "").split())))
        if tag in _BLOCKS:
            self._begin()
        if tag == "section" and "part" in self.open[-1][1]:
            self.parts.append(Part())
        if tag == "li":
            self.rule = bool(self.parts[-1].blocks)

    def handle_endtag(self, tag: str) -> None:
        while self.open:
            closed, _classes = self.open.pop()
            if closed == tag:
                break
        if tag in _BLOCKS:
            self._begin()

    def handle_data(self, data: str) -> None:
        lead = " " if data[:1].isspace() else ""
        tail = " " if data[-1:].isspace() else ""
        words = " ".join(data.split())
        self._add(f"{lead}{words}{tail}" if words else lead)

    def _begin(self) -> None:
        self.block = Block()

    def _add(self, text: str) -> None:
        classes = {name for _tag, names in self.open for name in names}
        tags = {tag for tag, _names in self.open}
        if not text or "screen-only" in classes or tags & _LEFT_OUT:
            return
        if "side" in classes:
            self.parts[-1].title += text
            return
        if not self.block.runs:
            text = text.lstrip(" ")
            if not text:
                return
            self.block.own = self.open[-1][0] in ("p", "h1", "h2") and "own" in self.open[-1][1]
            self.block.note = "note" in classes
            self.block.rule, self.rule = self.rule, False
            self.parts[-1].blocks.append(self.block)
        run = Run(
            text,
            own="own" in classes,
            bold=bool(tags & {"b", "strong", "h3"}) or "who" in classes,
            soft="soft" in classes,
            big="big" in classes,
        )
        last = self.block.runs[-1] if self.block.runs else None
        if last and _manner(last) == _manner(run):
            last.text += text
        else:
            self.block.runs.append(run)


def _manner(run: Run) -> tuple[bool, ...]:
    return run.own, run.bold, run.soft, run.big


def parts_of(html: str) -> list[dict[str, Any]]:
    """The parts with anything in them, as JSON takes them."""
    reader = _Reader()
    reader.feed(html)
    for part in reader.parts:
        part.title = " ".join(part.title.split())
        for block in part.blocks:
            block.runs[-1].text = block.runs[-1].text.rstrip()
    return [asdict(part) for part in reader.parts if part.blocks]
