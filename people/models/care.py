"""Who cares for whom, and the one answer to 'who can read what'."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from people.custody import CLINICS, OWN, Custody
from people.models.accounts import Clinic, Membership, Role, User
from vault.fields import EncryptedTextField


class CareRelationshipQuerySet(models.QuerySet["CareRelationship"]):
    def current(self) -> "CareRelationshipQuerySet":
        """Not ended, and the therapist still works in the clinic."""
        return self.filter(
            Exists(
                Membership.objects.active().filter(
                    user=OuterRef("therapist"),
                    clinic=OuterRef("clinic"),
                    role=Role.THERAPIST,
                )
            ),
            until=None,
        )


class CareRelationship(models.Model):
    """A therapist treats a patient in a clinic. It opens no record: grants do."""

    custody: ClassVar[Custody] = CLINICS

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    clinic = models.ForeignKey(Clinic, models.CASCADE, related_name="care_relationships")
    patient = models.ForeignKey(User, models.CASCADE, related_name="therapists")
    therapist = models.ForeignKey(User, models.CASCADE, related_name="patients")
    since = models.DateTimeField(default=timezone.now)
    until = models.DateTimeField(null=True, blank=True)

    objects = CareRelationshipQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["clinic", "patient", "therapist"],
                condition=Q(until=None),
                name="care_once_at_a_time",
            ),
            models.CheckConstraint(
                condition=~Q(patient=F("therapist")), name="care_not_of_oneself"
            ),
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=F("since")),
                name="care_ends_after_start",
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)


class Scope(models.TextChoices):
    """The parts of a record that are shared one by one."""

    EXAMINATIONS = "examinations", _("Your thoughts and what you wrote about them")
    SAFETY = "safety", _("Your safety answers")
    JOURNAL = "journal", _("Your journal")


class GrantKind(models.TextChoices):
    CARE = "care", _("Care")
    DEPUTY = "deputy", _("Deputy")
    HANDOVER = "handover", _("Handover")
    BREAK_GLASS = "break_glass", _("Emergency")


class AccessGrantQuerySet(models.QuerySet["AccessGrant"]):
    def in_force(self) -> "AccessGrantQuerySet":
        now = timezone.now()
        return self.filter(Q(until=None) | Q(until__gt=now), since__lte=now)

    def in_force_for(self, reader: User) -> "AccessGrantQuerySet":
        """Grants that let ``reader`` read now; none without a therapist's membership."""
        works_there = Membership.objects.active().filter(
            user=reader.pk, clinic=OuterRef("clinic"), role=Role.THERAPIST
        )
        return self.in_force().filter(Exists(works_there), reader=reader.pk)


class AccessGrant(models.Model):
    """``reader``, working at ``clinic``, may read ``scope`` of ``person``.

    ``root`` narrows it to one entry, belief or examination by id; without it the grant covers
    the whole scope, but for what the person marked as private.
    """

    custody: ClassVar[Custody] = OWN

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(User, models.CASCADE, related_name="grants_given")
    reader = models.ForeignKey(User, models.CASCADE, related_name="grants_held")
    clinic = models.ForeignKey(Clinic, models.CASCADE, related_name="grants")
    kind = models.CharField(max_length=12, choices=GrantKind.choices, default=GrantKind.CARE)
    scope = models.CharField(max_length=20, choices=Scope.choices)
    root = models.UUIDField(null=True, blank=True)
    since = models.DateTimeField(default=timezone.now)
    until = models.DateTimeField(null=True, blank=True)
    given_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    reason = EncryptedTextField(context="people.AccessGrant.reason", blank=True)

    objects = AccessGrantQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["reader", "person", "scope"], name="grant_reader_person")]
        constraints = [
            models.CheckConstraint(condition=~Q(person=F("reader")), name="grant_not_to_oneself"),
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=F("since")),
                name="grant_ends_after_start",
            ),
            # Nobody grants to themselves but in break-glass, which always ends.
            models.CheckConstraint(
                condition=~Q(given_by=F("reader"))
                | Q(kind=GrantKind.BREAK_GLASS, until__isnull=False),
                name="grant_given_by_another",
            ),
            # Two, since SQLite does not know NULLS NOT DISTINCT.
            models.UniqueConstraint(
                fields=["person", "reader", "clinic", "kind", "scope"],
                condition=Q(until=None, root=None),
                name="grant_of_scope_once",
            ),
            models.UniqueConstraint(
                fields=["person", "reader", "clinic", "kind", "scope", "root"],
                condition=Q(until=None, root__isnull=False),
                name="grant_of_root_once",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=GrantKind.values), name="grant_kind_is_known"
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)
