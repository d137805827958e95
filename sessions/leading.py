"""How long an examination may be led: a lease that acts hold, and looking does not.

Bounds chosen by this project [D]: a sitting is up to two hours, and half an hour in which nothing
is saved is the end of it, so that a window left open reads nobody's answers.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

LIVES = timedelta(hours=2)  # from the moment the patient joins, whatever is done
IDLE = timedelta(minutes=30)  # after the last saved answer or added question
LAPSES = timedelta(minutes=30)  # for a request that nobody answers


class State(StrEnum):
    ASKED = "asked"
    ON = "on"
    OVER = "over"


def held_until(joined: datetime, acted: datetime) -> datetime:
    """The end of the lease after an act at ``acted``; the joining itself is the first one."""
    return min(joined + LIVES, acted + IDLE)


@dataclass(frozen=True)
class Lease:
    """All times are aware. ``until``: how far the last act holds it, None before the patient has
    joined or where what they opened is closed again. ``ended``: somebody ended it."""

    asked: datetime
    joined: datetime | None
    until: datetime | None
    ended: bool

    def state(self, now: datetime) -> State:
        if self.ended:
            return State.OVER
        if self.joined is None:
            return State.ASKED if now < self.asked + LAPSES else State.OVER
        return State.ON if self.until is not None and now < self.until else State.OVER
