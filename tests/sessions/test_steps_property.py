"""The step machine as people use it: any order of answers, edits, returns and takings back.

Here over ``Progress`` alone; ``test_steps_in_the_database`` takes the same turns by the actions.
What was said is kept beside it in the simplest form there is, and the two are compared each turn.
"""

from uuid import UUID

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
)

from sessions.sorting import Harm, Lasts, Verdict, suggest
from sessions.steps import (
    ADDABLE,
    FULL_ONLY,
    LISTS,
    MAX_FEARS,
    WAYS,
    Given,
    Path,
    Progress,
    Screen,
    Step,
    rating_of,
)

# As they stood when it was finished, whatever is added later.
FIXED = set(Step) - ADDABLE
ORDER = list(Step)

hundred, ten = st.integers(0, 100), st.integers(0, 10)
words = st.text("abc ", max_size=4)
FEAR = st.fixed_dictionaries(
    {
        "text": words,
        "likelihood": st.none() | hundred,
        "badness": ten,
        "lasts": st.sampled_from([lasts.name.lower() for lasts in Lasts]),
        "cope": ten,
        # Mostly ones that are sorted: the others hold nothing up.
        "harm": st.sampled_from([harm.value for harm in (*Harm, Harm.NONE, Harm.MINOR)]),
        "happened": st.booleans(),
        "team_matter": st.sampled_from([False, False, False, True]),
    }
).map(lambda said: {name: value for name, value in said.items() if value is not None})
OF_LISTS = {
    Step.EVIDENCE: st.fixed_dictionaries({"side": st.sampled_from(["for", "against"])}),
    Step.COST: st.fixed_dictionaries({"opportunity": words}),
    Step.FEARS: FEAR,
}
OF_STEPS = {
    Step.READY: st.fixed_dictionaries({"distress_now": hundred, "path": st.sampled_from([*Path])}),
    Step.BELIEF: st.fixed_dictionaries({"text": words, "reword": st.sampled_from(["", "always"])}),
    Step.RATINGS: st.fixed_dictionaries({"conviction": hundred, "distress": hundred}),
    Step.EVIDENCE: st.fixed_dictionaries(
        {"none_for": st.booleans(), "none_against": st.booleans()}
    ),
    Step.COST: st.fixed_dictionaries({"none": st.booleans()}),
    Step.SORT: st.fixed_dictionaries({"price": st.sampled_from(["yes", "no", "some"])}),
    Step.FAIR: st.fixed_dictionaries({"text": words, "conviction": hundred}),
    Step.AGAIN: st.fixed_dictionaries({"conviction": hundred, "distress": hundred}),
}
PLAIN = st.fixed_dictionaries({"text": words})

# Each verdict that any machine has ever seen for a rating: there is one for each.
SEEN: dict[object, Verdict] = {}


class Steps(RuleBasedStateMachine):
    """Over ``Progress`` alone. ``said``: per place, all that was ever said there, None for taken
    back; what is said is kept only where the machine itself lets it in, as the actions do."""

    def __init__(self):
        super().__init__()
        self.said: dict[tuple[Step, str | None], list[dict | None]] = {}
        self.givens: list[Given] = []
        self.known = self.closed = self.completed = self.stale = self.new_questions = False
        self.team_answered: set[str] = set()
        self.locked: set[str] = set()
        self.when_finished: dict = {}
        self.items = 0

    @initialize(known=st.booleans(), data=st.data(), screens=st.sampled_from([0, 5, 9, 14]))
    def begin(self, known, data, screens):
        """Some begin in the middle: what can happen late is as likely as what can happen early."""
        self.known = known
        self.answer_what_is_asked(data, screens)

    def answer_what_is_asked(self, data, screens):
        for _ in range(screens):
            screen = self.progress.next
            if screen is not None:
                self.answer_well(screen, data.draw)

    # --- What the database machine does in its own way ---------------------------------------

    @property
    def progress(self):
        return Progress(
            self.givens,
            profile_known=self.known,
            team_answered=frozenset(self.team_answered),
            locked=frozenset(self.locked),
            closed=self.closed,
            completed=self.completed,
            stale=self.stale,
            new_questions=self.new_questions,
        )

    def append(self, step, values, item, removed):
        """True where it was kept as an answer of its own."""
        before = self.progress.finished
        position = len(self.givens) + 1
        self.givens.append(Given(step, item, position, values, removed))
        self.stale = False
        self.new_questions = self.new_questions and step is not Step.QUESTIONS
        self.completed = self.completed or (self.progress.finished and not before)
        return True

    def new_item(self):
        self.items += 1
        return str(UUID(int=self.items))

    # --- Saying ------------------------------------------------------------------------------

    def lets_in(self, step, item=None):
        progress = self.progress
        return progress.can_open(Screen(step)) or progress.can_open(Screen(step, item))

    def say(self, step, values, item=None, removed=False):
        assert self.lets_in(step, item)
        was_completed = self.completed
        if self.append(step, values, item, removed):
            self.said.setdefault((step, item), []).append(None if removed else values)
        else:
            assert self.said[step, item][-1] == values, "neither kept nor said before"
        if self.completed and not was_completed:
            self.when_finished = {step: self.progress.latest(step) for step in FIXED}

    def open_screens(self):
        progress = self.progress
        return [screen for screen in progress.screens if progress.can_open(screen)]

    @precondition(lambda self: self.open_screens())
    @rule(data=st.data())
    def answer_any_open_screen(self, data):
        screen = data.draw(st.sampled_from(self.open_screens()))
        if screen.step is Step.FEARS:
            return self.write_one_more(data, Step.FEARS)
        return self.say(screen.step, data.draw(OF_STEPS.get(screen.step, PLAIN)), screen.item)

    @precondition(lambda self: self.open_screens())
    @rule(data=st.data(), turns=st.integers(1, 6))
    def go_on_from_where_it_is(self, data, turns):
        """As most people do, most of the time."""
        self.answer_what_is_asked(data, turns)

    def answer_well(self, screen, draw=None):
        values = {
            Step.READY: {"distress_now": 30, "path": self.progress.path},
            Step.BELIEF: {"text": "If I lift", "reword": ""},
            Step.EVIDENCE: {"none_for": True, "none_against": True},
            Step.COST: {"none": True},
            Step.FAIR: {"text": "Even though", "conviction": 80},
        }.get(screen.step, {"text": "well"})
        if screen.step is Step.FEARS:
            fear = draw(FEAR) if draw else SMALL
            self.say(Step.FEARS, fear, self.new_item())
        elif screen.step is Step.SORT:
            self.confirm_them_all()
        else:
            self.say(screen.step, values, screen.item)

    def confirm_them_all(self):
        for fear in self.progress.sortable:
            self.say(Step.SORT, {"verdict": fear.stands.value}, fear.item)
        self.say(Step.SORT, {"price": "some"})

    @rule(data=st.data(), step=st.sampled_from(sorted(LISTS)))
    def write_one_more(self, data, step):
        full = step is Step.FEARS and len(self.progress.items(step)) >= MAX_FEARS
        if not full and self.lets_in(step):
            self.say(step, data.draw(OF_LISTS[step]), self.new_item())

    def written(self):
        return [(step, given.item) for step in sorted(LISTS) for given in self.progress.items(step)]

    @precondition(lambda self: self.written())
    @rule(data=st.data())
    def change_one(self, data):
        step, item = data.draw(st.sampled_from(self.written()))
        if self.lets_in(step, item):
            self.say(step, data.draw(OF_LISTS[step]), item)

    @precondition(lambda self: self.written())
    @rule(data=st.data())
    def take_one_back(self, data):
        step, item = data.draw(st.sampled_from(self.written()))
        if self.lets_in(step, item):
            self.say(step, {}, item, removed=True)

    @precondition(lambda self: self.progress.sortable and self.lets_in(Step.SORT))
    @rule(data=st.data())
    def put_a_fear_somewhere(self, data):
        fear = data.draw(st.sampled_from(self.progress.sortable))
        verdict = data.draw(st.sampled_from(sorted(fear.open_to)))
        self.say(Step.SORT, {"verdict": verdict.value, "why": "so"}, fear.item)

    def open_ways(self):
        return [screen for screen in self.open_screens() if screen.step in WAYS.values()]

    @precondition(lambda self: self.open_ways())
    @rule(data=st.data())
    def write_a_way_on_in_other_words(self, data):
        screen = data.draw(st.sampled_from(self.open_ways()))
        self.say(screen.step, data.draw(PLAIN), screen.item)

    @precondition(lambda self: self.lets_in(Step.READY))
    @rule(path=st.sampled_from([*Path]))
    def take_another_path(self, path):
        self.say(Step.READY, {"distress_now": 10, "path": path})

    # --- What others do, and time ------------------------------------------------------------

    @precondition(lambda self: self.progress.fears)
    @rule(data=st.data())
    def the_care_team_answers(self, data):
        self.team_answered.add(data.draw(st.sampled_from(self.progress.fears)).item)

    @precondition(lambda self: self.progress.fears)
    @rule(data=st.data())
    def a_therapist_locks_or_unlocks(self, data):
        self.locked ^= {data.draw(st.sampled_from(self.progress.fears)).item}

    @precondition(lambda self: self.progress.latest(Step.READY) and not self.completed)
    @rule()
    def it_lies_for_two_weeks(self):
        self.stale = True

    @precondition(lambda self: self.progress.latest(Step.QUESTIONS))
    @rule()
    def a_therapist_adds_a_question(self):
        self.new_questions = not self.completed

    @precondition(lambda self: len(self.givens) > 15 and not self.completed)
    @rule(really=st.integers(0, 9))
    def it_is_set_aside(self, really):
        self.closed = self.closed or not really

    # --- What always holds -------------------------------------------------------------------

    @invariant()
    def no_answer_is_lost(self):
        progress = self.progress
        assert [given.position for given in progress.givens] == [
            *range(1, len(progress.givens) + 1)
        ]
        for (step, item), all_said in self.said.items():
            assert progress.count(step, item) == len(all_said)
            latest = progress.latest(step, item)
            assert (None if latest is None else dict(latest.values)) == all_said[-1]
        for step in LISTS:
            stay = [
                item
                for (of, item), all_said in self.said.items()
                if of is step and item is not None and all_said[-1] is not None
            ]
            assert [given.item for given in progress.items(step)] == stay

    @invariant()
    def the_next_screen_is_the_first_that_is_not_done(self):
        progress = self.progress
        undone = [screen for screen in progress.screens if not progress.done(screen)]
        assert progress.next == (undone[0] if undone else None)
        assert progress.finished == (not undone)

    @invariant()
    def each_side_is_weighed_before_the_way_goes_on(self):
        progress = self.progress
        whole = progress.latest(Step.EVIDENCE)
        sides = {fact.values["side"] for fact in progress.items(Step.EVIDENCE)}
        ticked = {side for side in ("for", "against") if whole and whole.values.get(f"none_{side}")}
        weighed = whole is not None and sides | ticked == {"for", "against"}
        assert progress.done(Screen(Step.EVIDENCE)) == (weighed or progress.completed)

    @invariant()
    def nothing_opens_past_an_open_screen(self):
        progress = self.progress
        so_far = True
        for screen in progress.screens:
            addable = not progress.completed or screen.step in ADDABLE
            assert progress.can_open(screen) == (so_far and addable and not progress.closed)
            so_far = so_far and progress.done(screen)
        there = set(progress.screens)
        for step in Step:
            assert progress.can_open(Screen(step)) <= (Screen(step) in there)
            assert not progress.can_open(Screen(step, "of somewhere else"))
        for step, item in self.said:
            if step in LISTS and item is not None:
                stays = progress.latest(step, item) is not None
                assert progress.can_open(Screen(step, item)) == (
                    stays and progress.can_open(Screen(step))
                )

    @invariant()
    def each_screen_is_there_once_and_in_its_place(self):
        progress = self.progress
        assert len(set(progress.screens)) == len(progress.screens)
        steps = [screen.step for screen in progress.screens]
        assert steps == sorted(steps, key=ORDER.index)
        wanted = FULL_ONLY if progress.path is Path.FULL or progress.completed else set()
        assert FULL_ONLY & set(steps) == wanted | {
            step for step in FULL_ONLY if (step, None) in self.said
        }

    @invariant()
    def a_verdict_is_among_those_that_are_open_and_rests_on_the_rating_as_it_is(self):
        for fear in self.progress.fears:
            assert SEEN.setdefault(fear.rating, fear.suggested) is fear.suggested
            assert (fear.suggested, fear.reason) == suggest(rating_of(fear.given.values))
            assert fear.stands in fear.open_to
            places = self.said.get((Step.SORT, fear.item))
            confirmed = self.progress.latest(Step.SORT, fear.item)
            if fear.chosen is None:
                continue
            assert confirmed is not None
            assert places is not None
            assert confirmed.position > fear.given.position
            assert fear.chosen == places[-1]["verdict"]
            assert fear.chosen in fear.open_to
            alone = fear.chosen in (Verdict.LET_GO, Verdict.TRY)
            assert not (alone and (fear.rating.needs_care or fear.rating.team_matter))
            assert not (fear.locked and fear.chosen not in (Verdict.PLAN, Verdict.TEAM))

    @invariant()
    def each_confirmed_fear_has_its_own_way_on_and_no_other_has_one(self):
        progress = self.progress
        ways = {(screen.step, screen.item) for screen in progress.screens if screen.item}
        assert ways == {
            (WAYS[fear.chosen], fear.item) for fear in progress.sortable if fear.chosen in WAYS
        }

    @invariant()
    def there_is_always_a_way_on_and_a_way_back(self):
        progress = self.progress
        for before, screen in zip(progress.screens, progress.screens[1:], strict=False):
            assert progress.before(screen) == before
            if not progress.closed:
                following = progress.after(screen)
                assert following is None or progress.can_open(following)
        for here in progress.screens:
            stages = progress.stages(here)
            assert len({stage.name for stage in stages}) == len(stages)
            assert [stage.state for stage in stages].count("now") == 1

    @invariant()
    def a_finished_one_keeps_its_beginning_and_its_end(self):
        if self.completed:
            progress = self.progress
            now = {step: progress.latest(step) for step in FIXED}
            assert now == self.when_finished
            assert not {screen.step for screen in self.open_screens()} - ADDABLE

    def teardown(self):
        """From wherever it was left, answering what is asked ends."""
        turns = 0
        while not self.closed and (screen := self.progress.next):
            self.answer_well(screen)
            turns += 1
            assert turns < 60, f"never finished: {screen}"
        if not self.closed:
            assert self.completed


SMALL = {
    "text": "They stare",
    "likelihood": 40,
    "badness": 2,
    "lasts": "hours",
    "cope": 8,
    "harm": "none",
    "happened": False,
    "team_matter": False,
}

Steps.TestCase.settings = settings(deadline=None, max_examples=60, stateful_step_count=40)
TestSteps = Steps.TestCase
