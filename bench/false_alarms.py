"""How often a pattern is shown where there is none, and how often one that is there is found.

    .venv/bin/python bench/false_alarms.py [how many people, 1000] [rated or named, both]

Journals that nobody wrote: ten things and pain, all AR(1) with φ 0.5 (mean 5, SD 1.8, whole
numbers from 0 to 10), every day filled; "named": things that are there on three days of ten.
Percent of people, ± 1.96 standard errors; what takes longest has fewer people, as it says. A
figure, not a test.
"""

import os
import sys
import time
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent

sys.path.insert(0, str(ROOT))
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import numpy as np  # noqa: E402
from scipy import stats  # noqa: E402

from insights.patterns import LOOKS_A_YEAR, YEAR_BUDGET, share_of  # noqa: E402
from tests.insights.made_up import (  # noqa: E402
    FIRST_YEAR,
    MONTH,
    NAMED,
    RATED,
    TRUE,
    Journal,
    journals,
    looked,
    shown,
)

LATER_YEAR = [365 + MONTH * month for month in range(LOOKS_A_YEAR)]
# The looks of somebody whose last one was on that day.
LAST = {42: [42], 60: [60], 120: [60, 90, 120], 365: [65 + MONTH * month for month in range(11)]}
EFFECT = 0.4


def plain(_: int) -> float:
    return YEAR_BUDGET


def percent(hits: Sequence[bool]) -> str:
    part = sum(hits) / len(hits)
    return f"{100 * part:5.1f} ± {100 * 1.96 * (part * (1 - part) / len(hits)) ** 0.5:3.1f}"


def spearman(journal: Journal, days: int) -> bool:
    """What a plain rank correlation with the pain of the same day shows at p < 0.05."""
    pain, things = journal
    ranks = stats.rankdata([one.values[:days] for one in things], axis=1)
    felt = stats.rankdata(pain[:days])
    varied = ranks[ranks.std(axis=1) > 0]
    r = np.array([np.corrcoef(one, felt)[0, 1] for one in varied])
    t = r * np.sqrt((days - 2) / (1 - r**2))
    return bool((2 * stats.t.sf(np.abs(t), days - 2) < 0.05).any())


def say(line: str = "") -> None:
    print(line, flush=True)  # noqa: T201


def false_alarms(people: int, kind: str) -> None:
    say(f"Ten things that have nothing to do with pain ({kind}): anything shown, % of {people}")
    say(f"{'':34} {'Spearman, same day':>20} {'rule at 10 %':>14} {'with the budget':>16}")
    for days in (28, 42, 60, 90):
        made = list(journals(np.random.default_rng(days), people, days, kind=kind))
        line = f"{f'one look at {days} days':34} {percent([spearman(j, days) for j in made]):>20}"
        if days >= FIRST_YEAR[0]:
            looks = [looked(journal, [days]) for journal in made]
            for share in (plain, share_of):
                line += f" {percent([bool(shown(one, share)) for one in looks]):>15}"
        say(line)
    some = max(people // 4, 50)
    daily = list(range(FIRST_YEAR[0], 91))
    for name, days, phi, count in (
        ("a look a day, 42 to 90", daily, 0.5, some),
        ("the first year, monthly", FIRST_YEAR, 0.5, people),
        ("the same, φ 0.7", FIRST_YEAR, 0.7, some * 2),
        ("a later year, monthly", LATER_YEAR, 0.5, some),
    ):
        made = journals(np.random.default_rng(6), count, max(days), kind=kind, phi=phi)
        looks = [looked(journal, days) for journal in made]
        once = percent([bool(shown(one, plain)) for one in looks])
        line = f"{f'{name} ({count})':34} {'':20} {once:>14}"
        if days is not daily:
            line += f" {percent([bool(shown(one, share_of)) for one in looks]):>16}"
        say(line)


def power(people: int, kind: str) -> None:
    say(f"One of ten things moves the next day's pain by {EFFECT} SD ({kind}): it is shown, %")
    say(f"{'':34} {'p < 0.05 alone':>20} {'rule at 10 %':>14} {'with the budget':>16}")
    for days, schedule in LAST.items():
        some = people if len(schedule) == 1 else max(people // 4, 50)
        rng = np.random.default_rng(days + 1)
        made = list(journals(rng, some, days, effect=EFFECT, kind=kind))
        looks = [looked(journal, schedule) for journal in made]
        alone = percent([(one[-1][0].found.p or 1) < 0.05 for one in looks])
        once = percent([TRUE in shown(one[-1:], plain) for one in looks])
        budget = percent([TRUE in shown(one, share_of) for one in looks])
        name = f"{days} days, {len(schedule)} look{'s' * (len(schedule) > 1)} ({some})"
        say(f"{name:34} {alone:>20} {once:>14} {budget:>16}")


def main(people: int, kinds: Sequence[str]) -> None:
    begin = time.perf_counter()
    for kind in kinds:
        false_alarms(people, kind)
        say()
        power(people, kind)
        say()
    say(f"{time.perf_counter() - begin:.0f} s")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1_000, sys.argv[2:] or (RATED, NAMED))
