"""A person's own words renamed, merged, taken apart, put away and moved. Entries keep what they
said: a merged word points to what it counts as, and never to one that is merged itself."""

from django.db import transaction
from django.utils import timezone

from journal.actions.triggers import word_of
from journal.models import Trigger, TriggerKind
from people import audit
from people.errors import NotAllowed
from people.models import User


class WordTaken(Exception):
    """There is such a word of that kind; ``counts_as``: what it counts as now."""

    def __init__(self, counts_as: Trigger) -> None:
        super().__init__()
        self.counts_as = counts_as


@transaction.atomic
def rename_trigger(*, trigger: Trigger, by: User, text: str) -> Trigger:
    """Other letters for it, in every entry that names it. WordTaken if there is such a word of its
    kind. NotAllowed if there are no letters."""
    [trigger] = _locked(trigger)
    text = " ".join(text.split())
    if not text:
        raise NotAllowed
    word = word_of(trigger.person, text)
    _refuse_taken(trigger, kind=trigger.kind, words=[word])
    if text != trigger.text:
        trigger.text, trigger.word = text, word
        trigger.save(update_fields=["text", "word"])
        _record("rename-trigger", trigger, by, "text")
    return trigger


@transaction.atomic
def merge_triggers(*, trigger: Trigger, into: Trigger, by: User) -> Trigger:
    """From now on ``trigger``, and what was merged into it, counts as ``into``, or as what that
    counts as. That one is given; it is offered again if it was put away. Again is the same.

    NotAllowed for words of two kinds, or of two people. Merged with a word that counts as it, the
    two change places.
    """
    trigger, into = _locked(trigger, into)
    if into.kind != trigger.kind or into == trigger:
        raise NotAllowed
    swapped = into.merged_into_id == trigger.pk
    head = into if swapped else into.merged_into or into
    if trigger.merged_into_id == head.pk:
        return head
    if swapped or head.archived_at is not None:
        head.merged_into, head.archived_at = None, None
        head.save(update_fields=["merged_into", "archived_at"])
    trigger.merged.exclude(pk=head.pk).update(merged_into=head)
    trigger.merged_into = head
    trigger.save(update_fields=["merged_into"])
    _record("merge-triggers", trigger, by, "merged_into")
    return head


@transaction.atomic
def part_triggers(*, trigger: Trigger, by: User) -> Trigger:
    """It counts for itself again, with all that named it. Again is the same."""
    [trigger] = _locked(trigger)
    if trigger.merged_into_id is not None:
        trigger.merged_into = None
        trigger.save(update_fields=["merged_into"])
        _record("part-triggers", trigger, by, "merged_into")
    return trigger


@transaction.atomic
def archive_trigger(*, trigger: Trigger, by: User) -> Trigger:
    """Offered no more until it is brought back or named again. Again is the same."""
    [trigger] = _locked(trigger)
    if trigger.archived_at is None:
        trigger.archived_at = timezone.now()
        trigger.save(update_fields=["archived_at"])
        _record("archive-trigger", trigger, by, "archived_at")
    return trigger


@transaction.atomic
def bring_back_trigger(*, trigger: Trigger, by: User) -> Trigger:
    """Offered again. Again is the same."""
    [trigger] = _locked(trigger)
    if trigger.archived_at is not None:
        trigger.archived_at = None
        trigger.save(update_fields=["archived_at"])
        _record("bring-back-trigger", trigger, by, "archived_at")
    return trigger


@transaction.atomic
def move_trigger(*, trigger: Trigger, by: User, kind: str) -> Trigger:
    """It is a word of another kind, and so is what was merged into it. WordTaken if one of them is
    there already. NotAllowed for a word that counts as another: that one is moved."""
    [trigger] = _locked(trigger)
    if kind not in TriggerKind.values or trigger.merged_into_id is not None:
        raise NotAllowed
    moving = [trigger, *trigger.merged.all()]
    _refuse_taken(trigger, kind=kind, words=[one.word for one in moving])
    if kind != trigger.kind:
        Trigger.objects.filter(pk__in=[one.pk for one in moving]).update(kind=kind)
        trigger.kind = kind
        _record("move-trigger", trigger, by, "kind")
    return trigger


def _refuse_taken(trigger: Trigger, *, kind: str, words: list[str]) -> None:
    """WordTaken if one of ``words`` is there as ``kind``, and is not the trigger's own."""
    there = Trigger.objects.filter(person=trigger.person, kind=kind, word__in=words)
    if kind == trigger.kind:
        there = there.exclude(pk=trigger.pk)
    taken = there.select_related("merged_into").first()
    if taken is not None:
        own = taken.merged_into_id == trigger.pk
        raise WordTaken(taken if own else taken.merged_into or taken)


def _locked(*triggers: Trigger) -> list[Trigger]:
    """The rows as they stand, held with all words of the first one's person until the transaction
    ends. NotAllowed if one is another person's."""
    person = User.objects.select_for_update().get(pk=triggers[0].person_id)
    rows = Trigger.objects.filter(person=person).select_related("person", "merged_into")
    found = rows.in_bulk([one.pk for one in triggers])
    if len(found) < len(set(triggers)):
        raise NotAllowed
    return [found[one.pk] for one in triggers]


def _record(action: str, trigger: Trigger, by: User, field: str) -> None:
    audit.record(by=by, action=action, person=trigger.person, on=trigger, fields=[field])
