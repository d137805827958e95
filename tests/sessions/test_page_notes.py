"""The one page holds what was written, exactly, and shows it to whom it may."""

from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from demo.stories.ana import DANCING
from demo.story import Ask, Fear
from sessions import actions
from sessions.notes import notes_for, notes_of
from sessions.sorting import Verdict
from sessions.steps import Step
from tests.builders import examine, share
from tests.visits import Visitor

pytestmark = pytest.mark.django_db


MOVED = Fear(
    "People will stare and laugh.",
    likelihood=50,
    badness=4,
    lasts="day",
    cope=6,
    harm="none",
    verdict="talk",
    why="I want to tell Rosa first.",
    way=Ask("Rosa", "What do you do when they stare?"),
)
FOR_THE_TEAM = Fear(
    "I will slip a disc.",
    likelihood=5,
    badness=10,
    lasts="year",
    cope=2,
    harm="care",
    verdict="ask_team",
    way=Ask("Ben", "Can a disc slip from dancing?", "I keep to the slow songs."),
)


def page(examination):
    return f"/examine/{examination.pk}/"


def read(examination, person):
    return Visitor(person).get(page(examination))


def test_it_holds_the_ratings_before_and_after(example, ana):
    notes = notes_of(example, ana)
    assert (notes.conviction.before, notes.conviction.after) == (85, 40)
    assert (notes.upset.before, notes.upset.after) == (90, 45)
    assert (notes.now.before, notes.now.after) == (35, 25)


def test_it_holds_the_thought_as_it_was_examined_then(example, ana):
    example.belief.text = "Other words, of a later examination"
    example.belief.save(update_fields=["text"])
    assert notes_of(example, ana).belief == DANCING.belief


def test_it_holds_the_facts_of_both_sides_with_how_they_are_known(example, ana):
    notes = notes_of(example, ana)
    assert [fact.text for fact in notes.facts_for] == [fact.text for fact in DANCING.facts_for]
    assert [str(fact.kind) for fact in notes.facts_for] == ["I saw it or did it", "I was told"]
    assert [fact.text for fact in notes.facts_against] == [
        fact.text for fact in DANCING.facts_against
    ]
    assert (notes.tried, notes.happened_times) == (12, 2)


def test_it_holds_what_it_cost_and_whether_that_is_worth_it(example, ana):
    notes = notes_of(example, ana)
    assert [cost.text for cost in notes.costs] == [cost.opportunity for cost in DANCING.costs]
    assert [cost.importance for cost in notes.costs] == [9, 8, 9]
    assert str(notes.price) == "No, it is not worth it"


def test_it_holds_each_answer_with_the_question_as_it_was_asked(example, ana):
    replies = notes_of(example, ana).replies
    assert [reply.text for reply in replies] == list(DANCING.replies)
    assert replies[0].asked.startswith("How many times have you fallen")


def test_a_skipped_question_is_left_out(ana):
    examination = examine(ana, replies=("Twice.",))
    assert [reply.text for reply in notes_of(examination, ana).replies] == ["Twice."]


def test_it_sorts_the_fears_as_the_person_did(example, ana):
    verdicts = {fear.text: fear.verdict for fear in notes_of(example, ana).fears}
    assert verdicts == {
        "I will fall.": Verdict.PLAN,
        "People will stare and laugh.": Verdict.LET_GO,
        "I will never get over a flare.": Verdict.TRY,
        "I will have to leave early.": Verdict.LET_GO,
    }


def test_it_says_what_the_person_moved_and_why(ana):
    examination = examine(ana, fears=(MOVED,))
    (moved,) = notes_of(examination, ana).fears
    assert moved.moved
    assert (str(moved.suggested), moved.verdict) == ("Let it go", Verdict.TALK)
    html = read(examination, ana).content.decode()
    assert "The app had put it under “Let it go”" in html
    assert "I want to tell Rosa first." in html
    assert "What do you do when they stare?" in html


def test_it_holds_the_plan_and_the_test(example, ana):
    fears = {fear.text: fear for fear in notes_of(example, ana).fears}
    assert fears["I will fall."].plan.trigger == "my left leg starts to shake or feel like cotton"
    test = fears["I will never get over a flare."].test
    assert (test.step, test.certainty, test.waits) == ("One slow dance at home", 55, True)


def test_it_holds_the_fair_line_and_the_yes(example, ana):
    notes = notes_of(example, ana)
    assert (notes.fair, notes.fair_conviction) == (DANCING.fair, 70)
    assert notes.yes == "Friday dinner, for one hour"


def test_it_holds_what_calls_for_more_care_where_that_was_asked(example, ana):
    assert [str(risk) for risk in notes_of(example, ana).risks] == [
        "One or both of my legs are weak"
    ]


def test_it_leaves_it_out_where_it_was_known_before(example, ana):
    assert notes_of(examine(ana), ana).risks is None


def test_every_word_of_it_is_on_the_page(example, ana):
    html = read(example, ana).content.decode()
    words = [DANCING.belief, DANCING.fair, DANCING.yes, *DANCING.replies]
    words += [fact.text for fact in (*DANCING.facts_for, *DANCING.facts_against)]
    words += [fear.text for fear in DANCING.fears] + [fear.how for fear in DANCING.fears]
    missing = [text for text in words if text not in html.replace("&#x27;", "'")]
    assert missing == []


def test_markup_in_a_persons_words_is_text(ana):
    examination = examine(ana, fair='Even <b>though</b> "><img src=x onerror=alert(1)> {{7*7}}')
    html = read(examination, ana).content.decode()
    assert "<img src=x" not in html
    assert "{{7*7}}" in html


def test_its_title_says_nothing(example, ana):
    assert "<title>CBTBack</title>" in read(example, ana).content.decode()


def test_an_unfinished_one_leads_back_to_where_it_stopped(ana):
    examination = examine(ana, upto=Step.COST)
    response = read(examination, ana)
    assert response.status_code == 302
    assert response["Location"] == f"/examine/{examination.pk}/cost/"


def test_one_that_was_set_aside_stays_readable(ana):
    examination = examine(ana, upto=Step.SORT)
    actions.set_aside(examination=examination, by=ana)
    html = read(examination, ana).content.decode()
    assert "You set this aside before the end." in html
    assert "Not sorted yet" in html
    assert "I will fall." in html


def test_one_that_was_set_aside_before_the_first_answer_has_a_page_too(ana):
    examination = actions.start_examination(person=ana, by=ana)
    actions.set_aside(examination=examination, by=ana)
    assert read(examination, ana).status_code == 200


def test_a_pause_makes_two_sittings(ana):
    with time_machine.travel("2026-03-10 10:00:00Z", tick=True) as clock:
        examination = examine(ana, upto=Step.FEARS)
        clock.shift(timedelta(days=2))
        actions.answer_step(
            examination=examination,
            by=ana,
            entries=[actions.Entry(Step.COST, said={"none": True})],
        )
        sittings = notes_of(examination, ana).sittings
    assert sittings.count == 2
    assert sittings.last - sittings.first >= timedelta(days=2)


def test_only_the_person_has_this_page(example, cast, northfield):
    share(cast["ana"], cast["ben"], northfield, example)
    others = [person for name, person in cast.items() if name != "ana"]
    assert {read(example, person).status_code for person in others} == {404}


def test_many_pages_take_no_more_queries_than_one(ana):
    for _ in range(3):
        examine(ana)
    asked = []
    for how_many in (1, 3):
        with CaptureQueriesContext(connection) as queries:
            assert len(notes_for(ana.examinations.completed()[:how_many], ana)) == how_many
        asked.append(len(queries))
    assert asked[0] == asked[1]


def test_a_review_is_on_the_page_it_is_about(example, ana, ben, northfield):
    actions.review_examination(examination=example, by=ben, clinic=northfield, note="Well weighed.")
    html = read(example, ana).content.decode()
    assert "Well weighed." in html
    assert "Ben Okoro, " in html


def test_an_answer_of_the_care_team_is_signed(ana, ben):
    examination = examine(ana, fears=(FOR_THE_TEAM,))
    question = examination.care_questions.get()
    actions.answer_care_question(question=question, by=ben, answer="No. Your discs are fine.")
    html = read(examination, ana).content.decode()
    assert "No. Your discs are fine." in html
    assert f"Ben Okoro, {timezone.localdate():%B} " in html
