"""One row of ana's of each kind that an address can name: what nobody else may reach."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta
from uuid import UUID

from django.utils import timezone

from demo.stories.ana import BAGS, DANCING
from demo.stories.northfield import PETER_QUEUE, WALTER_FLOOR
from demo.stories.northfield_more import JOYCE_BRIDGES
from demo.story import Story
from insights.models import Look
from journal import actions as journal
from journal.models import Entry, Trigger, TriggerTrial
from journal.saying import Hurting, Named, said_of
from people import actions as people
from people.clock import today
from people.models import (
    AccessGrant,
    CareRelationship,
    Invitation,
    Membership,
    Role,
    User,
)
from safety import actions as safety
from safety.limits import set_limit
from safety.models import CareLimit, Hold, RedFlagCheck, SafetyAlert, SupportCheck
from sessions import actions as sessions
from sessions.models import (
    AddedQuestion,
    Belief,
    CareQuestion,
    ClinicQuestions,
    Examination,
    ExaminationEvent,
    Experiment,
    LedSession,
    Plan,
    PlanLock,
    Suggestion,
)
from sessions.steps import Step
from tests.builders import examine, join, make_belief, make_user, share, watch, write_entry
from tests.insights.journals import keep_look


@dataclass(frozen=True)
class Hers:
    person: User
    thought: Belief  # in no examination
    suggestion: Suggestion  # by ben, and she has not answered it
    finished: Examination  # shared with nobody
    shared: Examination  # finished, and open to ben
    earlier: Examination  # finished days ago, and asked about on day 3
    unfinished: Examination
    fact: UUID  # of the unfinished one
    experiment: Experiment  # of the finished one
    plan: Plan  # of the finished one
    cost: UUID  # of the finished one, and back
    limit: CareLimit  # by ben
    lock: PlanLock  # by ben, of the shared one
    question: CareQuestion  # of a finished one that is shared with nobody
    led: LedSession  # asked by ben, and she has not joined
    added: AddedQuestion  # of ben's, for her next examination
    questions: ClinicQuestions  # of her clinic
    entry: Entry  # changed since it was written
    trigger: Trigger  # a word of hers, with another that counts as it
    look: Look  # of this month; it found this word, and it says so
    grant: AccessGrant
    flags: RedFlagCheck
    hold: Hold
    support: SupportCheck
    alert: SafetyAlert
    membership: Membership
    care: CareRelationship
    trial: TriggerTrial  # of three days so far
    invitation: Invitation  # to her clinic


def make_hers(
    ana: User, ben: User, edna: User, told: Callable[[Story], Story] = lambda story: story
) -> Hers:
    """``told`` may change the words of what she writes."""
    northfield = ana.memberships.get().clinic
    farah = make_user("farah@cbtback.example", "Farah Amin")
    join(farah, northfield, Role.THERAPIST)
    watch(northfield, responder=farah, deputy=ben)
    finished = examine(ana, story=told(DANCING))
    asked = examine(ana, story=told(JOYCE_BRIDGES))
    shared = examine(ana, belief="If I sing I will be laughed at", kind="social")
    earlier = examine(ana, story=told(PETER_QUEUE))
    earlier.events.filter(kind=ExaminationEvent.Kind.COMPLETED).update(
        at=timezone.now() - timedelta(days=5)
    )
    unfinished = examine(ana, story=told(BAGS), upto=Step.FEARS)
    # Before the sign that holds all tests.
    trial = make_trial(ana)
    check = safety.record_flags(person=ana, codes=["limb_weak"], about="flags", by=ana)
    support = safety.record_support(person=ana, answer="yes", about="support", by=ana)
    grant = share(ana, ben, northfield, shared)
    cost = finished.answers.filter(step=Step.COST).exclude(item=None)[0].item
    sessions.reclaim(examination=finished, by=ana, cost=cost, on=today(ana), note="At home.")
    lock = sessions.lock_plan(
        examination=shared,
        fear=shared.plans.get().fear,
        reason="Your leg still gives way.",
        until=today(ana),
        clinic=northfield,
        by=ben,
    )
    suggestion = sessions.suggest_belief(
        patient=ana,
        clinic=northfield,
        by=ben,
        text=told(WALTER_FLOOR).belief,
        kind=told(WALTER_FLOOR).kind,
    )
    sessions.answer_follow_up(
        examination=earlier,
        by=ana,
        day=3,
        conviction=60,
        came_back="some",
        in_the_way=told(DANCING).fair,
    )
    word = make_word(ana)
    return Hers(
        person=ana,
        thought=make_belief(ana, told(DANCING).belief),
        suggestion=suggestion,
        finished=finished,
        shared=shared,
        earlier=earlier,
        unfinished=unfinished,
        fact=unfinished.answers.exclude(item=None).filter(step=Step.EVIDENCE)[0].item,
        experiment=finished.experiments.get(),
        plan=finished.plans.get(),
        cost=cost,
        limit=set_limit(patient=ana, clinic=northfield, text="No parcels over 15 kilos.", by=ben),
        lock=lock,
        question=asked.care_questions.get(),
        led=sessions.ask_to_lead(care=ana.therapists.get(), by=ben),
        added=sessions.add_question(
            patient=ana, clinic=northfield, text="What would Rosa say?", by=ben
        ),
        questions=sessions.publish_questions(
            clinic=northfield, kind="falling", questions=["Who is with you?"], by=ben
        ),
        trigger=word,
        look=keep_look(ana, word),
        entry=make_entry(ana, told(DANCING).belief),
        grant=grant,
        flags=check,
        hold=Hold.objects.get(flags=check),
        support=support,
        alert=SafetyAlert.objects.get(source=check.pk),
        membership=ana.memberships.get(),
        care=ana.therapists.get(),
        trial=trial,
        invitation=people.invite(
            clinic=northfield, email="mira@cbtback.example", role=Role.THERAPIST, by=edna
        ),
    )


def make_entry(ana: User, thought: str) -> Entry:
    entry = write_entry(
        ana,
        at=timezone.now() - timedelta(hours=3),
        thought=thought,
        thought_conviction=70,
        note="Woke at four.",
        declined="The stairs.",
        medication="As usual.",
        elsewhere="My left hand.",
        named=(
            Named("activity", "Carried the bags", "worse", minutes=20, effort=6, ended="pain"),
            Named("relationship", "Rosa", "better"),
        ),
        hurting=(Hurting("back-low-back-left", 6),),
    )
    return journal.change_entry(entry=entry, by=ana, said=replace(said_of(entry), pain=7))


def make_word(ana: User) -> Trigger:
    named = journal.name_triggers(
        person=ana, names=[("activity", "Dancing"), ("activity", "A dance")]
    )
    return journal.merge_triggers(
        trigger=named["activity", "A dance"], into=named["activity", "Dancing"], by=ana
    )


def make_trial(ana: User) -> TriggerTrial:
    named = journal.name_triggers(person=ana, names=[("activity", "Singing in the choir")])
    trial = journal.start_trial(
        trigger=named["activity", "Singing in the choir"],
        by=ana,
        days=14,
        starts_on=today(ana) - timedelta(days=3),
        with_words="An hour of choir, sitting.",
        without_words="No choir that day.",
        guess="It will hurt less.",
        agreed_by="Ben, on the phone.",
    )
    journal.record_trial_day(trial=trial, by=ana, on=trial.starts_on, kept="yes")
    return trial
