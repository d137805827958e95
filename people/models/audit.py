"""What was done and read, by whom, about whom. Ids and field names, never words."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils import timezone

from people.custody import MACHINERY, Custody


class AuditSeal(models.Model):
    """A link of the chain: a keyed hash over the link before it and the events it seals.

    ``previous`` is unique, so that of two ticks at once only one adds a link.
    """

    custody: ClassVar[Custody] = MACHINERY

    previous = models.CharField(max_length=64, unique=True)
    digest = models.CharField(max_length=64, unique=True)
    events_count = models.PositiveIntegerField()
    at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return str(self.pk)


class AuditEvent(models.Model):
    """Appended in the same transaction as what it records. No foreign keys to people: it
    outlives what it speaks of. Only ``seal`` is ever set later, once, by the sealing tick."""

    custody: ClassVar[Custody] = Custody(
        export="give",
        erasure="keep",
        why="Shows who did and read what; holds ids and field names, never words.",
    )

    at = models.DateTimeField(default=timezone.now, db_index=True)
    actor = models.UUIDField(null=True)
    action = models.SlugField(max_length=60)
    person = models.UUIDField(null=True)
    clinic = models.UUIDField(null=True)
    object_type = models.CharField(max_length=60, blank=True)
    object_id = models.UUIDField(null=True)
    fields = models.JSONField(default=list)
    seal = models.ForeignKey(AuditSeal, models.PROTECT, null=True, related_name="events")

    class Meta:
        indexes = [
            models.Index(fields=["person", "at"], name="audit_person_at"),
            models.Index(fields=["id"], condition=Q(seal=None), name="audit_unsealed"),
        ]

    def __str__(self) -> str:
        return str(self.pk)
