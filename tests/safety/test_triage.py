"""The rules of clinical.md, section 5, over every answer there is."""

import itertools
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from safety import triage
from safety.triage import FLAGS, RISKS, Answer, Held, Review, Urgency
from safety.wording import RISKS as RISK_WORDS
from safety.wording import SIGNS, TIERS, signs_of

CODES = [flag.code for flag in FLAGS]
RANK = {None: 0, Urgency.SOON: 1, Urgency.SAME_DAY: 2, Urgency.EMERGENCY: 3}
some_codes = st.sets(st.sampled_from(CODES))
rating = st.none() | st.integers(0, 100)


@given(some_codes)
def test_urgency_is_that_of_the_worst_sign(codes):
    worst = max((RANK[triage.flag(code).tier] for code in codes), default=0)
    assert RANK[triage.urgency(codes)] == worst


@given(some_codes, some_codes)
def test_a_further_sign_never_makes_it_less_urgent(codes, more):
    assert RANK[triage.urgency(codes | more)] >= RANK[triage.urgency(codes)]


def test_no_sign_is_no_urgency():
    assert triage.urgency([]) is None


def test_an_unknown_sign_is_refused_rather_than_overlooked():
    with pytest.raises(ValueError, match="red flag"):
        triage.urgency(["saddle_numb", "toothache"])


@pytest.mark.parametrize(
    ("code", "tier"),
    [
        ("saddle_numb", "emergency"),
        ("bladder", "emergency"),
        ("bowel", "emergency"),
        ("sexual_numb", "emergency"),
        ("legs_weak", "emergency"),
        ("weakness_grows", "emergency"),
        ("accident", "emergency"),
        ("very_unwell", "emergency"),
        ("chest_pain", "emergency"),
        ("collapse", "emergency"),
        ("stroke_signs", "emergency"),
        ("limb_weak", "same_day"),
        ("fever", "same_day"),
        ("immune_weak", "same_day"),
        ("injected_drugs", "same_day"),
        ("spine_procedure", "same_day"),
        ("clumsy_hands", "same_day"),
        ("unsteady_walk", "same_day"),
        ("minor_fall", "same_day"),
        ("cancer_history", "soon"),
        ("weight_loss", "soon"),
        ("night_pain", "soon"),
    ],
)
def test_each_sign_stands_in_the_tier_of_the_method(code, tier):
    assert triage.urgency([code]) == tier


def test_every_sign_of_the_list_is_in_the_test_above():
    assert len(CODES) == len(set(CODES)) == 22


def test_an_emergency_holds_exercise_tests_and_fears_of_movement():
    assert triage.holds(Urgency.EMERGENCY) == {Held.EXERCISE, Held.TEST, Held.MOVEMENT}


def test_a_more_urgent_tier_holds_no_less():
    tiers = [None, Urgency.SOON, Urgency.SAME_DAY, Urgency.EMERGENCY]
    for less, more in itertools.pairwise(tiers):
        assert triage.holds(less) <= triage.holds(more)


@pytest.mark.parametrize("answers", list(itertools.product(Answer, repeat=3)))
def test_only_three_noes_can_wait_for_the_same_working_day(answers):
    expected = Review.SAME_DAY if set(answers) == {Answer.NO} else Review.URGENT
    assert triage.after_questions(*answers) is expected


def test_rather_not_say_counts_as_yes():
    assert triage.opens_support(Answer.YES)
    assert triage.opens_support(Answer.RATHER_NOT)
    assert not triage.opens_support(Answer.NO)


@given(rating, rating)
def test_a_pause_is_offered_at_eighty_or_thirty_above_the_start(now, start):
    high = now is not None and now >= 80
    risen = now is not None and start is not None and now - start >= 30
    assert triage.offer_pause(now, start) == (high or risen)


@pytest.mark.parametrize(
    ("now", "start", "offered"),
    [(79, 50, False), (80, 80, True), (80, None, True), (79, 49, True), (65, 35, True),
     (64, 35, False), (None, 10, False), (100, 100, True), (30, 0, True)],
)  # fmt: skip
def test_a_pause_at_its_edges(now, start, offered):
    assert triage.offer_pause(now, start) is offered


@given(rating, rating)
def test_the_calm_exit_needs_a_rise_of_twenty(now, start):
    risen = now is not None and start is not None and now - start >= 20
    assert triage.calm_exit(now, start) == risen


@given(st.sets(st.sampled_from(RISKS)))
def test_any_movement_risk_asks_for_approval(risks):
    assert triage.needs_approval(risks) == bool(risks)


def test_a_profile_that_was_never_asked_asks_for_approval():
    assert triage.needs_approval(None)


def test_an_unknown_movement_risk_is_refused():
    with pytest.raises(ValueError, match="risk"):
        triage.needs_approval(["bad_luck"])


def test_every_code_has_its_words():
    assert set(SIGNS) == set(CODES)
    assert set(RISK_WORDS) == set(RISKS)
    assert set(TIERS) == set(Urgency)
    assert [code for tier in Urgency for code, _words in signs_of(tier)] == CODES


@pytest.mark.parametrize("module", ["safety.triage", "safety.phrases"])
def test_the_rules_need_no_django(module):
    code = f"import sys, {module}; sys.exit('django' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
