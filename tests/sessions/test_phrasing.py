"""Which thoughts are sent back for a second look, and which test would leave care out."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sessions.phrasing import Hint, hint, is_care


@pytest.mark.parametrize(
    ("words", "why"),
    [
        ("I will never dance again", Hint.ABSOLUTE),
        ("It always gets worse", Hint.ABSOLUTE),
        ("I’m so scared", Hint.FEELING),
        ("I feel sad.", Hint.FEELING),
        ("My back hurts", Hint.FACT),
        ("I had surgery in 2019", Hint.FACT),
        ("If I bend, I will damage my back.", None),
        ("More pain means more harm.", None),
        ("If I get scared I will fall", None),
        (
            "If I go dancing or to a dinner I will fall, everyone will stare and laugh, and my "
            "back will be wrecked for good.",
            None,
        ),
        ("", None),
    ],
)
def test_it_finds_what_is_hard_to_check(words, why):
    assert hint(words) is why


@given(st.text(max_size=200))
def test_it_has_an_answer_for_any_words(words):
    assert hint(words) in {None, *Hint}
    assert is_care(words) in {True, False}


@pytest.mark.parametrize("words", ["my pills", "The cane", "insulin", "wearing the brace"])
def test_medicine_and_aids_are_care(words):
    assert is_care(words)


@pytest.mark.parametrize("words", ["holding the rail", "sitting by the door", "asking Tom", ""])
def test_habits_of_safety_are_not_care(words):
    assert not is_care(words)
