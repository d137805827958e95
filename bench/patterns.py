"""How long one look takes: ten things, a year and ten years of days.

    .venv/bin/python bench/patterns.py [rounds, 30]

Median and 95th percentile in milliseconds, processor time beside them. A look is at the last 365
days, so that ten years cost what one does, but for reading them. A figure, not a test.
"""

import statistics
import sys
import time
from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import numpy as np

from insights.patterns import look_at, share_of
from insights.swings import swings_in
from insights.weeks import change_of, weeks_of
from tests.insights.made_up import NAMED, RATED, journals


def say(name: str, ask: Callable[[], object], rounds: int) -> None:
    ask()
    times, busy = [], []
    for _ in range(rounds):
        begin, worked = time.perf_counter(), time.process_time()
        ask()
        times.append((time.perf_counter() - begin) * 1000)
        busy.append((time.process_time() - worked) * 1000)
    middle, most = statistics.median(times), statistics.quantiles(times, n=20)[-1]
    line = f"{name:28} {middle:8.1f} {most:8.1f} {statistics.median(busy):8.1f}"
    print(line)  # noqa: T201


def main(rounds: int) -> None:
    print(f"{'':28} {'median':>8} {'95 %':>8} {'CPU':>8}")  # noqa: T201
    first = date(2016, 1, 1)
    for days in (60, 365, 3_650):
        for kind in (RATED, NAMED):
            ((pain, things),) = journals(np.random.default_rng(days), 1, days, kind=kind)
            look = partial(look_at, pain, things, share=share_of(0))
            say(f"look, 10 {kind} × {days}", look, rounds)
        say(f"weeks × {days}", partial(weeks_of, first, pain), rounds)
        say(f"change × {days}", partial(change_of, first, pain), rounds)
        say(f"swings × {days}", partial(swings_in, pain, pain), rounds)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 30)
