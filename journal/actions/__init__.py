"""Every write of the journal."""

from journal.actions.entries import (
    Arriving,
    change_entry,
    delete_entry,
    forget_deleted,
    restore_entry,
    write_entries,
    write_entry,
)
from journal.actions.triggers import name_triggers

__all__ = [
    "Arriving",
    "change_entry",
    "delete_entry",
    "forget_deleted",
    "name_triggers",
    "restore_entry",
    "write_entries",
    "write_entry",
]
