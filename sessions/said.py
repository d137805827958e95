"""Reading what an answer said, field by field. What is not there is "" or None."""

from collections.abc import Mapping
from datetime import date

from django.utils.dateparse import parse_date
from django.utils.functional import Promise

from sessions.steps import Progress, Step

Words = str | Promise
Said = Mapping[str, object]


def said_of(progress: Progress, step: Step, item: str | None = None) -> Said:
    given = progress.latest(step, item)
    return {} if given is None else given.values


def text(said: Said, name: str) -> str:
    return str(said.get(name) or "")


def number(said: Said, name: str) -> int | None:
    value = said.get(name)
    return None if value is None else int(str(value))


def day(said: Said, name: str) -> date | None:
    return parse_date(text(said, name))


def label(words: Mapping[str, Words], code: object) -> Words:
    """The words of a code; an unknown one, of an older content, stays as it is."""
    return "" if code in (None, "") else words.get(str(code), str(code))


def labels(words: Mapping[str, Words], codes: object) -> tuple[Words, ...]:
    return tuple(label(words, code) for code in codes) if isinstance(codes, list) else ()
