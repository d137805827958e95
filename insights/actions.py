"""Every write of this room: the monthly look, and what a person wants to see of it."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from insights.looks import (
    figures_of,
    hidden_things,
    key_of,
    pain_in,
    shown_last,
    things_in,
    window_of,
)
from insights.models import Finding, Look
from insights.patterns import look_at
from insights.queries import RATINGS
from people import audit
from people.clock import zone_of
from people.models import User


def take_look(*, person: User, now: datetime, by: User | None = None) -> Look | None:
    """This month's look, kept with all that was tested; None where none is due, or it was taken
    before. ``by``: None for the clock.

    The working out holds no lock; of two at once one is kept.
    """
    window = window_of(person, now)
    if window is None:
        return None
    things = things_in(person, window)
    found = look_at(
        pain_in(window),
        things,
        share=window.share,
        already=shown_last(person),
        # The same days say the same again.
        seed=window.last.toordinal(),
    )
    with transaction.atomic():
        # One at a time for one person.
        User.objects.select_for_update().get(pk=person.pk)
        if window_of(person, now) != window:
            return None
        look = Look.objects.create(
            person=person,
            month=window.month,
            since=window.first,
            until=window.last,
            share=window.share,
            figures={
                "days": len(window.days),
                "of": window.length,
                "tested": sum(one.p is not None for one in found),
            },
            created=now,
            local_date=now.astimezone(zone_of(person)).date(),
            zone=person.time_zone,
        )
        hidden = hidden_things(person)
        Finding.objects.bulk_create(
            Finding(
                look=look,
                verdict=one.verdict,
                figures=figures_of(one),
                hidden_at=now if one.key in hidden else None,
                **({"measure": one.key} if one.key in RATINGS else {"trigger_id": one.key}),
            )
            for one in found
        )
        audit.record(by=by, action="take-look", person=person, on=look)
    return look


@transaction.atomic
def hide_finding(*, finding: Finding, by: User) -> None:
    """Of no use to the person: it is shown no more, now and when a later look finds it too."""
    if finding.hidden_at is None:
        finding.hidden_at = timezone.now()
        finding.save(update_fields=["hidden_at"])
        audit.record(by=by, action="hide-finding", person=finding.look.person, on=finding)


@transaction.atomic
def show_again(*, finding: Finding, by: User) -> None:
    """Undo ``hide_finding``, in every look that found the same."""
    person = finding.look.person
    hidden = Finding.objects.filter(look__person=person, hidden_at__isnull=False)
    key = key_of(finding)
    same = [one.pk for one in hidden.select_related("trigger") if key_of(one) == key]
    if Finding.objects.filter(pk__in=same).update(hidden_at=None):
        audit.record(by=by, action="show-finding", person=person, on=finding)
