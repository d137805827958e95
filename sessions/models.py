"""Beliefs, their examinations, what was answered, and what came of it."""

import uuid
from typing import Any, ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from people.custody import CLINICS, OWN, Custody
from people.models import ClinicRecord, PersonalRecord, Scope
from people.models.records import PersonalRecordQuerySet
from sessions.steps import Step
from vault.fields import EncryptedJSONField, EncryptedTextField


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
    private = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=BeliefKind.values), name="belief_kind_is_known"
            ),
        ]


class ExaminationQuerySet(PersonalRecordQuerySet):
    def completed(self) -> Self:
        """Finished ones, with ``ended_at``, the newest first."""
        return self.ended(ExaminationEvent.Kind.COMPLETED)

    def set_aside(self) -> Self:
        """Closed without finishing, with ``ended_at``, the newest first."""
        return self.ended(ExaminationEvent.Kind.CLOSED)

    def ended(self, kind: str) -> Self:
        # An examination ends once (examination_ends_once), so the join doubles no row.
        ended = self.filter(events__kind=kind).annotate(ended_at=F("events__at"))
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
    """Appended, never changed. Without ``completed`` or ``closed`` an examination is open."""

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


class Experiment(PersonalRecord):
    """A test of one fear: what its step said lives in the answer, its own life here."""

    custody: ClassVar[Custody] = OWN
    scope = Scope.EXAMINATIONS
    root_path = "examination_id"
    privacy_paths = ("examination__private", "examination__belief__private")

    examination = models.ForeignKey(Examination, models.CASCADE, related_name="experiments")
    fear = models.UUIDField()
    # Which answer of the test step this follows: another one is another test.
    answer_position = models.PositiveIntegerField()
    due_on = models.DateField(null=True, blank=True)
    # Asked for where the movement-risk profile names anything.
    needs_approval = models.BooleanField(default=False)
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    # Without a clinic the person records who agreed; then this is their name.
    approved_by_name = EncryptedTextField(
        context="sessions.Experiment.approved_by_name", blank=True
    )
    approved_at = models.DateTimeField(null=True, blank=True)
    # Taken back: the fear was moved elsewhere or removed before the page was finished.
    dropped_at = models.DateTimeField(null=True, blank=True)
    done = models.CharField(
        max_length=6,
        blank=True,
        choices=[("yes", _("Yes")), ("partly", _("Partly")), ("no", _("No"))],
    )
    result = EncryptedTextField(context="sessions.Experiment.result", blank=True)
    came_true = models.PositiveSmallIntegerField(null=True, blank=True)
    learnt = EncryptedTextField(context="sessions.Experiment.learnt", blank=True)
    result_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["person", "due_on"], name="experiment_person_due")]
        constraints = [
            models.UniqueConstraint(fields=["examination", "fear"], name="experiment_once"),
            models.CheckConstraint(
                condition=Q(came_true=None) | Q(came_true__range=(0, 100)),
                name="experiment_came_true_in_range",
            ),
            models.CheckConstraint(
                condition=Q(done="", result_at=None) | (~Q(done="") & Q(result_at__isnull=False)),
                name="experiment_result_whole",
            ),
        ]


class CareQuestion(PersonalRecord):
    """A fear that goes to the care team, or is to be found out or talked over, with the answer."""

    custody: ClassVar[Custody] = OWN
    scope = Scope.EXAMINATIONS
    root_path = "examination_id"
    privacy_paths = ("examination__private", "examination__belief__private")

    examination = models.ForeignKey(Examination, models.CASCADE, related_name="care_questions")
    fear = models.UUIDField()
    for_team = models.BooleanField()
    due_on = models.DateField(null=True, blank=True)
    dropped_at = models.DateTimeField(null=True, blank=True)
    answer = EncryptedTextField(context="sessions.CareQuestion.answer", blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    # Recorded by the person: who gave the answer.
    answered_by_name = EncryptedTextField(
        context="sessions.CareQuestion.answered_by_name", blank=True
    )
    answered_on = models.DateField(null=True, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["examination", "fear"], name="care_question_once"),
        ]


class Review(ClinicRecord):
    """A therapist has read a finished page; the note is shared with the patient."""

    custody: ClassVar[Custody] = CLINICS

    examination = models.ForeignKey(Examination, models.SET_NULL, null=True, related_name="reviews")
    note = EncryptedTextField(context="sessions.Review.note", blank=True)
