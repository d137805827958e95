"""What follows from the fears: plans and their use, tests and their days after, questions to ask.

What was planned stands in the answers, as the person said it; these rows hold its own life since.
"""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from people.custody import OWN, Custody
from people.models import PersonalRecord, Scope
from sessions.models.examinations import Examination
from vault.fields import EncryptedTextField


def _within(model: str, name: str, most: int) -> models.CheckConstraint:
    return models.CheckConstraint(
        condition=Q(**{name: None}) | Q(**{f"{name}__range": (0, most)}),
        name=f"{model}_{name}_in_range",
    )


class Plan(PersonalRecord):
    """What to do when a grounded fear comes true: its words live in the plan step's answer."""

    custody: ClassVar[Custody] = OWN
    scope = Scope.EXAMINATIONS
    root_path = "examination_id"
    privacy_paths = ("examination__private", "examination__belief__private")

    examination = models.ForeignKey(Examination, models.CASCADE, related_name="plans")
    fear = models.UUIDField()
    answer_position = models.PositiveIntegerField()
    # When it is tried without need, when what it is for comes near, when it is looked at again.
    rehearse_on = models.DateField(null=True, blank=True)
    near_on = models.DateField(null=True, blank=True)
    review_on = models.DateField(null=True, blank=True)
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    approved_at = models.DateTimeField(null=True, blank=True)
    # Taken back: the fear was moved elsewhere or removed.
    dropped_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["examination", "fear"], name="plan_once"),
        ]


class PlanUse(PersonalRecord):
    """A plan was rehearsed or used, and how it went; appended."""

    class Kind(models.TextChoices):
        REHEARSED = "rehearsed", _("I tried it out, to be ready")
        USED = "used", _("I used it when it happened")

    custody: ClassVar[Custody] = OWN
    scope = Scope.EXAMINATIONS
    root_path = "plan__examination_id"
    privacy_paths = ("plan__examination__private", "plan__examination__belief__private")

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="uses")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    on = models.DateField()
    helped = models.PositiveSmallIntegerField(null=True, blank=True)  # 0–10
    note = EncryptedTextField(context="sessions.PlanUse.note", blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=["rehearsed", "used"]), name="plan_use_kind_is_known"
            ),
            _within("plan_use", "helped", 10),
        ]


class Experiment(PersonalRecord):
    """A test of one fear: what its step said lives in the answer, its own life here.

    ``number``: the graded step, from 1; the next one is another row, with an answer of its own.
    """

    custody: ClassVar[Custody] = OWN
    scope = Scope.EXAMINATIONS
    root_path = "examination_id"
    privacy_paths = ("examination__private", "examination__belief__private")

    examination = models.ForeignKey(Examination, models.CASCADE, related_name="experiments")
    fear = models.UUIDField()
    number = models.PositiveSmallIntegerField(default=1)
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
    # Pain just before it, 0–10: what days 1 and 3 are measured against.
    pain_before = models.PositiveSmallIntegerField(null=True, blank=True)
    # Asked on day 3, 0–100: how much of it came true, how much the person was surprised.
    came_true = models.PositiveSmallIntegerField(null=True, blank=True)
    surprise = models.PositiveSmallIntegerField(null=True, blank=True)
    learnt = EncryptedTextField(context="sessions.Experiment.learnt", blank=True)
    result_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["person", "due_on"], name="experiment_person_due")]
        constraints = [
            models.UniqueConstraint(
                fields=["examination", "fear", "number"], name="experiment_step_once"
            ),
            _within("experiment", "came_true", 100),
            _within("experiment", "surprise", 100),
            _within("experiment", "pain_before", 10),
            models.CheckConstraint(
                condition=Q(done="", result_at=None) | (~Q(done="") & Q(result_at__isnull=False)),
                name="experiment_result_whole",
            ),
        ]


class ExperimentCheck(PersonalRecord):
    """How it is some days after a test, 1 and 3 of them asked for: red flags first, then pain.

    Held against ``Experiment.pain_before``. A later day is recorded when pain had stayed up.
    """

    custody: ClassVar[Custody] = OWN
    scope = Scope.EXAMINATIONS
    root_path = "experiment__examination_id"
    privacy_paths = (
        "experiment__examination__private",
        "experiment__examination__belief__private",
    )

    experiment = models.ForeignKey(Experiment, models.CASCADE, related_name="checks")
    day = models.PositiveSmallIntegerField()  # days after the test was done
    # The red-flag check that was answered with it (safety.RedFlagCheck), by id alone.
    flags = models.UUIDField(null=True, blank=True)
    pain = models.PositiveSmallIntegerField(null=True, blank=True)  # 0–10
    conviction = models.PositiveSmallIntegerField(null=True, blank=True)  # in the belief, 0–100

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["experiment", "day"], name="experiment_check_once"),
            models.CheckConstraint(
                condition=Q(day__range=(1, 400)), name="experiment_check_day_in_range"
            ),
            _within("experiment_check", "pain", 10),
            _within("experiment_check", "conviction", 100),
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


class Reclaim(PersonalRecord):
    """Something that a belief had cost, and that the person has done after all.

    A count of these is the product's own measure of how it goes, not a validated one.
    """

    custody: ClassVar[Custody] = OWN
    scope = Scope.EXAMINATIONS
    root_path = "examination_id"
    privacy_paths = ("examination__private", "examination__belief__private")

    examination = models.ForeignKey(Examination, models.CASCADE, related_name="reclaims")
    cost = models.UUIDField()  # the item of the cost step
    on = models.DateField()
    note = EncryptedTextField(context="sessions.Reclaim.note", blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["examination", "cost"], name="reclaim_once"),
        ]


class FollowUp(PersonalRecord):
    """What was answered 3, 14, 42 or 90 days after an examination. Which is due is computed
    (``sessions.following``); one that nobody answered has no row, and one that was put away with
    "not this time" has a row without a conviction."""

    custody: ClassVar[Custody] = OWN
    scope = Scope.EXAMINATIONS
    root_path = "examination_id"
    privacy_paths = ("examination__private", "examination__belief__private")

    DAYS: ClassVar[tuple[int, ...]] = (3, 14, 42, 90)

    examination = models.ForeignKey(Examination, models.CASCADE, related_name="follow_ups")
    day = models.PositiveSmallIntegerField()
    conviction = models.PositiveSmallIntegerField(null=True, blank=True)  # 0–100
    came_back = models.CharField(
        max_length=10,
        blank=True,
        choices=[("no", _("No")), ("some", _("Now and then")), ("often", _("Often"))],
    )
    yes_done = models.CharField(
        max_length=6,
        blank=True,
        choices=[("yes", _("Yes")), ("partly", _("Partly")), ("no", _("No"))],
    )
    plan_used = models.CharField(
        max_length=10,
        blank=True,
        choices=[
            ("yes", _("Yes")),
            ("no", _("No, though I could have")),
            ("no_need", _("There was no need")),
        ],
    )
    in_the_way = EncryptedTextField(context="sessions.FollowUp.in_the_way", blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["examination", "day"], name="follow_up_once"),
            models.CheckConstraint(
                condition=Q(day__in=(3, 14, 42, 90)), name="follow_up_day_is_known"
            ),
            models.CheckConstraint(
                condition=Q(conviction=None, came_back="")
                | (Q(conviction__isnull=False) & ~Q(came_back="")),
                name="follow_up_answer_whole",
            ),
            _within("follow_up", "conviction", 100),
        ]
