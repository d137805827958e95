"""The lease of an examination that is led: held by what is saved, let go at the end.

Part of other actions: in their transaction, and recorded by them.
"""

from django.utils import timezone

from people import audit
from people.actions.sharing import end_grants, hold_grant
from people.models import AccessGrant, User
from sessions.leading import held_until
from sessions.led import led_in
from sessions.models import Draft, Examination, LedSession
from sessions.record import LEADERS


def hold_lease(examination: Examination) -> None:
    """Something was saved in it."""
    led = led_in(examination)
    if led is not None and led.grant is not None and led.accepted_at is not None:
        hold_grant(led.grant, held_until(led.accepted_at, timezone.now()))


def let_go(led: LedSession, by: User | None) -> None:
    """End it, and what was opened for it; what the therapist typed and never saved goes with it.
    ``by`` None: it had lapsed. Twice is once."""
    ended = LedSession.objects.filter(pk=led.pk, ended_at=None).update(
        ended_at=timezone.now(), ended_by=by
    )
    if not ended:
        return
    if led.grant_id:
        end_grants(AccessGrant.objects.filter(pk=led.grant_id), by=by)
    if led.examination_id:
        drafts = Draft.objects.filter(examination=led.examination_id)
        drafts.filter(place__startswith=LEADERS).delete()
    audit.record(by=by, action="end-lead", person=led.patient, on=led, clinic=led.clinic)


def let_go_of(examination: Examination, by: User) -> None:
    """The examination has ended, and with it the leading of it."""
    for led in LedSession.objects.filter(examination=examination, ended_at=None).select_related(
        "patient", "clinic"
    ):
        let_go(led, by)
