"""What was written once the page was finished: added then, or changed."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from sessions.hands import place_name
from sessions.models import Answer

NOTHING: tuple[object, ...] = (None, "", False, [])


@dataclass(frozen=True)
class Mark:
    """``new``: it was not there before the end."""

    at: datetime
    new: bool


# By fact, cost or fear (its id); else by step, and by "step/field".
Later = Mapping[str, Mark]


def later_of(answers: Iterable[Answer], completed: datetime | None) -> Later:
    """``answers`` in their order; ``completed``: when it was finished, None where it is not."""
    marks: dict[str, Mark] = {}
    if completed is None:
        return marks
    values: dict[str, object] = {}
    for row in answers:
        for key, value in _parts(row):
            if row.at > completed and value != values.get(key) and value not in NOTHING:
                fresh = marks[key].new if key in marks else values.get(key) in NOTHING
                marks[key] = Mark(row.at, fresh)
            values[key] = value
    return marks


def _parts(row: Answer) -> Iterator[tuple[str, object]]:
    if row.item is not None:
        # Whatever is answered of it: a fear's own rating, its sorting, its plan.
        yield str(row.item), row.pk
        return
    said = row.said or {}
    yield row.step, said
    for name, value in said.items():
        yield place_name(row.step, name), value
