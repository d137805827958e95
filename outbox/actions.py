"""The one way in: put a message."""

import uuid
from datetime import datetime
from email.utils import parseaddr

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from outbox.models import Message
from outbox.retry import LEASE, expiry
from outbox.tasks import hand_over


@transaction.atomic
def put_message(
    *,
    to: str,
    subject: str,
    text: str,
    policy: str,
    purpose: str,
    html: str = "",
    not_before: datetime | None = None,
    expires: datetime | None = None,
) -> Message:
    """Stores one message to one address; it leaves after the caller's transaction, if at all.

    `policy` is "nudge" (at most once) or "alert" (until accepted). The subject says nothing
    personal: it is not hidden on a lock screen. `expires` defaults to the policy's lifetime.
    ValueError for a line break in `to` or `subject`.
    """
    if any(c in to + subject for c in "\r\n"):
        raise ValueError("a line break in a mail header")
    now = timezone.now()
    start = not_before or now
    pk = uuid.uuid4()
    message = Message(
        pk=pk,
        to=to,
        subject=subject,
        body_text=text,
        body_html=html,
        policy=policy,
        purpose=purpose,
        message_id=f"<{pk}@{_domain()}>",
        not_before=start,
        expires=expires or expiry(policy, start),
        next_try_at=start,
    )
    if start <= now:
        # On its way by the line below; the tick takes it up only if that gets lost.
        message.claimed_until = now + LEASE
        # Robust: the message is stored, so a broker that is away must not fail the request.
        transaction.on_commit(lambda: hand_over([pk]), robust=True)
    message.save(force_insert=True)
    return message


def _domain() -> str:
    address = parseaddr(settings.DEFAULT_FROM_EMAIL)[1]
    return address.rpartition("@")[2] or "localhost"
