"""What the clock does in this room."""

from datetime import timedelta

from celery import shared_task
from django.utils import timezone

from people.models import Submission
from people.seals import seal_next
from people.submissions import MAX_AGE_DAYS


@shared_task(ignore_result=True)
def seal_audit() -> None:
    while seal_next():
        pass


@shared_task(ignore_result=True)
def forget_submissions() -> None:
    """First answers are kept as long as their forms' keys are good."""
    too_old = timezone.now() - timedelta(days=MAX_AGE_DAYS + 1)
    Submission.objects.filter(created__lt=too_old).delete()
