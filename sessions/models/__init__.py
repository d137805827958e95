from sessions.models.beliefs import Belief, BeliefEvent, BeliefKind, BeliefState
from sessions.models.clinic import (
    AddedQuestion,
    ClinicQuestions,
    LedSession,
    PlanLock,
    Review,
    Suggestion,
)
from sessions.models.examinations import (
    RATINGS,
    Answer,
    Draft,
    Examination,
    ExaminationEvent,
    ExaminationQuerySet,
)
from sessions.models.trying import (
    CareQuestion,
    Experiment,
    ExperimentCheck,
    FollowUp,
    Plan,
    PlanUse,
    Reclaim,
)

__all__ = [
    "RATINGS",
    "AddedQuestion",
    "Answer",
    "Belief",
    "BeliefEvent",
    "BeliefKind",
    "BeliefState",
    "CareQuestion",
    "ClinicQuestions",
    "Draft",
    "Examination",
    "ExaminationEvent",
    "ExaminationQuerySet",
    "Experiment",
    "ExperimentCheck",
    "FollowUp",
    "LedSession",
    "Plan",
    "PlanLock",
    "PlanUse",
    "Reclaim",
    "Review",
    "Suggestion",
]
