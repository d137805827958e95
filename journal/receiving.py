"""What waited in a browser: opened, and made the entry or the draft that it would have been.

A browser that is offline seals each form that is sent, and each that is being typed, to the
server's public key (vault.postbox) for the person who was logged in. It names them by ``owner``,
a hash that says nothing to anybody else.
"""

import json
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Protocol

from django.db import transaction
from django.http import QueryDict
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import get_language

from journal.actions import Arriving, forget_draft, keep_draft, write_entries
from journal.drafts import CHECK_IN, NEW_ENTRY
from journal.forms import CheckInForm, EntryForm
from journal.models import GoneEntry
from journal.saying import Said, said_of
from people.clock import zone_of
from people.errors import NotAllowed
from people.models import User
from safety.phrases import shows_help
from vault.errors import Unreadable
from vault.hashes import keyed_hash
from vault.postbox import open_box

ENTRY_PURPOSE, DRAFT_PURPOSE = "journal-entry", "journal-draft"
# The longest form of the journal, in letters of twelve bytes each, and what sealing adds.
MOST_BYTES = 1024 * 1024
# More than any form of the journal has.
MOST_FIELDS = 500


class Form(Protocol):
    words: str

    def is_valid(self) -> bool: ...

    def said(self, now: datetime) -> Said: ...


FORMS: Mapping[str, Any] = {CHECK_IN: CheckInForm, NEW_ENTRY: EntryForm}


@dataclass(frozen=True)
class Waiting:
    """An entry that waited: its form and fields as they were sent, and when."""

    form: str
    fields: dict[str, list[str]]
    client_id: uuid.UUID
    written: datetime


@dataclass(frozen=True)
class Typed:
    """A form as it was last typed; ``place`` as on ``journal.models.EntryDraft``."""

    place: str
    fields: dict[str, list[str]]
    typed: datetime


@dataclass(frozen=True)
class Outcome:
    """``state``: ``saved``; ``here`` or ``deleted`` where it came before; ``draft`` where it could
    not be saved as it is and its words are kept as a draft; ``waits`` where that place is taken.
    ``help``: its words sound as if somebody should be there."""

    state: str
    help: bool = False


def owner_of(person: User) -> str:
    """What a browser may keep to know whose something is."""
    return keyed_hash(str(person.pk), purpose="postbox-owner")


def open_entry(person: User, sealed: str) -> Waiting:
    """Unreadable where no key opens it for ``person``, or nothing of ours is inside."""
    inside = _inside(person, sealed, ENTRY_PURPOSE)
    try:
        form = inside["form"]
        if form not in FORMS:
            raise ValueError
        client_id = uuid.UUID(inside["client_id"])
        return Waiting(form, _fields(inside["fields"]), client_id, _moment(inside["written"]))
    except (KeyError, TypeError, ValueError, AttributeError):
        raise Unreadable("it holds no entry") from None


def open_draft(person: User, sealed: str) -> Typed:
    """Unreadable where no key opens it for ``person``, or nothing of ours is inside."""
    inside = _inside(person, sealed, DRAFT_PURPOSE)
    try:
        place = inside["place"]
        if not isinstance(place, str):
            raise TypeError
        return Typed(place, _fields(inside["fields"]), _moment(inside["typed"]))
    except (KeyError, TypeError, ValueError):
        raise Unreadable("it holds no draft") from None


def receive(person: User, waiting: Waiting) -> Outcome:
    """As it would have been saved had it been sent at once, and never twice."""
    form: Form = FORMS[waiting.form](_as_sent(person, waiting), person=person)
    valid = form.is_valid()
    said = form.said(waiting.written) if valid else None
    client_id = _id_of(person, waiting, said)
    if (known := _came_before(person, client_id)) is None:
        if said is None:
            return Outcome("draft" if _keep_unsaved(person, waiting) else "waits")
        arriving = Arriving(said, client_id, waiting.written)
        new = write_entries(person=person, by=person, arriving=[arriving])
        # Else another request was first.
        known = "saved" if new else _came_before(person, client_id) or "here"
    _forget_typed(person, waiting)
    return Outcome(known, help=bool(shows_help(form.words, get_language() or "")))


def keep(person: User, typed: Typed) -> str:
    """``kept``; ``saved`` where it was sent and saved since; ``gone`` where its entry is."""
    if typed.place not in FORMS and _changed_since(person, typed):
        return "saved"
    try:
        kept = keep_draft(
            person=person, by=person, place=typed.place, words=typed.fields, typed=typed.typed
        )
    except NotAllowed:
        return "gone"
    return "kept" if kept else "saved"


def _id_of(person: User, waiting: Waiting, said: Said | None) -> uuid.UUID:
    """Its own, unless the same page was saved before with something else on it: both are kept."""
    entry = person.entries.kept().filter(client_id=waiting.client_id, changed=None).first()
    if said is None or entry is None or said_of(entry) == replace(said, at=entry.at):
        return waiting.client_id
    return uuid.uuid5(waiting.client_id, json.dumps(waiting.fields, sort_keys=True))


def _came_before(person: User, client_id: uuid.UUID) -> str | None:
    if person.entries.kept().filter(client_id=client_id).exists():
        return "here"
    gone = GoneEntry.objects.filter(person=person, client_id=client_id)
    return "deleted" if gone.exists() else None


def _forget_typed(person: User, waiting: Waiting) -> None:
    """The draft it was, if the server has one of it."""
    there = person.entry_drafts.filter(place=waiting.form).first()
    if there is not None and str(waiting.client_id) in there.words.get("client_id", []):
        forget_draft(person=person, by=person, place=waiting.form)


@transaction.atomic
def _keep_unsaved(person: User, waiting: Waiting) -> bool:
    """As a draft of its form, unless another entry's draft is there: that one is kept too."""
    User.objects.select_for_update().get(pk=person.pk)
    there = person.entry_drafts.filter(place=waiting.form).first()
    mine = {str(waiting.client_id)}
    if there is not None and set(there.words.get("client_id", [])) != mine:
        return False
    words = {**waiting.fields, "client_id": [str(waiting.client_id)]}
    # Newer than anything typed before it was sent.
    keep_draft(person=person, by=person, place=waiting.form, words=words, typed=waiting.written)
    return True


def _changed_since(person: User, typed: Typed) -> bool:
    """The entry was changed after this was typed: it was sent, or is older than what stands."""
    try:
        pk = uuid.UUID(typed.place)
    except ValueError:
        return False
    return person.entries.kept().filter(pk=pk, changed__gte=typed.typed).exists()


def _inside(person: User, sealed: str, purpose: str) -> dict[str, Any]:
    try:
        inside = json.loads(open_box(sealed, purpose=purpose, owner=owner_of(person)))
    # RecursionError: far too deep for anything of ours.
    except (ValueError, RecursionError):
        inside = None
    if not isinstance(inside, dict):
        raise Unreadable("it holds nothing of ours")
    return inside


def _fields(pairs: Any) -> dict[str, list[str]]:
    """As a form's data has them: every name with its values in order."""
    fields: dict[str, list[str]] = {}
    if not isinstance(pairs, list) or len(pairs) > MOST_FIELDS:
        raise ValueError
    for name, value in pairs:
        if not (isinstance(name, str) and isinstance(value, str)):
            raise TypeError
        # Half a letter is a ValueError too: nothing could keep it.
        (name + value).encode()
        fields.setdefault(name, []).append(value)
    return fields


def _moment(text: Any) -> datetime:
    """Never later than now: clocks of browsers go wrong."""
    moment = parse_datetime(text)
    if moment is None or timezone.is_naive(moment):
        raise ValueError
    return min(moment, timezone.now())


def _as_sent(person: User, waiting: Waiting) -> QueryDict:
    """Its fields, with "today" and "now" as they were meant on the day it was written."""
    data = QueryDict(mutable=True)
    for name, values in waiting.fields.items():
        data.setlist(name, values)
    day = waiting.written.astimezone(zone_of(person)).date().isoformat()
    if data.get("clock") and not data.get("day"):
        data["day"] = day
    elif data.get("day") == day and not data.get("clock"):
        data["day"] = ""
    return data
