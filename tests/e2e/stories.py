"""A short story for each kind of thought: the demo's people with one fear each, and two more."""

from dataclasses import replace

from demo.stories.ana import BASKET, DANCING
from demo.stories.northfield import DOLORES_NOTHING, HAROLD_FINISH
from demo.stories.northfield_more import IMANI_TASKS, JOYCE_BRIDGES, LENA_FAKING, SAMUEL_DRIVER
from demo.story import Cost, Fact, Fear, Plan, Story, Test

PILLS_ONLY = Story(
    belief="If the doctor does not fix my neck, nothing I do will change it.",
    kind="control",
    if_clause="the doctor does not fix my neck",
    then_clause="nothing I do will change it",
    timeframe="month",
    distress_now=30,
    conviction=75,
    distress=60,
    emotions=("sad",),
    facts_for=(Fact("Two months of heat pads, and it still woke me last night."),),
    facts_against=(Fact("The week I walked at lunch I slept through twice."),),
    tried=6,
    happened_times=4,
    costs=(Cost("Choir on Tuesdays", "activity", 7),),
    replies=("I could get up from the screen once an hour.", "Breathing slowly, in the car."),
    fears=(
        Fear(
            "I will do all of it for two weeks and feel just the same.",
            likelihood=45,
            badness=6,
            lasts="week",
            cope=5,
            harm="none",
            how="I would tell my physio, and we would think of something else.",
            verdict="try_out",
            way=Test(
                prediction="My neck will be as stiff at five as on any day.",
                certainty=70,
                step="Get up from the screen once an hour, for one day",
                place="At work",
                due_in=3,
            ),
        ),
    ),
    fair="Even though I can’t cure my neck, some days I can make it a little better.",
    fair_conviction=65,
    conviction_after=50,
    distress_after=40,
    distress_now_after=25,
    yes="Choir this Tuesday, the first half",
)

LATE_TRAIN = Story(
    belief="If I take the train to my son’s, I will be stuck on it in pain for hours.",
    kind="other",
    if_clause="I take the train to my son’s",
    then_clause="I will be stuck on it in pain for hours",
    timeframe="day",
    distress_now=25,
    conviction=70,
    distress=55,
    emotions=("afraid",),
    facts_for=(Fact("At Easter the train stood still for an hour, and I could not lie down."),),
    facts_against=(Fact("I got up and stood by the door, and that helped."),),
    tried=5,
    happened_times=1,
    costs=(Cost("My grandson’s birthday", "family", 9, "no"),),
    replies=("That I would stand by the door again.",),
    fears=(
        Fear(
            "My back will hurt badly the next day.",
            likelihood=60,
            badness=6,
            lasts="week",
            cope=4,
            harm="minor",
            happened=True,
            how="Heat, and a slow day after it.",
            verdict="plan",
            way=Plan(
                trigger="my back starts to burn",
                action="get up and stand by the door until the next stop",
                prepare="A seat by the aisle",
            ),
        ),
    ),
    fair="Even though it may hurt, I can stand up on a train, so I can go once a month.",
    fair_conviction=70,
    conviction_after=45,
    distress_after=35,
    distress_now_after=20,
    yes="Look up the trains for Sunday",
)


def short(story: Story) -> Story:
    """One fact a side, one cost, and the first fear that has a way on."""
    fear = next((fear for fear in story.fears if fear.way), story.fears[0])
    return replace(
        story,
        facts_for=story.facts_for[:1],
        facts_against=story.facts_against[:1],
        costs=story.costs[:1],
        replies=story.replies[:2],
        fears=(fear,),
    )


KINDS = {
    story.kind: short(story)
    for story in (
        *(BASKET, DANCING, DOLORES_NOTHING, PILLS_ONLY, HAROLD_FINISH),
        *(SAMUEL_DRIVER, LENA_FAKING, JOYCE_BRIDGES, IMANI_TASKS, LATE_TRAIN),
    )
}
