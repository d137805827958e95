"""How often journals with nothing in them are shown something, and how often a link is found.

Seeded and small: a change of the rule shows here. ``bench/false_alarms.py`` measures it in full.
"""

import numpy as np
import pytest
from scipy import stats

from insights.patterns import YEAR_BUDGET, share_of
from tests.insights.made_up import FIRST_YEAR, NAMED, RATED, TRUE, journals, looked, shown


def plain(_: int) -> float:
    return YEAR_BUDGET


def made(seed: int, people: int, days: int, **kwargs):
    return list(journals(np.random.default_rng(seed), people, days, **kwargs))


def part(hits) -> float:
    hits = list(hits)
    return sum(hits) / len(hits)


@pytest.fixture(scope="module")
def years():
    """Ten things that have nothing to do with pain, and a year of monthly looks at them."""
    return [looked(journal, FIRST_YEAR) for journal in made(1, 160, FIRST_YEAR[-1])]


def test_over_a_year_no_more_than_one_in_ten_is_shown_anything(years):
    assert part(bool(shown(looks, share_of)) for looks in years) <= YEAR_BUDGET


def test_without_the_budget_the_same_year_would_show_something_to_far_more(years):
    assert part(bool(shown(looks, plain)) for looks in years) >= 0.2


def test_the_first_look_alone_spends_no_more_than_its_share(years):
    hits = part(bool(shown(looks[:1], share_of)) for looks in years)
    assert hits <= share_of(0) + 0.03


@pytest.mark.parametrize("kind", [RATED, NAMED])
@pytest.mark.parametrize("days", [42, 90])
def test_one_look_at_ten_percent_shows_something_to_about_one_in_ten(days, kind):
    looks = [looked(journal, [days]) for journal in made(2, 200, days, kind=kind)]
    assert 0.04 <= part(bool(shown(one, plain)) for one in looks) <= 0.16


def test_the_plain_correlation_of_the_same_day_shows_something_to_most():
    def plainly(journal) -> bool:
        pain, things = journal
        return any(stats.spearmanr(pain, one.values).pvalue < 0.05 for one in things)

    assert part(plainly(journal) for journal in made(3, 100, 28)) >= 0.5


@pytest.mark.parametrize("kind", [RATED, NAMED])
@pytest.mark.parametrize(
    ("days", "alone", "with_budget"), [(42, 0.30, 0.15), (60, 0.58, 0.46), (120, 0.84, 0.80)]
)
def test_a_link_of_four_tenths_of_an_sd_is_found(days, alone, with_budget, kind):
    looks = [looked(j, [days]) for j in made(4, 120, days, effect=0.4, kind=kind)]
    assert part(TRUE in shown(one, plain) for one in looks) >= alone
    assert part(TRUE in shown(one, share_of) for one in looks) >= with_budget
