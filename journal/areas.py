"""The areas of the body outline, by code: view, part and side. Left is the person's own left."""

from dataclasses import dataclass

SIDES = ("left", "right")
# From the head down, as the list beside the picture has them.
PARTS = {
    "back": ("neck", "shoulder", "upper-back", "low-back", "seat", "leg", "arm"),
    "front": ("neck", "shoulder", "chest", "belly", "groin", "leg", "arm"),
}


@dataclass(frozen=True)
class Area:
    """``code``: such as ``back-low-back-left``; ``place``: the same without its side."""

    view: str
    part: str
    side: str

    @property
    def place(self) -> str:
        return f"{self.view}-{self.part}"

    @property
    def code(self) -> str:
        return f"{self.place}-{self.side}"


AREAS = {
    area.code: area
    for view, parts in PARTS.items()
    for part in parts
    for area in (Area(view, part, side) for side in SIDES)
}
PLACES = tuple(dict.fromkeys(area.place for area in AREAS.values()))


def areas_of(place: str) -> list[str]:
    """The codes of both sides of a place."""
    return [f"{place}-{side}" for side in SIDES]
