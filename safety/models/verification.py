"""Who checked the help numbers of a country."""

import uuid
from typing import ClassVar

from django.db import models
from django.utils import timezone

from people.custody import Custody
from vault.fields import EncryptedTextField


class HelpVerification(models.Model):
    """``verified_by`` checked the numbers that give ``checksum``; others are unchecked again."""

    custody: ClassVar[Custody] = Custody(
        export="withhold",
        erasure="keep",
        why="The operator's record that the numbers of a country were checked; about no person.",
    )

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    country = models.CharField(max_length=2, unique=True)
    verified_by = EncryptedTextField(context="safety.HelpVerification.verified_by")
    verified_at = models.DateTimeField(default=timezone.now)
    checksum = models.CharField(max_length=64)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(verified_by=""), name="help_verified_by_somebody"
            ),
        ]

    def __str__(self) -> str:
        return self.country
