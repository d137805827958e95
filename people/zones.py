"""Time zones by name, as the IANA list has them."""

from functools import cache
from zoneinfo import available_timezones

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

# Aliases kept for old machines; nobody looks for their city there.
_NOT_PLACES = (
    "Etc/",
    "SystemV/",
    "US/",
    "Canada/",
    "Brazil/",
    "Chile/",
    "Mexico/",
    "posix",
    "right",
)


@cache
def zones() -> frozenset[str]:
    return frozenset(available_timezones())


@cache
def places() -> list[str]:
    """The zones a person can choose from: UTC and Continent/City, in order."""
    return [
        "UTC",
        *sorted(z for z in zones() if "/" in z and not z.startswith(_NOT_PLACES)),
    ]


def validate_zone(name: str) -> None:
    if name not in zones():
        raise ValidationError(_("Choose a time zone from the list."), code="zone")
