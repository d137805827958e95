"""The drawing of the body, from behind and in front: the shape of each area, and which side it is.

Half a body is drawn, the half at the picture's left; the other half is its mirror. From behind
the picture's left is the person's own left, from in front it is their right. Plain Python.
"""

from dataclasses import dataclass

from journal.areas import PARTS, SIDES

WIDTH = 220
BOX = f"0 0 {WIDTH} 470"
# The room for a number.
NUMBER = (24, 22)
MIRROR = f"matrix(-1 0 0 1 {WIDTH} 0)"

# From the top of the head down the outer side to the fingers, up to the armpit, down the leg to
# the toes, and up the inner side.
BODY = (
    "M110 6C94 6 87 18 87 33C87 45 92 54 97 59C97.5 66 97 71 95 75C90 82 77 84 68 88"
    "C56 93 51 103 50 116C49 134 46 146 43 162C40 180 35 199 32 216"
    "C30 223 25 227 23 233C21.5 239 23.5 244 27 242.5C29 241.5 30 238 31 236"
    "C30 244 27.5 255 27.5 261C27.5 265 31 265 32 261.5L33 257"
    "C32.5 262 32.5 266 33 269C33.7 272.5 37.5 272.3 38 268.5L38.5 260"
    "C38.8 264 39 267 39.5 269C40.5 272 44 271 44 267L43.8 258"
    "C44.5 261 45 263 46 264.5C47.5 266.5 50 265 49.5 262C48 254 48 248 47.5 242"
    "C47 232 46 226 47.5 219C53 202 58 187 60.5 168C62 155 64 146 67.5 134"
    "C69 150 74 164 75 178C75 193 69 204 67 222C64 247 67 282 72 314"
    "C74 328 71.5 342 71.5 357C71.5 382 78 406 81 428"
    "C81 437 74 442 69 448C66 453 69 457.5 76 457.5L92 457.5"
    "C98 457 98.5 449 97.5 441C96.5 420 102.5 390 102.5 363C102.5 347 100.5 339 101.5 325"
    "C103.5 298 107 274 110 250"
)

# The areas of the half at the left, wider than the body, which cuts them to its own shape, and
# the place of the number on it. Where it is touched an area is as wide as it stands here.
_HALVES = {
    "neck": ("M70 56H110V84H56L62 70z", 82, 66),
    "shoulder": ("M62 82H80V128H34V100z", 66, 112),
    "upper-back": ("M80 84H110V150H66V128H80z", 94, 122),
    "low-back": ("M66 150H110V205H58z", 93, 182),
    "seat": ("M58 205H110V256H54z", 90, 234),
    "chest": ("M80 84H110V150H66V128H80z", 94, 122),
    "belly": ("M66 150H110V205H58z", 93, 182),
    "groin": ("M58 205H110V256H54z", 90, 234),
    "leg": ("M54 256H110V470H50z", 88, 300),
    "arm": ("M34 128H66V150L58 205L54 280H8V200z", 49, 178),
}
# The neck is small: its lower head may be touched for it.
_TOUCHED = {"neck": "M66 43H110V84H56L62 70z"}

_LINES = {
    "back": "M110 88V204M82 108C86 120 91 126 97 129M110 206V250M76 244C84 253 98 254 106 249"
    "M80 322C86 326 93 326 98 322M84 444C87 448 92 448 95 444",
    "front": "M105 92C96 90 84 91 74 96M110 190V195"
    "M79 318C82 326 93 328 98 320M80 452V457M84.500 451V457M89 451V457",
}


@dataclass(frozen=True)
class Drawn:
    """``path`` as drawn at the left half, ``mirrored`` for the right one, ``touch`` where it can
    be touched; the middle of its number at x, y."""

    path: str
    touch: str
    mirrored: bool
    x: int
    y: int

    @property
    def left(self) -> int:
        return self.x - NUMBER[0] // 2

    @property
    def top(self) -> int:
        return self.y - NUMBER[1] // 2

    @property
    def baseline(self) -> int:
        return self.y + 7


@dataclass(frozen=True)
class Figure:
    """``edges``: whose side is at the picture's left and right. ``lines``: of one half."""

    areas: dict[str, Drawn]
    edges: tuple[str, str]
    lines: str


def _figure(view: str) -> Figure:
    edges = ("left", "right") if view == "back" else ("right", "left")
    areas = {}
    for part in PARTS[view]:
        path, x, y = _HALVES[part]
        for side in SIDES:
            mirrored = side == edges[1]
            areas[f"{view}-{part}-{side}"] = Drawn(
                path, _TOUCHED.get(part, path), mirrored, WIDTH - x if mirrored else x, y
            )
    return Figure(areas, edges, _LINES[view])


FIGURES = {view: _figure(view) for view in PARTS}

# What every picture of it needs.
DRAWING = {"body": BODY, "box": BOX, "mirror": MIRROR}


def level(strength: int | None) -> str:
    """How close the hatching of an area is: ``some`` where no strength was said."""
    if strength is None:
        return "some"
    return "light" if strength <= 3 else "middle" if strength <= 6 else "strong"
