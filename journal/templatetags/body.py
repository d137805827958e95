"""Where it hurt, as an entry shows it: ``{% load body %}``, ``{% body_shown entry.areas.all %}``
for the picture with its words, ``{{ entry.areas.all|area_words }}`` for the words alone."""

from collections.abc import Iterable
from typing import Any

from django import template

from journal import wording
from journal.outline import DRAWING, FIGURES, level
from journal.wording import Hurts

register = template.Library()


@register.inclusion_tag("journal/_body_shown.html")
def body_shown(areas: Iterable[Hurts]) -> dict[str, Any]:
    """Each view that has an area in it, and all of them in words."""
    areas = list(areas)
    found = {one.area: one for one in areas}
    views = [
        {
            "code": view,
            "label": wording.VIEWS[view],
            "figure": figure,
            "edges": [wording.SIDE_NAMES[side] for side in figure.edges],
            "marks": [
                {
                    "drawn": drawn,
                    "strength": found[code].strength,
                    "level": level(found[code].strength),
                }
                for code, drawn in figure.areas.items()
                if code in found
            ],
        }
        for view, figure in FIGURES.items()
    ]
    return {
        "drawing": DRAWING,
        "views": [view for view in views if view["marks"]],
        "words": wording.area_words(areas, strengths=True),
    }


@register.filter
def area_words(areas: Iterable[Hurts]) -> str:
    return wording.area_words(areas)
