"""How the people were asked again after their examinations: what they said, and what they let be.

One that is not here was missed; whoever missed two is asked no more.
"""

from dataclasses import dataclass
from functools import partial

from demo.clinics import World
from demo.diary import Diary
from demo.stories import ana, elsewhere, northfield, northfield_more
from demo.story import Story
from people.models import User
from sessions import actions
from sessions.models import Examination


@dataclass(frozen=True)
class Asked:
    """``day``: of ``following.DAYS``. ``conviction``: 0–100, None for "not this time"."""

    who: str
    story: Story
    days_ago: int
    day: int
    conviction: int | None = None
    came_back: str = "some"
    yes: str = ""
    plan: str = ""
    in_the_way: str = ""


ASKED = (
    Asked("ana", ana.BASKET, 80, 3, 45, "often", "partly", "no_need", "I waited for a good day."),
    Asked("ana", ana.BASKET, 66, 14, 30, yes="yes", plan="no_need"),
    Asked("harold", northfield.HAROLD_FINISH, 106, 3, 55, "often", "yes"),
    Asked("harold", northfield.HAROLD_FINISH, 94, 14, 40, yes="yes"),
    Asked(
        "harold",
        northfield.HAROLD_FINISH,
        63,
        42,
        55,
        "often",
        in_the_way="Two men were off sick, and the roof had to be shut before the rain.",
    ),
    Asked("harold", northfield.HAROLD_FINISH, 18, 90, 30),
    Asked("kenji", northfield.KENJI_NECK, 46, 3, 25, "no", "yes"),
    Asked("kenji", northfield.KENJI_NECK, 34, 14),
    Asked("dolores", northfield.DOLORES_NOTHING, 66, 3, 70, "often", "partly"),
    Asked("dolores", northfield.DOLORES_NOTHING, 25, 42, 50, yes="yes"),
    Asked("imani", northfield_more.IMANI_TASKS, 27, 3, 45, "some", "yes"),
    Asked(
        "imani",
        northfield_more.IMANI_TASKS,
        15,
        14,
        60,
        "often",
        in_the_way="A new manager came, and I do not know him yet.",
    ),
    Asked("peter", northfield.PETER_QUEUE, 9, 3, 40, yes="partly", in_the_way="It rained."),
    Asked("cleo", elsewhere.CLEO_DRIVE, 12, 3, 50, "often", "no"),
    Asked("finn", elsewhere.FINN_CAMPING, 36, 3, 30, "some", "yes"),
)


def note_follow_ups(diary: Diary, world: World) -> None:
    for asked in ASKED:
        diary.add(asked.days_ago, 18, partial(_said, world, asked))


def _said(world: World, asked: Asked) -> None:
    person = world.person(asked.who)
    examination = _of(person, asked.story)
    if asked.conviction is None:
        actions.put_away_follow_up(examination=examination, by=person, day=asked.day)
        return
    actions.answer_follow_up(
        examination=examination,
        by=person,
        day=asked.day,
        conviction=asked.conviction,
        came_back=asked.came_back,
        yes_done=asked.yes,
        plan_used=asked.plan,
        in_the_way=asked.in_the_way,
    )


def _of(person: User, story: Story) -> Examination:
    finished = person.examinations.completed().select_related("belief")
    found: Examination = next(one for one in finished if one.belief.text == story.belief)
    return found
