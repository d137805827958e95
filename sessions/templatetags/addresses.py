"""Addresses that a template makes from a place."""

from django import template

from sessions.place import Place
from sessions.steps import Screen

register = template.Library()


@register.simple_tag
def item_url(at: Place, item: str) -> str:
    """Where one fact, cost or fear of this list is changed."""
    return at.seat.url(Screen(at.step, item))
