"""Thoughts beside the examinations: suggested by a therapist, parked, written down for later."""

from demo.clinics import World
from demo.diary import Diary
from people.models import User
from sessions import actions
from sessions.models import Belief, BeliefKind, BeliefState, Suggestion


def note_thoughts(diary: Diary, world: World) -> None:
    _of_ana(diary, world)
    _of_others(diary, world)


def _of_ana(diary: Diary, world: World) -> None:
    def noted() -> None:
        ana = world.person("ana")
        belief = actions.write_belief(
            person=ana,
            by=ana,
            text="If I say no to Sunday lunch, my sister will not ask again.",
            kind=BeliefKind.SOCIAL,
        )
        actions.mark_belief(belief=belief, state=BeliefState.PARKED, by=ana)

    def no_longer() -> None:
        ana = world.person("ana")
        # The basket: the test of it is done.
        belief = Belief.objects.filter(person=ana).earliest("created")
        actions.mark_belief(belief=belief, state=BeliefState.RESOLVED, by=ana)

    diary.add(66, 19, noted)
    diary.add(50, 20, no_longer)
    diary.add(3, 9, lambda: _suggest(world, "ben", "ana", *_SHOES))
    diary.add(3, 9, lambda: _suggest(world, "ben", "ana", *_ASKING))


_SHOES = ("If I bend to tie my shoes, my back will lock within the hour.", BeliefKind.MOVEMENT)
_ASKING = ("If I ask Rosa to carry the water, she will think I am lazy.", BeliefKind.SOCIAL)


def _of_others(diary: Diary, world: World) -> None:
    def taken_up() -> None:
        lena = world.person("lena")
        suggestion = _waiting(lena)
        actions.take_up_suggestion(
            suggestion=suggestion,
            by=lena,
            text="If I sit down at a party, everyone will look at me.",
            kind=suggestion.kind,
        )

    def not_for_him() -> None:
        peter = world.person("peter")
        actions.decline_suggestion(suggestion=_waiting(peter), by=peter)

    diary.add(
        33,
        10,
        lambda: _suggest(
            world,
            "ben",
            "lena",
            "If I rest when others can see it, they will say that I make it up.",
            BeliefKind.SOCIAL,
        ),
    )
    diary.add(32, 20, taken_up)
    diary.add(
        11,
        11,
        lambda: _suggest(
            world,
            "ben",
            "peter",
            "If I do my exercises while it hurts, I will pay for it the next day.",
            BeliefKind.EXERCISE,
        ),
    )
    diary.add(10, 18, not_for_him)


def _suggest(world: World, by: str, to: str, text: str, kind: str) -> None:
    therapist, patient = world.person(by), world.person(to)
    care = patient.therapists.current().get(therapist=therapist)
    actions.suggest_belief(patient=patient, clinic=care.clinic, by=therapist, text=text, kind=kind)


def _waiting(person: User) -> Suggestion:
    found: Suggestion = Suggestion.objects.get(patient=person, answered_at=None)
    return found
