"""A trial of one trigger: begun, its days told, ended, erased."""

import secrets
from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from journal import onoff
from journal.models import TrialDay, Trigger, TriggerKind, TriggerTrial
from people import audit
from people.clock import stamp, today
from people.models import User
from safety.queries import hold_for, profile_for
from safety.triage import Held

# What can move a back or a neck: somebody has to agree first where moving is riskier.
MOVES = frozenset({TriggerKind.ACTIVITY, TriggerKind.POSTURE, TriggerKind.OTHER})


class TrialRefused(Exception):
    """The trial cannot begin, or take this, now; ``code`` says why."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def needs_agreement(person: User) -> bool:
    """Whether a trial of something that moves the body needs somebody's word first; never to have
    been asked about risks is not to have none."""
    profile = profile_for(person)
    return profile is None or profile.needs_approval


@transaction.atomic
def start_trial(
    *,
    trigger: Trigger,
    by: User,
    days: int,
    starts_on: date,
    with_words: str,
    without_words: str,
    guess: str = "",
    agreed_by: str = "",
    look: UUID | None = None,
    seed: int | None = None,
) -> TriggerTrial:
    """The order is drawn here, from ``seed`` or by chance, and stays as it is. ``days``: one of
    ``onoff.LENGTHS``.

    Raises ``TrialRefused``: ``held`` while tests wait after a warning sign, ``running`` while
    another trial has not been ended, ``not_agreed`` where somebody has to agree first.
    """
    person = trigger.person
    # One at a time: two forms sent at once begin one trial.
    User.objects.select_for_update().get(pk=person.pk)
    if hold_for(person, Held.TEST):
        raise TrialRefused("held")
    if TriggerTrial.objects.filter(person=person, ended_at=None).exists():
        raise TrialRefused("running")
    if trigger.kind in MOVES and not agreed_by and needs_agreement(person):
        raise TrialRefused("not_agreed")
    trial = TriggerTrial.objects.create(
        person=person,
        trigger=trigger.merged_into or trigger,
        look=look,
        starts_on=starts_on,
        order=onoff.make_order(days, secrets.randbits(64) if seed is None else seed),
        with_words=with_words,
        without_words=without_words,
        guess=guess,
        agreed_by=agreed_by,
        **stamp(person),
    )
    audit.record(by=by, action="start-trial", person=person, on=trial)
    return trial


@transaction.atomic
def record_trial_day(*, trial: TriggerTrial, by: User, on: date, kept: str) -> TrialDay:
    """How a day went (``TrialDay.Kept``); again is a change.

    Raises ``TrialRefused``: ``ended``, or ``not_a_day`` for one that is not of the trial or is
    still to come.
    """
    trial = _locked(trial)
    if trial.ended_at:
        raise TrialRefused("ended")
    if onoff.day_of(course_of(trial), on) is None or on > today(trial.person):
        raise TrialRefused("not_a_day")
    day, _new = TrialDay.objects.update_or_create(
        trial=trial, on=on, defaults={"kept": kept, "at": timezone.now()}
    )
    audit.record(by=by, action="record-trial-day", person=trial.person, on=trial, fields=["kept"])
    return day


@transaction.atomic
def end_trial(*, trial: TriggerTrial, by: User, learnt: str = "") -> TriggerTrial:
    """Done once its last day is over, else stopped early. Again it changes ``learnt`` alone."""
    trial = _locked(trial)
    trial.learnt = learnt
    fields = ["learnt"]
    if trial.ended_at is None:
        over = today(trial.person) > course_of(trial).ends_on
        trial.ended = TriggerTrial.Ended.DONE if over else TriggerTrial.Ended.STOPPED
        trial.ended_at = timezone.now()
        fields += ["ended", "ended_at"]
    trial.save(update_fields=fields)
    audit.record(by=by, action="end-trial", person=trial.person, on=trial, fields=fields)
    return trial


@transaction.atomic
def delete_trial(*, trial: TriggerTrial, by: User) -> None:
    """Gone with its days; the journal keeps its entries."""
    trial = _locked(trial)
    audit.record(by=by, action="delete-trial", person=trial.person, on=trial)
    trial.delete()


def course_of(trial: TriggerTrial) -> onoff.Course:
    return onoff.Course(trial.starts_on, trial.order)


def _locked(trial: TriggerTrial) -> TriggerTrial:
    """The row as it stands, held until the transaction ends."""
    rows = TriggerTrial.objects.select_for_update(of=("self",)).select_related("person")
    found: TriggerTrial = rows.get(pk=trial.pk)
    return found
