"""What some of them wrote in their journals, in days before the day of loading."""

from dataclasses import dataclass, field
from typing import Any

from journal.saying import Named


@dataclass(frozen=True)
class Often:
    """Something that comes up again: about ``share`` of the days, by a dice of its own.

    ``minutes``, ``effort``: of an activity, most of the time; ``effects``: what is said of it, one
    picked each time; ``planned``: of an activity, whether it was.
    """

    kind: str
    text: str
    share: float
    effects: tuple[str, ...] = ("",)
    minutes: int | None = None
    effort: int | None = None
    planned: bool | None = None
    ended: tuple[str, ...] = ("",)


@dataclass(frozen=True)
class Day:
    """A day that has something to tell: fields of ``Said``; ``pain`` where the day was its own.

    ``late``: written so many days after; ``then``: what the note was changed to the next day.
    """

    said: dict[str, Any] = field(default_factory=dict)
    named: tuple[Named, ...] = ()
    pain: int | None = None
    sleep: int | None = None
    late: int = 0
    then: str = ""


@dataclass(frozen=True)
class Life:
    """A journal from ``first`` to ``last``, in days ago. ``pain``: an ordinary day; ``sleep``: an
    ordinary night, 0-10; ``pull``: points of pain for each point that a night was worse.

    ``only_pain``: days with a number alone; ``gaps``: share of days without an entry.
    """

    who: str
    first: int
    last: int = 1
    pain: float = 4.5
    sleep: float = 5.5
    pull: float = 0.0
    gaps: float = 0.1
    areas: tuple[str, ...] = ()
    often: tuple[Often, ...] = ()
    days: dict[int, Day] = field(default_factory=dict)
    only_pain: tuple[int, ...] = ()
    seed: int = 1


ANA = Life(
    who="ana",
    first=84,
    pain=4.6,
    sleep=5.5,
    pull=0.5,
    gaps=0.06,
    areas=("back-low-back-left", "back-low-back-right", "back-leg-left", "back-neck-right"),
    often=(
        Often(
            "activity",
            "Shift at the depot",
            0.5,
            ("worse", "worse", "", "better"),
            360,
            5,
            True,
            ("done", "done", "done", "plan", "pain"),
        ),
        Often(
            "activity",
            "Walk with Lucia",
            0.28,
            ("better", "better", ""),
            30,
            3,
            True,
            ("plan", "done"),
        ),
        Often("activity", "Cooking", 0.2, ("",), 40, 2, None, ("done",)),
        Often("relationship", "Call with Rosa", 0.2, ("better", "", "worse")),
        Often("relationship", "Tom", 0.3, ("better", "", "")),
        Often("weather", "Rain", 0.24, ("worse", "")),
        Often("posture", "Stood at the belt", 0.22, ("worse", "worse", "")),
        Often("other", "Heat pad", 0.25, ("better",)),
        Often("sleep", "Awake at three", 0.16, ("worse", "")),
    ),
    only_pain=(58, 50, 37, 19, 11),
    days={
        84: Day(
            {
                "note": "Ben asked me to write a few lines on most days. So here I am.",
                "declined": "The wash. Tom did it.",
            },
            (Named("thought", "My back will go out", "worse"),),
        ),
        82: Day({"note": "Told the team I leave the big parcels to others. Nobody minded."}),
        79: Day(
            {
                "note": "Half a basket, from the chair to the table. I held my breath and it held.",
                "thought": "It did not lock.",
            },
            (Named("activity", "Lifted half a basket", "", 5, 3, True, "done"),),
            pain=5,
        ),
        76: Day({"note": "Tried out the plan for a bad day. Half of all, then to the corner."}),
        73: Day(
            {
                "note": "Rosa called about the Friday dinner. I said I had a cold.",
                "declined": "Friday dinner with Rosa and the others",
                "thought": "They will all look when I sit down.",
                "thought_conviction": 70,
                "felt_close": 3,
            },
            (Named("relationship", "Call with Rosa", "worse"),),
        ),
        70: Day({"note": "Read to Mia on the sofa. An hour went by and I did not shift once."}),
        66: Day(
            {
                "note": "My sister sent the bus times again. I did not write back yet.",
                "thought": "If I say no to Sunday lunch, she will not ask again.",
                "thought_conviction": 60,
                "felt_close": 2,
            },
            (Named("relationship", "My sister", "worse"),),
        ),
        63: Day({"medication": "Ibuprofen, one, after lunch"}, pain=7, sleep=3),
        60: Day({"note": "Slow walk by the river. Lucia talked all the way, and I just walked."}),
        56: Day(
            {"note": "Argued with Tom over who carries what. I lay down and was cross."},
            (Named("relationship", "Argued with Tom", "worse"),),
        ),
        54: Day(
            {
                "note": "The big wash, four loads. It had to be done, I thought.",
                "rest_minutes": 20,
            },
            (Named("activity", "The big wash", "worse", 150, 7, False, "done"),),
        ),
        53: Day(
            {
                "note": "Sore as I have not been for weeks. Took it slow, as in the plan.",
                "rest_minutes": 120,
                "medication": "Ibuprofen, one, in the morning",
            },
            (Named("activity", "Short walks", "better", 20, 2, True, "plan"),),
            pain=8,
            sleep=3,
        ),
        51: Day({"note": "Nearly as before. It took two days and not nine."}, pain=5),
        45: Day(
            {"note": "Three nights in a row with little sleep. Each day after was a long one."},
            (Named("sleep", "Awake at three", "worse"),),
            sleep=2,
        ),
        41: Day(
            {
                "note": "Cried in the car after the shift. I do not want to talk of it yet.",
                "private": True,
            },
            sleep=4,
        ),
        36: Day(
            {
                "note": "Lucia has set the date. There will be a dance. I said, we will see.",
                "thought": "If I dance I will fall, and they will all stare.",
                "thought_conviction": 85,
            },
            (Named("thought", "I will fall", "worse"),),
        ),
        33: Day(
            {"note": "Long day at my mother’s. I wrote this from memory."},
            late=3,
        ),
        30: Day(
            {"note": "Rain for three days. My back did not seem to care this time."},
            (Named("weather", "Rain"),),
        ),
        27: Day(
            {
                "note": "Picked up the phone first and called Rosa. We laughed a lot.",
                "contact": "real",
                "felt_close": 8,
            },
            (Named("relationship", "Call with Rosa", "better"),),
        ),
        24: Day(
            {
                "note": "Mia asked to be picked up. On the sofa first, then standing. She laughed.",
                "contact": "real",
                "felt_close": 9,
            },
            (Named("activity", "Picked up Mia", "better", 5, 4, True, "done"),),
        ),
        20: Day(
            {
                "note": "They asked if I still want to be team lead. I said I would think it over.",
                "thought": "On site visits I would be the slow one.",
                "thought_conviction": 65,
            },
        ),
        16: Day(
            {"note": "Left leg felt like cotton on the stairs at night. I sat down. It passed."}
        ),
        13: Day(
            {"note": "A good day. I nearly forgot to write."},
            then="A good day. I nearly forgot to write. We sat in the sun for an hour.",
        ),
        9: Day(
            {
                "note": "Music in the kitchen. My feet moved by the sink. I stopped when Tom came.",
                "thought": "I look silly.",
                "thought_conviction": 40,
            },
            (Named("activity", "Music in the kitchen", "better", 10, 2, False, "done"),),
        ),
        6: Day(
            {"note": "It woke me twice. I lay and thought of the wedding."},
            (Named("sleep", "Awake at three", "worse"),),
            sleep=2,
        ),
        4: Day(
            {
                "note": "Looked at the dancing thought to the end. Less big than it was.",
                "thought": "People helped me up. Nobody laughed.",
            },
        ),
        2: Day(
            {"note": "Two songs on the radio, at the table. Ben says the kitchen is fine."},
            sleep=7,
        ),
    },
    seed=5,
)

FINN = Life(
    who="finn",
    first=57,
    pain=3.8,
    sleep=6,
    gaps=0.12,
    areas=("back-low-back-right", "back-seat-right"),
    often=(
        Often("activity", "Bike to work", 0.45, ("", "better"), 25, 4, True, ("done",)),
        Often("activity", "Desk day", 0.5, ("worse", ""), 420, 3, None, ("done",)),
        Often("relationship", "The kids", 0.4, ("better", "")),
        Often("weather", "Cold", 0.3, ("", "worse")),
        Often("thought", "I am getting old", 0.18, ("worse",)),
    ),
    only_pain=(44, 23),
    days={
        57: Day({"note": "Starting this on my own. Let us see what it shows."}),
        46: Day({"note": "Found the tent in the loft. I put it back."}),
        35: Day(
            {"note": "We slept in the garden. The kids were out by nine."},
            (Named("activity", "A night in the tent", "", 480, 3, True, "done"),),
        ),
        34: Day(
            {"note": "Awake from four, stiff till nine. Then it was a day like others."}, pain=5
        ),
        21: Day({"note": "Two long calls in a bad chair."}, pain=6),
        8: Day({"note": "Cooked with my son. He did the lifting, and he was proud of it."}),
    },
    seed=2,
)

DOLORES = Life(
    who="dolores",
    first=64,
    last=15,
    pain=5.6,
    sleep=4.5,
    gaps=0.15,
    areas=("back-low-back-left", "back-low-back-right", "back-upper-back-left"),
    often=(
        Often("activity", "The pool", 0.25, ("better", ""), 40, 4, True, ("done", "plan")),
        Often("relationship", "Concha", 0.25, ("better",)),
        Often("mood", "Low", 0.3, ("worse", "")),
    ),
    only_pain=(41, 33, 28),
    days={
        62: Day({"note": "Went in again. I did not want to, and Concha came by with the car."}),
        48: Day({"note": "Made the soup for the first time since spring."}),
        25: Day({"note": "Some days it is far off, some days it is all there is."}),
        15: Day({"note": "Tired."}, pain=7),
    },
    seed=3,
)

WALTER = Life(
    who="walter",
    first=21,
    pain=4.2,
    areas=("back-low-back-right",),
    often=(
        Often("activity", "Garden", 0.4, ("worse", "", "better"), 60, 5, True, ("plan", "pain")),
        Often("relationship", "Otto", 0.4, ("better",)),
    ),
    days={12: Day({"note": "Got down to the cushion and up by the chair. Otto counted."})},
    seed=4,
)
KENJI = Life(
    who="kenji",
    first=22,
    pain=3.5,
    areas=("back-neck-left", "back-shoulder-left"),
    often=(
        Often("activity", "Easy shots", 0.3, ("", "better"), 40, 4, True, ("plan",)),
        Often("posture", "Long at the screen", 0.4, ("worse", "")),
    ),
    days={9: Day({"note": "Turned to look at the ball and only then thought of my neck."})},
    seed=5,
)
LENA = Life(
    who="lena",
    first=20,
    pain=4.8,
    gaps=0.2,
    areas=("back-low-back-left", "back-leg-left"),
    often=(
        Often("activity", "Walk home", 0.4, ("worse", ""), 45, 5, False, ("done", "pain")),
        Often("thought", "They think I am faking", 0.35, ("worse",)),
    ),
    days={5: Day({"note": "Sat down on the 14. One man looked, then he looked at his phone."})},
    seed=6,
)
SAMUEL = Life(
    who="samuel",
    first=23,
    pain=5.4,
    areas=("back-neck-left", "back-neck-right", "back-upper-back-right"),
    often=(
        Often("thought", "He has not paid", 0.5, ("worse",)),
        Often("relationship", "Marisol", 0.4, ("better", "")),
        Often("activity", "Letters", 0.4, ("worse", ""), 90, 3, False, ("done",)),
    ),
    days={7: Day({"note": "Kept the score on Saturday. Two hours, and no letters."})},
    seed=7,
)
CLEO = Life(
    who="cleo",
    first=21,
    pain=4.4,
    areas=("back-neck-right", "back-shoulder-right"),
    often=(
        Often("activity", "Drive to work", 0.6, ("worse", ""), 40, 3, True, ("done",)),
        Often("weather", "Wind", 0.25, ("", "worse")),
    ),
    days={14: Day({"note": "Stopped half way and did the slow turns. It was easier after."})},
    seed=8,
)
GRACE = Life(
    who="grace",
    first=6,
    pain=4,
    gaps=0,
    areas=("back-low-back-left",),
    often=(Often("activity", "Stairs", 0.6, ("worse", ""), 5, 5, True, ("done",)),),
    days={2: Day({"note": "One floor up. My legs know it more than my back."})},
    seed=9,
)
TOMAS = Life(
    who="tomas",
    first=5,
    pain=5,
    gaps=0,
    areas=("back-low-back-right", "back-leg-right"),
    often=(Often("posture", "Long at the desk", 0.7, ("worse",)),),
    days={4: Day({"note": "I stood for the last half of the meeting. No one asked why."})},
    seed=10,
)
LIVES = (ANA, FINN, DOLORES, WALTER, KENJI, LENA, SAMUEL, CLEO, GRACE, TOMAS)
