"""What the patients of Northfield said, those who came to Ben and Marta first."""

from demo.story import Ask, Cost, Fact, Fear, Plan, Story, Test

WALTER_FLOOR = Story(
    belief="If I get down on the floor with my grandson, I will never get up again.",
    kind="falling",
    if_clause="I get down on the floor with my grandson",
    then_clause="I will never get up again",
    timeframe="hour",
    distress_now=25,
    conviction=75,
    distress=60,
    emotions=("afraid", "ashamed"),
    facts_for=(Fact("At Christmas my son had to pull me up by both hands."),),
    facts_against=(
        Fact("I get out of the bath by myself each evening."),
        Fact("Ben showed me how to turn to my knees first. It worked three times out of three."),
    ),
    tried=4,
    happened_times=1,
    costs=(
        Cost("Building the train track with Otto", "family", 10),
        Cost("The lower shelves in the workshop", "activity", 6),
    ),
    replies=(
        "Once, on the ice in January. My hip was blue, and that was all.",
        "Hurt, ten. Seen by my son, ninety.",
    ),
    fears=(
        Fear(
            "I will be stuck down there and have to call out.",
            likelihood=40,
            badness=6,
            lasts="day",
            cope=6,
            harm="none",
            how="Roll to my side, knees, chair. My phone is in my shirt pocket.",
            verdict="let_go",
        ),
        Fear(
            "My knees and back will ache for days.",
            likelihood=70,
            badness=4,
            lasts="week",
            cope=7,
            harm="minor",
            happened=True,
            how="A warm bath and my usual walk.",
            verdict="plan",
            way=Plan(
                trigger="I am stiff on the second day",
                action="take the short walk in place of the long one, and sit on a stool with Otto",
                prepare="A cushion under each knee.",
                supports="My son, for the first time.",
            ),
        ),
    ),
    fair=(
        "Even though getting up takes me a while, it is also true that I know how, so I can play "
        "on the floor for ten minutes."
    ),
    fair_conviction=75,
    conviction_after=30,
    distress_after=25,
    distress_now_after=15,
    yes="Ten minutes of trains on Saturday",
)

PETER_QUEUE = Story(
    belief="If I stand in line for ten minutes, my back will lock and I will be stuck there.",
    kind="movement_harm",
    if_clause="I stand in line for ten minutes",
    then_clause="my back will lock and I will be stuck there",
    timeframe="hour",
    distress_now=30,
    conviction=70,
    distress=55,
    emotions=("afraid",),
    facts_for=(Fact("At the bank in June it burned so much that I walked out."),),
    facts_against=(
        Fact("I stood through the whole of my daughter's school play."),
        Fact("It burned, and it stopped when I moved. It has never locked."),
    ),
    tried=15,
    happened_times=0,
    costs=(
        Cost("Doing the shopping, so that Irena does not have to", "family", 8),
        Cost("The match with Radek", "social", 7),
    ),
    replies=(
        "To change legs, and to lean when I need to.",
        "Each week or so. It settles by the next morning.",
    ),
    fears=(
        Fear(
            "It will burn from the third minute on.",
            likelihood=80,
            badness=4,
            lasts="hours",
            cope=7,
            harm="none",
            happened=True,
            how="Shift my weight, lean on the cart.",
            verdict="let_go",
        ),
        Fear(
            "My back will lock in front of everyone.",
            likelihood=20,
            badness=8,
            lasts="week",
            cope=4,
            harm="none",
            how="I could hold on to the shelf and breathe.",
            verdict="try_out",
            way=Test(
                prediction="I will have to leave the line before it is my turn.",
                certainty=60,
                soreness="A burn low down, gone by bedtime",
                step="Stand in line at the small store at a quiet hour",
                place="The corner store, Tuesday morning",
                due_in=9,
                crutch="Letting Irena hold the basket",
            ),
        ),
    ),
    fair=(
        "Even though standing burns, it is also true that it has never locked, so I can stay for "
        "one line and lean."
    ),
    fair_conviction=60,
    conviction_after=45,
    distress_after=35,
    distress_now_after=20,
    yes="The corner store by myself",
)

DOLORES_NOTHING = Story(
    belief="Nothing helps me, and it will only get worse.",
    kind="hopeless",
    if_clause="I go on with all this",
    then_clause="it will only get worse",
    timeframe="month",
    distress_now=60,
    conviction=85,
    distress=80,
    emotions=("sad", "helpless"),
    facts_for=(
        Fact("I have had two rounds of shots and a course of needles. I still hurt."),
        Fact("I sleep four hours on a good night."),
    ),
    facts_against=(
        Fact("In the weeks with the pool my pain went from 7 to 5."),
        Fact("I cook again. In spring I could not."),
    ),
    tried=6,
    happened_times=4,
    costs=(
        Cost("Choir, Thursday evenings", "social", 9),
        Cost("A trip to see Pilar", "family", 9),
    ),
    replies=(
        "Less pain at night would do. It does not have to be none.",
        "Yesterday I sat in the sun with the neighbor's dog. My mind was off it for a while.",
    ),
    fears=(
        Fear(
            "I will start something and drop it again.",
            likelihood=60,
            badness=5,
            lasts="week",
            cope=4,
            harm="none",
            happened=True,
            how="Begin again the next week. I have done that.",
            verdict="try_out",
            way=Test(
                prediction="I will go to the pool once and not go back.",
                certainty=70,
                step="Two times in the warm pool, twenty minutes each",
                place="The town pool, with Concha",
                due_in=8,
            ),
        ),
        Fear(
            "In ten years I will be in a wheelchair.",
            likelihood=None,
            badness=9,
            lasts="year",
            cope=2,
            harm="none",
            how="I do not know.",
            verdict="talk",
            way=Ask(
                whom="Ben, and then my doctor",
                what="What do people with a scan like mine look like after ten years?",
                until_then="I keep to the pool and to my walk.",
            ),
        ),
    ),
    price="some",
    fair=(
        "Even though I have been let down, it is also true that the pool took two points off, so "
        "I can give it four weeks."
    ),
    fair_conviction=55,
    conviction_after=65,
    distress_after=60,
    distress_now_after=45,
    yes="Ring Concha about Wednesday",
)

HAROLD_FINISH = Story(
    belief="If I stop before a job is done, I am not worth my pay.",
    kind="overdoing",
    if_clause="I stop before a job is done",
    then_clause="I am not worth my pay",
    timeframe="day",
    distress_now=20,
    conviction=80,
    distress=50,
    emotions=("guilty",),
    facts_for=(Fact("My father worked till dark and said so."),),
    facts_against=(
        Fact("After the roof in May I was out for four days. That cost more than stopping."),
        Fact("My foreman told me to take my breaks.", "told"),
    ),
    tried=10,
    happened_times=0,
    costs=(
        Cost("Sundays with the boys, since I lie flat by then", "family", 9),
        Cost("Four days of pay in May", "work", 7),
    ),
    replies=(
        "Flat on the couch, with the heat pad.",
        "Eight rows of tiles and a clean site.",
    ),
    fears=(
        Fear(
            "The others will think I am slacking.",
            likelihood=40,
            badness=5,
            lasts="day",
            cope=6,
            harm="none",
            how="I tell them: I stop at four, so that I am here tomorrow.",
            verdict="let_go",
        ),
        Fear(
            "The job will run late, and it will be my fault.",
            likelihood=30,
            badness=6,
            lasts="week",
            cope=5,
            harm="none",
            how="Ring the customer early.",
            verdict="try_out",
            way=Test(
                prediction="We will be a day late.",
                certainty=65,
                step="Stop at four on Tuesday and Thursday, whatever is left",
                place="The Maple Street job",
                due_in=5,
            ),
        ),
    ),
    fair=(
        "Even though I like to see a job done, it is also true that a day flat costs more, so I "
        "can stop on time."
    ),
    fair_conviction=65,
    conviction_after=50,
    distress_after=30,
    distress_now_after=15,
    yes="Home by five on Thursday",
)

HAROLD_LADDER = Story(
    belief="If I go up a ladder again, my back will give way and I will come off it.",
    kind="falling",
    if_clause="I go up a ladder again",
    then_clause="my back will give way and I will come off it",
    timeframe="hour",
    distress_now=30,
    conviction=60,
    distress=55,
    emotions=("afraid",),
    facts_for=(Fact("I slipped two rungs in April, with wet boots."),),
    facts_against=(Fact("I have been up one most days for twenty years."),),
    tried=200,
    happened_times=1,
    costs=(Cost("My own jobs, and the pay that comes with them", "work", 9),),
    replies=(
        "One slip this year, with wet boots. I caught myself.",
        "Hurt is all of it. Nobody up there looks at me.",
    ),
    fears=(
        Fear(
            "I will come off and break something.",
            likelihood=10,
            badness=10,
            lasts="month",
            cope=3,
            harm="serious",
            verdict="ask_team",
            way=Ask(
                whom="Ben",
                what="Am I safe on a ladder up to the first floor?",
                until_then="I do the ground work, and Luis goes up.",
            ),
        ),
    ),
    fair=(
        "Even though a fall would be bad, it is also true that I have one slip in years, so I can "
        "ask first and go up when I know."
    ),
    fair_conviction=80,
    conviction_after=50,
    distress_after=35,
    distress_now_after=20,
    yes="Ask Ben on Monday",
)

KENJI_NECK = Story(
    belief="If I turn my head fast, my neck will jam.",
    kind="movement_harm",
    if_clause="I turn my head fast",
    then_clause="my neck will jam",
    timeframe="hour",
    distress_now=15,
    conviction=70,
    distress=50,
    emotions=("afraid",),
    facts_for=(Fact("In August it caught when I looked over my shoulder, and stayed stiff."),),
    facts_against=(
        Fact("I turn it in the shower each day, and nothing happens."),
        Fact("Marta says a stiff neck is not a torn one.", "told"),
    ),
    tried=20,
    happened_times=1,
    costs=(Cost("Badminton on Mondays", "activity", 8), Cost("Riding my bike to work", "work", 6)),
    replies=(
        "Marta says to turn it all I like, within what is easy.",
        "August. It was gone in four days.",
    ),
    fears=(
        Fear(
            "My neck will catch and stay stiff.",
            likelihood=30,
            badness=5,
            lasts="week",
            cope=6,
            harm="none",
            how="Slow circles, a warm scarf, four days.",
            verdict="try_out",
            way=Test(
                prediction="It will catch at least once.",
                certainty=65,
                soreness="Stiff that evening",
                step="Hit twenty easy shots against the wall",
                place="The sports hall, Monday",
                due_in=6,
                crutch="Turning with my whole body",
            ),
        ),
    ),
    fair=(
        "Even though my neck can catch, it is also true that it lets go again, so I can look "
        "where the ball is."
    ),
    fair_conviction=80,
    conviction_after=25,
    distress_after=20,
    distress_now_after=10,
    yes="One set on Monday",
)
