"""What a person answered about signs, risks and not wanting to be alive. Rows are only added."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from people.custody import CLINICS, OWN, Custody
from people.models import ClinicRecord, PersonalRecord, Scope, User
from people.models.records import PersonalRecordQuerySet
from safety import triage
from vault.fields import EncryptedJSONField, EncryptedTextField


class UrgencyChoice(models.TextChoices):
    EMERGENCY = triage.Urgency.EMERGENCY.value, _("Emergency")
    SAME_DAY = triage.Urgency.SAME_DAY.value, _("The same day")
    SOON = triage.Urgency.SOON.value, _("Soon")


class ReviewChoice(models.TextChoices):
    URGENT = triage.Review.URGENT.value, _("Urgent")
    SAME_DAY = triage.Review.SAME_DAY.value, _("The same working day")


class RedFlagCheck(PersonalRecord):
    """The red flags a person ticked, none of them included, and where they were asked."""

    scope: ClassVar[Scope] = Scope.SAFETY
    custody: ClassVar[Custody] = OWN

    # A list of codes of safety.triage.FLAGS.
    codes = EncryptedJSONField(context="safety.RedFlagCheck.codes")
    urgency = models.CharField(max_length=10, choices=UrgencyChoice.choices, null=True)
    about = models.SlugField(max_length=40, db_index=False)
    # Plain: `sessions` stands above this app.
    examination = models.UUIDField(null=True, db_index=True)
    # After a mis-tap the person ticks again; both rows stay.
    corrects = models.ForeignKey("self", models.CASCADE, null=True, related_name="corrections")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(urgency=None) | Q(urgency__in=UrgencyChoice.values),
                name="red_flag_urgency_is_known",
            ),
        ]

    @property
    def tier(self) -> triage.Urgency | None:
        return triage.Urgency(self.urgency) if self.urgency else None


class RiskProfileQuerySet(PersonalRecordQuerySet):
    def current_for(self, person: User) -> "RiskProfile | None":
        """The latest version, None before the first."""
        return self.filter(person=person).order_by("-version").first()


class RiskProfile(PersonalRecord):
    """A version of what makes a test of movement riskier; the latest counts."""

    scope: ClassVar[Scope] = Scope.SAFETY
    custody: ClassVar[Custody] = OWN

    version = models.PositiveIntegerField()
    # A list of codes of safety.triage.RISKS.
    codes = EncryptedJSONField(context="safety.RiskProfile.codes")
    known_to_doctor = models.BooleanField(default=False)
    note = EncryptedTextField(context="safety.RiskProfile.note", blank=True)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )

    objects = RiskProfileQuerySet.as_manager()  # type: ignore[misc]

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "version"], name="risk_profile_version"),
            models.CheckConstraint(
                condition=Q(version__gte=1), name="risk_profile_version_from_one"
            ),
        ]

    @property
    def needs_approval(self) -> bool:
        return triage.needs_approval(self.codes)


class SupportCheck(PersonalRecord):
    """An answer to whether the person thinks about not wanting to be alive."""

    scope: ClassVar[Scope] = Scope.SAFETY
    custody: ClassVar[Custody] = OWN

    # A triage.Answer. Encrypted: in a stolen dump nothing would weigh more.
    answer = EncryptedTextField(context="safety.SupportCheck.answer")
    about = models.SlugField(max_length=40, db_index=False)
    examination = models.UUIDField(null=True, db_index=True)

    @property
    def opens_support(self) -> bool:
        return triage.opens_support(triage.Answer(self.answer))

    def latest_questions(self) -> "SupportQuestions | None":
        return self.questions.order_by("-created").first()


class SupportQuestions(PersonalRecord):
    """The three questions after a yes: acting on it, a plan, today. Asked again is a new row."""

    scope: ClassVar[Scope] = Scope.SAFETY
    custody: ClassVar[Custody] = OWN

    check_asked = models.ForeignKey(SupportCheck, models.CASCADE, related_name="questions")
    # {"acting": triage.Answer, "plan": …, "today": …}
    answers = EncryptedJSONField(context="safety.SupportQuestions.answers")
    review = models.CharField(max_length=10, choices=ReviewChoice.choices)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(review__in=ReviewChoice.values),
                name="support_review_is_known",
            ),
        ]

    @property
    def is_urgent(self) -> bool:
        return self.review == ReviewChoice.URGENT


class CareLimit(ClinicRecord):
    """What the care team says a patient should keep to; the patient reads it on plans and tests.

    Withdrawn, never changed: a new wording is a new row.
    """

    custody: ClassVar[Custody] = CLINICS

    text = EncryptedTextField(context="safety.CareLimit.text")
    withdrawn_at = models.DateTimeField(null=True, blank=True)
