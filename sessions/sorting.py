"""The fear sorter: where a feared outcome goes, from the person's own ratings.

A suggestion only. The person confirms it or moves it within ``moves``, with a reason, and both
are kept. Source: the project's clinical method, section 1 and appendix B (a design choice of
this project, not a published instrument, and not yet reviewed by a clinician).
"""

from dataclasses import dataclass
from enum import IntEnum, StrEnum


class Verdict(StrEnum):
    PERSON = "get_help"  # never sorted: a person, now
    TEAM = "ask_team"
    PLAN = "plan"
    LET_GO = "let_go"
    TALK = "talk"
    TRY = "try_out"


class Harm(StrEnum):
    NONE = "none"
    MINOR = "minor"
    CARE = "care"  # needs care
    SERIOUS = "serious"
    SELF = "self"  # might hurt oneself or not want to live
    OTHER = "other"  # someone might hurt the person


class Lasts(IntEnum):
    HOURS = 0
    DAY = 1
    WEEK = 2
    MONTH = 3
    YEAR = 4  # a year or longer


class Reason(StrEnum):
    """Why a fear was put where it is; the words for it stand in ``wording``."""

    A_PERSON_NOW = "a_person_now"
    TEAM_MATTER = "team_matter"
    NEEDS_CARE_HAPPENED = "needs_care_happened"
    NEEDS_CARE = "needs_care"
    HAPPENED = "happened"
    LIKELY = "likely"
    SMALL = "small"
    SOON_OVER = "soon_over"
    CAN_COPE = "can_cope"
    BIG_LIFE_FEAR = "big_life_fear"
    UNSURE = "unsure"


@dataclass(frozen=True)
class FearRating:
    """One feared outcome as rated. ``likelihood`` 0–100, or None for "don't know"; ``badness``
    and ``cope`` 0–10; ``happened``: in the last 12 months; ``team_matter``: about medicine,
    driving, a brace or aid, a pregnancy or an operation."""

    likelihood: int | None
    badness: int
    lasts: Lasts
    cope: int
    harm: Harm
    happened: bool
    team_matter: bool = False

    def __post_init__(self) -> None:
        if self.likelihood is not None and not 0 <= self.likelihood <= 100:
            raise ValueError("likelihood is 0 to 100, or None")
        if not 0 <= self.badness <= 10 or not 0 <= self.cope <= 10:
            raise ValueError("badness and cope are 0 to 10")

    @property
    def needs_care(self) -> bool:
        return self.harm in (Harm.CARE, Harm.SERIOUS)


def suggest(fear: FearRating) -> tuple[Verdict, Reason]:
    """Appendix B of the clinical method, with the rule that decided."""
    likely = fear.likelihood is not None and fear.likelihood >= 50
    bodily = fear.harm is Harm.MINOR
    if fear.harm in (Harm.SELF, Harm.OTHER):
        return Verdict.PERSON, Reason.A_PERSON_NOW
    if fear.team_matter:
        return Verdict.TEAM, Reason.TEAM_MATTER
    if fear.needs_care:
        if fear.happened:
            return Verdict.PLAN, Reason.NEEDS_CARE_HAPPENED
        return Verdict.TEAM, Reason.NEEDS_CARE
    if fear.happened and (
        bodily or (fear.badness >= 6 and fear.lasts >= Lasts.DAY and fear.cope <= 5)
    ):
        return Verdict.PLAN, Reason.HAPPENED
    if likely and (bodily or (fear.badness >= 7 and fear.cope <= 5)):
        return Verdict.PLAN, Reason.LIKELY
    if fear.badness <= 3:
        return Verdict.LET_GO, Reason.SMALL
    if fear.badness <= 6 and fear.lasts <= Lasts.DAY:
        return Verdict.LET_GO, Reason.SOON_OVER
    if fear.badness <= 6 and fear.cope >= 7:
        return Verdict.LET_GO, Reason.CAN_COPE
    if fear.harm is Harm.NONE and fear.lasts >= Lasts.MONTH and fear.badness >= 7:
        return Verdict.TALK, Reason.BIG_LIFE_FEAR
    return Verdict.TRY, Reason.UNSURE


EVERY_WAY = frozenset({Verdict.PLAN, Verdict.LET_GO, Verdict.TRY, Verdict.TALK, Verdict.TEAM})


def moves(
    fear: FearRating, *, team_answered: bool = False, locked: bool = False
) -> frozenset[Verdict]:
    """Where the person may put this fear.

    ``locked``: a therapist keeps it at *plan ahead*; asking the care team stays open.
    What needs care, and medicine, driving, aids, pregnancy and operations, never move into
    *let it go* or *try it out*; with the care team's answer recorded *plan ahead* opens.
    """
    suggested, _ = suggest(fear)
    if suggested is Verdict.PERSON:
        return frozenset({Verdict.PERSON})
    if locked:
        return frozenset({Verdict.PLAN, Verdict.TEAM})
    if fear.team_matter or fear.needs_care:
        grounded = suggested is Verdict.PLAN or team_answered
        return frozenset({Verdict.TEAM, Verdict.PLAN} if grounded else {Verdict.TEAM})
    return EVERY_WAY
