"""What comes before a screen: a hold, the question about not wanting to be alive. Reads only."""

from people.clock import today
from safety.models import Hold, RedFlagCheck, SupportCheck
from safety.phrases import asks_about_living, shows_help
from safety.queries import hold_for
from safety.triage import Held
from sessions.fear_notes import trial_of
from sessions.models import Answer, BeliefKind, Experiment
from sessions.place import Place
from sessions.steps import Step
from sessions.trying import Next, next_step

# Kinds of thought whose questions say that moving is safe.
OF_MOVEMENT = frozenset({BeliefKind.MOVEMENT, BeliefKind.FALLING, BeliefKind.EXERCISE})
# Where a fear is named, put somewhere, or tested.
CHALLENGES = frozenset({Step.FEARS, Step.SORT, Step.TEST})
BEFORE_MOVEMENT = frozenset({Step.READY, Step.SAFE, Step.BELIEF})


def held_at(at: Place) -> Hold | None:
    """The hold that keeps this screen shut until clearance, None where it may be answered."""
    hold = hold_for(at.person, Held.SESSION)
    if hold is None and at.step is Step.TEST:
        hold = hold_for(at.person, Held.TEST)
    if hold is None and at.kind in OF_MOVEMENT and at.step not in BEFORE_MOVEMENT:
        hold = hold_for(at.person, Held.MOVEMENT)
    return hold


def asks_flags(at: Place) -> bool:
    """The red flags come first: a fear of movement is added to a finished examination, or sorted
    anew, on a later day than the one on which they were asked last."""
    if not at.progress.completed or at.kind not in OF_MOVEMENT or at.step not in CHALLENGES:
        return False
    last = RedFlagCheck.objects.filter(person=at.person).order_by("-created").first()
    return last is None or last.local_date < today(at.person)


def step_waits(at: Place) -> Experiment | None:
    """The test before, while another small step of it has to wait: day 3 has not told yet, or pain
    has stayed up. None where a step may be planned. Source: the clinical method, section 1."""
    if at.step is not Step.TEST or at.item is None:
        return None
    rows = Experiment.objects.filter(examination=at.examination, fear=at.item, dropped_at=None)
    last = rows.select_related("person").order_by("-number").first()
    trial = trial_of(last) if last else None
    if trial is None or next_step(trial, today(at.person)) is Next.OPEN:
        return None
    return last


def asks_living(at: Place) -> str:
    """Why the question about not wanting to be alive comes first here, "" where it does not.

    ``hopeless``: before the questions about a thought of that kind; ``fears``: before sorting,
    where the words of a fear call for it. Source: the project's clinical method, section 1.
    """
    checks = SupportCheck.objects.filter(person=at.person, examination=at.examination.pk)
    if at.step is Step.QUESTIONS and at.kind == BeliefKind.HOPELESS:
        return "" if checks.filter(about="hopeless").exists() else "hopeless"
    if at.step is not Step.SORT:
        return ""
    near = [fear.item for fear in at.progress.fears if _near(at, fear.given.values)]
    if not near:
        return ""
    of_these = Answer.objects.filter(
        examination=at.examination, step=Step.FEARS.value, item__in=near
    )
    last = of_these.order_by("-position").values_list("at", flat=True)[0]
    return "" if checks.filter(created__gt=last).exists() else "fears"


def _near(at: Place, said: object) -> bool:
    return asks_about_living(_words(said), at.examination.language)


def help_shown(at: Place, typed: str) -> bool:
    """Whether help is shown beside the page: for what stands on it, and what was just written.

    It tells nobody and blocks nothing.
    """
    givens = at.progress.givens
    last = givens[-1].step if givens else None
    words = [typed, _words(at.said)]
    words += [_words(given.values) for given in givens if given.step is last and not given.removed]
    return bool(shows_help(" . ".join(words), at.examination.language))


def _words(said: object) -> str:
    values = said.values() if isinstance(said, dict) else ()
    return " . ".join(value for value in values if isinstance(value, str))
