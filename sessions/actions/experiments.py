"""A test of a fear: agreed to, done or not, and how it was on the days after."""

from collections.abc import Iterable
from datetime import date

from django.db import transaction
from django.utils import timezone

from people import audit
from people.access import care_team_of
from people.clock import stamp
from people.models import User
from safety.actions import record_flags
from safety.models import RedFlagCheck
from sessions.actions.answers import Refused
from sessions.models import Experiment, ExperimentCheck


def _in_force(experiment: Experiment) -> Experiment:
    """The row, held until the transaction ends. Raises ``Refused`` with ``dropped``."""
    experiment = Experiment.objects.select_for_update(of=("self",)).get(pk=experiment.pk)
    if experiment.dropped_at:
        raise Refused("dropped")
    return experiment


@transaction.atomic
def approve_experiment(*, experiment: Experiment, by: User) -> Experiment:
    """A therapist agrees to a test of movement. Again is the same; a dropped one is refused."""
    experiment = _in_force(experiment)
    if experiment.approved_at is None:
        experiment.approved_by = by
        experiment.approved_at = timezone.now()
        experiment.save(update_fields=["approved_by", "approved_at"])
        audit.record(by=by, action="approve-experiment", person=experiment.person, on=experiment)
    return experiment


@transaction.atomic
def record_agreement(*, experiment: Experiment, by: User, name: str) -> Experiment:
    """Without a therapist the person writes down who agreed to a test: ``name``.

    Raises ``Refused``: ``dropped``, or ``ask_team`` where somebody treats the person.
    """
    experiment = _in_force(experiment)
    if care_team_of(experiment.person).exists():
        raise Refused("ask_team")
    if experiment.approved_at is None:
        experiment.approved_by_name = name
        experiment.approved_at = timezone.now()
        experiment.save(update_fields=["approved_by_name", "approved_at"])
        audit.record(
            by=by,
            action="record-agreement",
            person=experiment.person,
            on=experiment,
            fields=["approved_by_name"],
        )
    return experiment


@transaction.atomic
def record_result(
    *,
    experiment: Experiment,
    by: User,
    done: str,
    result: str,
    pain_before: int | None = None,
    again_on: date | None = None,
) -> Experiment:
    """What happened on the day. ``pain_before`` 0–10, None where it was not done.

    Not done with ``again_on``: the same test waits for that day, with what got in the way beside
    it. It may be changed until a day after it was told; the days count from when it was first
    said to be done. Raises ``Refused``: ``dropped``, ``told`` once a day after it was, or
    ``not_approved`` where the care team has to agree first.
    """
    experiment = _in_force(experiment)
    if experiment.checks.exists():
        raise Refused("told")
    if experiment.needs_approval and experiment.approved_at is None:
        raise Refused("not_approved")
    was_done = experiment.done in ("yes", "partly")
    experiment.result = result
    experiment.pain_before = pain_before
    if done == "no" and again_on:
        experiment.done, experiment.result_at, experiment.due_on = "", None, again_on
    else:
        experiment.done = done
        experiment.result_at = experiment.result_at if was_done else timezone.now()
    fields = ["done", "result", "pain_before", "due_on", "result_at"]
    experiment.save(update_fields=fields)
    audit.record(
        by=by,
        action="record-result",
        person=experiment.person,
        on=experiment,
        fields=fields[:4],
    )
    return experiment


@transaction.atomic
def record_check(
    *,
    experiment: Experiment,
    by: User,
    day: int,
    flags: Iterable[str],
    pain: int,
    came_true: int | None = None,
    surprise: int | None = None,
    learnt: str = "",
    conviction: int | None = None,
) -> RedFlagCheck:
    """How it is ``day`` days after the test: the red flags (by code), pain 0–10, and on day 3 what
    the test showed (0–100 each). The flags are kept and told as everywhere.

    Raises ``Refused``: ``dropped``, ``not_done``, or ``answered`` for a day that was told before.
    """
    experiment = _in_force(experiment)
    if not experiment.done or experiment.done == "no":
        raise Refused("not_done")
    if ExperimentCheck.objects.filter(experiment=experiment, day=day).exists():
        raise Refused("answered")
    person = experiment.person
    signs = record_flags(
        person=person, codes=flags, about="test", by=by, examination=experiment.examination_id
    )
    check = ExperimentCheck.objects.create(
        person=person,
        experiment=experiment,
        day=day,
        flags=signs.pk,
        pain=pain,
        conviction=conviction,
        **stamp(person),
    )
    said = ["pain", "conviction"]
    if came_true is not None:
        experiment.came_true = came_true
        experiment.surprise = surprise
        experiment.learnt = learnt
        experiment.save(update_fields=["came_true", "surprise", "learnt"])
        said += ["came_true", "surprise", "learnt"]
    audit.record(by=by, action="record-check", person=person, on=check, fields=said)
    return signs
