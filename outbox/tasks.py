"""The clock's side. The table is the queue: a lost task costs time, never a message.

CELERY_TASK_ROUTES keeps `deliver` apart, since sending waits for other people's servers.
"""

from collections.abc import Sequence
from uuid import UUID

from celery import shared_task
from django.utils import timezone

from outbox.claims import claim_due
from outbox.deliveries import deliver_messages

# One task for so many messages: Celery closes its connections round every task.
BATCH = 20
# What one tick takes up at most; the next one goes on.
TICK_LIMIT = 400


def hand_over(ids: Sequence[UUID]) -> None:
    """Gives ids, and nothing else, to the sending workers. Raises if the broker is away."""
    for start in range(0, len(ids), BATCH):
        batch = [str(pk) for pk in ids[start : start + BATCH]]
        deliver.apply_async(args=[batch], retry=False)


@shared_task(ignore_result=True)
def tick() -> None:
    """Takes up what is due: first tries, later tries, and messages whose task was lost."""
    for _ in range(TICK_LIMIT // BATCH):
        ids = claim_due(now=timezone.now(), limit=BATCH)
        if not ids:
            break
        hand_over(ids)


@shared_task(ignore_result=True)
def deliver(ids: list[str]) -> None:
    """Attempts these messages; one that is no longer due is left alone."""
    deliver_messages(UUID(pk) for pk in ids)
