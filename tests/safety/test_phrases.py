"""Which words show help, and which open the question about not wanting to be alive."""

import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from safety.phrases import CONTENT, asks_about_living, languages, shows_help

HELP_SELF = [
    "I want to die",
    "i just want to die.",
    "I WANT   TO\nDIE",
    "I don't want to live like this",
    "I don’t want to live",
    "I dont want to be alive anymore",
    "I do not want to be here any more",
    "I'm going to kill myself",
    "I’ve thought about killing myself",
    "I feel suicidal",
    "some days I think of suicide",
    "I want to end my life",
    "I could end it all",
    "I wish I was dead",
    "I'd be better off dead",
    "They'd rather be dead than live in pain, and I'd rather be dead too",
    "I hope I don't wake up",
    "there is no reason to live",
    "life isn't worth living with this back",
    "I am tired of living",
    "I might overdose",
    "I think of taking all my pills",
    "I would hang myself",
    "jump off a bridge",
    "I want to hurt myself",
    "thinking about cutting myself",
    "I hurt myself on purpose",
    "self-harm",
    "self harming again",
]

HELP_VIOLENCE = [
    "my husband hits me",
    "He hit me again",
    "she slapped me",
    "My partner threatens to kill me",
    "I am scared of my boyfriend",
    "I don't feel safe with him",
    "he tried to strangle me",
    "he forced me to have sex",
    "domestic violence",
    "I want to kill him",
]

NOTHING = [
    "",
    "My back is killing me",
    "this pain will be the death of me",
    "I'm dying to dance at the wedding",
    "a coffee to die for",
    "If I bend I will hurt myself",
    "I could harm myself if I lift that box",
    "I don't want to hurt myself at the gym",
    "I'll hurt my back",
    "I nearly killed myself on the stairs",
    "I almost killed myself laughing",
    "I am killing myself at work",
    "I want to take my life back",
    "I want my life back",
    "I keep overdoing it",
    "I don't want to live in a flat without a lift",
    "I do not want to live alone",
    "It hits me when I bend",
    "the pain hits me in the morning",
    "a car hit me from behind",
    "my wife beats me at chess",
    "I cut myself off from friends",
    "I shot myself in the foot by saying yes",
    "career suicide",
    "I can't live without my brace",
    "I feel dead tired",
    "my leg goes dead",
    "the deadline is Friday",
    "If I go dancing or to a dinner I will fall, everyone will stare and laugh, "
    "and my back will be wrecked for good.",
    "Nothing helps me.",
    "I am useless",
]

LIVING = [
    "I am a burden.",
    "I'm such a burden",
    "I feel like a huge burden",
    "being a burden to my family",
    "I'll become a burden",
    "What if I don't wake up",
    "I won't wake up again",
    "I would never wake up",
    "I could die in my sleep",
    "They would be better off without me",
    "everyone'd be happier if I was gone",
    "my kids would be better off without me",
    "no one would miss me",
    "I want to disappear",
    # What shows help asks, too: nobody should sort such a fear.
    "I will kill myself",
    "I don't want to be alive",
]

NOT_LIVING = [
    "the burden of proof",
    "a tax burden",
    "I won't wake up in time for work",
    "I don't wake up rested",
    "I never wake up before ten",
    "I'd be better off without this brace",
    "I would not miss the bus",
    "it will go away and never come back",
    "my back locks half way down",
    "I will never get over a flare",
    "my husband hits me",
    "the pain might disappear",
]


@pytest.mark.parametrize("text", HELP_SELF)
def test_words_of_self_harm_show_help(text):
    assert "self" in shows_help(text)


@pytest.mark.parametrize("text", HELP_VIOLENCE)
def test_words_of_violence_show_help(text):
    assert "violence" in shows_help(text)


@pytest.mark.parametrize("text", NOTHING)
def test_everyday_words_show_nothing(text):
    assert shows_help(text) == frozenset()


@pytest.mark.parametrize("text", LIVING)
def test_words_of_not_being_here_ask_the_question(text):
    assert asks_about_living(text)


@pytest.mark.parametrize("text", [*NOT_LIVING, *NOTHING])
def test_everyday_words_ask_nothing(text):
    assert not asks_about_living(text)


@pytest.mark.parametrize("text", HELP_SELF[:10])
@pytest.mark.parametrize("apostrophe", ["'", "’", "‘", "ʼ", "`", ""])
def test_the_kind_of_apostrophe_makes_no_difference(text, apostrophe):
    for other in "'’":
        text = text.replace(other, apostrophe)
    assert shows_help(text)


@pytest.mark.parametrize("text", ["I want to ki\u00adll my\u200bself", "I WANT TO DIE"])
def test_what_nobody_sees_makes_no_difference(text):
    assert shows_help(text)


@pytest.mark.parametrize("language", ["en", "en-US", "EN-gb", "es", "", "xx"])
def test_english_is_looked_for_on_a_page_in_any_language(language):
    assert shows_help("I want to die", language)


@given(st.text(max_size=400))
def test_any_text_gets_an_answer(text):
    assert shows_help(text) <= {"self", "violence"}
    assert asks_about_living(text) in (True, False)


@given(st.text(max_size=60), st.text(max_size=60))
def test_words_before_and_after_hide_nothing(before, after):
    assert shows_help(f"{before} | I feel suicidal | {after}")


def test_twenty_thousand_letters_are_read_at_once():
    assert shows_help("my back hurts and I want to " * 700 + "die")


@pytest.mark.parametrize("language", sorted(languages()))
def test_each_list_says_whether_it_was_reviewed(language):
    rows = tomllib.loads((CONTENT / f"phrases.{language}.toml").read_text("utf-8"))
    assert {"version", "reviewed_by", "reviewed_on"} <= set(rows)
    assert len({group["id"] for group in rows["group"]}) == len(rows["group"])
    assert all(set(group["lists"]) <= {"help", "living"} for group in rows["group"])
