from safety.models.alerts import (
    AlertEvent,
    AlertKind,
    AlertSeverity,
    AlertState,
    EventKind,
    Outcome,
    SafetyAlert,
)
from safety.models.checks import (
    CareLimit,
    RedFlagCheck,
    RiskProfile,
    SupportCheck,
    SupportQuestions,
)
from safety.models.holds import Clearance, ClearanceSource, Hold, HoldKind
from safety.models.verification import HelpVerification

__all__ = [
    "AlertEvent",
    "AlertKind",
    "AlertSeverity",
    "AlertState",
    "CareLimit",
    "Clearance",
    "ClearanceSource",
    "EventKind",
    "HelpVerification",
    "Hold",
    "HoldKind",
    "Outcome",
    "RedFlagCheck",
    "RiskProfile",
    "SafetyAlert",
    "SupportCheck",
    "SupportQuestions",
]
