"""Ana Moreno, 38, team member in a parcel depot. Ben's patient for half a year."""

from demo.story import Cost, Fact, Fear, Moment, Plan, Story, Test

# The worked example that the product was asked to carry from start to finish.
DANCING = Story(
    belief=(
        "If I go dancing or to a dinner I will fall, everyone will stare and laugh, "
        "and my back will be wrecked for good."
    ),
    kind="falling",
    if_clause="I go dancing or to a dinner",
    then_clause="I will fall, everyone will stare and laugh, and my back will be wrecked for good",
    timeframe="day",
    distress_now=35,
    conviction=85,
    distress=90,
    emotions=("afraid", "ashamed"),
    facts_for=(
        Fact("Two years ago I went down in the restaurant doorway. I was in bed for nine days."),
        Fact("My left leg is weak, and it still gives way some evenings.", "told"),
    ),
    facts_against=(
        Fact("I have walked to the bus and back each workday since spring. No fall there."),
        Fact("The night I fell, two people helped me up. One of them sat with me. Nobody laughed."),
        Fact("The scan showed no new damage, and the flare did pass.", "told"),
    ),
    tried=12,
    happened_times=2,
    costs=(
        Cost("The dance at my niece Lucia's wedding", "family", 9, "no"),
        Cost("Friday dinners with Rosa and the others", "social", 8),
        Cost("The team-lead post, since it meant site visits", "work", 9),
    ),
    replies=(
        "Twice. Both times I was tired, it was late, and there was a step I did not see.",
        "Being hurt is most of it, maybe 60. Being seen is the other 40.",
    ),
    fears=(
        Fear(
            "I will fall.",
            likelihood=60,
            badness=8,
            lasts="week",
            cope=4,
            harm="minor",
            happened=True,
            how="Rosa would help me up, and I know now how to get up from the floor.",
            verdict="plan",
            way=Plan(
                trigger="my left leg starts to shake or feel like cotton",
                action="hold on to the nearest chair, sit down, and ask Rosa for her arm",
                prepare="Flat shoes, a seat by the wall, and a rest of an hour before I go.",
                supports="Rosa, and the stick in my bag.",
                review_in=28,
            ),
        ),
        Fear(
            "People will stare and laugh.",
            likelihood=50,
            badness=4,
            lasts="day",
            cope=6,
            harm="none",
            how="Most people do not notice. Those who do would help.",
            verdict="let_go",
        ),
        Fear(
            "I will never get over a flare.",
            likelihood=30,
            badness=9,
            lasts="week",
            cope=3,
            harm="none",
            how="The last one took nine days. I had the heat pad and my sister.",
            verdict="try_out",
            way=Test(
                prediction="I will hurt so much the next day that I have to stay in bed.",
                certainty=55,
                soreness="Some. Like after a long shift.",
                step="One slow dance at home",
                place="In the kitchen, with Tom, after dinner",
                due_in=6,
                crutch="Holding on to the table the whole time",
            ),
        ),
        Fear(
            "I will have to leave early.",
            likelihood=60,
            badness=3,
            lasts="hours",
            cope=8,
            harm="none",
            happened=True,
            how="I say good night and take the bus. I have done it before.",
            verdict="let_go",
        ),
    ),
    price="no",
    fair=(
        "Even though I may get sore and I could stumble, it is also true that people help and "
        "flares pass, so I can go for one hour and sit when I need to."
    ),
    fair_conviction=70,
    conviction_after=40,
    distress_after=45,
    distress_now_after=25,
    yes="Friday dinner, for one hour",
)

BASKET = Story(
    belief=(
        "If I bend to lift the laundry basket, my back will go out and I will be in bed for weeks."
    ),
    kind="movement_harm",
    if_clause="I bend to lift the laundry basket",
    then_clause="my back will go out and I will be in bed for weeks",
    path="full",
    distress_now=30,
    conviction=80,
    distress=70,
    emotions=("afraid",),
    moment=Moment(
        days_ago=1,
        place="In the laundry room",
        with_whom="Tom, upstairs",
        pain=5,
        did="I stood over the basket and did not lift it.",
        did_next="I called Tom and said I was busy.",
    ),
    facts_for=(
        Fact(
            "Six years ago I bent for a crate at work and could not stand up straight for days.",
            weight=6,
        ),
    ),
    facts_against=(
        Fact("I bend for the low shelf at work, four or five times each shift.", weight=8),
        Fact(
            "In the fall I picked apples with Mia for two hours. I was sore, and I went to work.",
            weight=7,
        ),
        Fact("Ben says my back is safe to bend.", "told", weight=6),
    ),
    tried=30,
    happened_times=1,
    costs=(
        Cost("Camping with my sister in May", "family", 8, when_in=60),
        Cost("Picking up Mia when she asks", "family", 9),
    ),
    protects="It keeps me from lifting like I did at twenty.",
    miss="Camping, and my sister. And Mia gets heavier.",
    habits=("catastrophising", "hurt_equals_harm"),
    habits_why="“Go out” and “for weeks”. It was never weeks.",
    replies=(
        "Bend as I like, and build it up slowly.",
        "Many times. After each one my back was as it was before.",
        "A numb foot, or a leg that gives way. Not an ache the next day.",
        "I get stiff, and then less is enough to make it ache.",
    ),
    fears=(
        Fear(
            "My back will hurt more for two days.",
            likelihood=80,
            badness=5,
            lasts="week",
            cope=6,
            harm="minor",
            happened=True,
            how="Heat, short walks, half of my exercises.",
            verdict="plan",
            way=Plan(
                trigger="it is worse the next morning",
                action=(
                    "do half my exercises, walk ten minutes, and use the heat pad. On day four I "
                    "call Ben"
                ),
                prepare="Put the basket on the chair first.",
                supports="Tom takes the full basket for two days.",
                equipment="The heat pad, by the bed.",
                trigger_2="it is no better on day four",
                action_2="call Ben at the clinic",
                rehearse_in=3,
            ),
        ),
        Fear(
            "My back will lock half way down.",
            likelihood=40,
            badness=6,
            lasts="week",
            cope=5,
            harm="none",
            how="I can kneel down and get up by the chair.",
            verdict="try_out",
            way=Test(
                prediction="My back will lock, and I will have to call for help.",
                certainty=40,
                soreness="A bit, for a day",
                step="Lift half a basket from the chair to the table",
                place="At home, Tom in the garden",
                due_in=4,
                crutch="Holding my breath",
            ),
        ),
        Fear(
            "Tom will sigh and take over.",
            likelihood=50,
            badness=4,
            lasts="week",
            cope=5,
            harm="none",
            how="I can say: I want to try.",
            notice=1,
            others="He would take it, and ask if I am all right.",
            verdict="let_go",
            why="He does it because he cares. I can talk to him.",
        ),
    ),
    fair=(
        "Even though bending can make me sore for a day or two, it is also true that I bend at "
        "work each day, so I can lift half a basket."
    ),
    fair_conviction=70,
    conviction_after=45,
    distress_after=40,
    distress_now_after=20,
    yes="Call my sister about May",
)

# Left open half way: Today has something to go on with.
BAGS = Story(
    belief="If I ask my sister to carry the bags, she will think I have given up.",
    kind="social",
    if_clause="I ask my sister to carry the bags",
    then_clause="she will think I have given up",
    timeframe="day",
    distress_now=40,
    conviction=65,
    distress=55,
    emotions=("ashamed", "sad"),
    facts_for=(Fact("She said once that I used to be the strong one."),),
    facts_against=(
        Fact("She sends me a bus time each week and asks if I want to come."),
        Fact("When her wrist was in plaster she asked me, and I thought nothing of it."),
    ),
    tried=3,
    happened_times=0,
    costs=(Cost("The flea market with her, each first Sunday", "family", 7),),
    replies=(
        "Perhaps two of ten. By the next week, none.",
        "She put a chair under me and went on talking.",
    ),
    fears=(
        Fear(
            "She will sound short with me.",
            likelihood=30,
            badness=3,
            lasts="hours",
            cope=7,
            harm="none",
            how="I ask her what is up.",
            verdict="let_go",
        ),
    ),
    price="some",
    fair="Even though I hate to ask, it is also true that she asks me too, so I can ask her once.",
    fair_conviction=65,
    conviction_after=35,
    distress_after=30,
    distress_now_after=25,
    yes="The flea market, with one bag each",
)
