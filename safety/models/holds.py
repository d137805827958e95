"""What waits after an emergency sign, and who said that it may go on."""

from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Case, IntegerField, Q, Value, When
from django.utils.translation import gettext_lazy as _

from people.custody import OWN, Custody
from people.models import Clinic, PersonalRecord, Scope
from people.models.records import PersonalRecordQuerySet
from safety.models.checks import RedFlagCheck, SupportQuestions
from safety.triage import Held, Urgency, holds
from vault.fields import EncryptedTextField


class HoldKind(models.TextChoices):
    EMERGENCY = "emergency", _("A sign that needs help now")
    SELF_HARM = "self_harm", _("Thoughts of not wanting to be alive")
    SAME_DAY = "same_day", _("A sign for a call the same day")


HELD: dict[str, frozenset[Held]] = {
    HoldKind.EMERGENCY: holds(Urgency.EMERGENCY),
    HoldKind.SAME_DAY: holds(Urgency.SAME_DAY),
    # 'session hold' (clinical.md, section 5).
    HoldKind.SELF_HARM: frozenset({Held.SESSION, Held.TEST}),
}


class HoldQuerySet(PersonalRecordQuerySet):
    def open(self) -> Self:
        """Those without clearance."""
        return self.filter(clearance=None)

    def covering(self, what: Held) -> Self:
        return self.filter(kind__in=[kind for kind, held in HELD.items() if what in held])

    def strictest_first(self) -> Self:
        rank = Case(
            When(kind=HoldKind.EMERGENCY, then=Value(0)),
            When(kind=HoldKind.SELF_HARM, then=Value(1)),
            default=Value(2),
            output_field=IntegerField(),
        )
        return self.order_by(rank, "-created")


class Hold(PersonalRecord):
    """Open until clearance is recorded. What it holds follows from its kind."""

    scope: ClassVar[Scope] = Scope.SAFETY
    custody: ClassVar[Custody] = OWN

    kind = models.CharField(max_length=10, choices=HoldKind.choices)
    flags = models.OneToOneField(RedFlagCheck, models.CASCADE, null=True, related_name="hold")
    support = models.OneToOneField(SupportQuestions, models.CASCADE, null=True, related_name="hold")

    objects = HoldQuerySet.as_manager()  # type: ignore[misc]

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    kind__in=[HoldKind.EMERGENCY, HoldKind.SAME_DAY],
                    flags__isnull=False,
                    support__isnull=True,
                )
                | Q(kind=HoldKind.SELF_HARM, flags__isnull=True, support__isnull=False),
                name="hold_has_its_cause",
            ),
        ]

    @property
    def held(self) -> frozenset[Held]:
        return HELD[self.kind]

    def covers(self, what: Held) -> bool:
        return what in self.held


class ClearanceSource(models.TextChoices):
    CLINIC = "clinic", _("The clinic")
    PERSON = "person", _("The person, told by a doctor")
    CORRECTION = "correction", _("The person: it was ticked by mistake")


class Clearance(PersonalRecord):
    """Who said on which day that a hold may end, and who wrote it down."""

    scope: ClassVar[Scope] = Scope.SAFETY
    custody: ClassVar[Custody] = OWN

    hold = models.OneToOneField(Hold, models.CASCADE, related_name="clearance")
    source = models.CharField(max_length=10, choices=ClearanceSource.choices)
    said_by = EncryptedTextField(context="safety.Clearance.said_by", blank=True)
    said_on = models.DateField()
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    clinic = models.ForeignKey(Clinic, models.SET_NULL, null=True, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(source__in=ClearanceSource.values),
                name="clearance_source_is_known",
            ),
            models.CheckConstraint(
                condition=Q(source=ClearanceSource.CORRECTION) | ~Q(said_by=""),
                name="clearance_says_who",
            ),
        ]
