"""Journals that nobody wrote, of which the truth is known."""

from collections.abc import Callable, Iterator, Sequence

import numpy as np

from insights.patterns import YEAR_BUDGET, Thing, Weighed, bounded, judge, weigh

MEAN, SD = 5.0, 1.8
# With a 0–10 number: how sleep, stress and the like are told; without: named on a day or not.
RATED, NAMED = "rated", "named"
NAMED_ON = 0.3  # of days

# One look a month, in the first 365 days.
MONTH = 30
FIRST_YEAR = [42 + MONTH * month for month in range(11)]
TRUE = "thing-0"

Looks = list[list[Weighed]]
Journal = tuple[list[float | None], list[Thing]]


def ar1(rng: np.random.Generator, shape: tuple[int, ...], phi: float) -> np.ndarray:
    """Stationary series along the last axis, mean 0 and SD 1, each day ``phi`` like the last."""
    noise = rng.standard_normal(shape)
    noise[..., 1:] *= np.sqrt(1 - phi**2)
    for day in range(1, shape[-1]):
        noise[..., day] += phi * noise[..., day - 1]
    return noise


def number(series: np.ndarray) -> np.ndarray:
    """As somebody would say it: a whole number from 0 to 10."""
    return np.clip(np.round(MEAN + SD * series), 0, 10)


def journals(
    rng: np.random.Generator,
    people: int,
    days: int,
    *,
    things: int = 10,
    phi: float = 0.5,
    effect: float = 0.0,
    carried: bool = True,
    kind: str = RATED,
    filled: float = 1.0,
) -> Iterator[Journal]:
    """For each person, pain and things. The first thing moves the next day's pain by ``effect``
    SDs of pain for each SD of the thing; the others have nothing to do with it. ``carried``: what
    it did to a day is passed on to the days after like all other pain; else it is gone by then."""
    felt = ar1(rng, (people, things, days), phi)
    moved = felt[:, 0]
    if kind == NAMED:
        level = np.quantile(rng.standard_normal(100_000), 1 - NAMED_ON)
        said = (felt > level).astype(float)
        moved = (said[:, 0] - NAMED_ON) / np.sqrt(NAMED_ON * (1 - NAMED_ON))
    else:
        said = number(felt)
    pain = ar1(rng, (people, days), phi)
    pushed = np.zeros_like(pain)
    for day in range(1, days):
        pushed[:, day] = effect * moved[:, day - 1] + carried * phi * pushed[:, day - 1]
    pain = number(pain + pushed)
    missing = rng.random((people, days)) >= filled
    for felt_by_one, said_by_one, away in zip(pain, said, missing, strict=True):
        yield (
            known(felt_by_one, away),
            [
                Thing(f"thing-{which}", tuple(known(values, away)), rating=kind == RATED)
                for which, values in enumerate(said_by_one)
            ],
        )


def known(values: np.ndarray, away: np.ndarray) -> list[float | None]:
    return [None if gone else float(one) for one, gone in zip(values, away, strict=True)]


def looked(journal: Journal, days: Sequence[int]) -> Looks:
    """The same journal, weighed on each of these days."""
    pain, things = journal
    looks = []
    for day in days:
        cut = [Thing(one.key, one.values[:day], one.rating, one.better) for one in things]
        numbers, weighed = weigh(pain[:day], cut)
        # Only what passes at the whole 10 % needs its interval: no share is larger.
        for at, found in enumerate(judge(weighed, share=YEAR_BUDGET)):
            if found.verdict in ("shown", "held_back"):
                weighed[at : at + 1] = bounded(numbers, weighed[at : at + 1], seed=day)
        looks.append(weighed)
    return looks


def shown(looks: Looks, share: Callable[[int], float]) -> set[str]:
    """Keys that any of the looks shows, each look with its share."""
    keys: set[str] = set()
    for number, weighed in enumerate(looks):
        found = judge(weighed, share=share(number), already=keys)
        keys |= {one.key for one in found if one.verdict == "shown"}
    return keys
