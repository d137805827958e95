"""The sorter over every rating there is, held against the rule as the method states it."""

from itertools import product

from hypothesis import assume, given
from hypothesis import strategies as st

from sessions.sorting import EVERY_WAY, FearRating, Harm, Lasts, Reason, Verdict, moves, suggest

# The likelihood counts only by which side of 50 it is on: these four stand for all of them.
LIKELIHOODS = (None, 0, 49, 50, 100)
GRID = [
    FearRating(*one)
    for one in product(LIKELIHOODS, range(11), Lasts, range(11), Harm, (False, True), (False, True))
]
NEVER_ALONE = {Verdict.LET_GO, Verdict.TRY}

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


def as_the_method_says(fear):
    """Appendix B of the clinical method, written down once more from its own text."""
    bad, lasts, cope, harm = fear.badness, int(fear.lasts), fear.cope, fear.harm.value
    likely = fear.likelihood is not None and fear.likelihood >= 50
    rules = [
        (harm in ("self", "other"), "get_help"),
        (fear.team_matter, "ask_team"),
        (harm in ("care", "serious") and fear.happened, "plan"),
        (harm in ("care", "serious"), "ask_team"),
        (fear.happened and (harm == "minor" or (bad >= 6 and lasts >= 1 and cope <= 5)), "plan"),
        (likely and (harm == "minor" or (bad >= 7 and cope <= 5)), "plan"),
        (bad <= 3 or (lasts <= 1 and bad <= 6) or (cope >= 7 and bad <= 6), "let_go"),
        (harm == "none" and lasts >= 3 and bad >= 7, "talk"),
    ]
    return next((verdict for holds, verdict in rules if holds), "try_out")


def test_every_rating_goes_where_the_method_puts_it():
    wrong = [fear for fear in GRID if suggest(fear)[0] != as_the_method_says(fear)]
    assert wrong == []


def test_every_rating_has_one_place_and_one_that_is_open_to_it():
    for fear in GRID:
        verdict, _reason = suggest(fear)
        assert verdict in moves(fear)
        assert moves(fear) <= {*EVERY_WAY, Verdict.PERSON}


# What each reason may lead to; its words on the page would be wrong for any other.
MEANS = {
    Reason.A_PERSON_NOW: Verdict.PERSON,
    Reason.TEAM_MATTER: Verdict.TEAM,
    Reason.NEEDS_CARE: Verdict.TEAM,
    Reason.NEEDS_CARE_HAPPENED: Verdict.PLAN,
    Reason.HAPPENED: Verdict.PLAN,
    Reason.LIKELY: Verdict.PLAN,
    Reason.SMALL: Verdict.LET_GO,
    Reason.SOON_OVER: Verdict.LET_GO,
    Reason.CAN_COPE: Verdict.LET_GO,
    Reason.BIG_LIFE_FEAR: Verdict.TALK,
    Reason.UNSURE: Verdict.TRY,
}


def test_the_reason_fits_the_place_and_each_of_them_occurs():
    found = {suggest(fear)[::-1] for fear in GRID}
    assert found == set(MEANS.items())


def test_what_needs_care_or_is_the_care_teams_is_never_left_to_oneself():
    for fear, answered, locked in product(GRID, (False, True), (False, True)):
        if fear.needs_care or fear.team_matter or fear.harm in (Harm.SELF, Harm.OTHER):
            assert not NEVER_ALONE & moves(fear, team_answered=answered, locked=locked)


def test_a_locked_fear_is_planned_or_asked_about_and_one_of_being_hurt_stays_with_a_person():
    for fear, answered in product(GRID, (False, True)):
        hurt = fear.harm in (Harm.SELF, Harm.OTHER)
        allowed = {Verdict.PERSON} if hurt else {Verdict.PLAN, Verdict.TEAM}
        assert moves(fear, team_answered=answered, locked=True) == allowed


def test_an_answer_of_the_care_team_closes_nothing():
    for fear in GRID:
        assert moves(fear) <= moves(fear, team_answered=True)


@given(ratings, st.integers(0, 100), st.integers(0, 100))
def test_only_the_side_of_fifty_counts_of_a_likelihood(rating, one, other):
    assume((one >= 50) == (other >= 50))
    assert suggest(_with(rating, likelihood=one)) == suggest(_with(rating, likelihood=other))


@given(ratings, st.integers(0, 49))
def test_not_knowing_counts_as_not_likely(rating, likelihood):
    assert suggest(_with(rating, likelihood=None)) == suggest(_with(rating, likelihood=likelihood))


@given(ratings)
def test_that_it_happened_changes_a_verdict_to_plan_ahead_alone(rating):
    before = suggest(_with(rating, happened=False))[0]
    after = suggest(_with(rating, happened=True))[0]
    assert after in (before, Verdict.PLAN)


# The less a fear may be left to the person alone, the higher.
GUARDED = {
    Verdict.LET_GO: 0,
    Verdict.TRY: 1,
    Verdict.TALK: 1,
    Verdict.PLAN: 2,
    Verdict.TEAM: 2,
    Verdict.PERSON: 3,
}
WORSE = {
    "likelihood": (None, *range(101)),
    "badness": range(11),
    "lasts": tuple(Lasts),
    "cope": range(10, -1, -1),
    "harm": (Harm.NONE, Harm.MINOR, Harm.CARE, Harm.SERIOUS, Harm.SELF),
    "happened": (False, True),
    "team_matter": (False, True),
}


@given(ratings, st.sampled_from(list(WORSE)), st.data())
def test_a_worse_rating_never_ends_in_a_place_with_less_care(rating, name, data):
    scale = WORSE[name]
    at = data.draw(st.integers(0, len(scale) - 1))
    worse = data.draw(st.integers(at, len(scale) - 1))
    better, worse = _with(rating, **{name: scale[at]}), _with(rating, **{name: scale[worse]})
    assert GUARDED[suggest(better)[0]] <= GUARDED[suggest(worse)[0]]


@given(st.data())
def test_it_holds_too_where_all_is_worse_at_once(data):
    worst, best = {}, {}
    for name, scale in WORSE.items():
        places = [data.draw(st.integers(0, len(scale) - 1)) for _ in range(2)]
        best[name], worst[name] = scale[min(places)], scale[max(places)]
    assert GUARDED[suggest(FearRating(**best))[0]] <= GUARDED[suggest(FearRating(**worst))[0]]


def _with(rating, **changes):
    return FearRating(**{**vars(rating), **changes})
