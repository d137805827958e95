"""The step machine: whatever is answered, changed or taken back, and in whatever order."""

from hypothesis import given
from hypothesis import strategies as st

from sessions.sorting import Verdict
from sessions.steps import WAYS, Given, Progress, Screen, Step

FALLING = {
    "text": "I fall",
    "likelihood": 60,
    "badness": 8,
    "lasts": "week",
    "cope": 4,
    "harm": "minor",
    "happened": True,
    "team_matter": False,
}
LAUGHING = {
    **FALLING,
    "likelihood": 50,
    "badness": 4,
    "lasts": "day",
    "cope": 6,
    "harm": "none",
}
LAUGHING["happened"] = False
FLARE = {**LAUGHING, "likelihood": 30, "badness": 9, "lasts": "week", "cope": 3}
SELF_HARM = {**FALLING, "harm": "self"}

WHOLE = {
    Step.READY: {"distress_now": 35},
    Step.SAFE: {"risks": ["weak_leg"]},
    Step.BELIEF: {"text": "If I dance I fall", "kind": "falling"},
    Step.RATINGS: {"conviction": 85, "distress": 90},
    Step.EVIDENCE: {"none_for": True, "none_against": True},
    Step.COST: {"none": True},
    Step.QUESTIONS: {},
    Step.FAIR: {"text": "Even though", "conviction": 70},
    Step.AGAIN: {"conviction": 40, "distress": 45, "distress_now": 30},
}


class Talk:
    """Answers in the order in which they were given."""

    def __init__(self) -> None:
        self.givens: list[Given] = []

    def say(self, step, values=None, item=None, removed=False):
        values = WHOLE.get(step, {}) if values is None else values
        self.givens.append(Given(step, item, len(self.givens) + 1, values, removed))
        return self

    def up_to_fears(self):
        for step in (*list(WHOLE)[:7],):
            self.say(step)
        return self

    @property
    def progress(self):
        return Progress(self.givens)


def sorted_talk():
    talk = Talk().up_to_fears()
    talk.say(Step.FEARS, FALLING, "a").say(Step.FEARS, LAUGHING, "b").say(Step.FEARS, FLARE, "c")
    for item, verdict in (("a", "plan"), ("b", "let_go"), ("c", "try_out")):
        talk.say(Step.SORT, {"verdict": verdict}, item)
    return talk.say(Step.SORT, {"price": "no"})


def test_a_new_examination_asks_whether_it_is_a_good_time():
    assert Progress([]).next == Screen(Step.READY)


def test_the_short_path_has_eight_screens_to_the_verdict_where_the_profile_is_known():
    screens = Progress([], profile_known=True).screens
    assert [screen.step for screen in screens].index(Step.SORT) == 7


def test_the_movement_profile_is_asked_where_it_is_not_known():
    assert Screen(Step.SAFE) in Progress([]).screens
    assert Screen(Step.SAFE) not in Progress([], profile_known=True).screens


def test_the_profile_stays_on_the_path_of_the_examination_that_asked_it():
    talk = Talk().say(Step.READY).say(Step.SAFE)
    assert Screen(Step.SAFE) in Progress(talk.givens, profile_known=True).screens


def test_each_confirmed_fear_brings_its_own_way_on():
    assert sorted_talk().progress.screens[-4:] == (
        Screen(Step.PLAN, "a"),
        Screen(Step.TEST, "c"),
        Screen(Step.FAIR),
        Screen(Step.AGAIN),
    )


def test_a_fear_that_is_let_go_asks_for_nothing_more():
    assert all(screen.item != "b" for screen in sorted_talk().progress.screens)


def test_sorting_is_not_done_before_the_price_is_weighed():
    talk = Talk().up_to_fears().say(Step.FEARS, FALLING, "a")
    talk.say(Step.SORT, {"verdict": "plan"}, "a")
    assert talk.progress.next == Screen(Step.SORT)
    assert talk.say(Step.SORT, {"price": "yes"}).progress.next == Screen(Step.PLAN, "a")


def test_a_changed_rating_voids_the_confirmation_that_rests_on_it():
    talk = sorted_talk().say(Step.PLAN, {"trigger": "x"}, "a")
    changed = talk.say(Step.FEARS, {**FALLING, "likelihood": 55}, "a").progress
    assert changed.fear("a").chosen is None
    assert changed.next == Screen(Step.SORT)
    assert changed.fear("c").chosen is Verdict.TRY


def test_confirming_again_brings_the_plan_back_as_it_was():
    talk = sorted_talk().say(Step.PLAN, {"trigger": "x"}, "a").say(Step.FEARS, FALLING, "a")
    progress = talk.say(Step.SORT, {"verdict": "plan"}, "a").progress
    assert progress.done(Screen(Step.PLAN, "a"))


def test_a_moved_fear_keeps_the_suggestion_and_the_reason_of_the_person():
    talk = sorted_talk().say(Step.SORT, {"verdict": "plan", "why": "I want to be ready"}, "b")
    fear = talk.progress.fear("b")
    assert (fear.suggested, fear.chosen, fear.why_moved) == (
        Verdict.LET_GO,
        Verdict.PLAN,
        "I want to be ready",
    )
    assert fear.moved


def test_a_fear_of_hurting_oneself_is_not_sorted_and_holds_nothing_up():
    talk = Talk().up_to_fears().say(Step.FEARS, SELF_HARM, "s").say(Step.FEARS, LAUGHING, "b")
    talk.say(Step.SORT, {"verdict": "let_go"}, "b").say(Step.SORT, {"price": "no"})
    assert [fear.item for fear in talk.progress.sortable] == ["b"]
    assert talk.progress.next == Screen(Step.FAIR)


def test_a_verdict_that_the_rating_no_longer_allows_does_not_count():
    talk = Talk().up_to_fears().say(Step.FEARS, {**LAUGHING, "harm": "serious"}, "b")
    talk.say(Step.SORT, {"verdict": "let_go"}, "b").say(Step.SORT, {"price": "no"})
    assert talk.progress.fear("b").chosen is None
    assert talk.progress.next == Screen(Step.SORT)


def test_evidence_wants_both_sides_or_the_word_that_there_is_none():
    talk = Talk()
    for step in list(WHOLE)[:4]:
        talk.say(step)
    talk.say(Step.EVIDENCE, {"tried": 1}).say(Step.EVIDENCE, {"side": "for", "text": "x"}, "f")
    assert talk.progress.next == Screen(Step.EVIDENCE)
    talk.say(Step.EVIDENCE, {"side": "against", "text": "y"}, "g")
    assert talk.progress.next == Screen(Step.COST)


def test_a_fact_taken_back_is_missing_again():
    talk = Talk().up_to_fears()
    talk.say(Step.EVIDENCE, {"tried": 1}).say(Step.EVIDENCE, {"side": "for"}, "f")
    talk.say(Step.EVIDENCE, {"side": "against"}, "g")
    assert talk.progress.done(Screen(Step.EVIDENCE))
    talk.say(Step.EVIDENCE, {}, "f", removed=True)
    assert not talk.progress.done(Screen(Step.EVIDENCE))


def test_a_thought_to_reword_is_sent_back_once_and_then_allowed():
    talk = Talk().say(Step.READY).say(Step.SAFE)
    talk.say(Step.BELIEF, {"text": "I am always useless", "reword": "always"})
    assert talk.progress.next == Screen(Step.BELIEF)
    talk.say(Step.BELIEF, {"text": "I am always useless", "reword": "always"})
    assert talk.progress.next == Screen(Step.RATINGS)


def test_a_fair_line_below_half_is_asked_once_more_and_then_accepted():
    talk = sorted_talk().say(Step.PLAN, {}, "a").say(Step.TEST, {}, "c")
    talk.say(Step.FAIR, {"text": "x", "conviction": 30})
    assert talk.progress.next == Screen(Step.FAIR)
    talk.say(Step.FAIR, {"text": "y", "conviction": 40})
    assert talk.progress.next == Screen(Step.AGAIN)


def test_nothing_opens_ahead_of_the_first_open_screen():
    progress = Talk().say(Step.READY).progress
    assert progress.can_open(Screen(Step.READY))
    assert progress.can_open(Screen(Step.SAFE))
    assert not progress.can_open(Screen(Step.BELIEF))


def test_a_fear_of_another_examination_does_not_open():
    assert not sorted_talk().progress.can_open(Screen(Step.FEARS, "elsewhere"))


def test_nothing_opens_once_it_is_closed():
    closed = Progress(sorted_talk().givens, closed=True)
    assert not any(closed.can_open(screen) for screen in closed.screens)


def test_the_ways_on_count_as_one_line_in_the_list_of_steps():
    names = [stage.name for stage in sorted_talk().progress.stages(Screen(Step.PLAN, "a"))]
    assert names.count("ways") == 1
    assert names.index("sort") + 1 == names.index("ways") == names.index("fair") - 1


# Any order of answers, edits, removals and returns.
fear_values = st.sampled_from([FALLING, LAUGHING, FLARE, SELF_HARM, {**FALLING, "harm": "care"}])
said = st.one_of(
    st.tuples(st.sampled_from(list(WHOLE)), st.none(), st.none()),
    st.tuples(st.just(Step.FEARS), st.sampled_from("abc"), fear_values),
    st.tuples(
        st.just(Step.SORT),
        st.sampled_from("abc"),
        st.sampled_from([{"verdict": verdict.value} for verdict in WAYS]),
    ),
    st.tuples(st.just(Step.SORT), st.none(), st.just({"price": "no"})),
    st.tuples(st.sampled_from(list(WAYS.values())), st.sampled_from("abc"), st.just({})),
    st.tuples(st.just(Step.FEARS), st.sampled_from("abc"), st.just("removed")),
)


def talk_of(turns):
    talk = Talk()
    for step, item, values in turns:
        if values == "removed":
            talk.say(step, {}, item, removed=True)
        else:
            talk.say(step, values, item)
    return talk


@given(st.lists(said, max_size=40))
def test_no_answer_is_lost_whatever_the_order(turns):
    talk = talk_of(turns)
    assert len(talk.progress.givens) == len(turns)
    for given_ in talk.givens:
        latest = talk.progress.latest(given_.step, given_.item)
        assert latest is None or latest.position >= given_.position


@given(st.lists(said, max_size=40))
def test_all_before_the_next_screen_is_done_and_open(turns):
    progress = talk_of(turns).progress
    if progress.next is None:
        return
    at = progress.screens.index(progress.next)
    assert all(progress.done(screen) for screen in progress.screens[:at])
    assert all(progress.can_open(screen) for screen in progress.screens[: at + 1])
    assert not any(progress.can_open(screen) for screen in progress.screens[at + 1 :])


@given(st.lists(said, max_size=40), st.randoms())
def test_progress_does_not_depend_on_the_order_in_which_rows_are_read(turns, random):
    talk = talk_of(turns)
    shuffled = list(talk.givens)
    random.shuffle(shuffled)
    assert Progress(shuffled).screens == talk.progress.screens
    assert Progress(shuffled).next == talk.progress.next


@given(st.lists(said, max_size=40))
def test_a_way_on_is_asked_only_for_a_fear_that_is_confirmed_there(turns):
    progress = talk_of(turns).progress
    for screen in progress.screens:
        if screen.step in WAYS.values():
            fear = progress.fear(screen.item)
            assert WAYS[fear.chosen] is screen.step
            assert fear.chosen in fear.open_to


@given(st.lists(said, max_size=40))
def test_going_on_never_leaves_the_screens_that_are_open(turns):
    progress = talk_of(turns).progress
    for screen in progress.screens:
        following = progress.after(screen)
        assert following is None or progress.can_open(following)


@given(st.lists(said, max_size=40))
def test_answering_what_is_asked_always_ends(turns):
    """From any state, answering the next screen again and again finishes the examination."""
    talk = talk_of(turns)
    for _ in range(60):
        screen = talk.progress.next
        if screen is None:
            break
        if screen.step is Step.FEARS:
            talk.say(Step.FEARS, LAUGHING, "new")
        elif screen.step is Step.SORT:
            for fear in talk.progress.sortable:
                talk.say(Step.SORT, {"verdict": fear.suggested.value}, fear.item)
            talk.say(Step.SORT, {"price": "no"})
        else:
            talk.say(screen.step, None, screen.item)
    assert talk.progress.finished
