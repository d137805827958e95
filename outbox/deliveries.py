"""Sends messages by id: stamp the attempt, send, record the outcome, each on its own.

The stamp is what keeps a message from going out twice: it moves `next_try_at` on by a
conditional UPDATE and adds the numbered Attempt, in a transaction of its own, before a byte
leaves. A process that dies after it leaves an attempt that says `unknown`.
"""

import logging
from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db import DatabaseError, InterfaceError, connection, transaction
from django.db.models import Max
from django.utils import timezone

from outbox.models import Attempt, Message, Outcome
from outbox.registry import still_wanted
from outbox.retry import ASK_AGAIN, IN_FLIGHT, may_follow_unknown, next_try
from outbox.transport import Line, Result

logger = logging.getLogger(__name__)


def deliver_messages(ids: Iterable[UUID]) -> None:
    """Makes one attempt for each message that is still due. One trouble never stops the rest."""
    line = Line()
    try:
        for pk in ids:
            try:
                _deliver(pk, line)
            except (DatabaseError, InterfaceError) as error:
                # The database went away. What was stamped is unknown, the rest still pending;
                # the next message gets a new connection.
                logger.error("message %s: %s", pk, type(error).__name__)
                _renew_connection()
    finally:
        line.close()


def _renew_connection() -> None:
    # Inside somebody's transaction it is theirs to end.
    if not connection.in_atomic_block:
        connection.close_if_unusable_or_obsolete()


def _deliver(pk: UUID, line: Line) -> None:
    stamped = _begin(pk, timezone.now())
    if stamped is None:
        return
    message, attempt = stamped
    result = line.send(message)
    _finish(message, attempt, result, timezone.now())
    logger.info("message %s: %s %s", pk, result.outcome, result.reason)


@transaction.atomic
def _begin(pk: UUID, now: datetime) -> tuple[Message, Attempt] | None:
    """Stamps an attempt, or closes what has outlived its purpose; None if nothing is to be sent."""
    due = Message.objects.filter(pk=pk).due(now)
    message = due.select_for_update().first()
    if message is None or _ended(message, now):
        return None
    if not _wanted(message, now):
        return None
    # Where rows cannot be locked this is the lock: whoever comes second changes no row.
    if not due.update(next_try_at=now + IN_FLIGHT):
        return None
    number = (message.attempts.aggregate(Max("number"))["number__max"] or 0) + 1
    return message, message.attempts.create(number=number, at=now)


def _ended(message: Message, now: datetime) -> bool:
    crashed = message.attempts.filter(outcome=Outcome.UNKNOWN).exists()
    if message.expires > now and (not crashed or may_follow_unknown(message.policy)):
        return False
    _close(message)
    logger.info("message %s: closed, %s", message.pk, "crashed" if crashed else "expired")
    return True


def _wanted(message: Message, now: datetime) -> bool:
    try:
        with transaction.atomic():
            wanted = still_wanted(message)
    except Exception as error:  # The sender's own code: it must not hold up others' messages.
        logger.error("message %s: its check raised %s", message.pk, type(error).__name__)
        Message.objects.filter(pk=message.pk).update(next_try_at=now + ASK_AGAIN)
        return False
    if not wanted:
        _close(message, dropped_at=now)
        logger.info("message %s: no longer wanted", message.pk)
    return wanted


@transaction.atomic
def _finish(message: Message, attempt: Attempt, result: Result, now: datetime) -> None:
    Attempt.objects.filter(pk=attempt.pk).update(outcome=result.outcome, reason=result.reason)
    when = None
    if result.outcome == Outcome.FAILED or (
        result.outcome == Outcome.UNKNOWN and may_follow_unknown(message.policy)
    ):
        when = next_try(message.policy, attempt.number, now, message.expires)
    if when is None:
        _close(message)
    else:
        Message.objects.filter(pk=message.pk, pending=True).update(
            next_try_at=when, claimed_until=None
        )


def _close(message: Message, **changes: datetime) -> None:
    Message.objects.filter(pk=message.pk).close(**changes)
