"""The moment a thought showed up, the thinking habits in it and the replies, as they are read."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sessions.asking import who_asks
from sessions.content import habits
from sessions.models import Answer, Examination
from sessions.said import Words, day, number, said_of, text
from sessions.steps import Progress, Step


@dataclass(frozen=True)
class Situation:
    """When the thought last showed up; ``pain`` 0–10."""

    on: date | None
    place: str
    with_whom: str
    pain: int | None
    did: str
    did_next: str


@dataclass(frozen=True)
class Habits:
    """The thinking habits that were picked, by their names; none of them is an answer too."""

    picked: tuple[str, ...]
    why: str


@dataclass(frozen=True)
class Reply:
    """``code``: the id of the question; ``who``: who asks it, "" for the app itself."""

    code: str
    asked: str
    text: str
    who: Words


def situation_of(progress: Progress) -> Situation | None:
    """None where it was not asked, or all of it was left."""
    said = said_of(progress, Step.SITUATION)
    if not any(value not in (None, "") for value in said.values()):
        return None
    return Situation(
        on=day(said, "on"),
        place=text(said, "place"),
        with_whom=text(said, "with_whom"),
        pain=number(said, "pain"),
        did=text(said, "did"),
        did_next=text(said, "did_next"),
    )


def habits_of(progress: Progress, examination: Examination) -> Habits | None:
    """None where it was not asked, or was left by going back."""
    said = said_of(progress, Step.HABITS)
    codes = said.get("habits")
    picked = [str(code) for code in codes] if isinstance(codes, list) else []
    if not (picked or said.get("none") or said.get("why")):
        return None
    known = {one.id: one.label for one in habits(examination.content_version, examination.language)}
    return Habits(tuple(known.get(code, code) for code in picked), text(said, "why"))


def replies_of(answers: Sequence[Answer]) -> tuple[Reply, ...]:
    """The questions of the series that were answered, each as it was asked last."""
    given = [row for row in answers if row.step == Step.QUESTIONS and row.item is None]
    if not given or given[-1].removed:
        return ()
    # A reply that was kept from another time of asking has its wording there.
    asked = {code: words for row in given for code, words in (row.asked or {}).items()}
    said = given[-1].said or {}
    return tuple(
        Reply(code, str(asked.get(code, "")), str(words), who_asks(code))
        for code, words in said.items()
        if words
    )
