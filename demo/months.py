"""What happened in the clinics over half a year: who examined what, and what came of it."""

from functools import partial

from demo.clinics import World
from demo.diary import Diary
from demo.stories import ana, elsewhere, northfield, northfield_more, northfield_new
from demo.telling import tell
from demo.thread import Thread
from safety import actions as safety
from safety.models import SafetyAlert
from safety.models.alerts import Outcome
from safety.triage import Answer as Living
from sessions import actions
from sessions.models import PlanUse
from sessions.steps import Step


def note_months(diary: Diary, world: World) -> None:
    thread = partial(Thread, diary, world)
    _of_ana(thread)
    _of_ben(thread)
    _of_marta(thread)
    _of_dolores(diary, world, thread("dolores", northfield.DOLORES_NOTHING, "farah"))
    _of_walter(diary, world)
    _elsewhere(thread)


def _of_ana(thread: partial[Thread]) -> None:
    thread("ana", ana.BASKET, "ben").tell(84, 19, risks=("leg_weakness",)).share(84, 20).approve(
        83, 9
    ).review(
        83,
        9,
        "The low shelf at work is a fine fact. It is the same bend, and you trust it. "
        "Go ahead with half a basket. Ben",
    ).result(
        79,
        17,
        "I lifted it and put it on the table. I held my breath for the first bit. It was fine, "
        "and I was a little stiff that night.",
        came_true=10,
        learnt="It did not lock. I was more scared than sore.",
    ).limit(
        83,
        9,
        "Lift up to a full laundry basket. Leave parcels over 15 kilos to others until we have "
        "looked at it together.",
    ).use(
        76,
        18,
        "I did half of everything and walked to the corner. I would put the heat pad out the "
        "night before.",
        helped=6,
        kind=PlanUse.Kind.REHEARSED,
    ).use(
        51,
        20,
        "Sore after the big wash. Two slow days, then it was as before. I did not call Ben.",
        helped=8,
    ).reclaim(
        24,
        19,
        "Picking up Mia when she asks",
        "On the sofa first, then standing. She laughed.",
    ).change_plan(
        5,
        20,
        rehearse_in=5,
        near_in=9,
        trigger_2="it wakes me at night",
        action_2="turn on my side with the pillow, and breathe slowly ten times",
        equipment="The heat pad by the bed, and the long pillow.",
    )
    thread("ana", ana.DANCING, "ben").tell(4, 20).share(4, 21).approve(3, 8).agree(3, 8).lock(
        3,
        8,
        "Your left leg still gives way some evenings. Keep this one as a plan until we have "
        "tested your balance again.",
        days=60,
    ).review(
        3,
        8,
        "You found this yourself: twelve evenings, two falls, and people who helped. I agree to "
        "the dance in the kitchen. Tell me how your leg did. Ben",
    )
    thread("ana", ana.BAGS, "ben").tell(1, 21, upto=Step.QUESTIONS)


def _of_ben(thread: partial[Thread]) -> None:
    thread("walter", northfield.WALTER_FLOOR, "ben").tell(42, 16, risks=("fall_12m",)).share(
        42, 17
    ).review(40, 11, "Otto is lucky. The cushion is a good idea; keep the chair close. Ben")
    thread("peter", northfield.PETER_QUEUE, "ben").tell(13, 18).share(13, 19).review(
        12, 10, "A burn that stops when you move is good news. Pick a quiet hour first. Ben"
    )
    thread("joyce", northfield_more.JOYCE_BRIDGES, "ben").tell(6, 14).share(6, 15)
    thread("lena", northfield_more.LENA_FAKING, "ben").tell(35, 21)
    thread("lena", northfield_more.LENA_PARTY, "ben").tell(2, 22, upto=Step.COST)
    thread("samuel", northfield_more.SAMUEL_DRIVER, "ben").tell(1, 20).share(1, 21)
    thread("tomas", northfield_new.TOMAS_DESK, "ben").tell(1, 12, upto=Step.EVIDENCE)


def _of_marta(thread: partial[Thread]) -> None:
    thread("harold", northfield.HAROLD_FINISH, "marta").tell(110, 20).share(110, 21).review(
        108, 9, "Four days out in May is a fact worth telling your foreman. Marta"
    ).result(
        103,
        19,
        "Stopped at four both days. Luis finished the edge in the morning in ten minutes.",
        came_true=0,
        learnt="Nobody minded. I was home, and I could stand on Saturday.",
    )
    thread("harold", northfield.HAROLD_LADDER, "marta").tell(20, 20).share(20, 21).answer(
        18,
        9,
        "To the first floor, in dry boots, with Luis at the foot: yes. Not on days when your "
        "leg tingles. Come in this month and we will go over the grip.",
    ).review(18, 9, "Good that you asked first. My answer is on the page. Marta")
    thread("kenji", northfield.KENJI_NECK, "marta").tell(50, 7).share(50, 8).review(
        49, 12, "A fair test. Easy shots, and look at the ball. Marta"
    ).result(
        43,
        21,
        "Thirty shots. I forgot to count my turns. Stiff in the evening, fine the next day.",
        came_true=5,
        learnt="It does not catch when I do not brace for it.",
    )
    thread("imani", northfield_more.IMANI_TASKS, "marta").tell(30, 21).share(30, 22).review(
        28, 13, "You know more than you thought. The union first is a wise order. Marta"
    ).answer(
        21,
        18,
        "They must look at other tasks before anything else, and write down what they find.",
        said_by="Ruthie in HR",
    )
    thread("ruth", northfield_more.RUTH_BRACE, "marta").tell(9, 15, risks=("thin_bones",)).share(
        9, 16
    )
    thread("grace", northfield_new.GRACE_STAIRS, "marta").tell(
        3, 18, risks=("clinician_limit",)
    ).share(3, 19)


def _of_dolores(diary: Diary, world: World, thread: Thread) -> None:
    def asked_about_living() -> None:
        person = world.person("dolores")
        examination = tell(
            northfield.DOLORES_NOTHING, person=person, upto=Step.QUESTIONS, clock=diary.clock
        )
        check = actions.answer_living(
            examination=examination, by=person, living=Living.RATHER_NOT, about="hopeless"
        )
        safety.record_support_questions(check=check, acting="no", plan="no", today="no", by=person)
        actions.set_aside(examination=examination, by=person)

    def taken_on() -> None:
        alert = SafetyAlert.objects.get(person=world.person("dolores"))
        farah = world.person("farah")
        safety.acknowledge(
            alert=alert,
            action_taken=(
                "Called her at home. It was the week of Luis's birthday, and she had not slept. "
                "No plan, nothing she would do. She comes in tomorrow at 11."
            ),
            by=farah,
        )
        safety.record_outcome(alert=alert, outcome=Outcome.SPOKE, by=farah)

    diary.add(77, 10, asked_about_living)
    diary.add(77, 13, taken_on)
    thread.tell(70, 16).share(70, 17).answer(
        68,
        12,
        "Most people with a scan like yours walk and cook and travel at that age. I have the "
        "numbers here; we will go through them on Friday.",
    ).review(68, 12, "The pool took two points off. That is yours. Farah").result(
        62,
        18,
        "We went on Wednesday and again on Saturday. The second time I did not want to, and "
        "Concha came by with the car.",
        came_true=20,
        learnt="I went back. It helps if someone comes by.",
    )


def _of_walter(diary: Diary, world: World) -> None:
    def leg_is_weak() -> None:
        walter = world.person("walter")
        safety.record_flags(person=walter, codes=["limb_weak"], about="flags", by=walter)

    # Nobody has answered this one yet: the desk has something to do.
    diary.add_lately(3, leg_is_weak)


def _elsewhere(thread: partial[Thread]) -> None:
    thread("cleo", elsewhere.CLEO_DRIVE, "dev").tell(16, 19).share(16, 20).review(
        15, 10, "The stop half way is a good plan. I will check your turn on Tuesday. Dev"
    )
    thread("finn", elsewhere.FINN_CAMPING, "").tell(40, 21).result(
        34,
        9,
        "Slept till four, then lay awake. Stiff till nine. The kids want to do it again.",
        came_true=15,
        learnt="The trip was not ruined by a bad hour.",
    )
