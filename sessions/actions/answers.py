"""Answering: start, answer, pause, set aside, erase. The examination is locked for each write."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from django.db import transaction

from people import audit
from people.actions.sharing import end_grants
from people.clock import stamp
from people.errors import NotAllowed
from people.models import AccessGrant, User
from sessions.actions.beliefs import mark_belief
from sessions.actions.drafts import forget_drafts
from sessions.actions.lease import hold_lease, let_go_of
from sessions.actions.ways import keep_ways
from sessions.content import VERSION
from sessions.led import led_in
from sessions.models import (
    RATINGS,
    AddedQuestion,
    Answer,
    Belief,
    BeliefState,
    Examination,
    ExaminationEvent,
)
from sessions.record import given_of, is_closed, open_examination, progress_of
from sessions.sorting import Verdict
from sessions.steps import ADDABLE, MAX_FEARS, OWN_ALONE, Progress, Screen, Step


class Refused(Exception):
    """The examination cannot take this answer now; ``code`` says why."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True)
class Entry:
    """What one form says of a step, or of one fact, cost or fear of it (``item``).

    ``said``: words and codes by field; ``ratings``: columns of ``models.RATINGS``; ``asked``:
    the wording by field, as it stood on the page.
    """

    step: Step
    item: uuid.UUID | None = None
    said: Mapping[str, object] = field(default_factory=dict)
    ratings: Mapping[str, int | None] = field(default_factory=dict)
    asked: Mapping[str, str] = field(default_factory=dict)
    removed: bool = False


@dataclass(frozen=True)
class Outcome:
    progress: Progress
    # The same place was answered from another page since this one was drawn; both are kept.
    crossed: bool


@transaction.atomic
def start_examination(
    *, person: User, by: User, belief: Belief | None = None, language: str = "en"
) -> Examination:
    """The person's open examination, or a new one. One at a time is open."""
    User.objects.select_for_update().get(pk=person.pk)
    already = open_examination(person)
    if already is not None:
        return already
    examination = Examination.objects.create(
        person=person,
        belief=belief,
        content_version=VERSION,
        language=language,
        **stamp(person),
    )
    # What a therapist wants to ask next time is asked in this one.
    AddedQuestion.objects.filter(patient=person, examination=None, withdrawn_at=None).update(
        examination=examination
    )
    _event(examination, ExaminationEvent.Kind.STARTED, by)
    if belief is not None:
        # A parked thought that is looked at is on the list again.
        mark_belief(belief=belief, state=BeliefState.CURRENT, by=by)
    audit.record(by=by, action="start-examination", person=person, on=examination)
    return examination


@transaction.atomic
def answer_step(
    *,
    examination: Examination,
    by: User,
    entries: Sequence[Entry],
    seen: int | None = None,
) -> Outcome:
    """Append what one form said, all of it or nothing.

    ``seen``: the last position the page had been drawn with. Raises ``Refused`` with ``closed``
    (set aside, or finished and no step that may be added to; or ``by`` leads it no more),
    ``too_early`` (an earlier step is open) or ``too_many`` fears.
    """
    return _append(locked(examination, "belief"), by, entries, seen)


def _append(
    examination: Examination, by: User, entries: Sequence[Entry], seen: int | None
) -> Outcome:
    before = progress_of(examination)
    _may_answer(examination, by, entries)
    for entry in entries:
        _check(before, entry)
    position = examination.answers.count()
    crossed = _crossed(before, entries, seen)
    rows = []
    for entry in entries:
        if _unchanged(before, entry):
            continue
        position += 1
        rows.append(
            Answer(
                examination=examination,
                step=entry.step.value,
                item=entry.item,
                position=position,
                removed=entry.removed,
                said=dict(entry.said),
                asked=dict(entry.asked),
                by=by,
                **entry.ratings,
            )
        )
    Answer.objects.bulk_create(rows)
    forget_drafts(examination, [_screen(entry) for entry in entries], by)
    for row in rows:
        audit.record(
            by=by,
            action=f"answer-{row.step}",
            person=examination.person,
            on=row,
            fields={
                *row.said,
                *(name for name in RATINGS if getattr(row, name) is not None),
            },
        )
    if rows:
        hold_lease(examination)
    progress = before.with_more([given_of(row) for row in rows])
    keep_ways(examination, progress, by)
    if progress.finished and not (before.finished or before.completed):
        _event(examination, ExaminationEvent.Kind.COMPLETED, by)
        audit.record(
            by=by,
            action="complete-examination",
            person=examination.person,
            on=examination,
        )
        let_go_of(examination, by)
    return Outcome(progress, crossed)


@transaction.atomic
def choose_belief(
    *,
    examination: Examination,
    by: User,
    entry: Entry,
    belief: Belief | None,
    seen: int | None,
) -> Outcome:
    """Answer the belief step: ``belief`` is one of the person's own, or None for a new one.

    The examination keeps its own words; the belief takes over the newest. A thought that was
    written in this very examination is reworded, an older one is left as it is.
    """
    examination = locked(examination, "belief")
    words = str(entry.said["text"])
    kind = str(entry.said["kind"])
    source = str(entry.said.get("source", Belief.Source.OWN))
    chosen = belief or _written_here(examination)
    if chosen is None:
        chosen = Belief.objects.create(
            person=examination.person,
            text=words,
            kind=kind,
            source=source,
            **stamp(examination.person),
        )
        audit.record(by=by, action="write-belief", person=examination.person, on=chosen)
    elif (chosen.text, chosen.kind) != (words, kind):
        chosen.text, chosen.kind = words, kind
        chosen.save(update_fields=["text", "kind"])
        audit.record(
            by=by,
            action="reword-belief",
            person=examination.person,
            on=chosen,
            fields=["text"],
        )
    outcome = _append(examination, by, [entry], seen)
    if examination.belief_id != chosen.pk:
        mark_belief(belief=chosen, state=BeliefState.CURRENT, by=by)
        examination.belief = chosen
        examination.save(update_fields=["belief"])
    return outcome


def _written_here(examination: Examination) -> Belief | None:
    belief = examination.belief
    if belief is None or belief.created < examination.created:
        return None
    return None if belief.examinations.exclude(pk=examination.pk).exists() else belief


@transaction.atomic
def pause_examination(*, examination: Examination, by: User) -> None:
    """'Save and leave': noted once, however often it is said."""
    examination = locked(examination)
    last = examination.events.order_by("-at").first()
    if last is None or last.kind != ExaminationEvent.Kind.PAUSED:
        _event(examination, ExaminationEvent.Kind.PAUSED, by)
        audit.record(by=by, action="pause-examination", person=examination.person, on=examination)


@transaction.atomic
def set_aside(*, examination: Examination, by: User) -> None:
    """Close without finishing; what was written stays readable. Raises ``Refused`` if ended."""
    examination = locked(examination, "belief")
    if is_closed(examination):
        raise Refused("closed")
    _event(examination, ExaminationEvent.Kind.CLOSED, by)
    audit.record(by=by, action="set-aside-examination", person=examination.person, on=examination)
    let_go_of(examination, by)


@transaction.atomic
def erase_examination(*, examination: Examination, by: User) -> None:
    """Delete an examination and all that was written in it; its belief goes with its last one."""
    examination = locked(examination, "belief")
    audit.record(by=by, action="erase-examination", person=examination.person, on=examination)
    let_go_of(examination, by)
    belief = examination.belief
    # A grant names its root by id alone, so nothing else would end it.
    end_grants(AccessGrant.objects.filter(person=examination.person, root=examination.pk), by=by)
    examination.delete()
    if belief is not None and not belief.examinations.exists():
        belief.delete()


def locked(examination: Examination, *also: str) -> Examination:
    """The row as it stands, held until the transaction ends. NotAllowed if it was erased."""
    rows = Examination.objects.select_for_update(of=("self",)).select_related("person", *also)
    found = rows.filter(pk=examination.pk).first()
    if found is None:
        raise NotAllowed
    return found


def _event(examination: Examination, kind: ExaminationEvent.Kind, by: User) -> None:
    ExaminationEvent.objects.create(examination=examination, kind=kind, by=by)


def _screen(entry: Entry) -> Screen:
    return Screen(entry.step, None if entry.item is None else str(entry.item))


def _may_answer(examination: Examination, by: User, entries: Sequence[Entry]) -> None:
    """The person may, and a therapist who leads, as long as they do; safety is the person's own."""
    if by == examination.person:
        return
    led = led_in(examination)
    if led is None or led.author_id != by.pk:
        raise Refused("closed")
    if any(entry.step in OWN_ALONE for entry in entries):
        raise NotAllowed


def _check(progress: Progress, entry: Entry) -> None:
    if progress.closed or (progress.completed and entry.step not in ADDABLE):
        raise Refused("closed")
    if not progress.can_open(Screen(entry.step)) and not progress.can_open(_screen(entry)):
        raise Refused("too_early")
    if entry.step is Step.FEARS and entry.item is not None and not entry.removed:
        known = progress.latest(Step.FEARS, str(entry.item))
        if known is None and len(progress.items(Step.FEARS)) >= MAX_FEARS:
            raise Refused("too_many")
    if entry.step is Step.SORT and entry.item is not None:
        fear = progress.fear(str(entry.item))
        if fear is None or Verdict(str(entry.said["verdict"])) not in fear.open_to:
            raise Refused("not_there")


def _crossed(progress: Progress, entries: Sequence[Entry], seen: int | None) -> bool:
    if seen is None:
        return False
    places = [
        progress.latest(entry.step, None if entry.item is None else str(entry.item))
        for entry in entries
    ]
    return any(given is not None and given.position > seen for given in places)


def _unchanged(progress: Progress, entry: Entry) -> bool:
    """The same words and numbers again. A verdict counts anew: it may confirm a new rating; so
    does what is looked at once more."""
    if entry.step in (Step.SORT, Step.FAIR, Step.BELIEF) or entry.removed:
        return False
    if (entry.step is Step.READY and progress.stale) or (
        entry.step is Step.QUESTIONS and progress.new_questions
    ):
        return False
    given = progress.latest(entry.step, None if entry.item is None else str(entry.item))
    ratings = {name: value for name, value in entry.ratings.items() if value is not None}
    return given is not None and dict(given.values) == {**entry.said, **ratings}
