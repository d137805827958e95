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
from sessions.actions.drafts import keep_draft
from sessions.actions.safely import (
    Heard,
    answer_again,
    answer_fears,
    answer_living,
    answer_ready,
    answer_safe,
)

__all__ = [
    "Entry",
    "Heard",
    "Outcome",
    "Refused",
    "answer_again",
    "answer_care_question",
    "answer_fears",
    "answer_living",
    "answer_ready",
    "answer_safe",
    "answer_step",
    "approve_experiment",
    "choose_belief",
    "erase_examination",
    "keep_draft",
    "pause_examination",
    "record_agreement",
    "record_result",
    "review_examination",
    "set_aside",
    "share_page",
    "start_examination",
    "unshare_page",
]
