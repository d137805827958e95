"""One thought's page, and what can be done with a thought: words, state, an end."""

import pytest

from people.errors import NotAllowed
from people.models import AuditEvent
from sessions import actions
from sessions.models import Belief, BeliefEvent, BeliefState, Reclaim
from sessions.record import open_examination
from sessions.steps import Step
from tests.builders import examine, make_belief
from tests.readability import LIMIT, grade_of, report, visible_lines
from tests.visits import Visitor, changed, snapshot

pytestmark = pytest.mark.django_db


def address(belief, more=""):
    return f"/examine/thoughts/{belief.pk}/{more}"


def show(person, belief):
    return Visitor(person).get(address(belief)).content.decode()


def state(belief):
    return Belief.objects.with_state().get(pk=belief.pk).state


# --- What it shows ------------------------------------------------------------------------------


def test_it_shows_the_thought_with_a_sentence_a_picture_and_a_table(example, ana):
    html = show(ana, example.belief)
    assert example.belief.text in html
    assert "You were 85 of 100 sure before you looked at it, and 40 after." in html
    assert html.count('class="plot"') == 1
    assert '<td class="own number">85</td>' in html
    assert '<td class="own number">40</td>' in html


def test_its_pages_plans_and_tests_are_a_link_away(example, ana):
    html = show(ana, example.belief)
    assert f'href="/examine/{example.pk}/"' in html
    assert f'href="/plans/{example.plans.get().pk}/"' in html
    assert f'href="/tests/{example.experiments.get().pk}/"' in html


def test_another_thought_s_are_not_on_it(example, ana):
    html = show(ana, make_belief(ana))
    assert str(example.pk) not in html
    assert "plot" not in html


def test_it_shows_where_the_thought_came_from(ana, ben, northfield):
    suggestion = actions.suggest_belief(
        patient=ana, clinic=northfield, by=ben, text="If I run I fall", kind="falling"
    )
    belief = actions.take_up_suggestion(
        suggestion=suggestion, by=ana, text="If I run I will fall", kind="falling"
    )
    assert "From Ben Okoro." in show(ana, belief)
    assert "My own words." in show(ana, make_belief(ana))


def test_what_was_done_since_is_counted(example, ana):
    assert "Since then" not in show(ana, example.belief)
    cost = example.answers.filter(step=Step.COST).exclude(item=None)[0].item
    actions.reclaim(examination=example, cost=cost, by=ana, on=example.local_date, note="")
    assert Reclaim.objects.count() == 1
    assert 'You did <b class="number">1</b> thing' in show(ana, example.belief)


def test_it_can_be_looked_at_again(example, ana):
    assert f'href="/examine/start/?belief={example.belief_id}"' in show(ana, example.belief)


def test_with_it_open_one_goes_on(ana):
    examination = examine(ana, upto=Step.COST)
    html = show(ana, examination.belief)
    assert "Go on with this thought" in html
    assert "Delete it" not in html


def test_with_another_open_it_waits(ana):
    examine(ana, upto=Step.COST)
    html = show(ana, make_belief(ana))
    assert "You have another thought open now." in html
    assert "/examine/start/" not in html


def test_it_waits_while_safety_comes_first(ana, held_session):
    html = show(ana, make_belief(ana))
    assert "can wait for now" in html
    assert "/examine/start/" not in html


def test_words_that_call_for_help_show_it(ana):
    assert "See who answers" in show(ana, make_belief(ana, "If it stays like this I want to die"))
    assert "See who answers" not in show(ana, make_belief(ana))


def test_nobody_else_has_the_page(example, cast):
    for name in ("ben", "cleo", "dev", "edna", "finn"):
        assert Visitor(cast[name]).get(address(example.belief)).status_code == 404


def test_it_reads_easily(ana):
    examination = examine(ana, belief="We talk.", yes="I go.", fair="I can.")
    belief = examination.belief
    fresh = make_belief(ana, "We talk.")
    pages = [address(belief), address(belief, "words/"), address(fresh, "delete/")]
    for path in [*pages, "/examine/thoughts/new/"]:
        lines = visible_lines(Visitor(ana).get(path).content.decode())
        assert grade_of(lines) <= LIMIT, report(lines)


def test_many_pages_take_no_more_queries_than_one(ana, django_assert_max_num_queries):
    belief = examine(ana).belief
    visitor = Visitor(ana)
    visitor.get(address(belief))
    for _ in range(2):
        other = examine(ana)
        other.belief = belief
        other.save(update_fields=["belief"])
    with django_assert_max_num_queries(40):
        assert visitor.get(address(belief)).content.decode().count("See the page") == 3


# --- How it stands ------------------------------------------------------------------------------


def test_it_can_be_parked_resolved_and_taken_up_again(ana):
    belief = make_belief(ana)
    for wanted in (BeliefState.PARKED, BeliefState.RESOLVED, BeliefState.CURRENT):
        Visitor(ana).send(address(belief, "state/"), {"state": wanted})
        assert state(belief) == wanted
    assert AuditEvent.objects.filter(action__startswith="mark-belief-").count() == 3


def test_the_same_again_is_once(ana):
    belief = make_belief(ana)
    for _ in range(2):
        Visitor(ana).send(address(belief, "state/"), {"state": "parked"})
    assert BeliefEvent.objects.count() == 1


def test_no_other_state_is_there(ana):
    belief = make_belief(ana)
    assert Visitor(ana).send(address(belief, "state/"), {"state": "gone"}).status_code == 404


def test_the_list_tells_them_apart(ana):
    for text, wanted in (("If I sing", "current"), ("If I run", "parked"), ("If I", "resolved")):
        actions.mark_belief(belief=make_belief(ana, text), state=wanted, by=ana)
    html = Visitor(ana).get("/examine/").content.decode()
    places = [html.index(words) for words in ("If I sing", "1 parked", "1 that no longer")]
    assert places == sorted(places)
    assert places[1] < html.index("If I run") < places[2]


def test_a_parked_one_that_is_looked_at_is_on_the_list_again(ana):
    belief = make_belief(ana)
    actions.mark_belief(belief=belief, state="parked", by=ana)
    Visitor(ana).send("/examine/start/", {"belief": str(belief.pk)})
    assert open_examination(ana).belief == belief
    assert state(belief) == BeliefState.CURRENT


def test_at_the_start_parked_and_resolved_ones_come_last(ana):
    first, second, third = (make_belief(ana, text) for text in ("If A", "If B", "If C"))
    actions.mark_belief(belief=third, state="resolved", by=ana)
    actions.mark_belief(belief=second, state="parked", by=ana)
    html = Visitor(ana).get("/examine/start/").content.decode()
    places = [html.index(one.text) for one in (first, second, third)]
    assert places == sorted(places)


# --- Its words ----------------------------------------------------------------------------------


def test_other_words_leave_the_pages_as_they_were(example, ana):
    belief, old = example.belief, example.belief.text
    said = {"text": "If I dance I will slip", "kind": "movement_harm"}
    Visitor(ana).send(address(belief, "words/"), said)
    belief.refresh_from_db()
    assert (belief.text, belief.kind) == (said["text"], said["kind"])
    assert old in Visitor(ana).get(f"/examine/{example.pk}/").content.decode()
    assert AuditEvent.objects.get(action="reword-belief").fields == ["kind", "text"]


def test_the_same_words_change_nothing(ana):
    belief = make_belief(ana)
    visitor, before = Visitor(ana), snapshot()
    visitor.send(address(belief, "words/"), {"text": belief.text, "kind": belief.kind})
    assert changed(before) <= {"people.Submission"}


# --- Its end ------------------------------------------------------------------------------------


def test_one_that_was_never_looked_at_can_be_deleted(ana):
    belief = make_belief(ana)
    assert f'href="{address(belief, "delete/")}"' in show(ana, belief)
    Visitor(ana).send(address(belief, "delete/"))
    assert not Belief.objects.exists()


def test_one_with_pages_goes_with_them_alone(example, ana):
    assert "Delete it" not in show(ana, example.belief)
    assert Visitor(ana).send(address(example.belief, "delete/")).status_code == 404
    with pytest.raises(NotAllowed):
        actions.erase_belief(belief=example.belief, by=ana)
    assert Belief.objects.exists()
