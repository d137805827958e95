from sessions.forms.base import StepForm
from sessions.forms.beginning import BeliefForm, RatingsForm, ReadyForm, SafeForm, picked
from sessions.forms.ending import AgainForm, FairForm
from sessions.forms.fears import FearForm, FearsForm, SortForm
from sessions.forms.habits import HabitsForm
from sessions.forms.questions import QuestionsForm
from sessions.forms.situation import SituationForm
from sessions.forms.thought import ThoughtForm
from sessions.forms.ways import AskForm, PlanForm, TalkForm, TestForm
from sessions.forms.weighing import (
    CostForm,
    CostItemForm,
    EvidenceForm,
    FactForm,
)

__all__ = [
    "AgainForm",
    "AskForm",
    "BeliefForm",
    "CostForm",
    "CostItemForm",
    "EvidenceForm",
    "FactForm",
    "FairForm",
    "FearForm",
    "FearsForm",
    "HabitsForm",
    "PlanForm",
    "QuestionsForm",
    "RatingsForm",
    "ReadyForm",
    "SafeForm",
    "SituationForm",
    "SortForm",
    "StepForm",
    "TalkForm",
    "TestForm",
    "ThoughtForm",
    "picked",
]
