"""When a plan asks for a look: its days held against today. Plain Python.

A day is a suggestion to look, not a task: what was not done stays for a week, then it is let go.
Source: a design choice of this project, for the days of the plan step (clinical method, section 1).
"""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

# How long before its day a thing counts as near, and how long a day that is past stays.
NEAR = timedelta(days=7)
STAYS = timedelta(days=7)


class Call(StrEnum):
    """Why a plan is looked at now, the most pressing first."""

    NEAR = "near"  # what it is for comes within a week
    REHEARSE = "rehearse"  # its day to be tried out is here, or was, and it was not tried yet
    REVIEW = "review"  # its day to be looked at again is here


@dataclass(frozen=True)
class PlanDays:
    """The days of one plan. ``rehearsed``: since it was written as it stands."""

    rehearse_on: date | None = None
    near_on: date | None = None
    review_on: date | None = None
    rehearsed: bool = False

    @property
    def last(self) -> date | None:
        """The latest of its days, None where it has none."""
        days = (self.rehearse_on, self.near_on, self.review_on)
        return max((day for day in days if day), default=None)

    def calls(self, today: date) -> dict[Call, date]:
        """What it asks for on ``today``, each with its day, in the order of ``Call``."""
        found: dict[Call, date] = {}
        if self.near_on and today <= self.near_on <= today + NEAR:
            found[Call.NEAR] = self.near_on
        if self.rehearse_on and not self.rehearsed and _has_come(self.rehearse_on, today):
            found[Call.REHEARSE] = self.rehearse_on
        if self.review_on and _has_come(self.review_on, today):
            found[Call.REVIEW] = self.review_on
        return found


def _has_come(day: date, today: date) -> bool:
    return day <= today <= day + STAYS
