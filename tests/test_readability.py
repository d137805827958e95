"""The ruler before what it measures."""

import pytest

from tests.readability import grade, sentences, syllables, visible_lines, worst


@pytest.mark.parametrize(
    ("word", "count"),
    [
        ("pain", 1),
        ("table", 2),
        ("moved", 1),
        ("started", 2),
        ("exercises", 4),
        ("numbers", 2),
        ("people", 2),
        ("I’m", 1),
        ("medicine", 3),
        ("the", 1),
    ],
)
def test_syllables_are_counted(word, count):
    assert syllables(word) == count


def test_the_formula_is_flesch_and_kincaids():
    # 6 words, 1 sentence, 6 syllables.
    assert grade("The cat sat on the mat.") == pytest.approx(0.39 * 6 + 11.8 - 15.59)


def test_long_words_and_sentences_are_harder():
    hard = "Catastrophising attributions perpetuate psychological deconditioning significantly."
    assert grade(hard) > 12 > 3 > grade("Your back is sore. You move less. It gets stiff.")


def test_a_line_without_an_end_mark_is_a_sentence():
    assert len(sentences("One two\nThree four. Five six")) == 3


def test_the_worst_lines_come_first():
    lines = [
        "Sit down and breathe for a while.",
        "Professional evaluation is indicated immediately.",
    ]
    assert worst(lines, at_least=5)[0][1].startswith("Professional")


def test_a_page_is_read_block_by_block():
    page = "<main><h1>One</h1><p>Two <b>three</b><br>four</p><ul><li>five</li></ul></main><p>no</p>"
    assert visible_lines(page) == ["One", "Two three", "four", "five"]
