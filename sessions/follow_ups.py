"""Which of a person's finished examinations are asked about again, and which of them now."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.urls import reverse

from people.clock import zone_of
from people.models import User
from sessions.following import DAYS, LAST_STAYS, Following, Window
from sessions.models import Belief, BeliefState, Examination, FollowUp

# Whoever finished one longer ago is asked nothing any more. A day more, for the zones.
_LONGEST = timedelta(days=DAYS[-1] + 1) + LAST_STAYS


@dataclass(frozen=True)
class Asked:
    """One examination and how it is asked about. ``window``: the one that is open, if any."""

    examination: Examination
    following: Following
    window: Window | None

    @property
    def answered(self) -> bool:
        return self.window is not None and self.following.given.get(self.window.day, False)


@dataclass(frozen=True)
class DueFollowUp:
    examination: UUID
    window: Window

    @property
    def url(self) -> str:
        return reverse(
            "sessions:follow_up", kwargs={"pk": self.examination, "day": self.window.day}
        )


def asked_about(person: User, day: date) -> list[Asked]:
    """The finished examinations that are still asked about, the newest first; three queries.

    Of each thought the newest one alone: to have looked at it again is more than any follow-up.
    Nobody is asked about a thought that they parked, or that holds them back no more.
    """
    zone = zone_of(person)
    since = datetime.combine(day - _LONGEST, datetime.min.time(), zone)
    newest: dict[UUID | None, Any] = {}
    for row in person.examinations.completed().filter(ended_at__gte=since):
        newest.setdefault(row.belief_id, row)
    current = {
        belief.pk
        for belief in Belief.objects.filter(person=person, pk__in=list(newest)).with_state()
        if belief.state == BeliefState.CURRENT
    }
    rows = [row for belief, row in newest.items() if belief in current]
    given = _given(FollowUp.objects.filter(examination__in=rows))
    found = []
    for row in rows:
        finished = row.ended_at.astimezone(zone).date()
        following = Following(finished, given.get(row.pk, {}))
        found.append(Asked(row, following, following.open(day)))
    return found


def due_follow_ups(person: User, day: date) -> list[DueFollowUp]:
    """What is asked on the person's ``day``: neither answered nor put away, the oldest first."""
    due = [
        DueFollowUp(one.examination.pk, window)
        for one in asked_about(person, day)
        if (window := one.following.due(day))
    ]
    return sorted(due, key=lambda one: one.window.opens)


def asked_now(examination: Examination, day: date) -> Asked | None:
    """How this one is asked about, None where it is not any more."""
    found = asked_about(examination.person, day)
    return next((one for one in found if one.examination.pk == examination.pk), None)


def _given(rows: QuerySet[FollowUp]) -> dict[UUID, dict[int, bool]]:
    given: dict[UUID, dict[int, bool]] = {}
    for examination, day, conviction in rows.values_list("examination", "day", "conviction"):
        given.setdefault(examination, {})[day] = conviction is not None
    return given
