"""The two bases of everything personal, and who may reach a row of them."""

import uuid
from typing import Any, ClassVar, Self

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from people.custody import Custody
from people.models.accounts import Clinic, Membership, Role, User
from people.models.care import AccessGrant, CareRelationship, Scope

Viewer = User | AnonymousUser


class PersonalRecordQuerySet(models.QuerySet[Any]):
    def visible_to(self, viewer: Viewer) -> Self:
        """The person's own rows, and what a grant in force opens to ``viewer``."""
        if not isinstance(viewer, User):
            return self.none()
        model = self.model
        grants = AccessGrant.objects.in_force_for(viewer).filter(
            person=OuterRef("person"), scope=model.scope
        )
        whole_scope = Q(root=None)
        grants = grants.filter(
            whole_scope | Q(root=OuterRef(model.root_path)) if model.root_path else whole_scope
        )
        private = Q()
        for path in model.privacy_paths:
            private |= Q(**{path: True})
        shared = Q(Exists(grants))
        return self.filter(Q(person=viewer) | (shared & ~private if private else shared))


class PersonalRecord(models.Model):
    """What a person keeps about themselves.

    ``scope``: the part of the record a grant must name. ``root_path``: the field that holds the
    id of the declared root (entry, belief, examination) it hangs from, for sharing one by one.
    ``privacy_paths``: boolean look-ups; where one is true no grant opens the row.
    """

    scope: ClassVar[Scope]
    root_path: ClassVar[str] = ""
    privacy_paths: ClassVar[tuple[str, ...]] = ()
    custody: ClassVar[Custody]

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="%(class)ss")
    created = models.DateTimeField(default=timezone.now, editable=False)
    # The person's own day and zone at that moment: they travel, and zones change their rules.
    local_date = models.DateField(editable=False)
    zone = models.CharField(max_length=64, editable=False)

    objects = PersonalRecordQuerySet.as_manager()

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return str(self.pk)


class Audience(models.TextChoices):
    PRIVATE = "private", _("Only me")
    TEAM = "team", _("The care team")
    PATIENT = "patient", _("The care team and the patient")


class ClinicRecordQuerySet(models.QuerySet[Any]):
    def visible_to(self, viewer: Viewer) -> Self:
        """Own notes while one works there, the team's while one treats the patient, and to the
        patient what is meant for the patient."""
        if not isinstance(viewer, User):
            return self.none()
        works_there = Membership.objects.active().filter(
            user=viewer, clinic=OuterRef("clinic"), role=Role.THERAPIST
        )
        treats = CareRelationship.objects.current().filter(
            therapist=viewer, patient=OuterRef("patient"), clinic=OuterRef("clinic")
        )
        return self.filter(
            (Q(author=viewer) & Exists(works_there))
            | (~Q(audience=Audience.PRIVATE) & Exists(treats))
            | Q(patient=viewer, audience=Audience.PATIENT)
        )


class ClinicRecord(models.Model):
    """What a clinic keeps about a patient, with its own visibility, export and retention."""

    custody: ClassVar[Custody]

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    clinic = models.ForeignKey(Clinic, models.CASCADE, related_name="%(class)ss")
    # Kept when the patient's account is erased: the clinic's law decides how long.
    patient = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        related_name="%(class)ss_about",
    )
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        related_name="%(class)ss_by",
    )
    audience = models.CharField(
        _("who can read it"),
        max_length=10,
        choices=Audience.choices,
        default=Audience.PRIVATE,
    )
    created = models.DateTimeField(default=timezone.now, editable=False)

    objects = ClinicRecordQuerySet.as_manager()

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return str(self.pk)
