"""Whose hand an answer is in."""

from typing import Any

from django import template

from sessions.hands import Hands, place_name

register = template.Library()


@register.inclusion_tag("components/hand.html")
def wrote(hands: Hands, step: str, item: object = None) -> dict[str, Any]:
    """A line that says who wrote it, where it was not the person."""
    return {"by": hands.get(place_name(step, item), "") if hands else ""}
