"""What a clinic keeps about a patient's examinations, and what it gives to them."""

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from people.custody import CLINICS, Custody
from people.models import AccessGrant, Clinic, ClinicRecord
from sessions.models.beliefs import Belief, BeliefKind
from sessions.models.examinations import Examination
from vault.fields import EncryptedJSONField, EncryptedTextField


class Review(ClinicRecord):
    """A therapist has read a finished page; the note is shared with the patient."""

    custody: ClassVar[Custody] = CLINICS

    examination = models.ForeignKey(Examination, models.SET_NULL, null=True, related_name="reviews")
    note = EncryptedTextField(context="sessions.Review.note", blank=True)


class Suggestion(ClinicRecord):
    """A thought that a therapist would like to look at; the patient takes it up, or does not."""

    custody: ClassVar[Custody] = CLINICS

    text = EncryptedTextField(context="sessions.Suggestion.text")
    kind = models.CharField(max_length=20, choices=BeliefKind.choices, default=BeliefKind.OTHER)
    answered_at = models.DateTimeField(null=True, blank=True)
    # What it became; None where it was not wanted, or is gone.
    belief = models.ForeignKey(
        Belief, models.SET_NULL, null=True, blank=True, related_name="suggestions"
    )


class AddedQuestion(ClinicRecord):
    """A therapist's own question, for the patient's next examination or the one that is open."""

    custody: ClassVar[Custody] = CLINICS

    text = EncryptedTextField(context="sessions.AddedQuestion.text")
    # Bound when one begins; until then it waits for the next.
    examination = models.ForeignKey(
        Examination, models.SET_NULL, null=True, blank=True, related_name="added_questions"
    )
    withdrawn_at = models.DateTimeField(null=True, blank=True)


class ClinicQuestions(models.Model):
    """A clinic's own set for one kind of belief, beside the built-in one; a new one is a new
    version, and an examination goes by the version in force when it was begun."""

    custody: ClassVar[Custody] = CLINICS

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    clinic = models.ForeignKey(Clinic, models.CASCADE, related_name="question_sets")
    kind = models.CharField(max_length=20, choices=BeliefKind.choices)
    version = models.PositiveIntegerField()
    # A list of texts, in order.
    questions = EncryptedJSONField(context="sessions.ClinicQuestions.questions")
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    published_at = models.DateTimeField(default=timezone.now, editable=False)
    retired_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["clinic", "kind", "version"], name="clinic_questions_version"
            ),
            models.UniqueConstraint(
                fields=["clinic", "kind"],
                condition=Q(retired_at=None),
                name="clinic_questions_one_in_force",
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)


class PlanLock(ClinicRecord):
    """A therapist keeps a fear at *plan ahead* up to ``until``, for a reason the patient reads."""

    custody: ClassVar[Custody] = CLINICS

    examination = models.ForeignKey(
        Examination, models.SET_NULL, null=True, related_name="plan_locks"
    )
    fear = models.UUIDField()
    reason = EncryptedTextField(context="sessions.PlanLock.reason")
    until = models.DateField()  # the last day on which it holds
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["examination", "fear"],
                condition=Q(ended_at=None),
                name="plan_lock_once_at_a_time",
            ),
        ]


class LedSession(ClinicRecord):
    """A therapist leads an examination, with the patient in the room or on the phone.

    Asked for by the therapist, taken up by the patient (whose grant opens this one examination for
    a bounded time), ended by either. The audience is the patient: they see that it is, and was.
    """

    custody: ClassVar[Custody] = CLINICS

    # The thought that the therapist proposes to look at; empty to pick one together.
    text = EncryptedTextField(context="sessions.LedSession.text", blank=True)
    kind = models.CharField(max_length=20, choices=BeliefKind.choices, default=BeliefKind.OTHER)
    examination = models.ForeignKey(
        Examination, models.SET_NULL, null=True, blank=True, related_name="led_sessions"
    )
    grant = models.ForeignKey(AccessGrant, models.SET_NULL, null=True, blank=True, related_name="+")
    accepted_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    # The screen the therapist is on, "step" or "step/item": the patient's page follows it.
    place = models.CharField(max_length=60, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["patient"],
                condition=Q(ended_at=None),
                name="led_session_one_at_a_time",
            ),
        ]
