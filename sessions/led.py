"""Examinations that a therapist leads: which there are now, and for whom. Reads only.

Asked anew at each look and each write: whether somebody ended it, whether the lease is held,
whether the therapist still treats the person, whether the examination is still open.
"""

from datetime import datetime

from django.db.models import QuerySet
from django.utils import timezone

from people.access import treats
from people.models import User
from sessions.leading import Lease, State
from sessions.models import Examination, LedSession
from sessions.record import is_closed

WITH = ("author", "patient", "clinic", "grant", "examination__person", "examination__belief")


def led_rows() -> QuerySet[LedSession]:
    """Every one, the newest first, with all that ``state_of`` asks of it."""
    return LedSession.objects.select_related(*WITH).order_by("-created")


def lease_of(led: LedSession) -> Lease:
    until = led.grant.until if led.grant and led.examination else None
    return Lease(led.created, led.accepted_at, until, led.ended_at is not None)


def state_of(led: LedSession, now: datetime | None = None) -> State:
    state = lease_of(led).state(now or timezone.now())
    if state is State.OVER or led.author is None or led.patient is None:
        return State.OVER
    if not treats(led.author, led.patient, led.clinic):
        return State.OVER
    if led.examination is not None and is_closed(led.examination):
        return State.OVER
    return state


def led_now(person: User) -> LedSession | None:
    """The one that ``person`` is asked to join or has joined; None where there is none."""
    led = led_rows().filter(patient=person, ended_at=None).first()
    return led if led is not None and state_of(led) is not State.OVER else None


def led_in(examination: Examination) -> LedSession | None:
    """Who leads this examination now; None where nobody does."""
    if not LedSession.objects.filter(examination=examination, ended_at=None).exists():
        # As nearly always; the whole row costs six joins.
        return None
    led = led_rows().filter(examination=examination, ended_at=None).first()
    return led if led is not None and state_of(led) is State.ON else None
