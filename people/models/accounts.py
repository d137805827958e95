"""Clinics, the people who log in, what they are in a clinic, and how they got there."""

import uuid
from typing import ClassVar

from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from people.custody import CLINICS, MACHINERY, OWN, Custody
from people.zones import validate_zone
from vault.fields import EncryptedTextField


class Role(models.TextChoices):
    PATIENT = "patient", _("Patient")
    THERAPIST = "therapist", _("Therapist")
    ADMIN = "admin", _("Admin")


class UserManager(BaseUserManager["User"]):
    def create_user(self, email: str, password: str | None = None, **fields: object) -> "User":
        """Make a user with a lower-case address. No password means one that never matches."""
        user = self.model(email=email.strip().lower(), **fields)
        user.set_password(password)
        user.full_clean(exclude=["password"])
        user.save(using=self._db)
        return user

    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(email=(username or "").strip().lower())


class User(AbstractBaseUser):
    """A person who logs in by e-mail. Age and country are asked before the row is made."""

    custody: ClassVar[Custody] = OWN

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    # In the clear: log-in looks it up. docs/security.md says so.
    email = models.EmailField(_("e-mail"), unique=True)
    name = EncryptedTextField(_("name"), context="people.User.name", blank=True)
    country = models.CharField(_("country"), max_length=2)
    adult_confirmed_at = models.DateTimeField()
    time_zone = models.CharField(
        _("time zone"), max_length=64, default="UTC", validators=[validate_zone]
    )
    language = models.CharField(_("language"), max_length=10, default="en")
    is_active = models.BooleanField(default=True)
    created = models.DateTimeField(default=timezone.now, editable=False)
    # Part of every session's fingerprint: a new one ends all of this person's log-ins.
    log_in_key = models.UUIDField(default=uuid.uuid4, editable=False)

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    objects = UserManager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(email=Lower("email")), name="user_email_is_lower"),
            models.CheckConstraint(condition=~Q(country=""), name="user_has_country"),
        ]

    def __str__(self) -> str:
        return str(self.pk)

    def get_full_name(self) -> str:
        return self.name or self.email

    get_short_name = get_full_name

    # One place for the hash of now and for those of older secret keys.
    def _get_session_auth_hash(self, secret: str | None = None) -> str:
        return salted_hmac(
            "people.User.session",
            f"{self.password}{self.log_in_key}",
            secret=secret,
            algorithm="sha256",
        ).hexdigest()


class Clinic(models.Model):
    custody: ClassVar[Custody] = CLINICS

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(_("name"), max_length=120)
    country = models.CharField(_("country"), max_length=2)
    time_zone = models.CharField(
        _("time zone"), max_length=64, default="UTC", validators=[validate_zone]
    )
    phone = models.CharField(_("phone"), max_length=40, blank=True)
    hours = models.CharField(_("opening hours"), max_length=120, blank=True)
    # Safety alerts stay off until all four are named (clinical.md, section 5).
    responder = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    deputy = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    alert_hours = models.CharField(_("hours in which alerts are read"), max_length=120, blank=True)
    alert_minutes = models.PositiveIntegerField(
        _("minutes until an alert goes to the deputy"), null=True, blank=True
    )
    created = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(responder=None) | Q(deputy=None) | ~Q(responder=F("deputy")),
                name="clinic_deputy_is_another",
            ),
            models.CheckConstraint(
                condition=Q(alert_minutes=None) | Q(alert_minutes__gt=0),
                name="clinic_alert_minutes_positive",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def alerts_on(self) -> bool:
        return bool(
            self.responder_id and self.deputy_id and self.alert_hours and self.alert_minutes
        )


class MembershipQuerySet(models.QuerySet["Membership"]):
    def active(self) -> "MembershipQuerySet":
        return self.filter(ended_at=None, user__is_active=True)

    def in_clinics_run_by(self, admin: User) -> "MembershipQuerySet":
        """Every membership of the clinics where ``admin`` is an active admin."""
        return self.filter(
            clinic__in=Membership.objects.active()
            .filter(user=admin, role=Role.ADMIN)
            .values("clinic")
        )


class Membership(models.Model):
    """One role of one person in one clinic; ended, never deleted."""

    custody: ClassVar[Custody] = OWN

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(User, models.CASCADE, related_name="memberships")
    clinic = models.ForeignKey(Clinic, models.CASCADE, related_name="memberships")
    role = models.CharField(_("role"), max_length=10, choices=Role.choices)
    created = models.DateTimeField(default=timezone.now, editable=False)
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "clinic", "role"], name="membership_once"),
            models.CheckConstraint(
                condition=Q(role__in=Role.values), name="membership_role_is_known"
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)


class InvitationQuerySet(models.QuerySet["Invitation"]):
    def open(self) -> "InvitationQuerySet":
        """Neither used, revoked nor expired."""
        return self.filter(accepted_at=None, revoked_at=None, expires_at__gt=timezone.now())

    def in_clinics_run_by(self, admin: User) -> "InvitationQuerySet":
        return self.filter(
            clinic__in=Membership.objects.active()
            .filter(user=admin, role=Role.ADMIN)
            .values("clinic")
        )


class Invitation(models.Model):
    """An address, a role and a clinic; nothing else is kept before it is accepted."""

    custody: ClassVar[Custody] = MACHINERY

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    clinic = models.ForeignKey(Clinic, models.CASCADE, related_name="invitations")
    email = models.EmailField(_("e-mail"))
    role = models.CharField(_("role"), max_length=10, choices=Role.choices)
    therapist = models.ForeignKey(
        User, models.SET_NULL, null=True, blank=True, related_name="invited_patients"
    )
    token_hash = models.CharField(max_length=64, unique=True)
    invited_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    created = models.DateTimeField(default=timezone.now, editable=False)
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(email=Lower("email")), name="invitation_email_is_lower"
            ),
            models.CheckConstraint(
                condition=Q(expires_at__gt=F("created")),
                name="invitation_expires_later",
            ),
            models.CheckConstraint(
                condition=Q(role__in=Role.values), name="invitation_role_is_known"
            ),
            models.CheckConstraint(
                condition=Q(therapist=None) | Q(role=Role.PATIENT),
                name="invitation_therapist_for_patient",
            ),
            models.CheckConstraint(
                condition=Q(accepted_at=None) | Q(revoked_at=None),
                name="invitation_accepted_or_revoked",
            ),
            models.UniqueConstraint(
                fields=["clinic", "email", "role"],
                condition=Q(accepted_at=None, revoked_at=None),
                name="invitation_open_once",
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def is_open(self) -> bool:
        """As ``InvitationQuerySet.open`` has it."""
        unused = self.accepted_at is None and self.revoked_at is None
        return unused and self.expires_at > timezone.now()


class Consent(models.Model):
    """A text of a version that a person agreed to; withdrawn, never deleted."""

    class Kind(models.TextChoices):
        USE = "use", _("Using CBTBack")
        WORK = "work", _("Working with CBTBack")

    custody: ClassVar[Custody] = OWN

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(User, models.CASCADE, related_name="consents")
    kind = models.CharField(max_length=20, choices=Kind.choices)
    version = models.PositiveIntegerField()
    given_at = models.DateTimeField(default=timezone.now)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "kind", "version"],
                condition=Q(withdrawn_at=None),
                name="consent_once",
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)
