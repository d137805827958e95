"""Messages that leave, and each attempt to send one. The outbox knows addresses, not people."""

import uuid
from datetime import datetime
from typing import Any, Self

from django.db import models
from django.db.models import Case, F, OuterRef, Q, Subquery, Value, When
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from vault.fields import EncryptedTextField


class Policy(models.TextChoices):
    """What may happen to a message whose fate is not known."""

    NUDGE = "nudge", _("at most once")
    ALERT = "alert", _("until accepted")


class Outcome(models.TextChoices):
    """How an attempt ended. It is `unknown` from its first moment until somebody knows."""

    SENT = "sent", _("accepted by the mail server")
    REFUSED = "refused", _("refused for good")
    FAILED = "failed", _("not sent this time")
    UNKNOWN = "unknown", _("not known")


class State(models.TextChoices):
    """Where a message stands; computed from its attempts, never stored."""

    DUE = "due", _("due")
    WAITING = "waiting", _("waiting for its time")
    SENT = "sent", _("sent")
    REFUSED = "refused", _("refused")
    UNKNOWN = "unknown", _("not known")
    FAILED = "failed", _("given up")
    DROPPED = "dropped", _("no longer wanted")


class MessageQuerySet(models.QuerySet["Message"]):
    """Reads and the one way to close."""

    def due(self, now: datetime) -> Self:
        """Those whose next attempt may begin."""
        return self.filter(pending=True, next_try_at__lte=now)

    def unclaimed(self, now: datetime) -> Self:
        """Those that no worker has been handed lately."""
        return self.filter(Q(claimed_until=None) | Q(claimed_until__lte=now))

    def with_state(self, now: datetime) -> models.QuerySet[Any]:
        """Annotates `state` (a State) and `last_reason` (of the last attempt, or NULL)."""
        last = Attempt.objects.filter(message=OuterRef("pk")).order_by("-number")
        return self.annotate(
            last_outcome=Subquery(last.values("outcome")[:1]),
            last_reason=Subquery(last.values("reason")[:1]),
        ).annotate(
            state=Case(
                When(pending=True, next_try_at__lte=now, then=Value(State.DUE)),
                When(pending=True, then=Value(State.WAITING)),
                When(dropped_at__isnull=False, then=Value(State.DROPPED)),
                When(last_outcome__isnull=True, then=Value(State.FAILED)),
                default=F("last_outcome"),
                output_field=models.CharField(),
            )
        )

    def close(self, **changes: Any) -> int:
        """Ends pending messages and wipes their bodies. The number of rows."""
        return self.filter(pending=True).update(
            pending=False,
            next_try_at=None,
            claimed_until=None,
            body_text="",
            body_html="",
            **changes,
        )


class Message(models.Model):
    """One message to one address."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    channel = models.CharField(max_length=10, default="email")
    to = EncryptedTextField(context="outbox.Message.to")
    subject = EncryptedTextField(context="outbox.Message.subject")
    body_text = EncryptedTextField(context="outbox.Message.body_text")
    body_html = EncryptedTextField(context="outbox.Message.body_html", blank=True)
    policy = models.CharField(max_length=10, choices=Policy.choices)
    # What it is for, as the sender names it ("invitation"); finds the sender's check.
    purpose = models.SlugField(max_length=40, db_index=False)
    # The same at each attempt: all that lets anyone tell a second copy from a second message.
    message_id = models.CharField(max_length=255, unique=True)
    created = models.DateTimeField(default=timezone.now, editable=False)
    not_before = models.DateTimeField()
    expires = models.DateTimeField()
    pending = models.BooleanField(default=True)
    next_try_at = models.DateTimeField(null=True)
    claimed_until = models.DateTimeField(null=True)
    dropped_at = models.DateTimeField(null=True)

    objects = MessageQuerySet.as_manager()

    class Meta:
        """Closed means: no next attempt, and no body left."""

        indexes = [
            models.Index(fields=["next_try_at"], condition=Q(pending=True), name="outbox_due"),
        ]
        constraints = [
            models.CheckConstraint(
                name="outbox_message_closed_is_wiped",
                condition=Q(pending=True, next_try_at__isnull=False)
                | Q(pending=False, next_try_at__isnull=True, body_text="", body_html=""),
            ),
            models.CheckConstraint(
                name="outbox_message_policy", condition=Q(policy__in=Policy.values)
            ),
            models.CheckConstraint(
                name="outbox_message_expires_later", condition=Q(expires__gt=F("not_before"))
            ),
        ]

    def __str__(self) -> str:
        return f"{self.purpose} {self.pk}"


class Attempt(models.Model):
    """One attempt, stamped before anything is sent."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    message = models.ForeignKey(Message, models.CASCADE, related_name="attempts")
    # From 1. Unique for a message, so that two workers never make the same attempt.
    number = models.PositiveSmallIntegerField()
    at = models.DateTimeField()
    outcome = models.CharField(max_length=10, choices=Outcome.choices, default=Outcome.UNKNOWN)
    # A code such as "rcpt-550"; never the server's own words, which repeat the address.
    reason = models.CharField(max_length=40, blank=True)

    class Meta:
        """Numbered within a message."""

        constraints = [
            models.UniqueConstraint(fields=["message", "number"], name="outbox_attempt_number"),
            models.CheckConstraint(
                name="outbox_attempt_outcome", condition=Q(outcome__in=Outcome.values)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.message_id} {self.number} {self.outcome}"
