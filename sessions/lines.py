"""A belief's line: how sure the person was of it, over time.

Its points are the ratings at the start and at the end of each examination, those asked again some
days after a test, and those of the follow-ups; never how sure somebody is of a fair line. It is
shown as it is, up or down: success is not conviction falling to zero (the project's clinical
method, section 1).
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta, tzinfo
from enum import StrEnum
from functools import cached_property
from typing import Any
from uuid import UUID

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from people.charts import LineChart, Mark, line_chart
from people.clock import today, zone_of
from people.models import User
from sessions.models import Answer, Belief, ExperimentCheck, FollowUp
from sessions.steps import Step

# A rating this young is how it is now.
NOW = timedelta(days=14)
# Two days further apart are told apart by their months.
MONTHS = timedelta(days=45)
# What lies this far outside the first and the last rating is said.
APART = 5


class Moment(StrEnum):
    START = "start"
    END = "end"
    TEST = "test"
    FOLLOW_UP = "follow_up"


WHEN: dict[str, Promise] = {
    Moment.START: gettext_lazy("Before you looked at it"),
    Moment.END: gettext_lazy("After you looked at it"),
    Moment.TEST: gettext_lazy("After a test"),
    Moment.FOLLOW_UP: gettext_lazy("When you were asked again"),
}
_STEPS = {Step.RATINGS.value: Moment.START, Step.AGAIN.value: Moment.END}


@dataclass(frozen=True)
class Point:
    """``value``: 0–100. ``on``: the person's own day."""

    at: datetime
    on: date
    value: int
    moment: Moment

    @property
    def when(self) -> Promise:
        return WHEN[self.moment]


@dataclass(frozen=True)
class Line:
    """``points``: the earliest first. ``today``: the person's own day, from which it is told."""

    points: tuple[Point, ...]
    today: date
    zone: tzinfo

    @property
    def latest(self) -> Point | None:
        return self.points[-1] if self.points else None

    @cached_property
    def chart(self) -> LineChart | None:
        return line_chart([Mark(point.at, point.value) for point in self.points], self.zone)

    @property
    def says(self) -> str:
        """What the line shows, in a sentence or two."""
        if not self.points:
            return _("You have not rated this thought yet.")
        first, last = self.points[0], self.points[-1]
        if first == last:
            return _("You were %(value)s of 100 sure %(when)s.") % {
                "value": first.value,
                "when": self._when(first.on, first.on),
            }
        if first.on == last.on:
            after = last.moment is not Moment.START
            says = _("You were %(first)s of 100 sure before you looked at it, and %(last)s after.")
            if first.moment is not Moment.START or not after:
                says = _("You were %(first)s of 100 sure, and %(last)s later that day.")
            return says % {"first": first.value, "last": last.value} + self._between()
        words = {
            "first": first.value,
            "then": self._when(first.on, last.on),
            "last": last.value,
            "now": _("now") if self._is_now(last) else self._when(last.on, first.on),
        }
        if first.value == last.value:
            says = _("You were %(first)s of 100 sure %(then)s, and just as sure %(now)s.")
        else:
            says = _("You were %(first)s of 100 sure %(then)s, and %(last)s sure %(now)s.")
        return says % words + self._between()

    @property
    def latest_says(self) -> str:
        """The latest rating, in a few words."""
        last = self.latest
        if last is None:
            return _("Not looked at yet.")
        if self._is_now(last):
            return _("Now %(value)s of 100 sure.") % {"value": last.value}
        when = self._when(last.on, last.on)
        return _("%(value)s of 100 sure %(when)s.") % {"value": last.value, "when": when}

    def _is_now(self, point: Point) -> bool:
        return self.today - point.on <= NOW

    def _when(self, day: date, other: date) -> str:
        """``day`` in words, told apart from ``other``."""
        far = abs(day - other) >= MONTHS
        if day.year != self.today.year:
            return _("in %(month)s") % {"month": date_format(day, "F Y")}
        if far:
            return _("in %(month)s") % {"month": date_format(day, "F")}
        return _("on %(day)s") % {"day": date_format(day, "F j")}

    def _between(self) -> str:
        """That it was lower or higher than at both ends, where it was."""
        ends = sorted((self.points[0].value, self.points[-1].value))
        values = [point.value for point in self.points]
        low, high = min(values), max(values)
        if low < ends[0] - APART and high > ends[1] + APART:
            says = _("In between it went from %(low)s to %(high)s.")
        elif low < ends[0] - APART:
            says = _("In between it was as low as %(low)s.")
        elif high > ends[1] + APART:
            says = _("In between it was as high as %(high)s.")
        else:
            return ""
        return " " + says % {"low": low, "high": high}


def line_of(belief: Belief) -> Line:
    return lines_of(belief.person, [belief])[belief.pk]


def lines_of(person: User, beliefs: Iterable[Belief]) -> dict[UUID, Line]:
    """The line of each of the person's ``beliefs``, by its id; three queries for any number.

    Whoever asks may read these beliefs: the caller has scoped them.
    """
    ids = [belief.pk for belief in beliefs]
    zone, day = zone_of(person), today(person)
    found: dict[UUID, list[Point]] = defaultdict(list)
    for source in (_ratings, _checks, _follow_ups):
        for belief, at, value, moment in source(ids):
            found[belief].append(Point(at, at.astimezone(zone).date(), value, moment))
    return {pk: Line(tuple(sorted(found[pk], key=lambda point: point.at)), day, zone) for pk in ids}


Found = Iterable[tuple[UUID, datetime, Any, Moment]]


def _ratings(ids: list[UUID]) -> Found:
    rows = Answer.objects.filter(examination__belief__in=ids, step__in=list(_STEPS), item=None)
    # A changed rating is a new answer: the last position counts. No words are read.
    counts = {
        (examination, step): (belief, at, None if removed else conviction, _STEPS[step])
        for belief, examination, step, removed, conviction, at in rows.order_by(
            "position"
        ).values_list("examination__belief", "examination", "step", "removed", "conviction", "at")
    }
    for belief, at, conviction, moment in counts.values():
        if conviction is not None:
            yield belief, at, conviction, moment


def _checks(ids: list[UUID]) -> Found:
    rows = ExperimentCheck.objects.filter(
        experiment__examination__belief__in=ids, conviction__isnull=False
    ).values_list("experiment__examination__belief", "created", "conviction")
    for belief, at, conviction in rows:
        yield belief, at, conviction, Moment.TEST


def _follow_ups(ids: list[UUID]) -> Found:
    rows = FollowUp.objects.filter(
        examination__belief__in=ids, conviction__isnull=False
    ).values_list("examination__belief", "created", "conviction")
    for belief, at, conviction in rows:
        yield belief, at, conviction, Moment.FOLLOW_UP
