from sessions.forms.base import StepForm
from sessions.forms.beginning import BeliefForm, RatingsForm, ReadyForm, SafeForm, picked
from sessions.forms.ending import AgainForm, FairForm
from sessions.forms.fears import FearForm, FearsForm, SortForm
from sessions.forms.ways import AskForm, PlanForm, TalkForm, TestForm
from sessions.forms.weighing import (
    CostForm,
    CostItemForm,
    EvidenceForm,
    FactForm,
    QuestionsForm,
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
    "PlanForm",
    "QuestionsForm",
    "RatingsForm",
    "ReadyForm",
    "SafeForm",
    "SortForm",
    "StepForm",
    "TalkForm",
    "TestForm",
    "picked",
]
