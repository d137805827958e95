"""What Cleo said at Harbor, and Finn, who has no clinic."""

from demo.story import Ask, Cost, Fact, Fear, Plan, Story, Test

CLEO_DRIVE = Story(
    belief="If I drive for more than half an hour, my neck will be ruined for the week.",
    kind="movement_harm",
    if_clause="I drive for more than half an hour",
    then_clause="my neck will be ruined for the week",
    distress_now=30,
    conviction=75,
    distress=55,
    emotions=("afraid",),
    facts_for=(Fact("After the drive to Bangor I could not look up for two days."),),
    facts_against=(Fact("I drive to work and back each day. That adds up to more."),),
    tried=5,
    happened_times=2,
    costs=(Cost("Seeing my mother upstate", "family", 9),),
    replies=("Not to sit too long in one go.", "Each time it took two or three days."),
    fears=(
        Fear(
            "I will not be able to turn my head on the highway.",
            likelihood=20,
            badness=9,
            lasts="hours",
            cope=4,
            harm="care",
            team_matter=True,
            verdict="ask_team",
            way=Ask(
                whom="Dev",
                what="Am I safe to drive for an hour? How far must I be able to turn?",
                until_then="I take the train, or I stop each twenty minutes.",
            ),
        ),
        Fear(
            "My neck will be stiff for two days.",
            likelihood=60,
            badness=5,
            lasts="week",
            cope=6,
            harm="minor",
            happened=True,
            how="Heat and the slow turns.",
            verdict="plan",
            way=Plan(
                trigger="it is stiff when I get there",
                action="do the slow turns, lie flat for ten minutes, and tell my mother why",
                prepare="A stop half way.",
            ),
        ),
    ),
    price="some",
    fair=(
        "Even though the drive makes me stiff, it is also true that stiff goes away, so I can ask "
        "Dev and go with a stop."
    ),
    fair_conviction=70,
    conviction_after=50,
    distress_after=35,
    distress_now_after=20,
    yes="Look up the train for next month",
)

FINN_CAMPING = Story(
    belief="If I sleep in a tent, I will not be able to get up in the morning.",
    kind="movement_harm",
    if_clause="I sleep in a tent",
    then_clause="I will not be able to get up in the morning",
    timeframe="day",
    distress_now=20,
    conviction=80,
    distress=60,
    emotions=("afraid", "sad"),
    facts_for=(Fact("The last time I had to crawl out. My son saw it."),),
    facts_against=(
        Fact("By ten that day I was walking by the lake."),
        Fact("I have slept on my brother's sofa since, and it was all right."),
    ),
    tried=3,
    happened_times=1,
    costs=(
        Cost("Three days at the lake with the kids", "family", 10),
        Cost("The garden, since I sit it out", "activity", 6),
    ),
    replies=(
        "My doctor told me to stay active. He said nothing about tents.",
        "The lake. It eased off once I moved.",
    ),
    fears=(
        Fear(
            "I will be too stiff to stand up.",
            likelihood=50,
            badness=6,
            lasts="hours",
            cope=6,
            harm="none",
            happened=True,
            how="I roll over, kneel, and give it ten minutes.",
            verdict="let_go",
        ),
        Fear(
            "I will ruin the trip for all of us.",
            likelihood=30,
            badness=8,
            lasts="week",
            cope=4,
            harm="none",
            verdict="try_out",
            way=Test(
                prediction="I will want to go home in the night.",
                certainty=60,
                soreness="Stiff until mid-morning",
                step="One night in the tent, in our own yard",
                place="The yard, with the thick mat",
                due_in=5,
                crutch="Lying awake to keep still",
            ),
        ),
    ),
    fair=(
        "Even though mornings are stiff, it is also true that I loosen up when I move, so I can "
        "try one night close to home."
    ),
    fair_conviction=75,
    conviction_after=40,
    distress_after=30,
    distress_now_after=15,
    yes="Put the tent up on Friday",
)
