"""The hash chain over the audit trail: made by a tick, checked by ``manage.py verify_audit``.

A link holds the keyed hash of the link before it and of its events, so that none can be changed,
taken out or slipped in later without HASH_KEY. What was cut off at the end shows only against a
link noted down elsewhere (``verify_audit --anchor``).
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils import timezone

from people.models import AuditEvent, AuditSeal
from vault.hashes import keyed_hash

# Fewer than the parameters that SQLite takes in one statement.
LINK = 500


@dataclass(frozen=True)
class Verdict:
    """``broken`` names the first link that does not hold and why, "" when all do."""

    links: int
    events: int
    unsealed: int
    last: str
    broken: str = ""


def seal_next() -> int:
    """Seal the oldest unsealed events, a link's worth; how many. Two ticks make one link."""
    try:
        with transaction.atomic():
            return _add_link()
    except IntegrityError:
        # Another tick added this very link.
        return 0


def _add_link() -> int:
    # By id: on PostgreSQL one that commits late with a lower id goes into a later link.
    events = list(AuditEvent.objects.filter(seal=None).order_by("pk")[:LINK])
    if not events:
        return 0
    before = AuditSeal.objects.order_by("-pk").first()
    previous = before.digest if before else ""
    at = timezone.now()
    seal = AuditSeal.objects.create(
        previous=previous, digest=_digest(previous, at, events), events_count=len(events), at=at
    )
    AuditEvent.objects.filter(pk__in=[event.pk for event in events]).update(seal=seal)
    return len(events)


def verify(*, anchor: str = "") -> Verdict:
    """Walk the chain from its beginning. ``anchor``: a digest that must be among its links."""
    previous, links, sealed = "", 0, 0
    anchored = not anchor
    broken = ""
    for seal in AuditSeal.objects.order_by("pk").iterator():
        events = list(seal.events.order_by("pk"))
        if fault := _fault(seal, previous, events):
            broken = f"link {seal.pk}: {fault}"
            break
        previous = seal.digest
        links += 1
        sealed += len(events)
        anchored = anchored or seal.digest == anchor
    if not broken and not anchored:
        broken = "the link noted down is not in the chain: its end was cut off, or all made anew"
    unsealed = AuditEvent.objects.filter(seal=None).count()
    return Verdict(links, sealed, unsealed, previous, broken)


def _fault(seal: AuditSeal, previous: str, events: list[AuditEvent]) -> str:
    if seal.previous != previous:
        return "it does not follow the one before it"
    if len(events) != seal.events_count:
        return f"it sealed {seal.events_count} events, and there are {len(events)}"
    if _digest(previous, seal.at, events) != seal.digest:
        return "an event in it was changed"
    return ""


def _digest(previous: str, at: datetime, events: Iterable[AuditEvent]) -> str:
    rows = [
        [
            event.pk,
            event.at.isoformat(),
            str(event.actor),
            event.action,
            str(event.person),
            str(event.clinic),
            event.object_type,
            str(event.object_id),
            event.fields,
        ]
        for event in events
    ]
    return keyed_hash(json.dumps([previous, at.isoformat(), rows]), purpose="audit-seal")
