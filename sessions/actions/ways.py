"""Plans, tests and questions follow what the answers call for: made, changed, dropped with them."""

from collections.abc import Mapping
from datetime import date

from django.utils import timezone
from django.utils.dateparse import parse_date

from people.clock import stamp
from people.models import User
from safety.queries import profile_for
from sessions.models import CareQuestion, Examination, Experiment, Plan
from sessions.steps import WAYS, Given, Progress, Step


def keep_ways(examination: Examination, progress: Progress, by: User) -> None:
    """Make, change or drop the plans, tests and questions that the answers now call for."""
    ways = set(WAYS.values())
    if not any(given.step in ways for given in progress.givens):
        # None was ever said, so that no row follows one.
        return
    found: dict[type[Plan | Experiment | CareQuestion], set[str]] = {
        Plan: set(),
        Experiment: set(),
        CareQuestion: set(),
    }
    for fear in progress.sortable:
        step = WAYS.get(fear.chosen) if fear.chosen else None
        given = progress.latest(step, fear.item) if step else None
        if given is None:
            continue
        if step is Step.PLAN:
            found[Plan].add(fear.item)
            _keep_plan(examination, fear.item, given)
        elif step is Step.TEST:
            found[Experiment].add(fear.item)
            _keep_experiment(examination, fear.item, given)
        elif step in (Step.ASK, Step.TALK):
            found[CareQuestion].add(fear.item)
            _keep_question(examination, fear.item, given)
    now = timezone.now()
    # A test that was done was done, wherever the fear goes since.
    undone = Experiment.objects.filter(done="")
    for rows, model in (
        (Plan.objects.all(), Plan),
        (undone, Experiment),
        (CareQuestion.objects.all(), CareQuestion),
    ):
        open_ones = rows.filter(examination=examination, dropped_at=None)
        open_ones.exclude(fear__in=found[model]).update(dropped_at=now)


def _keep_plan(examination: Examination, fear: str, given: Given) -> None:
    plan = Plan.objects.filter(examination=examination, fear=fear).first()
    if plan is None:
        plan = Plan(
            person=examination.person,
            examination=examination,
            fear=fear,
            **stamp(examination.person),
        )
    elif plan.answer_position == given.position and plan.dropped_at is None:
        return
    else:
        # What was agreed to was another plan.
        plan.approved_by, plan.approved_at = None, None
    plan.answer_position = given.position
    plan.dropped_at = None
    plan.rehearse_on = _day(given.values, "rehearse_on")
    plan.near_on = _day(given.values, "near_on")
    plan.review_on = _day(given.values, "review_on")
    plan.save()


def _keep_question(examination: Examination, fear: str, given: Given) -> None:
    for_team = given.step is Step.ASK
    _forget_old_answer(examination, fear, for_team=for_team)
    wanted = {
        "for_team": for_team,
        "due_on": _day(given.values, "by_when"),
        "dropped_at": None,
    }
    CareQuestion.objects.update_or_create(
        examination=examination,
        fear=fear,
        defaults=wanted,
        create_defaults={
            **wanted,
            "person": examination.person,
            **stamp(examination.person),
        },
    )


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


def _keep_experiment(examination: Examination, fear: str, given: Given) -> None:
    """The test as it was written last. One that was done stays: a new answer is the next step."""
    position = given.position
    experiment = (
        Experiment.objects.filter(examination=examination, fear=fear).order_by("-number").first()
    )
    if experiment is None or (experiment.done and experiment.answer_position != position):
        experiment = Experiment(
            person=examination.person,
            examination=examination,
            fear=fear,
            number=experiment.number + 1 if experiment else 1,
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
    experiment.due_on = _day(given.values, "when")
    experiment.needs_approval = _needs_approval(examination.person)
    agreed_by, agreed_on = str(given.values.get("agreed_by") or ""), given.values.get("agreed_on")
    experiment.approved_by_name = agreed_by
    if agreed_by and agreed_on:
        experiment.approved_at = timezone.now()
    experiment.save()


def _day(said: Mapping[str, object], name: str) -> date | None:
    return parse_date(str(said.get(name) or ""))


def _needs_approval(person: User) -> bool:
    profile = profile_for(person)
    # Never asked is no clearance.
    return profile is None or profile.needs_approval
