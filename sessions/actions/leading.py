"""A therapist leads an examination: asks, and the patient joins; either ends it at any time."""

from django.db import transaction
from django.utils import timezone

from people import audit
from people.actions import share
from people.errors import NotAllowed
from people.models import Audience, CareRelationship, Scope, User
from safety.queries import hold_for
from safety.triage import Held
from sessions.actions.answers import Refused, start_examination
from sessions.actions.lease import let_go
from sessions.leading import State, held_until
from sessions.led import led_rows, state_of
from sessions.models import BeliefKind, LedSession
from sessions.record import place_of
from sessions.sharing import is_private
from sessions.steps import Screen


@transaction.atomic
def ask_to_lead(
    *,
    care: CareRelationship,
    by: User,
    text: str = "",
    kind: str = BeliefKind.OTHER,
) -> LedSession:
    """Ask the patient of ``care`` to look at a thought together; ``text`` proposes one.

    It opens nothing: only the patient does, by joining. Raises ``NotAllowed`` for anyone but the
    therapist of that care, and ``Refused`` with ``already`` while another one is asked for or on.
    """
    patient = User.objects.select_for_update().get(pk=care.patient_id)
    current = CareRelationship.objects.current().filter(pk=care.pk, therapist=by)
    if not current.exists():
        raise NotAllowed
    for led in led_rows().filter(patient=patient, ended_at=None):
        if state_of(led) is not State.OVER:
            raise Refused("already")
        let_go(led, None)
    led = LedSession.objects.create(
        clinic=care.clinic,
        patient=patient,
        author=by,
        audience=Audience.PATIENT,
        text=text,
        kind=kind,
    )
    fields = ["text"] if text else []
    audit.record(
        by=by, action="ask-to-lead", person=patient, on=led, fields=fields, clinic=care.clinic
    )
    return led


@transaction.atomic
def join_lead(*, led: LedSession, by: User) -> LedSession:
    """The patient joins: their open examination, or a new one, is opened to the therapist for as
    long as the lease is held. Joining twice is once.

    Raises ``NotAllowed`` for anyone else, and ``Refused``: ``over``, ``held`` (a safety hold comes
    first) or ``private`` (the open examination is kept private).
    """
    User.objects.select_for_update().get(pk=by.pk)
    led = locked_led(led)
    if led.patient_id != by.pk or led.author is None:
        raise NotAllowed
    state = state_of(led)
    if state is State.ON:
        return led
    if state is State.OVER:
        raise Refused("over")
    if hold_for(by, Held.SESSION) is not None:
        raise Refused("held")
    examination = start_examination(person=by, by=by)
    if is_private(examination):
        raise Refused("private")
    now = timezone.now()
    led.grant = share(
        person=by,
        reader=led.author,
        clinic=led.clinic,
        scope=Scope.EXAMINATIONS,
        root=examination.pk,
        until=held_until(now, now),
        by=by,
    )
    led.examination = examination
    led.accepted_at = now
    led.save(update_fields=["grant", "examination", "accepted_at"])
    audit.record(by=by, action="join-lead", person=by, on=led, clinic=led.clinic)
    return led


@transaction.atomic
def end_lead(*, led: LedSession, by: User) -> None:
    """Either ends it, at once, and need not say why. Twice is once."""
    led = locked_led(led)
    if by.pk not in (led.patient_id, led.author_id):
        raise NotAllowed
    let_go(led, by)


@transaction.atomic
def lead_to(*, led: LedSession, screen: Screen, by: User) -> None:
    """The therapist has gone on to ``screen``, and the patient's page follows."""
    led = locked_led(led)
    if by.pk != led.author_id:
        raise NotAllowed
    if led.place != place_of(screen):
        led.place = place_of(screen)
        led.save(update_fields=["place"])
        audit.record(by=by, action="lead-to", person=led.patient, on=led, clinic=led.clinic)


def locked_led(led: LedSession) -> LedSession:
    """The row as it stands, held until the transaction ends; NotAllowed if it is gone."""
    found = led_rows().select_for_update(of=("self",)).filter(pk=led.pk).first()
    if found is None:
        raise NotAllowed
    return found
