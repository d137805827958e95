"""What the patients of Northfield said, the others."""

from demo.story import Ask, Cost, Fact, Fear, Plan, Story

JOYCE_BRIDGES = Story(
    belief="If I do the bridges, I grind my bones away.",
    kind="exercise_barrier",
    if_clause="I do the bridges",
    then_clause="I grind my bones away",
    timeframe="month",
    distress_now=35,
    conviction=75,
    distress=60,
    emotions=("afraid", "angry"),
    facts_for=(
        Fact("I hear it click each time."),
        Fact("My doctor said wear and tear. I saw the word on the letter.", "told"),
    ),
    facts_against=(Fact("My knees have clicked since I was a girl, and they still carry me."),),
    tried=9,
    happened_times=0,
    costs=(
        Cost("Getting up from the low pew by myself", "self_care", 7),
        Cost("Dancing at church", "social", 8),
    ),
    replies=(
        "The bridge itself. Marta said the click is a tendon, and that many people have it.",
        "",
        "Three weeks, twice a week. I would look at how I get up from the pew.",
    ),
    fears=(
        Fear(
            "It wears down what is left of my hip.",
            likelihood=50,
            badness=9,
            lasts="year",
            cope=2,
            harm="care",
            verdict="ask_team",
            way=Ask(
                whom="Dr. Amin",
                what="What does the click in my hip mean? Do the bridges wear it down?",
                until_then="I do the ones lying on my side.",
            ),
        ),
        Fear(
            "I will be too sore to sleep.",
            likelihood=60,
            badness=5,
            lasts="day",
            cope=6,
            harm="minor",
            happened=True,
            how="A pillow between my knees.",
            verdict="plan",
            way=Plan(
                trigger="I wake in the night with it",
                action="change sides, take the pillow, and leave the bridges out the next day",
                prepare="Do them before noon.",
            ),
        ),
    ),
    fair=(
        "Even though the click is loud, it is also true that a sound is not a wound, so I can ask "
        "and do the others."
    ),
    fair_conviction=60,
    conviction_after=60,
    distress_after=45,
    distress_now_after=30,
    yes="Write my question down for Dr. Amin",
)

IMANI_TASKS = Story(
    belief="If I ask for other tasks, my boss will see that I am no use any more.",
    kind="work_role",
    if_clause="I ask for other tasks",
    then_clause="my boss will see that I am no use any more",
    timeframe="week",
    distress_now=40,
    conviction=70,
    distress=70,
    emotions=("afraid", "angry"),
    facts_for=(Fact("When Keith was off for long, they gave his desk away."),),
    facts_against=(
        Fact("She moved my shift last winter without a word."),
        Fact("Two people in my unit sit for part of the day."),
    ),
    tried=1,
    happened_times=0,
    costs=(
        Cost("The training day for shift leads", "work", 8),
        Cost("Evenings, since I have nothing left", "family", 8),
    ),
    replies=(
        "The stock, the labels, the counter. Not the pallets.",
        "I know that she is strict. What she would say to me is a guess.",
    ),
    fears=(
        Fear(
            "They will find a reason to let me go.",
            likelihood=30,
            badness=9,
            lasts="month",
            cope=4,
            harm="none",
            verdict="talk",
            way=Ask(
                whom="The union desk, then Ruthie in HR",
                what="What am I owed when my back is bad? What must they not ask me?",
                until_then="I say nothing to the others about it.",
                due_in=10,
            ),
        ),
        Fear(
            "She will look at me as if I were lazy.",
            likelihood=50,
            badness=5,
            lasts="hours",
            cope=6,
            harm="none",
            how="I have my line ready: I want to do a full day, and this is how.",
            verdict="let_go",
        ),
    ),
    price="some",
    fair=(
        "Even though she may say no, it is also true that she has said yes before, so I can ask "
        "for one hour."
    ),
    fair_conviction=65,
    conviction_after=45,
    distress_after=50,
    distress_now_after=35,
    yes="Ask for ten minutes of her time on Friday",
)

LENA_FAKING = Story(
    belief="If I sit down on the tram while I look fine, people will think I am faking.",
    kind="social",
    if_clause="I sit down on the tram while I look fine",
    then_clause="people will think I am faking",
    timeframe="hour",
    distress_now=45,
    conviction=80,
    distress=65,
    emotions=("ashamed", "angry"),
    facts_for=(Fact("An old man said once that young people have no shame."),),
    facts_against=(
        Fact("That was one time, and I ride twice a day."),
        Fact("A woman my age sat down last week. I thought nothing of it."),
    ),
    tried=40,
    happened_times=1,
    costs=(
        Cost("The evening class across town", "activity", 7),
        Cost("My friends, since I walk home and then I am done", "social", 8),
    ),
    replies=(
        "Two of ten would notice. By the next week, none.",
        "They looked at their phones.",
    ),
    fears=(
        Fear(
            "Somebody will say something.",
            likelihood=20,
            badness=6,
            lasts="day",
            cope=5,
            harm="none",
            how="I say my one line and look out of the window.",
            verdict="let_go",
        ),
        Fear(
            "I will give in and stand, and then hurt all evening.",
            likelihood=55,
            badness=5,
            lasts="day",
            cope=5,
            harm="minor",
            happened=True,
            how="Get off and wait for the next one.",
            verdict="plan",
            way=Plan(
                trigger="I feel I have to stand up because they look",
                action="count to twenty, say my line in my head, and stay where I am",
                prepare="The seat by the door, headphones in.",
            ),
        ),
    ),
    fair=(
        "Even though somebody may look, it is also true that looks pass, so I can sit for my six "
        "stops."
    ),
    fair_conviction=70,
    conviction_after=40,
    distress_after=35,
    distress_now_after=30,
    yes="Sit down on the 14 on Thursday",
)

LENA_PARTY = Story(
    belief="If I go to Sonja's party, I will have to explain my back all night.",
    kind="social",
    if_clause="I go to Sonja's party",
    then_clause="I will have to explain my back all night",
    timeframe="day",
    distress_now=50,
    conviction=70,
    distress=60,
    facts_for=(Fact("At the last one three people asked."),),
    facts_against=(Fact("Each of them was done with it in a minute."),),
    tried=2,
    happened_times=1,
    costs=(Cost("Sonja's birthday", "social", 8),),
    fears=(
        Fear(
            "I will run out of things to say and go home early.",
            likelihood=40,
            badness=3,
            lasts="hours",
            cope=7,
            harm="none",
            verdict="let_go",
        ),
    ),
    fair=(
        "Even though some will ask, it is also true that they soon move on, so I can go for "
        "one hour."
    ),
    fair_conviction=70,
    conviction_after=35,
    distress_after=30,
    distress_now_after=35,
    yes="Sonja's party from eight to nine",
)

SAMUEL_DRIVER = Story(
    belief="The other driver did this, so until he pays I cannot move on.",
    kind="injustice",
    if_clause="he does not pay for what he did",
    then_clause="I cannot move on",
    timeframe="month",
    distress_now=50,
    conviction=85,
    distress=80,
    emotions=("angry",),
    facts_for=(
        Fact("He ran the light. It says so in the report.", "told"),
        Fact("The case has been put off three times."),
    ),
    facts_against=(
        Fact("At Marisol's party I was at the grill, and for two hours I did not think of him."),
    ),
    tried=3,
    happened_times=3,
    costs=(
        Cost("Coaching the under tens", "activity", 9),
        Cost("Evenings, which go to the letters", "family", 8),
    ),
    replies=(
        "That it was not nothing. I lost a year.",
        "Two hours a day, maybe. Marisol and the kids pay for it.",
    ),
    fears=(
        Fear(
            "If I feel better, they will say it was never bad.",
            likelihood=50,
            badness=7,
            lasts="month",
            cope=4,
            harm="none",
            verdict="plan",
            way=Plan(
                trigger="I catch myself staying in because of the case",
                action="ask my lawyer in one line, put the folder away, and go out all the same",
                prepare="Ask the lawyer once what counts, and write it down.",
                supports="Marisol",
            ),
        ),
        Fear(
            "Letting it rest means he got away with it.",
            likelihood=None,
            badness=6,
            lasts="day",
            cope=5,
            harm="none",
            how="The case goes on without me thinking of it at night.",
            verdict="let_go",
        ),
    ),
    price="no",
    fair=(
        "Even though it was not fair, and he has not paid, it is also true that my evenings are "
        "mine, so I can start with the score sheet."
    ),
    fair_conviction=60,
    conviction_after=60,
    distress_after=55,
    distress_now_after=40,
    yes="Keep the score on Saturday",
)

RUTH_BRACE = Story(
    belief="Without the brace my spine will give way.",
    kind="movement_harm",
    if_clause="I take off the brace",
    then_clause="my spine will give way",
    timeframe="day",
    distress_now=40,
    conviction=80,
    distress=65,
    emotions=("afraid",),
    facts_for=(Fact("I feel as if I might fold in two when I take it off."),),
    facts_against=(
        Fact("In the shower I have it off, and I stand."),
        Fact("The surgeon wrote: for the first twelve weeks. That was a year ago.", "told"),
    ),
    tried=60,
    happened_times=0,
    costs=(
        Cost("Summer dresses, and swimming", "activity", 6),
        Cost("Sitting at the loom", "work", 9),
    ),
    replies=(
        "To wear it less as time goes by. I was not told how.",
        "After the move in May. It was back to normal in a week.",
    ),
    fears=(
        Fear(
            "My back will give way when I take it off.",
            likelihood=30,
            badness=9,
            lasts="month",
            cope=2,
            harm="care",
            team_matter=True,
            verdict="ask_team",
            way=Ask(
                whom="Marta",
                what="How do I wear the brace less, and in what steps?",
                until_then="I keep it on as I was told.",
                due_in=7,
            ),
        ),
    ),
    price="some",
    fair=(
        "Even though I feel safe in it, it is also true that it was meant for a while, so I can "
        "ask how to wear it less."
    ),
    fair_conviction=70,
    conviction_after=65,
    distress_after=50,
    distress_now_after=30,
    yes="Ask Marta on Tuesday",
)
