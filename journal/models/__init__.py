from journal.models.entries import Entry, EntryDraft, EntryVersion, GoneEntry, PainArea
from journal.models.trials import TrialDay, TriggerTrial
from journal.models.triggers import Mention, Trigger, TriggerKind

__all__ = [
    "Entry",
    "EntryDraft",
    "EntryVersion",
    "GoneEntry",
    "Mention",
    "PainArea",
    "TrialDay",
    "Trigger",
    "TriggerKind",
    "TriggerTrial",
]
