"""What somebody says some days or weeks after an examination."""

from collections.abc import Iterable
from uuid import UUID

from django.db import transaction

from people import audit
from people.clock import stamp, today
from people.models import User
from sessions.actions.answers import Refused, locked
from sessions.actions.plans import reclaim
from sessions.follow_ups import asked_now
from sessions.models import Examination, FollowUp, Reclaim

SAID = ("conviction", "came_back", "yes_done", "plan_used", "in_the_way")


@transaction.atomic
def answer_follow_up(
    *,
    examination: Examination,
    by: User,
    day: int,
    conviction: int,
    came_back: str,
    yes_done: str = "",
    plan_used: str = "",
    in_the_way: str = "",
    costs: Iterable[UUID] = (),
) -> FollowUp:
    """Keep the answers of ``day`` (of ``following.DAYS``), ``conviction`` 0–100; while that one is
    open, again writes it anew, and so does answering one that was put away.

    ``costs``: what the thought had cost and was done after all. What is marked as back already
    stays as it is. Raises ``Refused``: ``not_open``, or ``not_there`` for an unknown cost.
    """
    examination = locked(examination, "belief")
    _check_open(examination, day)
    said = {
        "conviction": conviction,
        "came_back": came_back,
        "yes_done": yes_done,
        "plan_used": plan_used,
        "in_the_way": in_the_way,
    }
    person = examination.person
    given = FollowUp.objects.filter(examination=examination, day=day).first()
    if given is None:
        given = FollowUp(person=person, examination=examination, day=day)
    if given.conviction is None:
        # The moment of the rating: not the one at which it was put away.
        said |= stamp(person)
    for name, value in said.items():
        setattr(given, name, value)
    given.save()
    audit.record(by=by, action="answer-follow-up", person=person, on=given, fields=SAID)
    back = set(Reclaim.objects.filter(examination=examination).values_list("cost", flat=True))
    for cost in costs:
        if cost not in back:
            reclaim(examination=examination, by=by, cost=cost, on=today(person))
    return given


@transaction.atomic
def put_away_follow_up(*, examination: Examination, by: User, day: int) -> FollowUp:
    """Not this time. It counts as one that was missed, and may be answered after all while it is
    open. One that was answered stays. Raises ``Refused`` with ``not_open``."""
    examination = locked(examination, "belief")
    _check_open(examination, day)
    given, new = FollowUp.objects.get_or_create(
        examination=examination,
        day=day,
        defaults={"person": examination.person, **stamp(examination.person)},
    )
    if new:
        audit.record(by=by, action="put-away-follow-up", person=examination.person, on=given)
    return given


def _check_open(examination: Examination, day: int) -> None:
    asked = asked_now(examination, today(examination.person))
    if asked is None or asked.window is None or asked.window.day != day:
        raise Refused("not_open")
