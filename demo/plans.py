"""A plan written anew on a finished page, as its step there takes it."""

from datetime import timedelta

from people.clock import today
from people.models import User
from sessions.actions import Entry, answer_step
from sessions.models import Examination, Plan
from sessions.steps import Step


def change_plan(
    examination: Examination, person: User, *, rehearse_in: int, near_in: int, **said: str
) -> None:
    """The one plan of ``examination`` with other words, and days counted from today."""
    plan = Plan.objects.get(examination=examination, dropped_at=None)
    answers = examination.answers.filter(step=Step.PLAN, item=plan.fear)
    before = answers.order_by("-position")[0]
    day = today(person)
    days = {
        "rehearse_on": (day + timedelta(days=rehearse_in)).isoformat(),
        "near_on": (day + timedelta(days=near_in)).isoformat(),
    }
    entry = Entry(Step.PLAN, plan.fear, said={**before.said, **days, **said}, asked=before.asked)
    answer_step(examination=examination, by=person, entries=[entry])
