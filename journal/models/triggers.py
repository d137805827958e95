"""The person's own words for what goes with the pain, and where an entry mentions one."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from journal.models.entries import Entry
from journal.scales import MOST_EFFORT, MOST_MINUTES
from people.custody import OWN, Custody
from people.models import PersonalRecord, Scope
from vault.fields import EncryptedTextField


class TriggerKind(models.TextChoices):
    ACTIVITY = "activity", _("What I was doing")
    RELATIONSHIP = "relationship", _("Who I was with")
    THOUGHT = "thought", _("What went through my mind")
    SLEEP = "sleep", _("Sleep")
    MOOD = "mood", _("Mood")
    POSTURE = "posture", _("How I sat or stood")
    WEATHER = "weather", _("Weather")
    OTHER = "other", _("Something else")


class Trigger(PersonalRecord):
    """One word of a person's own vocabulary. Entries go on naming it when it is renamed, archived
    (offered no more) or merged (``merged_into``: never itself a merged one)."""

    custody: ClassVar[Custody] = OWN
    scope = Scope.JOURNAL

    kind = models.CharField(max_length=12, choices=TriggerKind.choices)
    text = EncryptedTextField(context="journal.Trigger.text")
    # Keyed hash of the folded words: the same word is one trigger of its kind.
    word = models.CharField(max_length=64, editable=False)
    archived_at = models.DateTimeField(null=True, blank=True)
    merged_into = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="merged"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "kind", "word"], name="trigger_once"),
            models.CheckConstraint(
                condition=Q(kind__in=TriggerKind.values), name="trigger_kind_is_known"
            ),
            models.CheckConstraint(
                condition=Q(merged_into=None) | ~Q(merged_into=F("id")),
                name="trigger_not_merged_into_itself",
            ),
        ]


class Mention(models.Model):
    """A trigger in an entry. Of an activity also how long, how hard, planned, how it ended."""

    class Effect(models.TextChoices):
        WORSE = "worse", _("Worse for it")
        BETTER = "better", _("Better for it")

    class Ended(models.TextChoices):
        PLAN = "plan", _("I stopped as planned")
        PAIN = "pain", _("I stopped because of pain")
        DONE = "done", _("I got it done")
        FEAR = "fear", _("I did not do it, out of fear")
        NOT_DONE = "not_done", _("I did not do it, for another reason")

    custody: ClassVar[Custody] = OWN

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    entry = models.ForeignKey(Entry, models.CASCADE, related_name="mentions")
    trigger = models.ForeignKey(Trigger, models.CASCADE, related_name="mentions")
    position = models.PositiveSmallIntegerField(default=0)
    effect = models.CharField(max_length=6, choices=Effect.choices, blank=True)
    minutes = models.PositiveSmallIntegerField(null=True, blank=True)
    effort = models.PositiveSmallIntegerField(null=True, blank=True)
    planned = models.BooleanField(null=True, blank=True)
    ended = models.CharField(max_length=8, choices=Ended.choices, blank=True)

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["entry", "trigger"], name="mention_once"),
            models.CheckConstraint(
                condition=Q(effect__in=["", "worse", "better"]), name="mention_effect_is_known"
            ),
            models.CheckConstraint(
                condition=Q(ended__in=["", "plan", "pain", "done", "fear", "not_done"]),
                name="mention_ended_is_known",
            ),
            models.CheckConstraint(
                condition=Q(minutes=None) | Q(minutes__lte=MOST_MINUTES),
                name="mention_minutes_in_range",
            ),
            models.CheckConstraint(
                condition=Q(effort=None) | Q(effort__lte=MOST_EFFORT),
                name="mention_effort_in_range",
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)
