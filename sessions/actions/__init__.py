"""Every write of this room. Each takes ``by``, the person who does it, and audits it."""

from sessions.actions.afterwards import (
    answer_care_question,
    approve_experiment,
    record_agreement,
    record_result,
    review_examination,
    share_page,
    unshare_page,
)
from sessions.actions.answers import (
    Entry,
    Outcome,
    Refused,
    answer_step,
    choose_belief,
    erase_examination,
    pause_examination,
    set_aside,
    start_examination,
)

__all__ = [
    "Entry",
    "Outcome",
    "Refused",
    "answer_care_question",
    "answer_step",
    "approve_experiment",
    "choose_belief",
    "erase_examination",
    "pause_examination",
    "record_agreement",
    "record_result",
    "review_examination",
    "set_aside",
    "share_page",
    "start_examination",
    "unshare_page",
]
