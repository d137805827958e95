"""Prints how many messages stand where."""

from typing import Any

from django.core.management.base import BaseCommand
from django.db.models import Count
from django.utils import timezone

from outbox.models import Message, State


class Command(BaseCommand):
    """`manage.py outbox_state`."""

    help = "Counts messages by state, and the reasons of those that did not go out."

    def handle(self, *args: Any, **options: Any) -> None:
        messages = Message.objects.with_state(timezone.now())
        counts = dict(messages.values_list("state").annotate(Count("pk")).order_by())
        for state in State:
            self.stdout.write(f"{state.value:<8} {counts.get(state.value, 0)}")
        troubled = messages.filter(pending=True) | messages.filter(
            state__in=[State.REFUSED, State.FAILED, State.UNKNOWN]
        )
        reasons = (
            troubled.exclude(last_reason="")
            .exclude(last_reason=None)
            .values_list("state", "purpose", "last_reason")
            .annotate(Count("pk"))
            .order_by("state", "purpose", "last_reason")
        )
        for state, purpose, reason, count in reasons:
            self.stdout.write(f"  {state} {purpose} {reason} {count}")
