"""One look: what is tested, what it takes to be shown, and what is said of it."""

import math
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from insights.patterns import (
    LOOKS_A_YEAR,
    PER_GROUP,
    WINDOW,
    YEAR_BUDGET,
    Found,
    Thing,
    Weighed,
    judge,
    look_at,
    share_of,
    stage,
)

SHARE = 0.05


def noise(days: int, seed: int = 1, size: float = 0.8) -> np.ndarray:
    return np.random.default_rng(seed).normal(0, size, days)


def now_and_then(days: int, seed: int = 2, often: float = 0.4) -> np.ndarray:
    return (np.random.default_rng(seed).random(days) < often).astype(float)


def after(x: np.ndarray, points: float, seed: int = 1) -> list[float]:
    """Pain that is so many points higher on the day after ``x``, and nothing else."""
    pain = 4 + noise(len(x), seed)
    pain[1:] += points * x[:-1]
    return np.clip(pain, 0, 10).tolist()


def thing(values, key="long drive", *, rating=False, better="") -> Thing:
    return Thing(
        key,
        tuple(None if v is None or math.isnan(v) else float(v) for v in values),
        rating,
        better,
    )


def look(pain, *things: Thing, share=SHARE, **kwargs) -> list[Found]:
    return look_at(pain, things, share=share, **kwargs)


def verdicts(found: list[Found]) -> list[str]:
    return [one.verdict for one in found]


# What there may be to see


@pytest.mark.parametrize(
    ("days", "name"),
    [(0, "log"), (1, "log"), (13, "log"), (14, "charts"), (41, "charts"), (42, "looks")],
)
def test_the_stages_begin_at_14_and_42_days(days, name):
    assert stage(days) == name


def test_the_looks_of_a_year_share_one_budget():
    shares = [share_of(number) for number in range(40)]
    assert all(0 < share <= YEAR_BUDGET for share in shares[:LOOKS_A_YEAR])
    assert not any(shares[LOOKS_A_YEAR:])
    assert sum(shares) <= YEAR_BUDGET + 1e-12
    assert share_of(-1) == 0


def test_later_looks_get_no_more_than_earlier_ones():
    shares = [share_of(number) for number in range(LOOKS_A_YEAR)]
    assert shares == sorted(shares, reverse=True)


# What is said


def test_it_counts_the_days_after_and_averages_their_pain():
    x = np.tile([1.0, 0.0, 0.0], 20)
    pain = np.where(np.roll(x, 1) > 0, 6.0, 4.0)
    pain[0] = 9.0
    pain[1::6] += 1
    (found,) = look(pain.tolist(), thing(x))
    assert (found.days, found.n_with, found.n_without) == (59, 20, 39)
    assert (found.mean_with, found.mean_without) == (6.5, 4.0)
    assert found.gap == 2.5
    assert found.pains_with == (0,) * 6 + (10, 10) + (0,) * 3
    assert found.pains_without == (0,) * 4 + (39,) + (0,) * 6
    assert found.low <= found.gap <= found.high


def test_a_half_counts_as_the_number_above():
    x = now_and_then(60)
    (found,) = look([4.5] * 30 + [10.0] * 15 + [0.4] * 15, thing(x))
    assert found.pains_with[5] + found.pains_without[5] == 29
    assert found.pains_with[4] + found.pains_without[4] == 0
    assert sum(found.pains_with) == found.n_with
    assert sum(found.pains_without) == found.n_without


def test_a_clear_link_with_the_next_day_is_shown():
    x = now_and_then(60)
    (found,) = look(after(x, 2), thing(x))
    assert found.verdict == "shown"
    assert found.gap > 1
    assert found.partial_r > 0
    assert 0 < found.low < found.gap < found.high
    assert found.p == found.p_adjusted < 0.001


def test_a_thing_that_goes_with_less_pain_is_shown_too():
    x = now_and_then(60)
    (found,) = look(after(x, -2), thing(x))
    assert found.verdict == "shown"
    assert found.gap < -1
    assert found.partial_r < 0


def test_what_comes_on_the_same_day_alone_is_no_link():
    x = now_and_then(60)
    pain = 4 + 2 * x + noise(60)
    (found,) = look(pain.tolist(), thing(x))
    assert found.verdict == "no_link"
    assert found.p > SHARE


def test_what_follows_from_yesterdays_pain_alone_is_no_link():
    """Pain lasts, and the thing comes on bad days: the averages differ, and it adds nothing."""
    rng = np.random.default_rng(4)
    pain = np.zeros(120)
    for day in range(1, 120):
        pain[day] = 0.75 * pain[day - 1] + rng.normal(0, 1)
    x = (pain + rng.normal(0, 0.7, 120) > 0.3).astype(float)
    (found,) = look(np.clip(pain + 5, 0, 10).tolist(), thing(x))
    assert found.gap > 1
    assert found.verdict == "no_link"
    assert found.p > SHARE


def test_what_only_grows_rarer_while_pain_falls_is_no_link():
    rng = np.random.default_rng(5)
    line = np.linspace(1, 0, 120)
    pain = 3 + 4 * line + rng.normal(0, 0.6, 120)
    x = (rng.random(120) < line).astype(float)
    (found,) = look(pain.tolist(), thing(x))
    assert found.gap > 1
    assert found.verdict == "no_link"
    assert found.p > SHARE


# What it takes to be tested


def present_on(days: int, count: int) -> np.ndarray:
    """Spread evenly, and the last day, after which nothing comes, is not one of them."""
    x = np.zeros(days)
    x[np.linspace(1, days - 3, count).astype(int)] = 1
    return x


@pytest.mark.parametrize(("count", "verdict"), [(9, "too_little"), (10, "shown")])
def test_it_takes_ten_days_in_a_group(count, verdict):
    x = present_on(60, count)
    assert verdicts(look(after(x, 3), thing(x))) == [verdict]
    pain = after(1 - x, 3)
    assert verdicts(look(pain, thing(1 - x))) == [verdict]


@pytest.mark.parametrize(("days", "verdict"), [(41, "too_little"), (42, "shown")])
def test_it_takes_42_days(days, verdict):
    x = present_on(days, 14)
    assert verdicts(look(after(x, 3), thing(x))) == [verdict]


@pytest.mark.parametrize(("gone", "verdict"), [(31, "too_little"), (30, "shown")])
def test_it_takes_seven_days_of_ten_with_pain(gone, verdict):
    x = present_on(100, 50)
    pain = after(x, 3)
    for day in np.linspace(5, 95, gone).astype(int):
        pain[day] = None
    pain[:3] = [4.0, 4.0, 4.0]
    if gone == 31:  # no shorter run of days up to the last is filled any better
        pain[96:99] = [None, None, None]
        pain[5], pain[8], pain[11] = 4.0, 4.0, 4.0
    assert sum(value is None for value in pain) == gone
    assert verdicts(look(pain, thing(x))) == [verdict]


def test_an_empty_spell_long_ago_shuts_nobody_out():
    x = present_on(200, 90)
    pain = after(x, 3)
    pain[20:130] = [None] * 110
    (found,) = look(pain, thing(x))
    assert found.verdict == "shown"
    assert 69 <= found.days < 110


def test_a_look_is_at_the_last_365_days():
    assert WINDOW == 365
    x = present_on(2 * WINDOW, 300)
    old, new = after(x, 3), after(x, 0)
    pain = old[:WINDOW] + new[WINDOW:]
    (found,) = look(pain, thing(x))
    assert found.days == 364
    assert found.verdict == "no_link"
    (alone,) = look(new[WINDOW:], thing(x[WINDOW:]))
    assert found == alone
    (other,) = look(new[:WINDOW] + after(x, 3)[WINDOW:], thing(x))
    assert other.verdict == "shown"


def test_days_without_a_pain_number_before_and_after_change_nothing():
    x = now_and_then(80)
    pain, nothing = after(x, 1.5), [None] * 20
    (plain,) = look(pain, thing(x))
    (padded,) = look(nothing + pain + nothing, thing([1.0] * 20 + x.tolist() + [1.0] * 20))
    assert padded.p == pytest.approx(plain.p, rel=1e-9)
    assert (padded.days, padded.gap, padded.verdict) == (plain.days, plain.gap, plain.verdict)


def test_a_day_counts_only_beside_a_known_day_before_it():
    x = now_and_then(80)
    pain = after(x, 2)
    pain[40] = None
    values = x.tolist()
    values[60] = None
    (found,) = look(pain, thing(values))
    assert found.days == 79 - 2 - 1
    assert found.n_with + found.n_without == found.days


@pytest.mark.parametrize("odd", [11.0, -1.0, 1e300, float("nan"), float("inf")])
def test_what_is_no_pain_number_is_not_known(odd):
    x = now_and_then(80)
    pain = after(x, 2)
    missing, strange = pain.copy(), pain.copy()
    missing[40], strange[40] = None, odd
    assert look(strange, thing(x)) == look(missing, thing(x))


def test_what_was_always_there_or_never_is_not_tested():
    pain = after(now_and_then(60), 2)
    found = look(pain, thing([1.0] * 60), thing([0.0] * 60), thing([6.0] * 60, rating=True))
    assert verdicts(found) == ["too_little"] * 3
    assert [one.p for one in found] == [None] * 3


def test_what_is_yesterdays_pain_again_or_the_trend_cannot_be_told_apart_from_them():
    pain = after(now_and_then(60), 2)
    assert verdicts(look(pain, thing(pain, rating=True))) == ["too_little"]
    assert verdicts(look(pain, thing(10 - np.array(pain), rating=True))) == ["too_little"]
    assert verdicts(look(pain, thing(range(60), rating=True))) == ["too_little"]


def test_pain_that_never_changes_goes_with_nothing():
    (found,) = look([5.0] * 60, thing(now_and_then(60)))
    assert (found.verdict, found.gap, found.p) == ("no_link", 0, 1)
    assert (found.low, found.high) == (0, 0)


def test_what_was_not_tested_does_not_make_the_others_harder_to_find():
    x = now_and_then(60)
    pain = after(x, 2)
    (alone,) = look(pain, thing(x))
    beside = look(pain, thing(x), *(thing(present_on(60, 9), f"rare-{n}") for n in range(9)))
    assert beside[0] == alone


# What it takes to be shown


def test_less_than_a_point_is_not_shown_however_sure():
    x = now_and_then(300)
    rng = np.random.default_rng(8)
    pain = 4 + 0.9 * np.roll(x, 1) + rng.normal(0, 0.05, 300)
    (found,) = look(pain.tolist(), thing(x))
    assert found.p < 1e-9
    assert 0.85 < found.gap < 0.95
    assert found.verdict == "no_link"
    (wider,) = look((4 + (pain - 4) * 1.2).tolist(), thing(x))
    assert wider.verdict == "shown"


def test_a_whole_point_is_enough():
    x = np.tile([1.0, 0.0, 0.0, 1.0, 0.0], 20)
    pain = 4 + np.roll(x, 1)
    pain[0] = 4
    pain[11::10] += 0.5
    pain[12::10] += 0.5
    (found,) = look(pain.tolist(), thing(x))
    assert found.gap < 1.5
    pain = 4 + np.roll(x, 1)
    (exact,) = look([4.0, *pain[1:]], thing(x))
    assert exact.gap == 1
    assert exact.verdict == "shown"


def test_both_halves_must_say_the_same():
    x = now_and_then(120)
    strong, weak = after(x, 4), after(x, -0.7, seed=3)
    (found,) = look(strong[:60] + weak[60:], thing(x))
    assert found.p < SHARE
    assert found.gap > 1
    assert found.verdict == "no_link"
    (same,) = look(strong[:60] + after(x, 0.7, seed=3)[60:], thing(x))
    assert same.verdict == "shown"


def test_averages_that_differ_the_other_way_than_the_test_are_not_shown():
    """Yesterday's pain makes up the gap, and beside it the thing goes with less pain."""
    rng = np.random.default_rng(6)
    x, pain = np.zeros(300), np.zeros(300)
    for day in range(1, 300):
        pain[day] = 0.95 * pain[day - 1] - 0.5 * x[day - 1] + rng.normal(0, 0.5)
        x[day] = float(pain[day] + rng.normal(0, 0.3) > 0)
    (found,) = look(np.clip(pain * 1.5 + 5, 0, 10).tolist(), thing(x))
    assert found.gap > 1
    assert found.partial_r < 0
    assert found.p < 1e-6
    assert found.verdict == "no_link"


def test_a_gap_that_may_be_none_is_not_shown():
    x = now_and_then(60)
    (found,) = look(after(x, 2), thing(x))
    found = replace(found, verdict="no_link", low=-0.1)
    weighed = Weighed(found, agrees=True, both_halves=True)
    assert verdicts(judge([weighed], share=SHARE)) == ["no_link"]
    assert verdicts(judge([weighed], share=SHARE, already={"long drive"})) == ["no_link"]
    sure = replace(weighed, found=replace(found, low=0.1))
    assert verdicts(judge([sure], share=SHARE)) == ["shown"]


def three_links(days: int = 150):
    xs = [now_and_then(days, seed) for seed in (21, 22, 23)]
    pain = np.full(days, 3.0) + noise(days)
    for points, x in zip((1.8, 2.6, 2.2), xs, strict=True):
        pain[1:] += points * x[:-1]
    return np.clip(pain, 0, 10).tolist(), [
        thing(x, key) for x, key in zip(xs, ("a", "b", "c"), strict=True)
    ]


def test_two_new_ones_a_month_are_shown_the_surest_first():
    pain, things = three_links()
    found = look(pain, *things)
    by_p = sorted(found, key=lambda one: one.p)
    assert verdicts(by_p) == ["shown", "shown", "held_back"]
    assert verdicts(look(pain, *things, most=0)) == ["held_back"] * 3
    assert verdicts(look(pain, *things, most=-1)) == ["held_back"] * 3


def test_what_was_shown_before_is_not_new():
    pain, things = three_links()
    assert verdicts(look(pain, *things, already={"a", "b"})) == ["shown"] * 3
    assert verdicts(look(pain, *things, already=["b"], most=1)).count("held_back") == 1


def test_what_was_shown_before_stays_by_a_lower_bar():
    x = now_and_then(60)
    pain = after(x, 1.1, seed=31)
    (new,) = look(pain, thing(x), share=1e-12)
    assert new.verdict == "no_link"
    assert new.p < 0.05
    assert new.gap >= 1
    (old,) = look(pain, thing(x), share=1e-12, already={"long drive"})
    assert old.verdict == "shown"
    unrelated = after(now_and_then(60, 77), 1.1, seed=31)
    assert verdicts(look(unrelated, thing(x), already={"long drive"})) == ["no_link"]


@pytest.mark.parametrize(("p", "verdict"), [(0.05, "shown"), (0.051, "no_link")])
def test_the_lower_bar_is_a_p_of_five_hundredths(p, verdict):
    x = now_and_then(60)
    (found,) = look(after(x, 2), thing(x))
    weighed = Weighed(replace(found, verdict="no_link", p=p), agrees=True, both_halves=False)
    assert verdicts(judge([weighed], share=0.01, already={"long drive"})) == [verdict]


def test_a_smaller_share_asks_for_more():
    x = now_and_then(60)
    pain = after(x, 1.2, seed=31)
    (found,) = look(pain, thing(x), share=0.05)
    assert found.verdict == "shown"
    assert verdicts(look(pain, thing(x), share=found.p_adjusted)) == ["shown"]
    assert verdicts(look(pain, thing(x), share=found.p_adjusted * 0.99)) == ["no_link"]


def test_without_a_share_nothing_new_is_shown():
    x = np.tile([1.0, 0.0, 0.0], 40)
    pain = [4.0, *(4 + 3 * x[:-1])]
    assert verdicts(look(pain, thing(x), share=0.0)) == ["no_link"]
    assert verdicts(look(pain, thing(x), share=1e-9)) == ["shown"]


def test_many_things_at_once_make_each_harder_to_find():
    x = now_and_then(60)
    pain = after(x, 1.2, seed=31)
    (alone,) = look(pain, thing(x))
    others = [thing(now_and_then(60, 100 + n), f"other-{n}") for n in range(9)]
    beside = look(pain, thing(x), *others)[0]
    assert beside.p == alone.p
    assert beside.p_adjusted == pytest.approx(10 * alone.p)


# Ratings


def test_the_worse_third_of_a_rating_is_the_end_that_feels_worse():
    sleep = np.tile([2.0, 5.0, 8.0], 30)
    pain = [5.0, *(9 - 0.6 * sleep[:-1])]
    (slept,) = look(pain, thing(sleep, "sleep", rating=True, better="high"))
    assert (slept.n_with, slept.n_without, slept.days) == (30, 29, 89)
    assert slept.mean_with == pytest.approx(7.8)
    assert (slept.edge_with, slept.edge_without) == (2, 8)
    assert slept.gap == pytest.approx(3.6)
    assert slept.partial_r < 0
    assert slept.verdict == "shown"
    for better in ("low", ""):
        (other,) = look(pain, thing(10 - sleep, "stress", rating=True, better=better))
        assert (other.edge_with, other.edge_without) == (8, 2)
        assert other.gap == pytest.approx(3.6)
        assert other.partial_r > 0
        assert other.verdict == "shown"


@pytest.mark.parametrize(
    ("numbers", "edges", "sizes"),
    [
        ([1, 2, 3, 4, 5, 6, 7, 8, 9], (3, 7), (3, 3)),
        ([5, 5, 5, 5, 5, 5, 5, 6, 7], (5, 6), (7, 2)),
        ([3, 5, 5, 5, 5, 5, 5, 5, 7], (3, 7), (1, 1)),
        ([3, 3, 5, 5, 5, 5, 5, 7, 7], (3, 7), (2, 2)),
        ([0, 0, 0, 0, 0, 0, 1, 2, 3], (0, 1), (6, 3)),
        ([4, 4, 4, 4, 6, 6, 6, 6, 6], (4, 6), (4, 5)),
    ],
)
def test_equal_numbers_are_never_parted_and_the_thirds_never_overlap(numbers, edges, sizes):
    numbers = np.random.default_rng(1).permutation(np.tile(numbers, 20)).astype(float)
    pain = after(now_and_then(181), 1)
    (found,) = look(pain, thing([*numbers, 5.0], rating=True, better="high"))
    assert (found.edge_with, found.edge_without) == edges
    assert (found.n_with, found.n_without) == tuple(20 * size for size in sizes)


def test_a_rating_with_few_days_at_an_end_is_not_tested():
    numbers = np.full(100, 5.0)
    numbers[:9] = 1
    numbers = np.random.default_rng(1).permutation(numbers)
    found = look(after(now_and_then(100), 2), thing(numbers, rating=True, better="high"))
    assert verdicts(found) == ["too_little"]


# The same again


def test_the_same_look_says_the_same_and_another_seed_nearly():
    pain, things = three_links()
    assert look(pain, *things, seed=5) == look(pain, *things, seed=5)
    for one, other in zip(look(pain, *things, seed=5), look(pain, *things, seed=6), strict=True):
        assert one.low != other.low
        assert one.low == pytest.approx(other.low, abs=0.15)
        assert one.high == pytest.approx(other.high, abs=0.15)
        assert one.p == other.p


def test_the_interval_of_one_thing_does_not_hang_on_the_others():
    pain, things = three_links()
    assert look(pain, things[1])[0].low == pytest.approx(look(pain, *things)[1].low, abs=1e-9)


def test_things_need_a_value_for_each_day():
    with pytest.raises(ValueError, match="one value for each day"):
        look([5.0] * 50, thing([1.0] * 49))


# Whatever it is given

values = st.none() | st.integers(-2, 12).map(float) | st.floats() | st.sampled_from([0.0, 1.0])
likely = st.none() | st.integers(0, 10).map(float)


@st.composite
def journals(draw, number):
    days = draw(st.integers(0, 75))
    column = st.lists(number, min_size=days, max_size=days)
    things = [
        Thing(
            f"thing-{at}",
            tuple(draw(column)),
            draw(st.booleans()),
            draw(st.sampled_from(["low", "high", ""])),
        )
        for at in range(draw(st.integers(0, 3)))
    ]
    return draw(column), things


def check(pain, things, found):
    assert [one.key for one in found] == [thing.key for thing in things]
    for one in found:
        assert (one.p is None) == (one.verdict == "too_little") == (one.partial_r is None)
        assert sum(one.pains_with) == one.n_with
        assert sum(one.pains_without) == one.n_without
        assert one.n_with + one.n_without <= one.days < max(len(pain), 1)
        for number in (one.mean_with, one.mean_without, one.gap, one.low, one.high, one.p):
            assert number is None or math.isfinite(number)
        if one.p is not None:
            assert min(one.n_with, one.n_without) >= PER_GROUP
            assert 0 <= one.p <= one.p_adjusted <= 1
            assert -1 <= one.partial_r <= 1
            assert one.low <= one.high
        if one.verdict in ("shown", "held_back"):
            assert abs(one.gap) >= 1 - 1e-9
            assert one.p_adjusted <= SHARE
            assert one.low * one.high > 0


@settings(deadline=None, max_examples=60)
@given(journals(values))
@example(([], []))
@example(([5.0], [Thing("a", (1.0,), False)]))
@example(([1e308, -1e308] * 30, [Thing("a", (1e308, 5e-324) * 30, True)]))
def test_no_numbers_are_too_odd(journal):
    pain, things = journal
    check(pain, things, look_at(pain, things, share=SHARE))


@settings(deadline=None, max_examples=60)
@given(journals(likely), st.sampled_from([0.0, 0.1, 1.0]), st.integers(0, 10_000))
def test_any_journal_has_its_answer(journal, mix, seed):
    """Of the numbers people give, and filled well enough to be tested."""
    pain, things = journal
    rng = np.random.default_rng(seed)
    pain = [float(rng.integers(0, 11)) if rng.random() < mix else value for value in pain]
    check(pain, things, look_at(pain, things, share=SHARE))


def rated(seed: int, days: int = 90) -> tuple[list[float], np.ndarray]:
    rng = np.random.default_rng(seed)
    x = rng.integers(0, 11, days).astype(float)
    pain = 5 + rng.normal(0, 1.5, days)
    pain[1:] += 0.2 * (x[:-1] - 5)
    return np.clip(np.round(pain), 1, 9).tolist(), x


@given(st.integers(0, 10_000))
@settings(deadline=None, max_examples=30)
def test_a_scale_turned_upside_down_says_the_same(seed):
    pain, x = rated(seed)
    (one,) = look(pain, thing(x, rating=True, better="high"))
    (other,) = look(pain, thing(10 - x, rating=True, better="low"))
    assert (one.verdict, one.n_with, one.n_without) == (
        other.verdict,
        other.n_with,
        other.n_without,
    )
    assert one.gap == other.gap
    assert one.p == pytest.approx(other.p, rel=1e-9)
    assert one.partial_r == pytest.approx(-other.partial_r, rel=1e-9)
    assert (one.low, one.high) == (other.low, other.high)


@given(st.integers(0, 10_000))
@settings(deadline=None, max_examples=30)
def test_a_point_more_on_every_day_changes_no_gap(seed):
    pain, x = rated(seed)
    (one,) = look(pain, thing(x, rating=True))
    (other,) = look([value + 1 for value in pain], thing(x, rating=True))
    assert other.mean_with == pytest.approx(one.mean_with + 1)
    for name in ("gap", "low", "high", "p", "partial_r"):
        assert getattr(one, name) == pytest.approx(getattr(other, name), abs=1e-9)
    assert one.verdict == other.verdict


@given(st.integers(0, 10_000), st.permutations(range(4)))
@settings(deadline=None, max_examples=30)
def test_the_order_of_things_changes_no_verdict(seed, order):
    pain, x = rated(seed)
    rng = np.random.default_rng(seed + 1)
    things = [thing(x, "x", rating=True)] + [
        thing(rng.integers(0, 2, 90), f"other-{n}") for n in range(3)
    ]
    plain = {one.key: one.verdict for one in look(pain, *things)}
    mixed = {one.key: one.verdict for one in look(pain, *(things[at] for at in order))}
    assert plain == mixed


def test_ten_years_are_looked_at_as_the_last_one():
    rng = np.random.default_rng(1)
    x = now_and_then(3_650)
    pain = after(x, 2)
    (found,) = look(pain, thing(x), seed=int(rng.integers(9)))
    assert found.verdict == "shown"
    assert found.days == WINDOW - 1
