"""What an answer about safety calls for. Plain Python; the words stand in ``wording``.

The clinical method (clinical.md) marks each rule: [R] read at its source, [M] from memory,
[D] a choice of this project. No clinician has reviewed any of it yet.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Urgency(StrEnum):
    EMERGENCY = "emergency"
    SAME_DAY = "same_day"
    SOON = "soon"


class Region(StrEnum):
    """Where the pain is that a sign belongs to. All signs are asked of everybody."""

    BACK = "back"
    NECK = "neck"
    BOTH = "both"


@dataclass(frozen=True)
class Flag:
    code: str
    tier: Urgency
    region: Region


FLAGS = (
    Flag("saddle_numb", Urgency.EMERGENCY, Region.BACK),
    Flag("bladder", Urgency.EMERGENCY, Region.BOTH),
    Flag("bowel", Urgency.EMERGENCY, Region.BOTH),
    Flag("sexual_numb", Urgency.EMERGENCY, Region.BACK),
    Flag("legs_weak", Urgency.EMERGENCY, Region.BOTH),
    Flag("weakness_grows", Urgency.EMERGENCY, Region.BOTH),
    Flag("accident", Urgency.EMERGENCY, Region.BOTH),
    Flag("very_unwell", Urgency.EMERGENCY, Region.BOTH),
    Flag("chest_pain", Urgency.EMERGENCY, Region.BOTH),
    Flag("collapse", Urgency.EMERGENCY, Region.BOTH),
    Flag("stroke_signs", Urgency.EMERGENCY, Region.NECK),
    Flag("limb_weak", Urgency.SAME_DAY, Region.BOTH),
    Flag("fever", Urgency.SAME_DAY, Region.BOTH),
    Flag("immune_weak", Urgency.SAME_DAY, Region.BOTH),
    Flag("injected_drugs", Urgency.SAME_DAY, Region.BOTH),
    Flag("spine_procedure", Urgency.SAME_DAY, Region.BOTH),
    Flag("clumsy_hands", Urgency.SAME_DAY, Region.BOTH),
    Flag("unsteady_walk", Urgency.SAME_DAY, Region.BOTH),
    Flag("minor_fall", Urgency.SAME_DAY, Region.BOTH),
    Flag("cancer_history", Urgency.SOON, Region.BOTH),
    Flag("weight_loss", Urgency.SOON, Region.BOTH),
    Flag("night_pain", Urgency.SOON, Region.BOTH),
)
"""Red flags that are new or much worse.

Source: clinical.md section 5 (after Finucane 2020, JOSPT, and the BMJ Best Practice summary of
cauda equina syndrome [R]). In primary care 80.4 % had one or more, 0.9 % a serious disease
(Henschke 2009, PMID 19790051 [R]): so the first tier is kept narrow.
"""

_BY_CODE = {flag.code: flag for flag in FLAGS}
_WORST_FIRST = (Urgency.EMERGENCY, Urgency.SAME_DAY, Urgency.SOON)


def flag(code: str) -> Flag:
    """The red flag of that code; ValueError when there is none."""
    try:
        return _BY_CODE[code]
    except KeyError:
        raise ValueError("no such red flag") from None


def urgency(codes: Iterable[str]) -> Urgency | None:
    """The most urgent tier among ``codes``, None for no code; ValueError for an unknown one.

    Source: the three tiers of clinical.md section 5.
    """
    tiers = {flag(code).tier for code in codes}
    return next((tier for tier in _WORST_FIRST if tier in tiers), None)


class Held(StrEnum):
    """What waits while a hold is open."""

    EXERCISE = "exercise"
    TEST = "test"
    MOVEMENT = "movement"  # examining a fear of movement
    SESSION = "session"  # examining any thought


def holds(tier: Urgency | None) -> frozenset[Held]:
    """What a red flag of that tier holds until clearance.

    Source: clinical.md section 5: an emergency holds exercise and experiments. Issue point 'a
    yes stops the line of questions that movement is safe': so a same-day sign holds tests and
    fears of movement too [D], while a sign to be seen soon holds nothing.
    """
    if tier is Urgency.EMERGENCY:
        return frozenset({Held.EXERCISE, Held.TEST, Held.MOVEMENT})
    if tier is Urgency.SAME_DAY:
        return frozenset({Held.TEST, Held.MOVEMENT})
    return frozenset()


class Answer(StrEnum):
    YES = "yes"
    NO = "no"
    RATHER_NOT = "rather_not"


def opens_support(answer: Answer) -> bool:
    """Whether an answer about not wanting to be alive opens the support screen.

    Source: clinical.md section 1 (hopeless set): 'rather not say' counts as yes.
    """
    return answer is not Answer.NO


class Review(StrEnum):
    """How soon a person should read a self-harm answer."""

    URGENT = "urgent"
    SAME_DAY = "same_day"


def after_questions(acting: Answer, plan: Answer, today: Answer) -> Review:
    """How soon, after 'acting on it?', 'a plan?' and 'today?'.

    Source: clinical.md section 5: any yes is urgent, otherwise the same working day. 'Rather
    not say' counts as yes here too [D]: what is not answered is not a no.
    """
    if any(opens_support(answer) for answer in (acting, plan, today)):
        return Review.URGENT
    return Review.SAME_DAY


PAUSE_AT = 80
PAUSE_RISE = 30
CALM_RISE = 20


def offer_pause(now: int | None, start: int | None) -> bool:
    """Whether distress *now* (0-100) calls for the offer of a pause; it never forbids to go on.

    Source: clinical.md section 5, stop rules: 80 or more, or 30 above the start [D].
    """
    if now is None:
        return False
    return now >= PAUSE_AT or (start is not None and now - start >= PAUSE_RISE)


def calm_exit(now: int | None, start: int | None) -> bool:
    """Whether distress *now* (0-100) at the end is 20 or more above the start.

    Source: clinical.md section 1, step 'rate again' [D].
    """
    return now is not None and start is not None and now - start >= CALM_RISE


RISKS = (
    "fall_12m",
    "thin_bones",
    "surgery_12w",
    "pregnancy",
    "leg_weakness",
    "clinician_limit",
)
"""The movement-risk profile. Source: clinical.md section 5 [D]."""


def needs_approval(risks: Iterable[str] | None) -> bool:
    """Whether a test of movement must be approved; ValueError for an unknown risk.

    Source: clinical.md section 1, step 'test'. ``None`` is 'never asked', which is not 'none'.
    """
    if risks is None:
        return True
    found = set(risks)
    if not found <= set(RISKS):
        raise ValueError("no such movement risk")
    return bool(found)
