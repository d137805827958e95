"""Every write of this room. Each takes ``by``, the person who does it, and audits it."""

from sessions.actions.afterwards import (
    answer_care_question,
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
from sessions.actions.asking import (
    MOST_QUESTIONS,
    add_question,
    publish_questions,
    retire_questions,
    withdraw_question,
)
from sessions.actions.beliefs import (
    erase_belief,
    mark_belief,
    reword_belief,
    set_belief_private,
    write_belief,
)
from sessions.actions.drafts import keep_draft
from sessions.actions.experiments import (
    approve_experiment,
    record_agreement,
    record_check,
    record_result,
)
from sessions.actions.follow_ups import answer_follow_up, put_away_follow_up
from sessions.actions.leading import ask_to_lead, end_lead, join_lead, lead_to
from sessions.actions.locks import LONGEST_LOCK, lock_plan, unlock_plan
from sessions.actions.plans import approve_plan, reclaim, take_back_reclaim, use_plan
from sessions.actions.safely import (
    Heard,
    answer_again,
    answer_fears,
    answer_living,
    answer_ready,
    answer_safe,
)
from sessions.actions.suggestions import (
    decline_suggestion,
    suggest_belief,
    take_up_picked,
    take_up_suggestion,
    withdraw_suggestion,
)

__all__ = [
    "LONGEST_LOCK",
    "MOST_QUESTIONS",
    "Entry",
    "Heard",
    "Outcome",
    "Refused",
    "add_question",
    "answer_again",
    "answer_care_question",
    "answer_fears",
    "answer_follow_up",
    "answer_living",
    "answer_ready",
    "answer_safe",
    "answer_step",
    "approve_experiment",
    "approve_plan",
    "ask_to_lead",
    "choose_belief",
    "decline_suggestion",
    "end_lead",
    "erase_belief",
    "erase_examination",
    "join_lead",
    "keep_draft",
    "lead_to",
    "lock_plan",
    "mark_belief",
    "pause_examination",
    "publish_questions",
    "put_away_follow_up",
    "reclaim",
    "record_agreement",
    "record_check",
    "record_result",
    "retire_questions",
    "review_examination",
    "reword_belief",
    "set_aside",
    "set_belief_private",
    "share_page",
    "start_examination",
    "suggest_belief",
    "take_back_reclaim",
    "take_up_picked",
    "take_up_suggestion",
    "unlock_plan",
    "unshare_page",
    "use_plan",
    "withdraw_question",
    "withdraw_suggestion",
    "write_belief",
]
