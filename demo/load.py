"""The demo clinic, the same each time but for its ids, and counted back from the day of loading."""

from datetime import datetime

from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.db import transaction

from demo.asked import note_follow_ups
from demo.clinics import NORTHFIELD_ZONE, World, note_arrivals
from demo.diary import Diary
from demo.journals import note_journals
from demo.months import note_months
from demo.questions import note_questions
from demo.thoughts import note_thoughts
from outbox.models import Attempt, Message, Outcome

SEED = 3


@transaction.atomic
def load(*, now: datetime) -> World:
    """All of it or nothing, into a database that knows nobody yet."""
    diary = Diary(now=now, zone=NORTHFIELD_ZONE, seed=SEED)
    world = World()
    note_arrivals(diary, world, password=make_password(settings.DEMO_PASSWORD))
    note_months(diary, world)
    note_thoughts(diary, world)
    note_follow_ups(diary, world)
    note_questions(diary, world)
    note_journals(diary, world)
    diary.play()
    _call_letters_sent()
    return world


def _call_letters_sent() -> None:
    """The letters of those months count as sent when they were written; none leaves now."""
    letters = Message.objects.filter(pending=True)
    Attempt.objects.bulk_create(
        Attempt(message=letter, number=1, at=letter.created, outcome=Outcome.SENT)
        for letter in letters
    )
    letters.close()
