"""Entries: written, changed, deleted and brought back."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.db import transaction
from django.utils import timezone

from journal.actions.triggers import name_triggers
from journal.models import Entry, EntryDraft, EntryVersion, GoneEntry, Mention, PainArea, Trigger
from journal.saying import COLUMNS, Said, as_json, in_order, said_of
from journal.scales import is_recalled
from people import audit
from people.clock import zone_of
from people.errors import NotAllowed
from people.models import User

# How long a deleted entry can be brought back before its row goes.
UNDO = timedelta(hours=24)
_BATCH = 500


@dataclass(frozen=True)
class Arriving:
    """``written``: when it was written, None for now; later than now counts as now. ``zone``: whose
    day it was, "" for where the person lives."""

    said: Said
    client_id: uuid.UUID = field(default_factory=uuid.uuid4)
    written: datetime | None = None
    zone: str = ""


def write_entry(
    *,
    person: User,
    by: User,
    said: Said,
    client_id: uuid.UUID | None = None,
    written: datetime | None = None,
) -> Entry | None:
    """A new entry, or the one that came with this ``client_id`` before, as it is; None where that
    was deleted since."""
    arriving = Arriving(said, client_id or uuid.uuid4(), written)
    write_entries(person=person, by=by, arriving=[arriving])
    return Entry.objects.filter(person=person, client_id=arriving.client_id).kept().first()


@transaction.atomic
def write_entries(*, person: User, by: User, arriving: Sequence[Arriving]) -> list[Entry]:
    """Those that are new, in their order. One whose ``client_id`` came before, or was deleted
    since, is passed over; so is the second of two with the same."""
    entries = add_entries(person=person, arriving=arriving)
    if len(entries) == 1:
        audit.record(by=by, action="write-entry", person=person, on=entries[0])
    elif entries:
        audit.record(by=by, action="write-entries", person=person)
    return entries


def add_entries(*, person: User, arriving: Sequence[Arriving]) -> list[Entry]:
    """``write_entries`` without its record: in the transaction of an action that makes its own."""
    # One writer at a time for one person: the same entry sent twice at once arrives once.
    User.objects.select_for_update().get(pk=person.pk)
    ids = {one.client_id for one in arriving}
    known = set(_known(person, ids))
    fresh = {one.client_id: one for one in reversed(arriving) if one.client_id not in known}
    ordered = [fresh.pop(one.client_id) for one in arriving if one.client_id in fresh]
    names = {(one.kind, one.text) for each in ordered for one in each.said.named}
    triggers = name_triggers(person=person, names=names) if names else {}
    entries = [_row(person, one) for one in ordered]
    Entry.objects.bulk_create(entries, batch_size=_BATCH)
    pairs = list(zip(entries, (one.said for one in ordered), strict=True))
    Mention.objects.bulk_create(
        [row for entry, said in pairs for row in _mentions(entry, said, triggers)],
        batch_size=_BATCH,
    )
    PainArea.objects.bulk_create(
        [row for entry, said in pairs for row in _areas(entry, said)], batch_size=_BATCH
    )
    return entries


@transaction.atomic
def change_entry(*, entry: Entry, by: User, said: Said) -> Entry:
    """What it said is kept as a version, and it says this from now on. The same is no change.

    NotAllowed if it was deleted.
    """
    # As for a new one: a word that is renamed at the same moment must not be met half-way.
    User.objects.select_for_update().get(pk=entry.person_id)
    entry = _locked(entry)
    whole = Entry.objects.prefetch_related("mentions__trigger").get(pk=entry.pk)
    before = said_of(whole)
    said = replace(said, hurting=in_order(said.hurting))
    if before == said:
        return entry
    EntryVersion.objects.create(
        entry=entry, number=entry.versions.count() + 1, said=as_json(before)
    )
    changed = [name for name in COLUMNS if getattr(before, name) != getattr(said, name)]
    for name in COLUMNS:
        setattr(entry, name, getattr(said, name))
    # An entry moved to the moment of its change is not ahead of itself.
    entry.written = max(entry.written, said.at)
    entry.changed = timezone.now()
    if before.at != said.at:
        entry.local_date = said.at.astimezone(zone_of(entry.person)).date()
        entry.zone = entry.person.time_zone
    entry.recalled = is_recalled(said.at, entry.written)
    entry.save()
    if before.named != said.named:
        changed.append("named")
        # What it named all along and is archived since is not brought back by that.
        words = [mention.trigger for mention in whole.mentions.all()]
        stay = {(one.kind, one.text): one for one in words if one.archived_at is not None}
        names = {(one.kind, one.text) for one in said.named} - stay.keys()
        triggers = stay | name_triggers(person=entry.person, names=names)
        entry.mentions.all().delete()
        Mention.objects.bulk_create(_mentions(entry, said, triggers))
    if before.hurting != said.hurting:
        changed.append("hurting")
        entry.areas.all().delete()
        PainArea.objects.bulk_create(_areas(entry, said))
    audit.record(by=by, action="change-entry", person=entry.person, on=entry, fields=changed)
    return entry


@transaction.atomic
def delete_entry(*, entry: Entry, by: User) -> None:
    """Out of sight at once; ``restore_entry`` brings it back for a day, then the row goes."""
    entry = _locked(entry)
    entry.deleted_at = timezone.now()
    entry.save(update_fields=["deleted_at"])
    GoneEntry.objects.get_or_create(person=entry.person, client_id=entry.client_id)
    audit.record(by=by, action="delete-entry", person=entry.person, on=entry)


@transaction.atomic
def restore_entry(*, entry: Entry, by: User) -> Entry:
    """Undo a deletion; again is the same. NotAllowed once the row has gone."""
    found: Entry | None = Entry.objects.select_for_update(of=("self",)).filter(pk=entry.pk).first()
    if found is None:
        raise NotAllowed
    if found.deleted_at is not None:
        found.deleted_at = None
        found.save(update_fields=["deleted_at"])
        GoneEntry.objects.filter(person_id=found.person_id, client_id=found.client_id).delete()
        audit.record(by=by, action="restore-entry", person=found.person, on=found)
    return found


@transaction.atomic
def forget_deleted(now: datetime) -> int:
    """Erase what was deleted longer ago than it can be undone, words and all; how many."""
    # Held, so that none is brought back half-way.
    rows = Entry.objects.select_for_update().filter(deleted_at__lt=now - UNDO)
    gone = list(rows.values_list("pk", flat=True))
    # A change that was begun and not sent hangs from its entry by id alone.
    EntryDraft.objects.filter(place__in=[str(pk) for pk in gone]).delete()
    Entry.objects.filter(pk__in=gone).delete()
    return len(gone)


def _known(person: User, ids: set[uuid.UUID]) -> list[uuid.UUID]:
    found: list[uuid.UUID] = []
    for model in (Entry, GoneEntry):
        rows = model.objects.filter(person=person)
        if len(ids) <= _BATCH:
            rows = rows.filter(client_id__in=ids)
        found += rows.values_list("client_id", flat=True)
    return found


def _row(person: User, arriving: Arriving) -> Entry:
    now = timezone.now()
    said = arriving.said
    written = max(min(arriving.written or now, now), said.at)
    zone = ZoneInfo(arriving.zone) if arriving.zone else zone_of(person)
    return Entry(
        person=person,
        client_id=arriving.client_id,
        written=written,
        recalled=is_recalled(said.at, written),
        created=now,
        local_date=said.at.astimezone(zone).date(),
        zone=arriving.zone or person.time_zone,
        **{name: getattr(said, name) for name in COLUMNS},
    )


def _mentions(entry: Entry, said: Said, triggers: dict[tuple[str, str], Trigger]) -> list[Mention]:
    """One for each trigger: of two words for the same the first counts."""
    rows: dict[uuid.UUID, Mention] = {}
    for position, one in enumerate(said.named):
        trigger = triggers[one.kind, one.text]
        rows.setdefault(
            trigger.pk,
            Mention(
                entry=entry,
                trigger=trigger,
                position=position,
                effect=one.effect,
                minutes=one.minutes,
                effort=one.effort,
                planned=one.planned,
                ended=one.ended,
            ),
        )
    return list(rows.values())


def _areas(entry: Entry, said: Said) -> list[PainArea]:
    return [PainArea(entry=entry, area=one.area, strength=one.strength) for one in said.hurting]


def _locked(entry: Entry) -> Entry:
    """The row as it stands, held until the transaction ends."""
    rows = Entry.objects.select_for_update(of=("self",)).select_related("person")
    found: Entry | None = rows.filter(pk=entry.pk).kept().first()
    if found is None:
        raise NotAllowed
    return found
