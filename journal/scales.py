"""What can be rated in the journal, from what to what (clinical.md, section 3). Plain Python."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal

# Written later than this it is recalled: kept and marked, and left out of the patterns.
RECALLED_AFTER = timedelta(hours=48)


@dataclass(frozen=True)
class Scale:
    """``better``: which end feels better, "low" or "high"; "" where neither does."""

    name: str
    low: int
    high: int
    better: str = ""

    def holds(self, value: int | None) -> bool:
        return value is None or self.low <= value <= self.high


SCALES = {
    scale.name: scale
    for scale in (
        Scale("pain", 0, 10, "low"),
        Scale("worst", 0, 10, "low"),
        Scale("interference", 0, 10, "low"),
        Scale("mood", 1, 5, "high"),
        Scale("stress", 0, 10, "low"),
        Scale("energy", 0, 10, "high"),
        Scale("sleep_quality", 0, 10, "high"),
        Scale("felt_close", 0, 10, "high"),
        Scale("rest_minutes", 0, 1440),
        Scale("thought_conviction", 0, 100),
    )
}
MOST_SLEEP_HOURS = Decimal(16)
MOST_MINUTES = 720
MOST_EFFORT = 10
MOST_STRENGTH = 10


def is_recalled(at: datetime, written: datetime) -> bool:
    """What was written more than 48 hours after it was so comes from memory."""
    return written - at > RECALLED_AFTER


def load(minutes: int | None, effort: int | None) -> int:
    """Minutes times effort of one activity; 0 where either was not said."""
    return (minutes or 0) * (effort or 0)
