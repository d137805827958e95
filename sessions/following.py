"""When somebody is asked again how a thought is, after its examination. Plain Python.

Four times: 3, 14, 42 and 90 days after the day on which it was finished, on the person's own days;
two missed ones end the asking (the project's clinical method, section 1). Each may be answered
until the next one begins, the last for 30 days, so that never more than one is open.

Design choices of this project:

- A *miss* is one that was not answered while it was open, or was put away with "not this time".
  Being asked less is the safe way to be wrong.
- Two misses *in all* end the asking, not two in a row: an answer in between shows that the person
  was there once more, not that they want to be asked twice again. Without any answer the asking
  ends when the second one is over, after 42 days.
- One that was put away may be answered after all while it is open, and is no miss then.
- Nothing is lost by a miss: the page, its plans and its tests stay, and the thought can be looked
  at again at any time. It is never shown as something that went wrong.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

DAYS = (3, 14, 42, 90)
LAST_STAYS = timedelta(days=30)
MISSES = 2


@dataclass(frozen=True)
class Window:
    """One time of asking: open on every day from ``opens`` to ``closes``, both included."""

    day: int
    opens: date
    closes: date

    def open_on(self, today: date) -> bool:
        return self.opens <= today <= self.closes


@dataclass(frozen=True)
class Following:
    """The asking after one examination. ``finished``: the person's own day on which it ended.
    ``given``: by day of asking (of ``DAYS``) whether it was answered; False: put away, no entry:
    neither."""

    finished: date
    given: Mapping[int, bool] = field(default_factory=dict)

    @property
    def windows(self) -> tuple[Window, ...]:
        opens = [self.finished + timedelta(days=day) for day in DAYS]
        closes = [after - timedelta(days=1) for after in opens[1:]] + [opens[-1] + LAST_STAYS]
        return tuple(
            Window(day, first, last) for day, first, last in zip(DAYS, opens, closes, strict=True)
        )

    def window(self, day: int) -> Window:
        """That of one of ``DAYS``; ``KeyError`` for another number."""
        return {window.day: window for window in self.windows}[day]

    def missed(self, today: date) -> tuple[int, ...]:
        """Those that were not answered in their time, of those that were asked at all."""
        missed: list[int] = []
        for window in self.windows:
            if len(missed) == MISSES or today < window.opens:
                break
            over = today > window.closes
            if not self.given.get(window.day, not over):
                missed.append(window.day)
        return tuple(missed)

    def ended(self, today: date) -> bool:
        """Nothing will be asked any more, nor can be answered."""
        return self._stopped_before(today) or today > self.windows[-1].closes

    def open(self, today: date) -> Window | None:
        """The one that may be answered today, whether it was already or not."""
        if self._stopped_before(today):
            return None
        return next((window for window in self.windows if window.open_on(today)), None)

    def due(self, today: date) -> Window | None:
        """The one that is asked today: open, and neither answered nor put away."""
        window = self.open(today)
        return None if window is None or window.day in self.given else window

    def _stopped_before(self, today: date) -> bool:
        """Two were missed, and the second one is over: until then it may be answered after all."""
        missed = self.missed(today)
        return len(missed) == MISSES and today > self.window(missed[-1]).closes
