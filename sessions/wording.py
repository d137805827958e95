"""The words for what ``steps`` and ``sorting`` know by code. Not reviewed by a clinician yet.

Patients' wording stays at US grade 6 or below.
"""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from safety.wording import RISKS as RISKS
from sessions.phrasing import Hint
from sessions.sorting import Harm, Lasts, Reason, Verdict
from sessions.steps import Fear, Path, Step

Words = dict[str, Promise]

# The list of steps in the margin, by ``Stage.name``.
STAGES: Words = {
    Step.READY: _("A good time"),
    Step.SAFE: _("Moving safely"),
    Step.BELIEF: _("Your thought"),
    Step.RATINGS: _("How sure you are"),
    Step.SITUATION: _("When it showed up"),
    Step.EVIDENCE: _("The facts"),
    Step.COST: _("What it costs you"),
    Step.HABITS: _("Thinking habits"),
    Step.QUESTIONS: _("Some questions"),
    Step.FEARS: _("What you fear"),
    Step.SORT: _("Sort the fears"),
    "ways": _("What to do about each"),
    Step.FAIR: _("A fair line"),
    Step.AGAIN: _("Look again"),
}

PATHS: Words = {
    Path.SHORT: _("The short way: about 10 minutes"),
    Path.FULL: _("The full way: 15 to 25 minutes"),
}

TIMEFRAMES: Words = {
    "hour": _("within an hour"),
    "day": _("within a day"),
    "week": _("within a week"),
    "month": _("within a month"),
}

# Why a thought is looked at once more. It may stay as it is.
HINTS: Words = {
    Hint.ABSOLUTE: _(
        "“Never” and “always” are hard to check. When would it happen, and what would you see? "
        "Change it if you like, or leave it as it is."
    ),
    Hint.FEELING: _(
        "This says how you feel. That is real. What do you think will happen? "
        "Change it if you like, or leave it as it is."
    ),
    Hint.FACT: _(
        "This reads like a fact. What do you fear will come of it? "
        "Change it if you like, or leave it as it is."
    ),
}

EMOTIONS: Words = {
    "afraid": _("afraid"),
    "worried": _("worried"),
    "sad": _("sad"),
    "angry": _("angry"),
    "ashamed": _("ashamed"),
    "guilty": _("guilty"),
    "alone": _("alone"),
    "helpless": _("helpless"),
    "tense": _("tense"),
    "numb": _("numb"),
}

YES_NO: Words = {"yes": _("Yes"), "no": _("No")}

KINDS_OF_FACT: Words = {
    "seen": _("I saw it or did it"),
    "told": _("I was told"),
    "guess": _("It is a guess"),
}

AREAS: Words = {
    "social": _("Friends and going out"),
    "family": _("Family"),
    "work": _("Work or learning"),
    "activity": _("Things I like to do"),
    "self_care": _("Looking after myself"),
}

POSSIBLE: Words = {
    "yes": _("It could still happen"),
    "no": _("That one is gone"),
}

PRICES: Words = {
    "no": _("No, it is not worth it"),
    "some": _("Some of it is"),
    "yes": _("Yes, it is worth it"),
}

LASTS: Words = {
    Lasts.HOURS.name.lower(): _("Hours"),
    Lasts.DAY.name.lower(): _("A day"),
    Lasts.WEEK.name.lower(): _("A week"),
    Lasts.MONTH.name.lower(): _("A month"),
    Lasts.YEAR.name.lower(): _("A year or longer"),
}

HARMS: Words = {
    Harm.NONE: _("No harm to my body"),
    Harm.MINOR: _("A little: it heals by itself"),
    Harm.CARE: _("It would need a doctor"),
    Harm.SERIOUS: _("Serious, or it would stay"),
    Harm.SELF: _("I might hurt myself or not want to live"),
    Harm.OTHER: _("Someone might hurt me"),
}

# In the order in which the heaps stand on a page.
VERDICTS: dict[Verdict, Promise] = {
    Verdict.PERSON: _("Talk to a person now"),
    Verdict.PLAN: _("Plan ahead"),
    Verdict.TRY: _("Try it out"),
    Verdict.LET_GO: _("Let it go"),
    Verdict.TEAM: _("Ask the care team"),
    Verdict.TALK: _("Find out or talk"),
}
NOT_SORTED = _("Not sorted yet")

MEANINGS: dict[Verdict, Promise] = {
    Verdict.PERSON: _("This is not one to sort, or to be alone with."),
    Verdict.PLAN: _("It could well happen. So get ready for it."),
    Verdict.TRY: _("You can’t know yet. A small, safe test will tell you more."),
    Verdict.LET_GO: _("You could get through it. It may not need more of your time."),
    Verdict.TEAM: _("This is not one to test alone, and not one to wave away."),
    Verdict.TALK: _("It is too big to test in a week. Someone can help you find out more."),
}

ICONS: dict[Verdict, str] = {
    Verdict.PERSON: "help",
    Verdict.PLAN: "plan",
    Verdict.TRY: "try",
    Verdict.LET_GO: "let-go",
    Verdict.TEAM: "ask",
    Verdict.TALK: "talk",
}

# For the notes, where the ratings stand beside them.
REASONS: dict[Reason, Promise] = {
    Reason.A_PERSON_NOW: _("This needs a person now, so it was not sorted."),
    Reason.TEAM_MATTER: _(
        "It is about medicine or driving, an aid, a pregnancy or an operation. "
        "So the care team is asked."
    ),
    Reason.NEEDS_CARE_HAPPENED: _("It would need care and has happened, so it gets a plan."),
    Reason.NEEDS_CARE: _("It would need care, so the care team is asked."),
    Reason.HAPPENED: _("It happened in the last 12 months. That is real, so it gets a plan."),
    Reason.LIKELY: _("It may well happen, and it would hurt or be hard. So it gets a plan."),
    Reason.SMALL: _("It would not be very bad."),
    Reason.SOON_OVER: _("It would soon be over."),
    Reason.CAN_COPE: _("It could be coped with."),
    Reason.BIG_LIFE_FEAR: _("It is too big to test in a week."),
    Reason.UNSURE: _("Nobody can know yet. A small test will tell more."),
}

# Said to the person, with their own numbers: {likely}, {bad}, {cope}, {lasts}.
_BECAUSE: dict[Reason, Promise] = {
    Reason.A_PERSON_NOW: _("You do not have to sort this one. Please talk to a person."),
    Reason.TEAM_MATTER: _(
        "You said it is about medicine, driving, a brace or aid, a pregnancy or an operation. "
        "Your care team should say what is safe."
    ),
    Reason.NEEDS_CARE_HAPPENED: _(
        "You said it would need care, and that it happened in the last 12 months. "
        "That is real, so it gets a plan."
    ),
    Reason.NEEDS_CARE: _("You said {likely}. It would need care, so it goes to your care team."),
    Reason.HAPPENED: _(
        "You said {likely}, and that it happened in the last 12 months. "
        "That is real, so it gets a plan."
    ),
    Reason.LIKELY: _("You said {likely}, and how bad {bad} out of 10. So it gets a plan."),
    Reason.SMALL: _("You said {likely}, and how bad only {bad} out of 10."),
    Reason.SOON_OVER: _(
        "You said {likely}, how bad {bad} out of 10, and that it would matter for {lasts}."
    ),
    Reason.CAN_COPE: _(
        "You put how bad at {bad} out of 10, and how well you could get through it at {cope}."
    ),
    Reason.BIG_LIFE_FEAR: _(
        "You put how bad at {bad} out of 10, and it would matter for {lasts}. "
        "No test in a week can show that."
    ),
    Reason.UNSURE: _(
        "You said {likely}, how bad {bad} out of 10, and that it would matter for {lasts}."
    ),
}

_LASTS_IN_A_LINE: dict[Lasts, Promise] = {
    Lasts.HOURS: _("some hours"),
    Lasts.DAY: _("a day"),
    Lasts.WEEK: _("a week"),
    Lasts.MONTH: _("a month"),
    Lasts.YEAR: _("a year or longer"),
}


def because(fear: Fear) -> str:
    """Why a fear was put where it is, in the person's own numbers."""
    rating = fear.rating
    likely = (
        _("that you don’t know how likely it is")
        if rating.likelihood is None
        else _("{number} times out of 100").format(number=rating.likelihood)
    )
    return str(_BECAUSE[fear.reason]).format(
        likely=likely,
        bad=rating.badness,
        cope=rating.cope,
        lasts=_LASTS_IN_A_LINE[rating.lasts],
    )
