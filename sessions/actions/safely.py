"""Answers that safety must hear of: kept with the step, in one transaction."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction

from people.models import User
from safety.actions import raise_alert, record_flags, record_profile, record_support
from safety.models import AlertKind, AlertSeverity, RedFlagCheck, SupportCheck
from safety.triage import Answer as Living
from safety.triage import calm_exit
from sessions.actions.answers import Entry, Outcome, answer_step
from sessions.actions.ways import keep_ways
from sessions.models import Examination
from sessions.record import progress_of
from sessions.said import number, said_of
from sessions.steps import Progress, Step


@dataclass(frozen=True)
class Heard:
    """What was kept, and what comes before the way on: ``flags`` where a red flag was ticked,
    ``support`` where an answer opens the support screen, ``talk`` where somebody may be hurt by
    another."""

    outcome: Outcome
    flags: RedFlagCheck | None = None
    support: SupportCheck | None = None
    talk: bool = False


@transaction.atomic
def answer_ready(
    *,
    examination: Examination,
    by: User,
    entry: Entry,
    living: Living | None,
    talk: bool,
    seen: int | None,
) -> Heard:
    """The first screen. ``living``: what was said of not wanting to be alive, None for nothing.

    The same answer sent again is kept once, and told once.
    """
    then = progress_of(examination)
    # Asked anew after a long break: what was ticked then says nothing of now.
    before = None if then.stale else then.latest(Step.READY)
    outcome = answer_step(examination=examination, by=by, entries=[entry], seen=seen)
    if before == outcome.progress.latest(Step.READY):
        return Heard(outcome)
    codes = [str(code) for code in entry.said["flags"]]  # type: ignore[attr-defined]
    # Going back to change the number must not raise the same alert a second time.
    flags = support = None
    if before is None or before.values.get("flags") != entry.said["flags"]:
        flags = record_flags(
            person=examination.person,
            codes=codes,
            about="ready",
            by=by,
            examination=examination.pk,
        )
    fresh = before is None or before.values.get("crisis") != entry.said["crisis"]
    if fresh and living is not None:
        support = _support(examination, living, "ready", by)
    return Heard(
        outcome,
        flags if flags and flags.urgency else None,
        support if support and support.opens_support else None,
        talk and fresh,
    )


@transaction.atomic
def answer_safe(
    *, examination: Examination, by: User, entry: Entry, known: bool, seen: int | None
) -> Heard:
    """The movement-risk profile: a new version of it, where it changed."""
    before = progress_of(examination).latest(Step.SAFE)
    outcome = answer_step(examination=examination, by=by, entries=[entry], seen=seen)
    if before != outcome.progress.latest(Step.SAFE):
        record_profile(
            person=examination.person,
            codes=[str(code) for code in entry.said["risks"]],  # type: ignore[attr-defined]
            known_to_doctor=known,
            by=by,
        )
        # What needs approval may have changed with it.
        outcome = Outcome(progress_of(examination), outcome.crossed)
        keep_ways(examination, outcome.progress, by)
    return Heard(outcome)


@transaction.atomic
def answer_fears(
    *,
    examination: Examination,
    by: User,
    entries: Sequence[Entry],
    harms: frozenset[str],
    seen: int | None,
) -> Heard:
    """Feared outcomes. One about hurting oneself or being hurt leads to a person at once."""
    before = _harms(progress_of(examination))
    outcome = answer_step(examination=examination, by=by, entries=entries, seen=seen)
    fresh = [item for item in _harms(outcome.progress).items() if item not in before.items()]
    codes = {harm for _item, harm in fresh} & harms
    support = _support(examination, Living.YES, "fears", by) if "self" in codes else None
    return Heard(outcome, support=support, talk="other" in codes)


@transaction.atomic
def answer_again(
    *, examination: Examination, by: User, entries: Sequence[Entry], seen: int | None
) -> Heard:
    """The last screen. Distress now well above the start is told to the therapist."""
    outcome = answer_step(examination=examination, by=by, entries=entries, seen=seen)
    if outcome.progress.finished and ends_worse(outcome.progress):
        raise_alert(
            person=examination.person,
            kind=AlertKind.DISTRESS,
            severity=AlertSeverity.SOON,
            by=by,
            source=examination.pk,
        )
    return Heard(outcome)


@transaction.atomic
def answer_living(
    *, examination: Examination, by: User, living: Living, about: str
) -> SupportCheck:
    """The question about not wanting to be alive, on a screen of its own."""
    return _support(examination, living, about, by)


def ends_worse(progress: Progress) -> bool:
    """Distress now at the end is well above distress now at the start."""
    start = number(said_of(progress, Step.READY), "distress_now")
    return calm_exit(number(said_of(progress, Step.AGAIN), "distress_now"), start)


def _support(examination: Examination, living: Living, about: str, by: User) -> SupportCheck:
    return record_support(
        person=examination.person,
        answer=living.value,
        about=about,
        by=by,
        examination=examination.pk,
    )


def _harms(progress: Progress) -> dict[str, str]:
    """The fears that a person should answer, by item."""
    harms = {fear.item: fear.rating.harm.value for fear in progress.fears}
    return {item: harm for item, harm in harms.items() if harm in ("self", "other")}
