"""What one made-up person said in one examination: words and numbers, nothing else.

Field names are those of the examination's own forms. Dates are in days after the telling.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Fact:
    text: str
    kind: str = "seen"  # seen, told, guess
    weight: int | None = None  # 0–10, on the full path


@dataclass(frozen=True)
class Cost:
    opportunity: str
    area: str  # social, family, work, activity, self_care
    importance: int  # 0–10
    possible: str = "yes"
    when_in: int | None = None  # days, below 0 for those that are over; on the full path


@dataclass(frozen=True)
class Plan:
    trigger: str
    action: str
    prepare: str = ""
    supports: str = ""
    review_in: int = 14
    equipment: str = ""
    trigger_2: str = ""
    action_2: str = ""
    rehearse_in: int | None = None
    near_in: int | None = None


@dataclass(frozen=True)
class Test:
    """``agreed_by``: who agreed to it, where there is no clinic to ask."""

    prediction: str
    certainty: int  # 0–100
    step: str
    soreness: str = ""
    place: str = ""
    due_in: int = 7
    crutch: str = ""
    agreed_by: str = ""


@dataclass(frozen=True)
class Ask:
    whom: str
    what: str
    until_then: str = ""
    due_in: int = 14


@dataclass(frozen=True)
class Fear:
    """``likelihood`` 0–100, None for "don't know"; ``badness`` and ``cope`` 0–10; ``verdict`` as
    the person confirmed it, with ``why`` where they moved it."""

    text: str
    likelihood: int | None
    badness: int
    lasts: str  # hours, day, week, month, year
    cope: int
    harm: str  # none, minor, care, serious
    verdict: str  # plan, let_go, try_out, ask_team, talk
    how: str = ""
    notice: int | None = None  # of ten people; this and what they would do on the full path
    others: str = ""
    happened: bool = False
    team_matter: bool = False
    why: str = ""
    way: Plan | Test | Ask | None = None


@dataclass(frozen=True)
class Moment:
    """When the thought last showed up, days before the telling; ``pain`` 0–10."""

    days_ago: int
    place: str
    with_whom: str
    pain: int
    did: str
    did_next: str


@dataclass(frozen=True, kw_only=True)
class Story:
    """One examination, or its beginning. ``replies`` follow the questions of its kind in order,
    "" for one that was left; ``moment``, ``habits``, ``protects`` and ``miss``: on the full path.

    ``conviction`` and ``distress`` 0–100, as all ratings here but a cost's; ``price``: is keeping
    away worth it, "yes", "no" or "some".
    """

    belief: str
    kind: str
    if_clause: str
    then_clause: str
    timeframe: str = "week"
    path: str = "short"  # short, full
    distress_now: int
    conviction: int
    distress: int
    emotions: tuple[str, ...] = ()
    moment: Moment | None = None
    facts_for: tuple[Fact, ...] = ()
    facts_against: tuple[Fact, ...] = ()
    tried: int | None = None
    happened_times: int | None = None
    costs: tuple[Cost, ...] = ()
    protects: str = ""
    miss: str = ""
    habits: tuple[str, ...] = ()
    habits_why: str = ""
    replies: tuple[str, ...] = ()
    fears: tuple[Fear, ...] = ()
    price: str = "no"
    fair: str = ""
    fair_conviction: int = 0
    conviction_after: int = 0
    distress_after: int = 0
    distress_now_after: int = 0
    yes: str = ""
    yes_in: int = 6
