"""A person's journal as files: out as JSON and CSV, and the same files in again.

The fields of both are in ``journal.files.kept``; docs/decisions/2026-11-25-the-journal-as-files.md
says what is in them and why.
"""
