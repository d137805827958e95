"""From rows to ``Progress``, and what the other rooms ask of an examination."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.http import QueryDict
from django.utils import timezone

from people.clock import today
from people.models import User
from safety.queries import profile_for
from sessions.models import (
    RATINGS,
    AddedQuestion,
    Answer,
    CareQuestion,
    Draft,
    Examination,
    ExaminationEvent,
    PlanLock,
)
from sessions.steps import Given, Progress, Screen, Step

# An examination can be gone on with for so long; then it begins with how the person is now.
# Source: the project's clinical method, section 1 ("resumable 14 days").
RESUMABLE = timedelta(days=14)
# What a therapist who leads has typed and not saved is kept apart from the person's own.
LEADERS = "led/"


def given_of(answer: Answer) -> Given:
    ratings = {name: value for name in RATINGS if (value := getattr(answer, name)) is not None}
    return Given(
        step=Step(answer.step),
        item=None if answer.item is None else str(answer.item),
        position=answer.position,
        values={**(answer.said or {}), **ratings},
        removed=answer.removed,
    )


def progress_of(examination: Examination) -> Progress:
    """Six queries: answers, ends, the care team's answers, locks, added questions, the profile."""
    answers = list(examination.answers.all())
    ends = set(
        examination.events.filter(kind__in=ExaminationEvent.ENDS).values_list("kind", flat=True)
    )
    return Progress(
        [given_of(answer) for answer in answers],
        profile_known=profile_for(examination.person) is not None,
        team_answered=team_answered(answers, CareQuestion.objects.filter(examination=examination)),
        locked=locked_fears(examination),
        closed=ExaminationEvent.Kind.CLOSED in ends,
        completed=ExaminationEvent.Kind.COMPLETED in ends,
        stale=bool(answers) and max(row.at for row in answers) < timezone.now() - RESUMABLE,
        new_questions=_new_questions(examination, answers),
    )


def locked_fears(examination: Examination) -> frozenset[str]:
    """The fears that a therapist keeps at *plan ahead* on the person's own day."""
    locks = PlanLock.objects.filter(
        examination=examination, ended_at=None, until__gte=today(examination.person)
    )
    return frozenset(str(fear) for fear in locks.values_list("fear", flat=True))


def _new_questions(examination: Examination, answers: Iterable[Answer]) -> bool:
    """A therapist has added one since the series was answered."""
    given = [row.at for row in answers if row.step == Step.QUESTIONS]
    added = AddedQuestion.objects.filter(examination=examination, withdrawn_at=None)
    return bool(given) and added.filter(created__gt=max(given)).exists()


def team_answered(answers: Iterable[Answer], questions: Iterable[CareQuestion]) -> frozenset[str]:
    """The fears that the care team has answered as they stand: not another fear written over them
    since. A question that was moved on to a plan is answered all the same."""
    written = {answer.item: answer.at for answer in answers if answer.step == Step.FEARS}
    return frozenset(
        str(question.fear)
        for question in questions
        if question.for_team
        and question.answered_at
        and question.fear in written
        and written[question.fear] <= question.answered_at
    )


def place_of(screen: Screen) -> str:
    """The name of that screen in a row."""
    return screen.step.value if screen.item is None else f"{screen.step.value}/{screen.item}"


def draft_place(examination: Examination, screen: Screen, by: User) -> str:
    """Where a draft of that screen is kept: what somebody else has typed is no business of the
    person's before it is saved, nor the other way round."""
    return place_of(screen) if by == examination.person else f"{LEADERS}{place_of(screen)}"


def draft_at(
    examination: Examination, screen: Screen, by: User, *, since: datetime | None = None
) -> QueryDict | None:
    """What ``by`` has typed on that screen, after ``since``, and not yet answered, as a form takes
    it."""
    place = draft_place(examination, screen, by)
    drafts = Draft.objects.filter(examination=examination, place=place)
    draft = (drafts.filter(at__gt=since) if since else drafts).first()
    if draft is None:
        return None
    typed = QueryDict(mutable=True)
    for name, values in draft.words.items():
        typed.setlist(name, values)
    return typed


def screen_to_go_on(examination: Examination, progress: Progress) -> Screen:
    """Where somebody who comes back goes on: at what they typed last and have not answered, else
    at the first screen that is not done."""
    drafts = Draft.objects.filter(examination=examination).order_by("-at")
    drafts = drafts.exclude(place__startswith=LEADERS)
    for place in drafts.values_list("place", flat=True):
        step, _slash, item = place.partition("/")
        screen = Screen(Step(step), item or None)
        if progress.can_open(screen):
            return screen
    return progress.next or progress.screens[-1]


def is_closed(examination: Examination) -> bool:
    return examination.events.filter(kind__in=ExaminationEvent.ENDS).exists()


def open_examination(person: User) -> Examination | None:
    """The one examination a person may have open; None where there is none."""
    return (
        Examination.objects.filter(person=person)
        .exclude(events__kind__in=ExaminationEvent.ENDS)
        .select_related("belief")
        .order_by("-created")
        .first()
    )
