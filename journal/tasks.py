"""What the clock does in this room."""

from celery import shared_task
from django.utils import timezone

from journal import actions


@shared_task(ignore_result=True)
def forget_deleted() -> None:
    actions.forget_deleted(timezone.now())
