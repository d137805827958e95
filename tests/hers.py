"""One row of ana's of each kind that an address can name: what nobody else may reach."""

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from demo.stories.ana import BAGS, DANCING
from demo.stories.northfield_more import JOYCE_BRIDGES
from demo.story import Story
from people import actions as people
from people.models import (
    AccessGrant,
    CareRelationship,
    Invitation,
    Membership,
    Role,
    User,
)
from safety import actions as safety
from safety.models import Hold, RedFlagCheck, SafetyAlert, SupportCheck
from sessions.models import CareQuestion, Examination, Experiment
from sessions.steps import Step
from tests.builders import examine, join, make_user, share, watch


@dataclass(frozen=True)
class Hers:
    person: User
    finished: Examination  # shared with nobody
    shared: Examination  # finished, and open to ben
    unfinished: Examination
    fact: UUID  # of the unfinished one
    experiment: Experiment  # of the finished one
    question: CareQuestion  # of a finished one that is shared with nobody
    grant: AccessGrant
    flags: RedFlagCheck
    hold: Hold
    support: SupportCheck
    alert: SafetyAlert
    membership: Membership
    care: CareRelationship
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
    unfinished = examine(ana, story=told(BAGS), upto=Step.FEARS)
    check = safety.record_flags(person=ana, codes=["limb_weak"], about="flags", by=ana)
    support = safety.record_support(person=ana, answer="yes", about="support", by=ana)
    return Hers(
        person=ana,
        finished=finished,
        shared=shared,
        unfinished=unfinished,
        fact=unfinished.answers.exclude(item=None).filter(step=Step.EVIDENCE)[0].item,
        experiment=finished.experiments.get(),
        question=asked.care_questions.get(),
        grant=share(ana, ben, northfield, shared),
        flags=check,
        hold=Hold.objects.get(flags=check),
        support=support,
        alert=SafetyAlert.objects.get(source=check.pk),
        membership=ana.memberships.get(),
        care=ana.therapists.get(),
        invitation=people.invite(
            clinic=northfield, email="mira@cbtback.example", role=Role.THERAPIST, by=edna
        ),
    )
