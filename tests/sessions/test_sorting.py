"""The sorter: every case of the clinical method's appendix B, and rules over all ratings."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sessions.sorting import EVERY_WAY, FearRating, Harm, Lasts, Verdict, moves, suggest

HOURS, DAY, WEEK, MONTH, YEAR = Lasts


def fear(likelihood, badness, lasts, cope, harm="none", *, seen=False, team=False):
    return FearRating(likelihood, badness, lasts, cope, Harm(harm), seen, team)


CASES = [
    ("I will kill myself", fear(50, 10, YEAR, 0, "self"), Verdict.PERSON),
    ("partner hits me", fear(50, 8, DAY, 3, "other", seen=True), Verdict.PERSON),
    ("stop my tablets", fear(40, 8, WEEK, 3, team=True), Verdict.TEAM),
    ("kidneys", fear(None, 8, YEAR, 3, "care"), Verdict.TEAM),
    ("surgery needed", fear(20, 9, MONTH, 3, "care"), Verdict.TEAM),
    ("bending damage", fear(90, 10, YEAR, 1, "care"), Verdict.TEAM),
    ("wheelchair", fear(60, 10, YEAR, 2, "serious"), Verdict.TEAM),
    ("disc slips", fear(None, 10, YEAR, 2, "serious"), Verdict.TEAM),
    ("hip fracture, unlikely", fear(5, 10, YEAR, 2, "serious"), Verdict.TEAM),
    ("hip fracture", fear(20, 10, YEAR, 2, "serious"), Verdict.TEAM),
    ("tumour", fear(5, 10, YEAR, 1, "serious"), Verdict.TEAM),
    ("fall with a bruise", fear(30, 5, DAY, 7, "minor", seen=True), Verdict.PLAN),
    ("cannot get up alone", fear(30, 9, DAY, 3, seen=True), Verdict.PLAN),
    ("sex hurts", fear(70, 6, DAY, 4, seen=True), Verdict.PLAN),
    (
        "leg gives way with the baby",
        fear(20, 10, YEAR, 2, "serious", seen=True),
        Verdict.PLAN,
    ),
    ("benefits stop", fear(50, 9, YEAR, 3, seen=True), Verdict.PLAN),
    ("two-day flare", fear(80, 6, WEEK, 5, "minor", seen=True), Verdict.PLAN),
    ("boss lets me go", fear(60, 9, YEAR, 3), Verdict.PLAN),
    ("people stare", fear(40, 5, HOURS, 5), Verdict.LET_GO),
    ("bus stares", fear(40, 6, HOURS, 5, seen=True), Verdict.LET_GO),
    ("boss annoyed", fear(30, 5, DAY, 6), Verdict.LET_GO),
    ("I look silly", fear(None, 3, HOURS, 7), Verdict.LET_GO),
    ("pain up for hours", fear(30, 4, HOURS, 6, seen=True), Verdict.LET_GO),
    ("job loss", fear(40, 9, YEAR, 3), Verdict.TALK),
    ("partner leaves", fear(30, 10, YEAR, 2), Verdict.TALK),
    ("friends stop asking", fear(None, 7, MONTH, 4), Verdict.TALK),
    ("never get over a flare", fear(30, 9, WEEK, 3), Verdict.TRY),
    ("back locks half way down", fear(40, 6, WEEK, 4), Verdict.TRY),
    # The example of the first release.
    ("falling at the dance", fear(60, 8, WEEK, 4, "minor", seen=True), Verdict.PLAN),
    ("people laughing", fear(50, 4, DAY, 6), Verdict.LET_GO),
    ("never over a flare", fear(30, 9, WEEK, 3), Verdict.TRY),
    ("having to leave early", fear(60, 3, HOURS, 8, seen=True), Verdict.LET_GO),
]

ratings = st.builds(
    FearRating,
    likelihood=st.none() | st.integers(0, 100),
    badness=st.integers(0, 10),
    lasts=st.sampled_from(Lasts),
    cope=st.integers(0, 10),
    harm=st.sampled_from(Harm),
    happened=st.booleans(),
    team_matter=st.booleans(),
)


@pytest.mark.parametrize(("name", "rating", "verdict"), CASES, ids=[case[0] for case in CASES])
def test_it_sorts_the_cases_of_the_method(name, rating, verdict):
    assert suggest(rating)[0] is verdict


@given(ratings)
def test_the_same_ratings_give_the_same_verdict_and_a_reason(rating):
    assert suggest(rating) == suggest(rating)


@given(ratings)
def test_a_suggestion_is_among_the_places_one_may_put_it(rating):
    assert suggest(rating)[0] in moves(rating)


@given(ratings)
def test_being_hurt_is_never_sorted(rating):
    if rating.harm in (Harm.SELF, Harm.OTHER):
        assert moves(rating) == {Verdict.PERSON}
    else:
        assert Verdict.PERSON not in moves(rating)


@given(ratings, st.booleans())
def test_what_needs_care_is_never_let_go_or_tried_out(rating, answered):
    if rating.needs_care or rating.team_matter:
        assert not moves(rating, team_answered=answered) & {Verdict.LET_GO, Verdict.TRY}


@given(ratings)
def test_all_other_fears_may_be_put_anywhere(rating):
    free = not rating.needs_care and not rating.team_matter
    if free and rating.harm in (Harm.NONE, Harm.MINOR):
        assert moves(rating) == EVERY_WAY


def test_plan_ahead_opens_once_the_care_team_has_answered():
    rating = fear(5, 10, YEAR, 2, "serious")
    assert moves(rating) == {Verdict.TEAM}
    assert moves(rating, team_answered=True) == {Verdict.TEAM, Verdict.PLAN}


def test_that_it_happened_changes_31_percent_of_the_verdicts_without_medical_harm():
    """The figure that the method states for its own rule, over a grid of all ratings."""
    grid = [
        (likelihood, badness, lasts, cope, harm)
        for likelihood in (None, *range(0, 101, 10))
        for badness in range(11)
        for lasts in Lasts
        for cope in range(11)
        for harm in ("none", "minor")
    ]
    changed = sum(
        suggest(fear(*rest, seen=True))[0] is not suggest(fear(*rest, seen=False))[0]
        for rest in grid
    )
    assert round(changed / len(grid), 2) == 0.31


@pytest.mark.parametrize(
    "bad", [{"likelihood": 101}, {"likelihood": -1}, {"badness": 11}, {"cope": -1}]
)
def test_it_refuses_ratings_out_of_range(bad):
    with pytest.raises(ValueError, match="0 to"):
        fear(**{"likelihood": 1, "badness": 1, "lasts": DAY, "cope": 1, **bad})
