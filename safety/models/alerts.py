"""Telling a clinic that something waits, and what became of it. Never words, never the record."""

import uuid
from typing import Any, ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from outbox.models import Message
from outbox.models import Outcome as Delivery
from people.custody import CLINICS, Custody
from people.models import CareRelationship, Clinic, Membership, Role, User
from people.models.records import Viewer
from safety.models.holds import Hold
from safety.phones import dialled
from vault.fields import EncryptedTextField


class AlertKind(models.TextChoices):
    EMERGENCY = "emergency", _("A warning sign that needs help now")
    SAME_DAY = "same_day", _("A warning sign for a call the same day")
    SELF_HARM = "self_harm", _("An answer about not wanting to be alive")
    DISTRESS = "distress", _("More upset at the end than at the start")
    ASKED = "asked", _("Asks to be called")


class AlertSeverity(models.TextChoices):
    URGENT = "urgent", _("Urgent")
    SAME_DAY = "same_day", _("The same working day")
    SOON = "soon", _("Soon")


class AlertState(models.TextChoices):
    NOBODY = "nobody", _("Nobody yet")
    SENT = "sent", _("Sent")
    SEEN = "seen", _("Seen")
    ACKNOWLEDGED = "acknowledged", _("Acknowledged")


class SafetyAlertQuerySet(models.QuerySet["SafetyAlert"]):
    def visible_to(self, viewer: Viewer) -> Self:
        """The person's own, and those on the desk of ``viewer``."""
        if not isinstance(viewer, User):
            return self.none()
        return self.filter(Q(person=viewer) | self._answered_by(viewer))

    def on_desk_of(self, viewer: Viewer) -> Self:
        """Those ``viewer`` may answer: as responder, deputy or the person's therapist there.

        No grant is needed: an alert discloses itself alone (clinical.md, section 5).
        """
        if not isinstance(viewer, User):
            return self.none()
        return self.filter(self._answered_by(viewer))

    def with_state(self) -> Self:
        """Loads at once what ``state`` and ``history`` are computed from."""
        return self.prefetch_related("events__message__attempts", "events__by", "events__to")

    @staticmethod
    def _answered_by(viewer: User) -> Q:
        works_there = Membership.objects.active().filter(
            user=viewer, clinic=OuterRef("clinic"), role=Role.THERAPIST
        )
        treats = CareRelationship.objects.current().filter(
            therapist=viewer, patient=OuterRef("person"), clinic=OuterRef("clinic")
        )
        named = Q(clinic__responder=viewer) | Q(clinic__deputy=viewer)
        return Q(Exists(works_there)) & (named | Q(Exists(treats)))


class SafetyAlert(models.Model):
    """That ``person`` gave an answer of ``kind``, told to ``clinic``. Its state is its events."""

    custody: ClassVar[Custody] = CLINICS

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    # Kept without the name when the account is erased: the clinic's law decides how long.
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        related_name="safety_alerts",
    )
    clinic = models.ForeignKey(Clinic, models.CASCADE, related_name="safety_alerts")
    kind = models.CharField(max_length=10, choices=AlertKind.choices)
    severity = models.CharField(max_length=10, choices=AlertSeverity.choices)
    # The row that raised it, by id alone.
    source = models.UUIDField(null=True, db_index=True)
    hold = models.ForeignKey(Hold, models.SET_NULL, null=True, related_name="alerts")
    created = models.DateTimeField(default=timezone.now, editable=False)

    objects = SafetyAlertQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["clinic", "created"], name="alert_clinic_created")]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=AlertKind.values), name="alert_kind_is_known"
            ),
            models.CheckConstraint(
                condition=Q(severity__in=AlertSeverity.values),
                name="alert_severity_is_known",
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)

    def history(self) -> list["AlertEvent"]:
        return sorted(self.events.all(), key=lambda event: (event.at, str(event.pk)))

    @property
    def state(self) -> AlertState:
        """The furthest it got. Sent means that a mail server took the letter, not that we tried."""
        events = self.events.all()
        kinds = {event.kind for event in events}
        if EventKind.ACKNOWLEDGED in kinds:
            return AlertState.ACKNOWLEDGED
        if EventKind.SEEN in kinds:
            return AlertState.SEEN
        if any(event.went_out for event in events):
            return AlertState.SENT
        return AlertState.NOBODY

    @property
    def tel(self) -> str:
        """What a phone dials to reach the clinic."""
        return dialled(self.clinic.phone)

    def first(self, kind: str) -> "AlertEvent | None":
        return next((event for event in self.history() if event.kind == kind), None)

    @property
    def acknowledged(self) -> "AlertEvent | None":
        return self.first(EventKind.ACKNOWLEDGED)

    @property
    def seen(self) -> "AlertEvent | None":
        return self.first(EventKind.SEEN)

    @property
    def corrected(self) -> bool:
        """Whether the person said that it was a mis-tap."""
        return self.first(EventKind.CORRECTED) is not None

    @property
    def outcome(self) -> "AlertEvent | None":
        """The last word on what became of it."""
        found = [event for event in self.history() if event.kind == EventKind.OUTCOME]
        return found[-1] if found else None


class EventKind(models.TextChoices):
    SENT = "sent", _("Sent")
    SEEN = "seen", _("Seen")
    ACKNOWLEDGED = "acknowledged", _("Acknowledged")
    OUTCOME = "outcome", _("Outcome")
    CORRECTED = "corrected", _("The person says it was a mis-tap")


class Outcome(models.TextChoices):
    SPOKE = "spoke", _("Spoke with the patient")
    SENT_ON = "sent_on", _("Sent on to other care")
    NOT_REACHED = "not_reached", _("Tried, not reached")
    FALSE_ALARM = "false_alarm", _("False alarm")


class AlertEvent(models.Model):
    """What happened to an alert; appended, never changed."""

    custody: ClassVar[Custody] = CLINICS

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    alert = models.ForeignKey(SafetyAlert, models.CASCADE, related_name="events")
    kind = models.CharField(max_length=12, choices=EventKind.choices)
    at = models.DateTimeField(default=timezone.now, editable=False)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    to = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    message = models.ForeignKey(Message, models.SET_NULL, null=True, related_name="+")
    outcome = models.CharField(max_length=12, choices=Outcome.choices, blank=True)
    # What was done (acknowledged), or why (outcome).
    words = EncryptedTextField(context="safety.AlertEvent.words", blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=EventKind.values), name="alert_event_kind_is_known"
            ),
            models.CheckConstraint(
                condition=Q(kind=EventKind.OUTCOME, outcome__in=Outcome.values)
                | (~Q(kind=EventKind.OUTCOME) & Q(outcome="")),
                name="alert_event_outcome",
            ),
            models.CheckConstraint(
                condition=~Q(kind=EventKind.ACKNOWLEDGED) | ~Q(words=""),
                name="alert_acknowledged_with_action",
            ),
            models.CheckConstraint(
                condition=~Q(outcome=Outcome.FALSE_ALARM) | ~Q(words=""),
                name="alert_false_alarm_with_reason",
            ),
            models.UniqueConstraint(
                fields=["alert"],
                condition=Q(kind=EventKind.ACKNOWLEDGED),
                name="alert_acknowledged_once",
            ),
            models.UniqueConstraint(
                fields=["alert", "by"],
                condition=Q(kind=EventKind.SEEN),
                name="alert_seen_once_each",
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def went_out(self) -> bool:
        """Whether a mail server has accepted the letter of a ``sent`` event."""
        if self.kind != EventKind.SENT or self.message is None:
            return False
        attempts: list[Any] = list(self.message.attempts.all())
        return any(attempt.outcome == Delivery.SENT for attempt in attempts)
