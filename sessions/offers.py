"""Places where somebody is offered to stop, to calm down or to choose anew. None forbids."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from safety.triage import offer_pause
from sessions.actions.safely import ends_worse as ends_worse
from sessions.said import number, said_of
from sessions.steps import Progress, Step

# A thought believed less than this, 0–100, is hardly worth an examination.
BELIEVED = 20


@dataclass(frozen=True)
class Offer:
    title: Promise
    text: Promise
    on: Promise
    calming: bool = True


OFFERS: dict[str, Offer] = {
    "high": Offer(
        _("That is a lot right now"),
        _("You can do something calming first, come back later, or go on. Any of these is fine."),
        _("Go on"),
    ),
    "rise": Offer(
        _("This has stirred you up"),
        _("That can happen with hard thoughts. You can take a pause, come back later, or go on."),
        _("Go on"),
    ),
    "worse": Offer(
        _("You feel worse than when you began"),
        _(
            "That can happen, and it mostly settles. All you wrote is kept. "
            "What would help right now?"
        ),
        _("See what I wrote"),
    ),
    "another": Offer(
        _("You believe this only a little"),
        _("It may not hold you back much. You can look at another thought, or stay with this one."),
        _("Stay with this one"),
        calming=False,
    ),
}


def offer_after(step: Step, before: Progress, progress: Progress) -> str:
    """The offer that an answer to ``step`` calls for, "" for none.

    Source: the project's clinical method, sections 1 and 5.
    """
    if before.latest(step) == progress.latest(step):
        return ""
    start = number(said_of(progress, Step.READY), "distress_now")
    if step is Step.READY:
        return "high" if offer_pause(start, None) else ""
    if step is Step.RATINGS:
        conviction = number(said_of(progress, Step.RATINGS), "conviction")
        return "another" if conviction is not None and conviction < BELIEVED else ""
    if step is Step.FEARS:
        now = number(said_of(progress, Step.FEARS), "distress_now")
        return "rise" if offer_pause(now, start) else ""
    return "worse" if step is Step.AGAIN and ends_worse(progress) else ""
