"""A therapist's own questions: a set of the clinic's, and one that waits for a patient."""

from demo.clinics import World
from demo.diary import Diary
from sessions import actions
from sessions.models import BeliefKind

SET = (
    "Which shoes did you wear when it went well?",
    "Who could walk beside you the first time?",
)
WAITING = "What would you tell your sister if she had this thought?"


def note_questions(diary: Diary, world: World) -> None:
    def publish() -> None:
        ben = world.person("ben")
        clinic = world.person("ana").memberships.get().clinic
        actions.publish_questions(clinic=clinic, kind=BeliefKind.FALLING, questions=SET, by=ben)

    def ask() -> None:
        ben, ana = world.person("ben"), world.person("ana")
        care = ana.therapists.current().get(therapist=ben)
        actions.add_question(patient=ana, clinic=care.clinic, by=ben, text=WAITING)

    # After the examinations that were told word by word, so that none is asked more than it says.
    diary.add_lately(1, publish)
    diary.add_lately(0.9, ask)
