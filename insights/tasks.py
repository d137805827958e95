"""What the clock does in this room."""

from uuid import UUID

from celery import shared_task
from django.utils import timezone

from insights import actions
from insights.looks import may_be_due
from people.models import User

# People handed on at once; other work gets its turn before the next ones.
BATCH = 20


@shared_task(ignore_result=True)
def take_looks(after: str = "") -> None:
    """Hands on everyone for whom this month's look may be due. Run twice it looks once."""
    ids = may_be_due(timezone.now(), after=UUID(after) if after else None, most=BATCH)
    for pk in ids:
        take_look.delay(str(pk))
    if len(ids) == BATCH:
        take_looks.delay(str(ids[-1]))


@shared_task(ignore_result=True)
def take_look(pk: str) -> None:
    person = User.objects.filter(pk=pk).first()
    if person is not None:
        actions.take_look(person=person, now=timezone.now())
