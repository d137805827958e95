"""Whether a thought can be checked, from its words alone. Plain Python.

A feeling, a fact, and *never* or *always* are sent back once, with a hint, and then allowed:
the rule is coarse and the person knows better. Source: the project's clinical method, section 1
(a design choice of this project).
"""

import re
from enum import StrEnum


class Hint(StrEnum):
    """Why a thought is looked at once more; the words for it stand in ``wording``."""

    ABSOLUTE = "absolute"
    FEELING = "feeling"
    FACT = "fact"


_ABSOLUTE = re.compile(
    r"\b(never|always|forever|for ever|every single time|no matter what|100 ?(%|percent))(?!\w)"
)
_FEELINGS = (
    "afraid|angry|anxious|ashamed|alone|awful|bad|depressed|desperate|down|embarrassed|fed up|"
    "frightened|furious|guilty|hopeless|hurt|lonely|low|mad|miserable|nervous|numb|overwhelmed|"
    "panicked|sad|scared|stressed|tense|terrified|tired|upset|useless|worried|worthless"
)
_FEELING = re.compile(
    rf"^(i|i'm|im|it|this|that) (am |feel |felt |was |makes me |made me |make me )?"
    rf"(feel |feeling )?(so |very |really |just |too |always )*({_FEELINGS})\b[^,;]*$"
)
# What says that something is expected, so that it can come true or not.
_EXPECTS = re.compile(
    r"\b(if|when|whenever|as soon as|will|won't|wont|would|wouldn't|going to|gonna|'ll|ll|can|"
    r"can't|cannot|cant|could|couldn't|must|should|may|might|means|no use|need|needs)\b"
)
_HAS_BEEN = re.compile(
    r"\b(was|were|had|did|has|have|is|are|am|went|got|hurts?|fell|broke|said|told|in (19|20)\d\d|"
    r"\w+ed)\b"
)


def hint(text: str) -> Hint | None:
    """What makes ``text`` hard to check, or None."""
    words = " ".join(text.casefold().replace("’", "'").split()).strip(" .!?")
    if _ABSOLUTE.search(words):
        return Hint.ABSOLUTE
    if _EXPECTS.search(words):
        return None
    if _FEELING.search(words):
        return Hint.FEELING
    return Hint.FACT if _HAS_BEEN.search(words) else None


_CARE = re.compile(
    r"\b(medicines?|medications?|meds|pills?|tablets?|pain ?killers?|drugs?|insulin|inhaler|patch|"
    r"doses?|prescri\w+|ibuprofen|paracetamol|acetaminophen|opioids?|brace|corset|collar|splint|"
    r"orthosis|cane|stick|crutch(es)?|walker|rollator|wheelchair|frame)\b"
)


def is_care(text: str) -> bool:
    """Whether ``text`` names medicine or an aid, which no test asks anybody to do without."""
    return bool(_CARE.search(text.casefold()))
