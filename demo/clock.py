"""Months of use in a few seconds: the clock that the demo's people live by."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta, tzinfo
from unittest import mock

from django.utils import timezone

# Two things never happen at one moment: what is sorted by time keeps its order.
TICK = timedelta(milliseconds=1)


class Clock:
    """What ``django.utils.timezone.now`` says inside ``running``; it stands still but for ticks."""

    def __init__(self, start: datetime) -> None:
        self.time = start

    def set(self, moment: datetime) -> None:
        self.time = moment

    def wait(self, **span: float) -> None:
        self.time += timedelta(**span)

    def now(self) -> datetime:
        self.time += TICK
        return self.time

    @contextmanager
    def running(self) -> Iterator[None]:
        """Our actions read the time themselves, as they should, so the clock is moved under them.

        ``timezone.now`` itself stands as a default in every model, so what it calls is replaced.
        For a command that runs by itself: the whole process lives at that time meanwhile.
        """
        clock = self

        class Then(datetime):
            @classmethod
            def now(cls, tz: tzinfo | None = None) -> datetime:  # type: ignore[override]
                return clock.now().astimezone(tz)

        with mock.patch.object(timezone, "datetime", Then):
            yield
