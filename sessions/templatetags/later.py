"""What was written once a page was finished."""

from typing import Any

from django import template

from sessions.hands import place_name
from sessions.later import Later

register = template.Library()


@register.inclusion_tag("components/later.html")
def added(later: Later, name: object, field: object = None) -> dict[str, Any]:
    """A line that says on which day it was added or changed, where that was after the end.

    ``name``: the id of a fact, cost or fear, or a step; ``field``: a field of the step.
    """
    return {"mark": later.get(place_name(str(name), field)) if later else None}
