"""Entries of the journal, what they said before they were changed, and what is half written."""

import uuid
from typing import Any, ClassVar, Self

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from journal.areas import AREAS
from journal.scales import MOST_SLEEP_HOURS, MOST_STRENGTH, SCALES
from people.custody import MACHINERY, OWN, Custody
from people.models import PersonalRecord, Scope
from people.models.records import PersonalRecordQuerySet, Viewer
from vault.fields import EncryptedJSONField, EncryptedTextField


def _rating(name: str, *, needed: bool = False) -> models.PositiveSmallIntegerField:
    scale = SCALES[name]
    within = [MinValueValidator(scale.low), MaxValueValidator(scale.high)]
    return models.PositiveSmallIntegerField(null=not needed, blank=not needed, validators=within)


def _words(name: str) -> EncryptedTextField:
    return EncryptedTextField(context=f"journal.Entry.{name}", blank=True)


def _ranges() -> list[models.CheckConstraint]:
    return [
        models.CheckConstraint(
            condition=Q(**{name: None}) | Q(**{f"{name}__range": (scale.low, scale.high)}),
            name=f"entry_{name}_in_range",
        )
        for name, scale in SCALES.items()
    ]


class EntryQuerySet(PersonalRecordQuerySet):
    def kept(self) -> Self:
        """Those that were not deleted."""
        return self.filter(deleted_at=None)

    def visible_to(self, viewer: Viewer) -> Self:
        return super().visible_to(viewer).kept()

    def newest_first(self) -> Self:
        """The order of the list and of its index."""
        return self.order_by("-at", "-pk")


class Entry(PersonalRecord):
    """How it was at one moment. Pain is said, all else may be left.

    ``at``: when it was so; ``local_date`` is the person's own day of that moment. ``written``:
    when they wrote it, earlier than ``created`` for one that waited in a browser. ``client_id``:
    made where it was written, so that it arrives once however often it is sent.
    """

    class Contact(models.TextChoices):
        NONE = "none", _("With nobody")
        BRIEF = "brief", _("A few words")
        REAL = "real", _("Real time with someone")

    custody: ClassVar[Custody] = OWN
    scope = Scope.JOURNAL
    root_path = "pk"
    privacy_paths = ("private",)

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="entries")
    client_id = models.UUIDField(default=uuid.uuid4, editable=False)
    at = models.DateTimeField()
    written = models.DateTimeField(default=timezone.now, editable=False)
    recalled = models.BooleanField(default=False, editable=False)
    pain = _rating("pain", needed=True)
    worst = _rating("worst")
    interference = _rating("interference")
    mood = _rating("mood")
    stress = _rating("stress")
    energy = _rating("energy")
    # Of the night before the entry's day.
    sleep_quality = _rating("sleep_quality")
    sleep_hours = models.DecimalField(max_digits=3, decimal_places=1, null=True, blank=True)
    # Rested because of the pain, on that day so far.
    rest_minutes = _rating("rest_minutes")
    contact = models.CharField(max_length=5, choices=Contact.choices, blank=True)
    felt_close = _rating("felt_close")
    thought = _words("thought")
    thought_conviction = _rating("thought_conviction")
    # What the person said no to because of the pain.
    declined = _words("declined")
    medication = _words("medication")
    elsewhere = _words("elsewhere")
    note = _words("note")
    private = models.BooleanField(default=False)
    changed = models.DateTimeField(null=True, blank=True, editable=False)
    # Out of sight at once; the row goes once it can no longer be undone.
    deleted_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects: ClassVar[Any] = EntryQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "entries"
        indexes = [
            models.Index(F("person"), F("at").desc(), F("id").desc(), name="entry_newest_first"),
            models.Index(fields=["person", "local_date"], name="entry_person_day"),
            models.Index(
                fields=["deleted_at"], condition=~Q(deleted_at=None), name="entry_to_forget"
            ),
        ]
        constraints = [
            *_ranges(),
            models.UniqueConstraint(fields=["person", "client_id"], name="entry_arrives_once"),
            models.CheckConstraint(
                condition=Q(sleep_hours=None) | Q(sleep_hours__range=(0, MOST_SLEEP_HOURS)),
                name="entry_sleep_hours_in_range",
            ),
            models.CheckConstraint(
                condition=Q(contact__in=["", "none", "brief", "real"]),
                name="entry_contact_is_known",
            ),
            # Nobody writes of what is still to come.
            models.CheckConstraint(condition=Q(at__lte=F("written")), name="entry_not_ahead"),
        ]


class PainArea(models.Model):
    """Where it hurts, by the code of the body outline, and how strong there: 1–10."""

    custody: ClassVar[Custody] = OWN

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    entry = models.ForeignKey(Entry, models.CASCADE, related_name="areas")
    area = models.CharField(max_length=24, choices=[(code, code) for code in AREAS])
    strength = models.PositiveSmallIntegerField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["entry", "area"], name="pain_area_once"),
            models.CheckConstraint(condition=Q(area__in=list(AREAS)), name="pain_area_is_known"),
            models.CheckConstraint(
                condition=Q(strength=None) | Q(strength__range=(1, MOST_STRENGTH)),
                name="pain_area_strength_in_range",
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)


class EntryVersion(models.Model):
    """What an entry said before a change (``journal.saying``); ``number`` from 1, the oldest."""

    custody: ClassVar[Custody] = OWN

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    entry = models.ForeignKey(Entry, models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    said = EncryptedJSONField(context="journal.EntryVersion.said")
    # When it was changed to something else.
    until = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["entry", "number"], name="entry_version_once")
        ]

    def __str__(self) -> str:
        return str(self.pk)


class GoneEntry(models.Model):
    """An entry that was deleted: sent again by a browser, it stays deleted. Holds no word."""

    custody: ClassVar[Custody] = MACHINERY

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    client_id = models.UUIDField()
    at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "client_id"], name="gone_entry_once")
        ]

    def __str__(self) -> str:
        return str(self.pk)


class EntryDraft(models.Model):
    """A journal form as it was last typed: ``place`` is ``check-in``, ``entry`` or an entry's id,
    ``words`` the fields as they were sent, ``typed`` when."""

    custody: ClassVar[Custody] = OWN

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="entry_drafts"
    )
    place = models.CharField(max_length=36)
    words = EncryptedJSONField(context="journal.EntryDraft.words")
    typed = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "place"], name="entry_draft_once")]

    def __str__(self) -> str:
        return str(self.pk)
