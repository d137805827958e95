"""Beliefs: one thought each, where it came from and how it stands."""

import uuid
from typing import Any, ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from people.custody import OWN, Custody
from people.models import PersonalRecord, Scope
from people.models.records import PersonalRecordQuerySet
from vault.fields import EncryptedTextField


class BeliefKind(models.TextChoices):
    MOVEMENT = "movement_harm", _("Moving will do harm")
    FALLING = "falling", _("Falling")
    HOPELESS = "hopeless", _("Nothing helps")
    CONTROL = "control", _("I can’t change it")
    OVERDOING = "overdoing", _("I must push through")
    INJUSTICE = "injustice", _("It is not fair")
    SOCIAL = "social", _("What others think")
    EXERCISE = "exercise_barrier", _("Exercises")
    WORK = "work_role", _("Work and my place")
    OTHER = "other", _("Something else")


class BeliefQuerySet(PersonalRecordQuerySet):
    def with_state(self) -> Self:
        """Each with its ``state``, a ``BeliefState``: that of its latest event, else current."""
        latest = BeliefEvent.objects.filter(belief=OuterRef("pk")).order_by("-at", "-pk")
        state = Coalesce(Subquery(latest.values("state")[:1]), Value(BeliefState.CURRENT.value))
        return self.annotate(state=state)


class Belief(PersonalRecord):
    """One thought that is examined. Its words may change; each examination keeps its own."""

    class Source(models.TextChoices):
        OWN = "own", _("My own words")
        LIBRARY = "library", _("From the list")
        THERAPIST = "therapist", _("From my therapist")
        JOURNAL = "journal", _("From my journal")
        BARRIER = "barrier", _("From a skipped exercise")

    custody: ClassVar[Custody] = OWN
    scope = Scope.EXAMINATIONS
    root_path = "pk"
    privacy_paths = ("private",)

    text = EncryptedTextField(context="sessions.Belief.text")
    kind = models.CharField(max_length=20, choices=BeliefKind.choices, default=BeliefKind.OTHER)
    source = models.CharField(max_length=10, choices=Source.choices, default=Source.OWN)
    # The row it came from (a suggestion, a journal thought, a skipped exercise), by id alone.
    source_id = models.UUIDField(null=True, blank=True)
    private = models.BooleanField(default=False)

    objects: ClassVar[Any] = BeliefQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=BeliefKind.values), name="belief_kind_is_known"
            ),
        ]


class BeliefState(models.TextChoices):
    """``current`` is a thought without an event, or taken up again."""

    CURRENT = "current", _("On my list")
    PARKED = "parked", _("Parked")
    RESOLVED = "resolved", _("No longer holds me back")


class BeliefEvent(models.Model):
    """That a thought was parked, resolved or taken up again; appended, the latest counts."""

    custody: ClassVar[Custody] = OWN

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    belief = models.ForeignKey(Belief, models.CASCADE, related_name="events")
    state = models.CharField(max_length=10, choices=BeliefState.choices)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        ordering = ["at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=BeliefState.values), name="belief_state_is_known"
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)
