"""What happens to whom on which day: scenes are noted in any order and played in time's."""

import random
from collections.abc import Callable
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from demo.clock import Clock

Scene = Callable[[], object]


class Diary:
    """Days are counted back from the day of ``now``; ``zone``: whose hours are meant."""

    def __init__(self, *, now: datetime, zone: str, seed: int) -> None:
        self.now = now
        self.zone = ZoneInfo(zone)
        self.clock = Clock(now - timedelta(days=366))
        self._chance = random.Random(seed)  # noqa: S311 (for variety)
        self._scenes: list[tuple[datetime, Scene]] = []

    def add(self, days_ago: float, hour: int, scene: Scene) -> None:
        """At some minute of that hour, ``days_ago`` whole days before today."""
        day = self.now.astimezone(self.zone) - timedelta(days=days_ago)
        minute = self._chance.randrange(60)
        self._scenes.append((day.replace(hour=hour, minute=minute, second=0, microsecond=0), scene))

    def add_lately(self, hours_ago: float, scene: Scene) -> None:
        """So many hours before now, whatever the hour: for what happened today."""
        self._scenes.append((self.now - timedelta(hours=hours_ago), scene))

    @property
    def moments(self) -> list[datetime]:
        """When the scenes are, in order."""
        return sorted(moment for moment, _ in self._scenes)

    def play(self) -> None:
        with self.clock.running():
            for moment, scene in sorted(self._scenes, key=lambda noted: noted[0]):
                # A long scene before may have run on; time goes one way.
                self.clock.set(max(moment.astimezone(self.now.tzinfo), self.clock.time))
                scene()
