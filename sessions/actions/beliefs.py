"""Thoughts of a person: written down, put in other words, parked, resolved, deleted."""

from uuid import UUID

from django.db import transaction

from people import audit
from people.clock import stamp
from people.errors import NotAllowed
from people.models import User
from sessions.actions.lease import let_go_of
from sessions.from_journal import starts_private
from sessions.models import Belief, BeliefEvent
from sessions.thoughts import beliefs_from


@transaction.atomic
def write_belief(
    *,
    person: User,
    by: User,
    text: str,
    kind: str,
    source: str = Belief.Source.OWN,
    source_id: UUID | None = None,
) -> Belief:
    """A new thought on the person's list.

    The same words from the same ``source_id`` are the same thought, however often they are sent.
    From a private entry of the journal it comes as a private thought.
    """
    User.objects.select_for_update().get(pk=person.pk)
    same = (one for one in beliefs_from(person, source, source_id) if one.text == text)
    known = next(same, None)
    if known is not None:
        return known
    belief = Belief.objects.create(
        person=person,
        text=text,
        kind=kind,
        source=source,
        source_id=source_id,
        private=starts_private(person, source, source_id),
        **stamp(person),
    )
    audit.record(
        by=by, action="write-belief", person=person, on=belief, fields=["text", "kind", "source"]
    )
    return belief


@transaction.atomic
def reword_belief(*, belief: Belief, by: User, text: str, kind: str) -> Belief:
    """Other words for a thought. Each examination keeps those it was done with."""
    belief = _locked(belief)
    changed = [
        name for name, value in (("text", text), ("kind", kind)) if getattr(belief, name) != value
    ]
    if changed:
        belief.text, belief.kind = text, kind
        belief.save(update_fields=changed)
        audit.record(by=by, action="reword-belief", person=belief.person, on=belief, fields=changed)
    return belief


@transaction.atomic
def mark_belief(*, belief: Belief, state: str, by: User) -> None:
    """Park it, say that it no longer holds one back, or take it up again. Again is the same."""
    belief = _locked(belief)
    if Belief.objects.with_state().get(pk=belief.pk).state == state:
        return
    BeliefEvent.objects.create(belief=belief, state=state, by=by)
    audit.record(by=by, action=f"mark-belief-{state}", person=belief.person, on=belief)


@transaction.atomic
def set_belief_private(*, belief: Belief, private: bool, by: User) -> None:
    """Keep it and its pages to oneself, whatever is shared; or let what is shared be read."""
    belief = _locked(belief)
    if belief.private != private:
        belief.private = private
        belief.save(update_fields=["private"])
        audit.record(
            by=by, action="belief-privacy", person=belief.person, on=belief, fields=["private"]
        )
    if private:
        # What one keeps to oneself nobody leads.
        for examination in belief.examinations.all():
            let_go_of(examination, by)


@transaction.atomic
def erase_belief(*, belief: Belief, by: User) -> None:
    """Delete a thought that was never looked at; NotAllowed for another: it goes with its last
    examination."""
    belief = _locked(belief)
    if belief.examinations.exists():
        raise NotAllowed
    audit.record(by=by, action="erase-belief", person=belief.person, on=belief)
    belief.delete()


def _locked(belief: Belief) -> Belief:
    """The row as it stands, held until the transaction ends. NotAllowed if it was deleted."""
    rows = Belief.objects.select_for_update(of=("self",)).select_related("person")
    found: Belief | None = rows.filter(pk=belief.pk).first()
    if found is None:
        raise NotAllowed
    return found
