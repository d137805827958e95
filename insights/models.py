"""Looks for patterns: what was tested, what came of it, what was shown. Kept, never rewritten."""

import uuid
from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from journal.models import Trigger
from people.custody import OWN, Custody
from people.models import PersonalRecord, Scope, User
from people.models.records import PersonalRecordQuerySet, Viewer
from vault.fields import EncryptedJSONField


class LookQuerySet(PersonalRecordQuerySet):
    def visible_to(self, viewer: Viewer) -> Self:
        """The person's own alone: it rests on all their entries, private ones too."""
        return self.filter(person=viewer) if isinstance(viewer, User) else self.none()


class Look(PersonalRecord):
    """One look in a month at the days ``since`` to ``until``; ``share``: its part of the year's
    error budget; ``figures``: what the whole look rests on (``insights.patterns``)."""

    custody: ClassVar[Custody] = OWN
    scope = Scope.JOURNAL

    month = models.DateField()  # its first day
    since = models.DateField()
    until = models.DateField()
    share = models.FloatField()
    figures = EncryptedJSONField(context="insights.Look.figures")

    objects: ClassVar[Any] = LookQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "month"], name="look_once_a_month"),
            models.CheckConstraint(condition=Q(share__gt=0, share__lte=0.1), name="look_share"),
            models.CheckConstraint(
                condition=Q(since__lte=models.F("until")), name="look_ends_after_start"
            ),
        ]


class Finding(models.Model):
    """What one look found of one thing: a trigger, or a rating of the journal by name."""

    class Verdict(models.TextChoices):
        SHOWN = "shown", _("May go together")
        # It passed, and two others of that month went before it.
        HELD_BACK = "held_back", _("Held back")
        NO_LINK = "no_link", _("No clear link")
        TOO_LITTLE = "too_little", _("Too little data")

    custody: ClassVar[Custody] = OWN

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    look = models.ForeignKey(Look, models.CASCADE, related_name="findings")
    trigger = models.ForeignKey(
        Trigger, models.CASCADE, null=True, blank=True, related_name="findings"
    )
    measure = models.CharField(
        max_length=20,
        blank=True,
        choices=[(name, name) for name in ("sleep_quality", "mood", "stress", "energy")],
    )
    verdict = models.CharField(max_length=10, choices=Verdict.choices)
    figures = EncryptedJSONField(context="insights.Finding.figures")
    # Not useful to the person: shown no more.
    hidden_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=(Q(trigger=None) & ~Q(measure=""))
                | (Q(trigger__isnull=False) & Q(measure="")),
                name="finding_is_of_one_thing",
            ),
            models.CheckConstraint(
                condition=Q(verdict__in=["shown", "held_back", "no_link", "too_little"]),
                name="finding_verdict_is_known",
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)
