"""What both see of an examination that is led: the screen it is at, and all that is saved."""

from dataclasses import dataclass, replace

from people.models import User
from safety.models import Hold, SupportCheck
from sessions.models import AddedQuestion, Examination, LedSession
from sessions.notes import Notes, Reading, notes_of
from sessions.said import text
from sessions.steps import Given, Progress, Screen, Step

NOT_SHOWN = Reading(None, None)


@dataclass(frozen=True)
class Together:
    """``mark``: a short text that changes with anything in it that either may see."""

    led: LedSession
    examination: Examination
    progress: Progress
    screen: Screen | None  # None where nothing is left to answer
    notes: Notes
    mark: str


def together_of(
    led: LedSession, examination: Examination, viewer: User, progress: Progress
) -> Together:
    # Of what was read, not of what is there by now: that would be told to nobody.
    mark = mark_of(led, examination, len(progress.givens))
    screen = screen_of(led, progress)
    notes = notes_of(examination, viewer)
    if screen is not None and screen.step is Step.AGAIN:
        # The first rating must not pull the new one.
        notes = replace(notes, conviction=NOT_SHOWN, upset=NOT_SHOWN, now=NOT_SHOWN)
    if viewer != examination.person:
        notes = replace(notes, risks=None, risks_known="", now=NOT_SHOWN)
    return Together(led, examination, progress, screen, notes, mark)


def mark_of(led: LedSession, examination: Examination, answers: int | None = None) -> str:
    """How many answers, questions, safety answers and holds there are, and the screen it is at."""
    counts = (
        examination.answers.count() if answers is None else answers,
        AddedQuestion.objects.filter(examination=examination, withdrawn_at=None).count(),
        SupportCheck.objects.filter(examination=examination.pk).count(),
        Hold.objects.filter(person=examination.person).open().count(),
    )
    return ".".join([*map(str, counts), led.place])


def answers_in(mark: str) -> int:
    """How many answers there were at ``mark``; 0 where that is no mark of ours."""
    count = mark.partition(".")[0]
    return int(count) if count.isascii() and count.isdigit() and len(count) < 9 else 0


def screen_of(led: LedSession, progress: Progress) -> Screen | None:
    """Where the therapist went last, as long as that is open; else the first that is not done."""
    step, _slash, item = led.place.partition("/")
    screen = Screen(Step(step), item or None) if step else None
    return screen if screen and progress.can_open(screen) else progress.next


def needs_a_person(progress: Progress, after: int = 0) -> str:
    """Whether a fear says that somebody may hurt themselves, ``self``, or be hurt, ``other``; ""
    where none does. ``after``: of those answered after that position."""
    harms = [
        text(given.values, "harm") for given in progress.items(Step.FEARS) if _new(given, after)
    ]
    return next((harm for harm in ("self", "other") if harm in harms), "")


def _new(given: Given, after: int) -> bool:
    return given.position > after


def support_in(examination: Examination) -> SupportCheck | None:
    """The newest answer in it that opens the support screen."""
    checks = SupportCheck.objects.filter(person=examination.person, examination=examination.pk)
    return next((one for one in checks.order_by("-created") if one.opens_support), None)
