"""A trial of one trigger: days with it and days without, in an order set before it begins."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from journal.models.triggers import Trigger
from people.custody import OWN, Custody
from people.models import PersonalRecord, Scope
from vault.fields import EncryptedTextField


class TriggerTrial(PersonalRecord):
    """``order``: a letter a day from ``starts_on``, ``w`` with and ``o`` without. ``look``: the id
    of the look whose finding it came from, where it came from one."""

    class Ended(models.TextChoices):
        DONE = "done", _("Done")
        STOPPED = "stopped", _("Stopped early")

    custody: ClassVar[Custody] = OWN
    scope = Scope.JOURNAL

    trigger = models.ForeignKey(Trigger, models.CASCADE, related_name="trials")
    look = models.UUIDField(null=True, blank=True)
    starts_on = models.DateField()
    order = models.CharField(max_length=28)
    with_words = EncryptedTextField(context="journal.TriggerTrial.with_words")
    without_words = EncryptedTextField(context="journal.TriggerTrial.without_words")
    # What the person expects, in their words: the guess that is tested.
    guess = EncryptedTextField(context="journal.TriggerTrial.guess", blank=True)
    # Who agreed, where the movement-risk profile asks for it.
    agreed_by = EncryptedTextField(context="journal.TriggerTrial.agreed_by", blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    ended = models.CharField(max_length=7, choices=Ended.choices, blank=True)
    learnt = EncryptedTextField(context="journal.TriggerTrial.learnt", blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(order=""), name="trial_has_days"),
            models.CheckConstraint(
                condition=Q(ended="", ended_at=None) | (~Q(ended="") & Q(ended_at__isnull=False)),
                name="trial_end_whole",
            ),
            # One at a time: two at once could not be told apart.
            models.UniqueConstraint(
                fields=["person"], condition=Q(ended_at=None), name="trial_one_at_a_time"
            ),
        ]


class TrialDay(models.Model):
    """How a day of a trial went: kept as set, in part, or not."""

    class Kept(models.TextChoices):
        YES = "yes", _("Yes")
        PARTLY = "partly", _("Partly")
        NO = "no", _("No")

    custody: ClassVar[Custody] = OWN

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    trial = models.ForeignKey(TriggerTrial, models.CASCADE, related_name="days")
    on = models.DateField()
    kept = models.CharField(max_length=6, choices=Kept.choices)
    at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        ordering = ["on"]
        constraints = [
            models.UniqueConstraint(fields=["trial", "on"], name="trial_day_once"),
            models.CheckConstraint(
                condition=Q(kept__in=["yes", "partly", "no"]), name="trial_day_kept_is_known"
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)
