"""Every write of the journal."""

from journal.actions.drafts import forget_draft, keep_draft
from journal.actions.entries import (
    Arriving,
    change_entry,
    delete_entry,
    forget_deleted,
    restore_entry,
    write_entries,
    write_entry,
)
from journal.actions.files import Imported, import_entries
from journal.actions.trials import (
    TrialRefused,
    delete_trial,
    end_trial,
    record_trial_day,
    start_trial,
)
from journal.actions.triggers import name_triggers
from journal.actions.vocabulary import (
    WordTaken,
    archive_trigger,
    bring_back_trigger,
    merge_triggers,
    move_trigger,
    part_triggers,
    rename_trigger,
)

__all__ = [
    "Arriving",
    "Imported",
    "TrialRefused",
    "WordTaken",
    "archive_trigger",
    "bring_back_trigger",
    "change_entry",
    "delete_entry",
    "delete_trial",
    "end_trial",
    "forget_deleted",
    "forget_draft",
    "import_entries",
    "keep_draft",
    "merge_triggers",
    "move_trigger",
    "name_triggers",
    "part_triggers",
    "record_trial_day",
    "rename_trigger",
    "restore_entry",
    "start_trial",
    "write_entries",
    "write_entry",
]
