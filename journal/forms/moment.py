"""When it was: a day and a time that may be left, for right now."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from people.clock import today, zone_of
from people.models import User
from people.widgets import Day

OLDEST = datetime(1970, 1, 1, tzinfo=UTC)
# A browser's clock may be a little ahead of ours.
AHEAD = timedelta(minutes=5)
TIMES = ("%H:%M", "%H:%M:%S", "%I:%M %p", "%I:%M%p", "%I %p", "%I%p")


class Clock(forms.TimeInput):
    """A time by the browser's own picker; plain text where there is none."""

    input_type = "time"

    def __init__(self) -> None:
        super().__init__({"class": "short-date"}, format="%H:%M")


class PastDay(forms.DateField):
    def __init__(self, **kwargs: Any) -> None:
        wrong = {"invalid": _("Write a day, such as 2026-05-31.")}
        super().__init__(required=False, widget=Day, error_messages=wrong, **kwargs)


class ClockTime(forms.TimeField):
    def __init__(self, **kwargs: Any) -> None:
        wrong = {"invalid": _("Write a time, such as 8:15 or 20:15.")}
        super().__init__(
            required=False, widget=Clock(), input_formats=TIMES, error_messages=wrong, **kwargs
        )


def moment_of(person: User | None, day: date | None, clock: time | None) -> datetime | None:
    """The moment that is meant, None for right now. ValidationError for one that cannot be."""
    if person is None or (day is None and clock is None):
        return None
    now = timezone.now()
    its_today = today(person)
    if clock is None:
        if day == its_today:
            return None
        raise ValidationError({"clock": _("About what time was it?")})
    day = day or its_today
    if day > its_today + timedelta(days=1):
        raise ValidationError({"day": _("That day is still to come.")})
    if day.year < OLDEST.year:
        raise ValidationError({"day": _("That is too long ago to be kept here.")})
    moment = datetime.combine(day, clock, zone_of(person)).astimezone(UTC)
    if moment > now + AHEAD:
        raise ValidationError({"clock": _("That is still to come. Pick a time that has been.")})
    return max(OLDEST, min(moment, now))
