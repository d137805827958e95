"""What a test says: its days after, whether the next step waits, how it compares with the guess.

Plain Python. Source: the project's clinical method, section 1 ('test') and the stop rules of
section 5: asked on days 1 and 3; pain up by 2 or more for 48 hours holds the next step.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

FIRST, THIRD = 1, 3
# A check that nobody answered by then is let go.
LAST = 10
# Later ones, while pain is up, are kept under no higher day than this.
LONGEST = 400
PAIN_UP = 2  # points of 10
# A guess and what came of it count as alike when they are no further apart than this, of 100.
ALIKE = 10
# Of fewer tests than this nothing is said.
ENOUGH = 3


@dataclass(frozen=True)
class Check:
    """``day``: days after the test, from 1; ``pain`` 0–10, None where it was left."""

    day: int
    pain: int | None


@dataclass(frozen=True)
class Trial:
    """A test that was done, wholly or partly. ``pain_before`` 0–10."""

    done_on: date
    pain_before: int | None
    checks: tuple[Check, ...] = ()

    def up(self, check: Check | None) -> bool:
        if check is None or check.pain is None or self.pain_before is None:
            return False
        return check.pain - self.pain_before >= PAIN_UP

    @property
    def latest(self) -> Check | None:
        return max(self.checks, key=lambda check: check.day, default=None)

    @property
    def stayed_up(self) -> bool:
        """Pain is 2 or more above the start on day 3, or later: that is 48 hours and more."""
        return self.latest is not None and self.latest.day >= THIRD and self.up(self.latest)

    def answered(self, day: int) -> bool:
        return any(check.day == day for check in self.checks)

    def due(self, on: date) -> int | None:
        """The check that is asked for on a day: 1 on days 1 and 2, 3 from day 3 to ``LAST``."""
        days = (on - self.done_on).days
        if FIRST <= days < THIRD and not (self.answered(FIRST) or self.answered(THIRD)):
            return FIRST
        if THIRD <= days <= LAST and not self.answered(THIRD):
            return THIRD
        return None

    def may_tell(self, day: int, on: date) -> bool:
        """A check for ``day`` is still taken on that day: nobody is shut out who began in time."""
        days = (on - self.done_on).days
        if self.answered(day) or day > days:
            return False
        if day == FIRST:
            return days <= LAST and not self.answered(THIRD)
        return days <= LAST if day == THIRD else day > THIRD and self.stayed_up

    def later(self, on: date) -> int | None:
        """The day under which a further check is kept while pain is up; None where none is due."""
        days = min((on - self.done_on).days, LONGEST)
        again = self.stayed_up and days > THIRD and not self.answered(days)
        return days if again else None


class Next(StrEnum):
    """Whether the next small step may be planned."""

    OPEN = "open"
    WAIT = "wait"  # day 3 has not told yet
    HELD = "held"  # pain has stayed up


def next_step(trial: Trial, on: date) -> Next:
    """What day 3 says counts; when nobody answered it in its time, nothing is known and the
    red flags are asked before the step anyway. After ``LONGEST`` nothing more can be told, and
    nobody is held for ever."""
    if trial.stayed_up and not trial.answered(LONGEST):
        return Next.HELD
    known = any(check.day >= THIRD for check in trial.checks)
    return Next.OPEN if known or (on - trial.done_on).days > LAST else Next.WAIT


class Outcome(StrEnum):
    LESS = "less"
    ALIKE = "alike"
    MORE = "more"


def compare(certainty: int, came_true: int) -> Outcome:
    """How much came true against how sure the person was of it; both 0–100."""
    if abs(came_true - certainty) <= ALIKE:
        return Outcome.ALIKE
    return Outcome.LESS if came_true < certainty else Outcome.MORE


@dataclass(frozen=True)
class Score:
    less: int
    alike: int
    more: int

    @property
    def count(self) -> int:
        return self.less + self.alike + self.more

    @property
    def enough(self) -> bool:
        return self.count >= ENOUGH


def score(pairs: Iterable[tuple[int, int]]) -> Score:
    """``pairs``: how sure, and how much came true, of each test that has both."""
    found = [compare(*pair) for pair in pairs]
    return Score(*(found.count(one) for one in (Outcome.LESS, Outcome.ALIKE, Outcome.MORE)))
