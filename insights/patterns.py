"""Which things may go together with worse pain, and how sure one can be of it. Plain numpy.

Source: the project's clinical method, section 3 ('Honest statistics') and appendix C. A day's pain
is set beside what there was *the day before*, with the pain of that day and a straight trend taken
out, so that a bad spell does not count twice. It never says what causes what.
"""

import math
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np

from insights.chance import Beside, Floats, adjusted, gap_intervals

CHARTS_FROM, LOOKS_FROM = 14, 42  # days from the first to the last
FILLED = 0.70  # of those days with a pain number
PER_GROUP = 10  # days, on both sides
LEAST_GAP = 1.0  # points of pain
MOST_NEW = 2  # findings a month
YEAR_BUDGET = 0.10  # of people with nothing to find, who are shown something in a year
WINDOW = 365  # a look is at no more than the last so many days: what held years ago may not now
LOOKS_A_YEAR = 12
# How much of it the first look of a year has; the others have the rest in equal parts. Chosen by
# measuring: docs/decisions/2026-11-25-one-error-budget-a-year.md.
FIRST_LOOK = 0.3
# What was shown before stays while its own p is no higher: a bar to stay, not to be found.
STAYS = 0.05
# No number of a journal is larger; a thousandth is finer than anything that is said.
_LARGEST, _DECIMALS = 1e6, 3

Stage = Literal["log", "charts", "looks"]
Verdict = Literal["shown", "held_back", "no_link", "too_little"]
Better = Literal["low", "high", ""]
Edges = tuple[float | None, float | None]


def stage(span_days: int) -> Stage:
    """What there may be to see; ``span_days``: from the first day with pain to the last, both."""
    if span_days < CHARTS_FROM:
        return "log"
    return "charts" if span_days < LOOKS_FROM else "looks"


def share_of(number: int) -> float:
    """This look's part of the year's error budget. ``number``: how many looks of this person's
    year came before it, from 0; the year is the twelve months that begin with the month of their
    first look, and so on. 0.0 from the thirteenth on: then there is no look."""
    if number == 0:
        return YEAR_BUDGET * FIRST_LOOK
    later = YEAR_BUDGET * (1 - FIRST_LOOK) / (LOOKS_A_YEAR - 1)
    return later if 0 < number < LOOKS_A_YEAR else 0.0


@dataclass(frozen=True)
class Thing:
    """Something that may go together with pain. ``values``: one for each day of the pain beside
    it, None where it is not known. ``rating`` False: 1.0 it was there, 0.0 it was not (a day with
    an entry that does not name it). ``better``: which end of a rating feels better."""

    key: str
    values: tuple[float | None, ...]
    rating: bool
    better: Better = ""


@dataclass(frozen=True)
class Found:
    """What one look says of one thing. All of it is of the days that can be used: pain known on
    the day and on the day before, and the thing known on the day before.

    ``days``: how many those are. ``n_with``, ``n_without``: of something that is there or not, the
    days after it was there, and all others. Of a rating, the days after its *worse third* and the
    days after its *better third*; the middle is in neither, so the two are fewer than ``days``.
    The worse end is the low one where ``better`` is "high", and the high one where it is "low" or
    "". Thirds are as near to a third each as whole numbers let them be: days with the same number
    are never parted, and the two never overlap. ``edge_with``, ``edge_without``: the last number
    that still belongs to the third ("4 or less", "7 or more"); None where it is no rating.

    ``gap`` = ``mean_with`` − ``mean_without`` in points of pain, above 0: more pain after it.
    ``low`` to ``high``: 90 % of resamples by blocks of days have a gap between these. ``p``: of
    the t test beside yesterday's pain and the trend; ``p_adjusted``: among all things of the look
    that were tested (Benjamini–Hochberg). ``partial_r``: above 0 where the thing, or more of the
    rating, goes with more pain. ``pains_with``, ``pains_without``: how many days with each pain
    number from 0 to 10, halves rounded up. Numbers that cannot be had are None.

    ``verdict`` "shown": p adjusted is no more than the look's share, the gap a whole point or more
    and its interval without 0, and the averages, the test and both halves say the same direction.
    "too_little": too few days, or nothing that can be told apart from yesterday's pain
    and the trend; it was not tested. "held_back": it passed, and ``most`` others went before it.
    """

    key: str
    verdict: Verdict
    rating: bool
    days: int
    n_with: int
    n_without: int
    pains_with: tuple[int, ...]
    pains_without: tuple[int, ...]
    mean_with: float | None = None
    mean_without: float | None = None
    gap: float | None = None
    low: float | None = None
    high: float | None = None
    p: float | None = None
    p_adjusted: float | None = None
    partial_r: float | None = None
    edge_with: float | None = None
    edge_without: float | None = None


@dataclass(frozen=True)
class Weighed:
    """One thing before it is judged. ``agrees``: the averages and the test point the same way;
    ``both_halves``: so do the first and the second half of the days."""

    found: Found
    agrees: bool = False
    both_halves: bool = False
    groups: tuple[Floats, Floats] | None = None

    @property
    def wide(self) -> bool:
        return self.found.gap is not None and abs(self.found.gap) >= LEAST_GAP - 1e-9

    @property
    def may_be_none(self) -> bool:
        """The interval holds 0: to show that would be to say yes and no at once."""
        low, high = self.found.low, self.found.high
        return low is not None and high is not None and low <= 0 <= high

    @property
    def clear(self) -> bool:
        return self.wide and self.agrees and not self.may_be_none

    @property
    def stays(self) -> bool:
        return self.clear and self.found.p is not None and self.found.p <= STAYS

    def passes(self, p_adjusted: float, share: float) -> bool:
        return share > 0 and p_adjusted <= share and self.clear and self.both_halves


def look_at(
    pain: Sequence[float | None],
    things: Sequence[Thing],
    *,
    share: float,
    most: int = MOST_NEW,
    already: Collection[str] = (),
    seed: int = 0,
) -> list[Found]:
    """One look, one ``Found`` for each thing, in their order.

    ``pain``: one number 0–10 for each day in a row, None where there is none. ``share``: this
    look's part of the budget (``share_of``). ``most``: how many new findings are shown, those with
    the smallest p. ``already``: keys that were shown before: they are not new, and stay shown while
    the gap is a point or more, its interval without 0, and p ≤ 0.05. ``seed``: of the resamples;
    the same look says the same again. Every thing has a value for every day: else ValueError.
    """
    days, weighed = weigh(pain, things)
    return judge(bounded(days, weighed, seed=seed), share=share, most=most, already=already)


def bounded(days: Floats, weighed: Sequence[Weighed], *, seed: int) -> list[Weighed]:
    """Each thing that was tested with the interval of its gap. ``days``: as ``weigh`` gives it."""
    tested = [(at, one.groups) for at, one in enumerate(weighed) if one.groups]
    found = list(weighed)
    if not tested:
        return found
    one, other = (np.stack([groups[side] for _, groups in tested]) for side in (0, 1))
    intervals = gap_intervals(days, one, other, seed=seed)
    for (at, _), interval in zip(tested, intervals, strict=True):
        if interval is not None:
            ends = replace(found[at].found, low=interval[0], high=interval[1])
            found[at] = replace(found[at], found=ends)
    return found


def judge(
    weighed: Sequence[Weighed], *, share: float, most: int = MOST_NEW, already: Collection[str] = ()
) -> list[Found]:
    """The verdicts of one look, with p adjusted among all that was tested."""
    tested = [at for at, one in enumerate(weighed) if one.found.p is not None]
    by_chance = adjusted([weighed[at].found.p or 0.0 for at in tested])
    found = [one.found for one in weighed]
    passed = []
    for at, p in zip(tested, by_chance, strict=True):
        one = weighed[at]
        found[at] = replace(one.found, p_adjusted=p)
        if one.found.key in already:
            if one.stays or one.passes(p, share):
                found[at] = replace(found[at], verdict="shown")
        elif one.passes(p, share):
            passed.append(at)
    passed.sort(key=lambda at: (weighed[at].found.p or 0.0, weighed[at].found.key))
    for place, at in enumerate(passed):
        found[at] = replace(found[at], verdict="shown" if place < most else "held_back")
    return found


def weigh(pain: Sequence[float | None], things: Sequence[Thing]) -> tuple[Floats, list[Weighed]]:
    """Everything that does not depend on the share: the pain of each day that can follow another
    one (0.0 where there is none), and each thing weighed against it."""
    if any(len(thing.values) != len(pain) for thing in things):
        raise ValueError("every thing has one value for each day of pain")
    known = _numbers(pain)
    known[(known < 0) | (known > 10)] = np.nan  # no pain number
    since, enough = _window(np.isfinite(known))
    known = known[since:]
    days = np.nan_to_num(known[1:], nan=0.0)
    links = _Links(known)
    values = (_numbers(thing.values)[since:] for thing in things)
    return days, [_weigh(thing, links, x, enough) for thing, x in zip(things, values, strict=True)]


class _Links:
    """Pain on a thing of the day before, beside the pain of that day, a straight trend and a mean:
    over all days that can be used, their first half and their second. Things that are known on the
    same days share the work."""

    def __init__(self, pain: Floats) -> None:
        self.today, self.before = pain[1:], pain[:-1]
        self.both = np.isfinite(self.today) & np.isfinite(self.before)
        self._done: dict[bytes, list[tuple[np.ndarray, Beside]]] = {}

    def parts(self, usable: np.ndarray) -> list[tuple[np.ndarray, Beside]]:
        key = usable.tobytes()
        if key not in self._done:
            at = np.flatnonzero(usable)
            middle = len(at) // 2
            self._done[key] = [(one, self._over(one)) for one in (at, at[:middle], at[middle:])]
        return self._done[key]

    def _over(self, at: np.ndarray) -> Beside:
        return Beside(self.today[at], [np.ones(len(at)), at - at.mean(), self.before[at]])


def _numbers(values: Sequence[float | None]) -> Floats:
    """NaN for what is not known, or is no number that a journal can hold."""
    numbers = np.array([math.nan if one is None else one for one in values], dtype=float)
    numbers[~(np.abs(numbers) <= _LARGEST)] = np.nan
    return np.round(numbers, _DECIMALS)


def _window(known: np.ndarray) -> tuple[int, bool]:
    """Where the look begins, and whether there is enough for one: the longest run of days up to
    the last one with pain that is filled well enough, of 42 to 365 days. An empty month a year ago
    shuts nobody out. Which days it takes rests on which are known, never on what they say."""
    at = np.flatnonzero(known)
    if not len(at):
        return 0, False
    last = int(at[-1])
    starts = at[at > last - WINDOW]
    spans = last - starts + 1
    filled = np.arange(len(starts), 0, -1) / spans
    good = np.flatnonzero((filled >= FILLED - 1e-9) & (spans >= LOOKS_FROM))
    if len(good):
        return int(starts[good[0]]), True
    return int(starts[0]), False


def _weigh(thing: Thing, links: _Links, values: Floats, enough: bool) -> Weighed:
    today, x = links.today, values[:-1]
    usable = links.both & np.isfinite(x)
    worse, better, edges = _thirds(x, usable, thing) if thing.rating else _there_or_not(x, usable)
    one, other = today[worse], today[better]
    found = Found(
        key=thing.key,
        verdict="too_little",
        rating=thing.rating,
        days=int(usable.sum()),
        n_with=len(one),
        n_without=len(other),
        pains_with=_counts(one),
        pains_without=_counts(other),
        mean_with=float(one.mean()) if len(one) else None,
        mean_without=float(other.mean()) if len(other) else None,
        edge_with=edges[0],
        edge_without=edges[1],
    )
    if not enough or min(len(one), len(other)) < PER_GROUP:
        return Weighed(found)
    (at, regression), *halves = links.parts(usable)
    whole = regression.partial(x[at])
    if whole is None:
        return Weighed(found)
    signs = [(half.r(x[part]) or 0.0) * whole.r for part, half in halves]
    gap = float(one.mean() - other.mean())
    upside_down = -1.0 if thing.rating and thing.better == "high" else 1.0
    found = replace(found, verdict="no_link", gap=gap, p=whole.p, partial_r=whole.r)
    return Weighed(
        found,
        agrees=gap * whole.r * upside_down > 0,
        both_halves=all(sign > 0 for sign in signs),
        groups=(worse.astype(float), better.astype(float)),
    )


def _there_or_not(x: Floats, usable: np.ndarray) -> tuple[np.ndarray, np.ndarray, Edges]:
    return usable & (x > 0.5), usable & ~(x > 0.5), (None, None)


def _thirds(x: Floats, usable: np.ndarray, thing: Thing) -> tuple[np.ndarray, np.ndarray, Edges]:
    """The worse and the better third: of all ways to cut between two different numbers, low and
    high apart, the one that is nearest to a third of the days on each side; nearest in sum."""
    numbers, counts = np.unique(x[usable], return_counts=True)
    if len(numbers) < 2:
        nothing = np.zeros(len(x), dtype=bool)
        return nothing, nothing, (None, None)
    third = counts.sum() / 3
    low, high = np.cumsum(counts), np.cumsum(counts[::-1])[::-1]
    off = np.abs(low - third)[:, None] + np.abs(high - third)[None, :]
    off[np.tril_indices(len(numbers))] = np.inf
    at_low, at_high = np.unravel_index(int(np.argmin(off)), off.shape)
    edge_low, edge_high = float(numbers[at_low]), float(numbers[at_high])
    lows, highs = usable & (x <= edge_low), usable & (x >= edge_high)
    if thing.better == "high":
        return lows, highs, (edge_low, edge_high)
    return highs, lows, (edge_high, edge_low)


def _counts(pains: Floats) -> tuple[int, ...]:
    """How many days with each number from 0 to 10, halves rounded up."""
    counts = np.bincount(np.floor(pains + 0.5).astype(int), minlength=11)
    return tuple(int(count) for count in counts)
