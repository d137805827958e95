"""The first answer to a form, kept for its twins."""

from typing import ClassVar

from django.db import models
from django.utils import timezone

from people.custody import MACHINERY, Custody


class Submission(models.Model):
    """``owner`` (a user's id or a keyed hash of the session) sent the form of ``key`` with the
    content of ``digest`` (keyed hashes) and was sent on to ``location``."""

    custody: ClassVar[Custody] = MACHINERY

    owner = models.CharField(max_length=64)
    key = models.CharField(max_length=64)
    digest = models.CharField(max_length=64)
    location = models.CharField(max_length=500, blank=True)
    created = models.DateTimeField(default=timezone.now, db_index=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["owner", "key", "digest"], name="submission_once")
        ]

    def __str__(self) -> str:
        return str(self.pk)
