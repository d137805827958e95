"""Tests and questions follow what the answers call for: made, changed, dropped with them."""

from collections.abc import Mapping

from django.utils import timezone
from django.utils.dateparse import parse_date

from people.clock import stamp
from people.models import User
from safety.queries import profile_for
from sessions.models import CareQuestion, Examination, Experiment
from sessions.steps import WAYS, Progress, Step


def keep_ways(examination: Examination, progress: Progress, by: User) -> None:
    """Make, change or drop the tests and questions that the answers now call for."""
    experiments: set[str] = set()
    questions: set[str] = set()
    for fear in progress.sortable:
        step = WAYS.get(fear.chosen) if fear.chosen else None
        given = progress.latest(step, fear.item) if step else None
        if given is None:
            continue
        if step is Step.TEST:
            experiments.add(fear.item)
            _keep_experiment(examination, fear.item, given.values, given.position)
        elif step in (Step.ASK, Step.TALK):
            questions.add(fear.item)
            _forget_old_answer(examination, fear.item, for_team=step is Step.ASK)
            CareQuestion.objects.update_or_create(
                examination=examination,
                fear=fear.item,
                defaults={
                    "for_team": step is Step.ASK,
                    "due_on": parse_date(str(given.values.get("by_when") or "")),
                    "dropped_at": None,
                },
                create_defaults={
                    "person": examination.person,
                    "for_team": step is Step.ASK,
                    "due_on": parse_date(str(given.values.get("by_when") or "")),
                    **stamp(examination.person),
                },
            )
    now = timezone.now()
    tests = Experiment.objects.filter(examination=examination, dropped_at=None)
    tests.exclude(fear__in=experiments).update(dropped_at=now)
    asked = CareQuestion.objects.filter(examination=examination, dropped_at=None)
    asked.exclude(fear__in=questions).update(dropped_at=now)


def _forget_old_answer(examination: Examination, fear: str, *, for_team: bool) -> None:
    """What was answered was another question, where the fear, the question or whom it goes to has
    changed since."""
    question = CareQuestion.objects.filter(examination=examination, fear=fear).first()
    if question is None or question.answered_at is None:
        return
    since = examination.answers.filter(
        step__in=[Step.FEARS, Step.ASK, Step.TALK], item=fear, at__gt=question.answered_at
    )
    if question.for_team != for_team or since.exists():
        question.answer, question.answered_by_name = "", ""
        question.answered_by, question.answered_at, question.answered_on = None, None, None
        question.save()


def _keep_experiment(
    examination: Examination, fear: str, said: Mapping[str, object], position: int
) -> None:
    due_on = parse_date(str(said.get("when") or ""))
    experiment = Experiment.objects.filter(examination=examination, fear=fear).first()
    if experiment is None:
        experiment = Experiment(
            person=examination.person,
            examination=examination,
            fear=fear,
            **stamp(examination.person),
        )
    elif experiment.answer_position == position and experiment.dropped_at is None:
        experiment.needs_approval = _needs_approval(examination.person)
        experiment.save(update_fields=["needs_approval"])
        return
    else:
        # What was approved was another test.
        experiment.approved_by, experiment.approved_at = None, None
    experiment.answer_position = position
    experiment.dropped_at = None
    experiment.due_on = due_on
    experiment.needs_approval = _needs_approval(examination.person)
    agreed_by, agreed_on = str(said.get("agreed_by") or ""), said.get("agreed_on")
    experiment.approved_by_name = agreed_by
    if agreed_by and agreed_on:
        experiment.approved_at = timezone.now()
    experiment.save()


def _needs_approval(person: User) -> bool:
    profile = profile_for(person)
    # Never asked is no clearance.
    return profile is None or profile.needs_approval
