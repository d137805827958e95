"""What the newest patients of Northfield said."""

from demo.story import Cost, Fact, Fear, Story, Test

# Only begun: he came this week.
TOMAS_DESK = Story(
    belief="If I sit for a whole meeting, my disc will slip out again.",
    kind="movement_harm",
    if_clause="I sit for a whole meeting",
    then_clause="my disc will slip out again",
    distress_now=30,
    conviction=75,
    distress=50,
)

GRACE_STAIRS = Story(
    belief="If I take the stairs, I will pay for it for a week.",
    kind="movement_harm",
    if_clause="I take the stairs",
    then_clause="I will pay for it for a week",
    distress_now=20,
    conviction=65,
    distress=40,
    emotions=("afraid",),
    facts_for=(Fact("After the tower in Lisbon I lay flat for a day."),),
    facts_against=(
        Fact("That was three hundred steps. Here it is two floors."),
        Fact("I do one floor at my mother's, and feel the same after."),
    ),
    tried=8,
    happened_times=1,
    costs=(Cost("Coffee on the roof with the team", "work", 5),),
    replies=(
        "To use them, and to go at my own pace.",
        "Lisbon. It was over in two days.",
    ),
    fears=(
        Fear(
            "I will be sore the next day.",
            likelihood=70,
            badness=3,
            lasts="day",
            cope=8,
            harm="none",
            happened=True,
            how="I can sit most of the morning.",
            verdict="let_go",
        ),
        Fear(
            "It will not be over by the weekend.",
            likelihood=25,
            badness=7,
            lasts="week",
            cope=5,
            harm="none",
            verdict="try_out",
            way=Test(
                prediction="I will still feel it on the third day.",
                certainty=50,
                soreness="My thighs more than my back",
                step="Up one floor by the stairs, down by the lift, three days in a row",
                place="At work",
                due_in=7,
            ),
        ),
    ),
    fair=(
        "Even though stairs make me sore, it is also true that it passes by the next day, so I can "
        "take one floor."
    ),
    fair_conviction=80,
    conviction_after=30,
    distress_after=20,
    distress_now_after=10,
    yes="The stairs to the second floor on Monday",
)
