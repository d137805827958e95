"""Examinations, what was answered in them, and what was typed and is no answer yet."""

import uuid
from typing import Any, ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from people.custody import OWN, Custody
from people.models import PersonalRecord, Scope
from people.models.records import PersonalRecordQuerySet
from sessions.models.beliefs import Belief
from sessions.steps import Step
from vault.fields import EncryptedJSONField


class ExaminationQuerySet(PersonalRecordQuerySet):
    def completed(self) -> Self:
        """Finished ones, with ``ended_at``, the newest first."""
        return self.ended(ExaminationEvent.Kind.COMPLETED)

    def set_aside(self) -> Self:
        """Closed without finishing, with ``ended_at``, the newest first."""
        return self.ended(ExaminationEvent.Kind.CLOSED)

    def ended(self, *kinds: str) -> Self:
        # An examination ends once (examination_ends_once), so the join doubles no row.
        ended = self.filter(events__kind__in=kinds).annotate(ended_at=F("events__at"))
        return ended.order_by("-ended_at", "pk")


class Examination(PersonalRecord):
    """One sitting with one belief. Where it stands is computed by ``steps.Progress``."""

    custody: ClassVar[Custody] = OWN
    scope = Scope.EXAMINATIONS
    root_path = "pk"
    privacy_paths = ("private", "belief__private")

    # Chosen in the third screen, so not there yet in the first two.
    belief = models.ForeignKey(
        Belief, models.CASCADE, null=True, blank=True, related_name="examinations"
    )
    content_version = models.PositiveIntegerField()
    language = models.CharField(max_length=10, default="en")
    private = models.BooleanField(default=False)

    objects: ClassVar[Any] = ExaminationQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["person", "-created"], name="examination_person_created")]


class ExaminationEvent(models.Model):
    """Appended, never changed. Without ``completed`` or ``closed`` an examination is open; to a
    completed one some answers may still be added (``steps.ADDABLE``)."""

    class Kind(models.TextChoices):
        STARTED = "started", _("Started")
        PAUSED = "paused", _("Paused")
        COMPLETED = "completed", _("Finished")
        CLOSED = "closed", _("Set aside")

    ENDS: ClassVar[tuple[str, ...]] = ("completed", "closed")
    custody: ClassVar[Custody] = OWN

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    examination = models.ForeignKey(Examination, models.CASCADE, related_name="events")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["examination"],
                condition=Q(kind__in=("completed", "closed")),
                name="examination_ends_once",
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)


# What a rating may be, from 0 on; each is a column with its own check.
RATINGS: dict[str, int] = {
    "conviction": 100,
    "distress": 100,
    "distress_now": 100,
    "likelihood": 100,
    "certainty": 100,
    "badness": 10,
    "cope": 10,
    "importance": 10,
    "weight": 10,
    "pain": 10,
    "notice": 10,
    "tried": 10_000,
    "happened_times": 10_000,
}


def _rating() -> models.PositiveSmallIntegerField:
    return models.PositiveSmallIntegerField(null=True, blank=True)


class Answer(models.Model):
    """One answer, appended: a changed one is a new row, the latest ``position`` counts.

    ``item`` tells facts, costs and fears apart (None: the step itself). ``said``: words and
    codes by field name. ``asked``: the wording by field name, as it was on the page. Ratings
    have columns of their own, so that the database refuses what is out of range.
    """

    custody: ClassVar[Custody] = OWN

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    examination = models.ForeignKey(Examination, models.CASCADE, related_name="answers")
    step = models.CharField(max_length=12, choices=[(step.value, step.value) for step in Step])
    item = models.UUIDField(null=True, blank=True)
    position = models.PositiveIntegerField()
    removed = models.BooleanField(default=False)
    said = EncryptedJSONField(context="sessions.Answer.said")
    asked = EncryptedJSONField(context="sessions.Answer.asked")
    conviction = _rating()
    distress = _rating()
    distress_now = _rating()
    likelihood = _rating()
    certainty = _rating()
    badness = _rating()
    cope = _rating()
    importance = _rating()
    # Of a fact: how much it counts. Of the situation: pain then. Of a fear: how many of ten notice.
    weight = _rating()
    pain = _rating()
    notice = _rating()
    tried = _rating()
    happened_times = _rating()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(
                fields=["examination", "position"], name="answer_position_once"
            ),
            models.CheckConstraint(
                condition=Q(step__in=[step.value for step in Step]),
                name="answer_step_is_known",
            ),
            *(
                models.CheckConstraint(
                    condition=Q(**{name: None}) | Q(**{f"{name}__range": (0, most)}),
                    name=f"answer_{name}_in_range",
                )
                for name, most in RATINGS.items()
            ),
            models.CheckConstraint(
                condition=Q(happened_times=None)
                | Q(tried=None)
                | Q(happened_times__lte=F("tried")),
                name="answer_happened_within_tried",
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)


class Draft(models.Model):
    """What was typed on one page and not yet an answer: kept when somebody goes away from it.

    ``place``: the step, with the fact, cost or fear after a slash. ``words``: field name to the
    list of its values, as they were sent. Gone once the page is answered.
    """

    custody: ClassVar[Custody] = OWN

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    examination = models.ForeignKey(Examination, models.CASCADE, related_name="drafts")
    place = models.CharField(max_length=60)
    words = EncryptedJSONField(context="sessions.Draft.words")
    at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["examination", "place"], name="draft_once_a_place"),
        ]

    def __str__(self) -> str:
        return str(self.pk)
