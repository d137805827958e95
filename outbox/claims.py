"""Which due messages are handed to a worker, each to one."""

from datetime import datetime
from uuid import UUID

from django.db import connection, transaction

from outbox.models import Message
from outbox.retry import LEASE


@transaction.atomic
def claim_due(*, now: datetime, limit: int) -> list[UUID]:
    """Claims up to `limit` due messages for LEASE, alerts first; their ids.

    Rows another tick is claiming are skipped: locked ones on PostgreSQL; on SQLite, which has
    no row locks, by an UPDATE that changes nothing when somebody was first.
    """
    # 'alert' sorts before 'nudge'.
    free = Message.objects.due(now).unclaimed(now).order_by("policy", "next_try_at")
    if connection.features.has_select_for_update_skip_locked:
        free = free.select_for_update(skip_locked=True)
    until = now + LEASE
    return [
        pk
        for pk in list(free.values_list("pk", flat=True)[:limit])
        if Message.objects.filter(pk=pk).due(now).unclaimed(now).update(claimed_until=until)
    ]
