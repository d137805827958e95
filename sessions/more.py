"""What may be added to a finished examination, and what was begun there and is not done."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from sessions.addresses import screen_url
from sessions.asking import series_of
from sessions.models import Examination
from sessions.record import progress_of, screen_to_go_on
from sessions.said import said_of, text
from sessions.steps import MAX_FEARS, Path, Progress, Screen, Step


@dataclass(frozen=True)
class Addition:
    title: Promise
    url: str


@dataclass(frozen=True)
class Rerating:
    """A fear whose rating may be changed."""

    text: str
    url: str


@dataclass(frozen=True)
class More:
    """``begun``: where something that was added, or typed, waits to be gone on with, "" where
    nothing does."""

    begun: str
    additions: tuple[Addition, ...]
    fears: tuple[Rerating, ...]


def more_of(examination: Examination) -> More:
    progress = progress_of(examination)
    waits = screen_to_go_on(examination, progress)
    return More(
        begun=screen_url(examination, waits) if progress.can_open(waits) else "",
        additions=tuple(_additions(examination, progress)),
        fears=tuple(
            Rerating(
                text(fear.given.values, "text"),
                screen_url(examination, Screen(Step.FEARS, fear.item)),
            )
            for fear in progress.fears
        ),
    )


def _additions(examination: Examination, progress: Progress) -> Iterator[Addition]:
    """What was left out first."""

    def at(step: Step) -> str:
        return screen_url(examination, Screen(step))

    if progress.latest(Step.SITUATION) is None:
        yield Addition(_("When the thought last showed up"), at(Step.SITUATION))
    if progress.latest(Step.HABITS) is None:
        yield Addition(_("Thinking habits"), at(Step.HABITS))
    if _questions_left(examination, progress):
        yield Addition(_("The other questions"), at(Step.QUESTIONS))
    yield Addition(_("One more fact"), at(Step.EVIDENCE))
    yield Addition(_("One more thing it cost you"), at(Step.COST))
    if len(progress.fears) < MAX_FEARS:
        yield Addition(_("Look at another fear"), at(Step.FEARS))


def _questions_left(examination: Examination, progress: Progress) -> bool:
    kind = text(said_of(progress, Step.BELIEF), "kind")
    said = said_of(progress, Step.QUESTIONS)
    return any(not said.get(one.id) for one in series_of(examination, kind, Path.FULL).asked)
