"""Our arithmetic against scipy's and statsmodels', which the app itself does not carry."""

import math
from itertools import product

import numpy as np
import pytest
import statsmodels.api as sm
from scipy import special, stats
from statsmodels.stats.multitest import multipletests

from insights.chance import (
    RESAMPLES,
    Beside,
    adjusted,
    block_length,
    gap_intervals,
    incomplete_beta,
    p_of_r,
    p_of_t,
    t_at,
)
from insights.patterns import WINDOW, Thing, look_at, weigh
from tests.insights.made_up import NAMED, RATED, journals

FREEDOMS = [1, 2, 3, 4.5, 9, 38, 57, 116, 361, 3_646]


@pytest.mark.parametrize("freedom", FREEDOMS)
def test_p_of_t_is_scipys(freedom):
    for t in [0, 0.001, 0.1, 0.5, 1, 1.7, 2, 2.7, 4, 6, 10, 40, 1e3]:
        ours, theirs = p_of_t(t, freedom), 2 * stats.t.sf(t, freedom)
        assert ours == pytest.approx(theirs, rel=1e-9, abs=1e-290)


@pytest.mark.parametrize("freedom", FREEDOMS)
def test_p_of_r_is_scipys(freedom):
    for r in [0, 1e-9, 0.01, 0.2, -0.5, 0.9, -0.999, 1, -1]:
        t = math.inf if abs(r) == 1 else abs(r) * math.sqrt(freedom / (1 - r * r))
        assert p_of_r(r, freedom) == pytest.approx(2 * stats.t.sf(t, freedom), abs=1e-9)


@pytest.mark.parametrize("freedom", FREEDOMS)
def test_t_at_is_scipys(freedom):
    for p in [0.9, 0.5, 0.1, 0.05, 0.01, 1e-4]:
        assert t_at(p, freedom) == pytest.approx(stats.t.isf(p / 2, freedom), rel=1e-9)


def test_the_incomplete_beta_function_is_scipys():
    for a, b, x in product([0.5, 1, 2.5, 30, 180], [0.5, 1, 7, 90], [0, 0.01, 0.3, 0.5, 0.97, 1]):
        ours = incomplete_beta(a, b, x, 1 - x)
        assert ours == pytest.approx(special.betainc(a, b, x), abs=1e-12)


@pytest.mark.parametrize("count", [1, 2, 10, 40])
def test_false_discoveries_are_counted_as_statsmodels_counts_them(count):
    rng = np.random.default_rng(count)
    for _ in range(50):
        ps = rng.random(count) ** rng.integers(1, 6)
        ps[rng.random(count) < 0.2] = ps[0]
        share = rng.choice([0.1, 0.0083, 0.3])
        rejected, theirs, _, _ = multipletests(ps, alpha=share, method="fdr_bh")
        ours = adjusted(ps.tolist())
        assert ours == pytest.approx(theirs, abs=1e-12)
        assert [p <= share for p in ours] == rejected.tolist()


def test_of_nothing_nothing_is_counted():
    assert adjusted([]) == []


def regression(pain, values):
    """Pain on the thing of the day before, yesterday's pain, the day, and an intercept."""
    pain, values = (np.array([np.nan if v is None else v for v in s]) for s in (pain, values))
    day = np.arange(len(pain))[1:]
    rows = np.isfinite(pain[1:]) & np.isfinite(pain[:-1]) & np.isfinite(values[:-1])
    given = np.column_stack([values[:-1], pain[:-1], day])[rows]
    return sm.OLS(pain[1:][rows], sm.add_constant(given, prepend=False)).fit()


@pytest.mark.parametrize("days", [42, 60, 200, WINDOW])
@pytest.mark.parametrize("filled", [1.0, 0.85])
@pytest.mark.parametrize("kind", [RATED, NAMED])
def test_a_look_tests_as_statsmodels_does(days, filled, kind):
    tested = 0
    made = journals(
        np.random.default_rng(days), 8, days, things=4, effect=0.3, kind=kind, filled=filled
    )
    for pain, things in made:
        pain[0], pain[-1] = 5.0, 5.0  # so that all days are in the window
        for thing, found in zip(things, look_at(pain, things, share=0.05), strict=True):
            if found.p is None:
                continue
            tested += 1
            fit = regression(pain, thing.values)
            t, freedom = fit.tvalues[0], fit.df_resid
            assert found.days == fit.nobs
            assert found.p == pytest.approx(fit.pvalues[0], abs=1e-9)
            assert found.partial_r == pytest.approx(t / math.sqrt(t * t + freedom), abs=1e-9)
    assert tested >= 10


def test_the_adjusted_p_of_a_look_is_statsmodels():
    for pain, things in journals(np.random.default_rng(3), 10, 90, effect=0.4):
        tested = [one for one in look_at(pain, things, share=0.05) if one.p is not None]
        _, theirs, _, _ = multipletests([one.p for one in tested], method="fdr_bh")
        assert [one.p_adjusted for one in tested] == pytest.approx(theirs, abs=1e-12)


def test_both_halves_are_two_regressions():
    agreed = 0
    for pain, things in journals(np.random.default_rng(4), 12, 60, things=3, effect=0.3):
        _, weighed = weigh(pain, things)
        for thing, one in zip(things, weighed, strict=True):
            if one.found.p is None:
                continue
            # Days 1 to 59: 29 in the first half, 30 in the second, each with the day before it.
            signs = [
                np.sign(regression(pain[part], thing.values[part]).params[0])
                for part in (slice(0, 30), slice(29, 60), slice(0, 60))
            ]
            assert one.both_halves == (signs[0] == signs[1] == signs[2])
            agreed += one.both_halves
    assert 5 < agreed < 36


def test_columns_that_make_each_other_up_leave_the_rest_as_it_is():
    rng = np.random.default_rng(5)
    y, x, one = rng.normal(size=(3, 50))
    given = [np.ones(50), one, 3 * one + 2]
    fit = sm.OLS(y, np.column_stack([x, np.ones(50), one])).fit()
    found = Beside(y, given).partial(x)
    assert found.freedom == fit.df_resid
    assert found.p == pytest.approx(fit.pvalues[0], abs=1e-9)
    assert Beside(y, given).partial(5 * one - 1) is None
    assert Beside(y[:3], [np.ones(3), one[:3]]).partial(x[:3]) is None


def slow_interval(values, one, other, seed):
    """The same blocks, put together day by day."""
    days = len(values)
    length = block_length(days)
    starts, count = days - length + 1, math.ceil(days / length)
    drawn = np.random.default_rng(seed).integers(starts, size=(RESAMPLES, count))
    gaps = []
    for blocks in drawn:
        at = np.concatenate([np.arange(start, start + length) for start in blocks])
        pain, with_it, without = values[at], one[at] > 0, other[at] > 0
        if with_it.any() and without.any():
            gaps.append(pain[with_it].mean() - pain[without].mean())
    gap = values[one > 0].mean() - values[other > 0].mean()
    spared = days / length - 1
    wider = stats.t.isf(0.05, spared) / stats.norm.isf(0.05) * math.sqrt((spared + 1) / spared)
    return [gap + wider * (end - gap) for end in np.percentile(gaps, [5, 95])]


@pytest.mark.parametrize("days", [41, 100])
def test_intervals_from_block_sums_are_those_of_whole_resamples(days):
    rng = np.random.default_rng(days)
    values = rng.integers(0, 11, days).astype(float)
    one = (rng.random((2, days)) < 0.3).astype(float)
    other = (1 - one) * (rng.random((2, days)) < 0.8)
    found = gap_intervals(values, one, other, seed=7)
    for at in range(2):
        assert found[at] == pytest.approx(slow_interval(values, one[at], other[at], 7), abs=1e-9)


def test_a_group_without_a_day_has_no_interval():
    nothing = np.zeros((1, 50))
    assert gap_intervals(np.arange(50.0), nothing, 1 - nothing, seed=0) == [None]
    assert gap_intervals(np.zeros(0), np.zeros((1, 0)), np.zeros((1, 0)), seed=0) == [None]


@pytest.mark.parametrize(("days", "length"), [(1, 1), (8, 2), (41, 4), (59, 4), (119, 5), (364, 8)])
def test_blocks_are_as_long_as_the_cube_root_of_the_days_rounded_up(days, length):
    assert block_length(days) == length


@pytest.mark.parametrize(("days", "least"), [(60, 0.82), (200, 0.84)])
@pytest.mark.parametrize("effect", [0.0, 0.4])
def test_about_nine_of_ten_intervals_hold_the_true_gap(days, least, effect):
    truth = effect * 1.8 / math.sqrt(0.3 * 0.7)
    held = []
    made = journals(
        np.random.default_rng(17),
        160 if effect else 50,
        days,
        things=1 if effect else 3,
        effect=effect,
        carried=False,
        kind=NAMED,
    )
    for seed, (pain, things) in enumerate(made):
        for one in look_at(pain, things, share=0.05, seed=seed):
            if one.low is not None:
                held.append(one.low <= truth <= one.high)
    assert len(held) > 100
    assert least <= sum(held) / len(held) <= 0.96


def test_a_thing_of_whole_days_is_tested_as_its_0_and_1():
    ((pain, (thing,)),) = journals(np.random.default_rng(1), 1, 90, things=1, kind=NAMED)
    as_rating = Thing("a", thing.values, rating=True)
    one, other = look_at(pain, [thing, as_rating], share=0.05)
    assert one.p == other.p
    assert (one.n_with, one.n_without, one.gap) == (other.n_with, other.n_without, other.gap)
