"""Thoughts that a therapist would like to look at. The patient takes one up, or does not."""

from django.db import transaction
from django.utils import timezone

from people import audit
from people.access import care_of
from people.errors import NotAllowed
from people.models import Audience, Clinic, User
from sessions.actions.beliefs import write_belief
from sessions.models import Belief, Suggestion
from sessions.thoughts import suggestions_for


@transaction.atomic
def suggest_belief(*, patient: User, clinic: Clinic, by: User, text: str, kind: str) -> Suggestion:
    """``by`` treats the patient in ``clinic``: NotAllowed otherwise. Several may wait at once."""
    care = care_of(patient, clinic).filter(therapist=by).select_for_update(of=("self",))
    if care.first() is None:
        raise NotAllowed
    suggestion = Suggestion.objects.create(
        patient=patient,
        author=by,
        clinic=clinic,
        audience=Audience.PATIENT,
        text=text,
        kind=kind,
    )
    audit.record(
        by=by,
        action="suggest-belief",
        person=patient,
        on=suggestion,
        fields=["text", "kind"],
        clinic=clinic,
    )
    return suggestion


@transaction.atomic
def withdraw_suggestion(*, suggestion: Suggestion, by: User) -> None:
    """Taken back by whoever made it, while it waits: NotAllowed otherwise."""
    suggestion = _locked(suggestion)
    if suggestion.author_id != by.pk or suggestion.answered_at:
        raise NotAllowed
    audit.record(
        by=by,
        action="withdraw-suggestion",
        person=suggestion.patient,
        on=suggestion,
        clinic=suggestion.clinic,
    )
    suggestion.delete()


@transaction.atomic
def take_up_suggestion(*, suggestion: Suggestion, by: User, text: str, kind: str) -> Belief:
    """The patient puts it on their list, in words of their own; said again in other words it is
    another thought of theirs."""
    suggestion = _own(suggestion, by)
    belief = write_belief(
        person=by,
        by=by,
        text=text,
        kind=kind,
        source=Belief.Source.THERAPIST,
        source_id=suggestion.pk,
    )
    if suggestion.belief_id is None:
        _answer(suggestion, belief, "take-up-suggestion", by)
    return belief


@transaction.atomic
def take_up_picked(*, use: str, by: User) -> str:
    """What was picked at the belief step: where it is a suggestion that waits, it is taken up as it
    stands, and the id is the new thought's; any other id is given back."""
    waiting = {str(one.pk): one for one in suggestions_for(by)}
    if use not in waiting:
        return use
    picked = waiting[use]
    belief = take_up_suggestion(suggestion=picked, by=by, text=picked.text, kind=picked.kind)
    return str(belief.pk)


@transaction.atomic
def decline_suggestion(*, suggestion: Suggestion, by: User) -> None:
    """Not for the patient, now. One that was answered stays as it is."""
    suggestion = _own(suggestion, by)
    if suggestion.answered_at is None:
        _answer(suggestion, None, "decline-suggestion", by)


def _answer(suggestion: Suggestion, belief: Belief | None, action: str, by: User) -> None:
    suggestion.answered_at = timezone.now()
    suggestion.belief = belief
    suggestion.save(update_fields=["answered_at", "belief"])
    audit.record(by=by, action=action, person=by, on=suggestion, clinic=suggestion.clinic)


def _own(suggestion: Suggestion, by: User) -> Suggestion:
    suggestion = _locked(suggestion)
    if suggestion.patient != by:
        raise NotAllowed
    return suggestion


def _locked(suggestion: Suggestion) -> Suggestion:
    """The row as it stands, held until the transaction ends. NotAllowed if it was withdrawn."""
    rows = Suggestion.objects.select_for_update(of=("self",)).select_related("patient", "clinic")
    found: Suggestion | None = rows.filter(pk=suggestion.pk).first()
    if found is None:
        raise NotAllowed
    return found
