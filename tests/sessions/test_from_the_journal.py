"""A thought of the journal becomes one to look at: by one tap, with its words and its moment."""

import re
from dataclasses import replace
from datetime import timedelta
from html import unescape
from uuid import uuid4

import pytest
from django.utils import timezone

from journal import actions as journal
from journal.saying import Named, said_of
from people.clock import today
from people.models import Scope
from sessions import actions
from sessions.actions import Refused
from sessions.from_journal import entry_behind
from sessions.models import Answer, Belief, Examination
from sessions.steps import Step
from tests.builders import activity, examine, share, write_entry
from tests.sessions import walk as w
from tests.sessions.test_step_full import FULL
from tests.sessions.test_step_pages import text_of
from tests.sessions.together import Pair
from tests.visits import Visitor, changed, snapshot

pytestmark = pytest.mark.django_db

THOUGHT = "If I dance I will fall"
FORM = re.compile(r'<form method="post" action="/examine/thoughts/new/".*?</form>', re.S)
FIELD = re.compile(r'<input type="hidden" name="(\w+)" value="([^"]*)"')


def tap(visitor, page):
    """Press the button of the one thought on ``page``."""
    (form,) = FORM.findall(visitor.get(page).content.decode())
    fields = {name: unescape(value) for name, value in FIELD.findall(form)}
    return visitor.post("/examine/thoughts/new/", fields)


def make(person, entry, text=THOUGHT, kind="falling"):
    return actions.write_belief(
        person=person, by=person, text=text, kind=kind, source="journal", source_id=entry.pk
    )


# --- The tap ----------------------------------------------------------------------------------


@pytest.mark.parametrize("where", ["list", "entry"])
def test_one_tap_brings_the_thought_filled_in_and_keeps_nothing(ana, where):
    entry = write_entry(ana, thought="If I dance <b> I will fall")
    visitor = Visitor(ana)
    before = snapshot()
    page = tap(visitor, "/journal/" if where == "list" else f"/journal/{entry.pk}/")
    html = page.content.decode()
    assert page.status_code == 200
    assert "If I dance &lt;b&gt; I will fall</textarea>" in html
    assert f'name="source_id" value="{entry.pk}"' in html
    assert changed(before) == set()


def test_the_second_tap_leads_to_the_thought_that_is_there(ana):
    entry = write_entry(ana, thought=THOUGHT)
    belief = make(ana, entry)
    response = tap(Visitor(ana), "/journal/")
    assert response["Location"] == f"/examine/thoughts/{belief.pk}/"


def test_an_entry_without_a_thought_has_no_such_button(ana):
    entry = write_entry(ana, note="Nothing much")
    for page in ("/journal/", f"/journal/{entry.pk}/"):
        assert not FORM.findall(Visitor(ana).get(page).content.decode())


def test_from_the_tap_to_the_list_in_two_presses(ana):
    entry = write_entry(ana, thought=THOUGHT)
    visitor = Visitor(ana)
    html = tap(visitor, "/journal/").content.decode()
    form = html[html.index('action="/examine/thoughts/new/"') :]
    fields = dict(FIELD.findall(form))
    visitor.post("/examine/thoughts/new/", {**fields, "text": THOUGHT, "kind": "falling"})
    belief = Belief.objects.get()
    assert (belief.text, belief.source, belief.source_id) == (THOUGHT, "journal", entry.pk)


# --- Where it came from -----------------------------------------------------------------------


def test_the_thought_s_page_leads_back_to_the_entry(ana):
    entry = write_entry(ana, thought=THOUGHT)
    page = Visitor(ana).get(f"/examine/thoughts/{make(ana, entry).pk}/").content.decode()
    day = today(ana)
    assert f'<a href="/journal/{entry.pk}/">From your journal, {day:%B} {day.day}</a>' in page


def test_where_the_entry_is_gone_the_page_says_the_journal_alone(ana):
    entry = write_entry(ana, thought=THOUGHT)
    belief = make(ana, entry)
    journal.delete_entry(entry=entry, by=ana)
    page = Visitor(ana).get(f"/examine/thoughts/{belief.pk}/").content.decode()
    assert str(entry.pk) not in page
    assert "From my journal." in page


def test_an_entry_of_somebody_else_is_no_source(ana, finn):
    theirs = write_entry(finn, thought=THOUGHT, private=True)
    belief = make(ana, theirs)
    assert entry_behind(belief) is None
    assert not belief.private
    assert (
        str(theirs.pk) not in Visitor(ana).get(f"/examine/thoughts/{belief.pk}/").content.decode()
    )


def test_a_source_that_is_no_entry_is_no_source(ana):
    belief = actions.write_belief(
        person=ana, by=ana, text=THOUGHT, kind="falling", source="journal", source_id=uuid4()
    )
    other = actions.write_belief(person=ana, by=ana, text=THOUGHT, kind="falling")
    assert entry_behind(belief) is None
    assert entry_behind(other) is None


# --- The situation ----------------------------------------------------------------------------


def at_situation(person, entry):
    """The full path of a thought from ``entry``, up to the situation."""
    actions.start_examination(person=person, by=person, belief=make(person, entry))
    walk = w.Walk(person)
    walk.say("ready", FULL)
    walk.say("safe", w.RISKS)
    assert walk.say("belief", {"text": THOUGHT, "kind": "falling"}).status_code == 302
    assert walk.say("ratings", w.RATINGS).status_code == 302
    assert walk.examination.belief.source == "journal"
    assert walk.at() == ("situation", None)
    return walk


@pytest.fixture
def entry(ana):
    return write_entry(
        ana,
        at=timezone.now() - timedelta(days=2),
        pain=6,
        thought=THOUGHT,
        named=(
            activity("Stood all shift"),
            Named("relationship", "Rosa"),
            activity("Bent"),
            Named("weather", "Rain"),
        ),
    )


def test_the_situation_is_filled_from_the_entry_and_nothing_is_kept_by_looking(ana, entry):
    walk = at_situation(ana, entry)
    before = snapshot()
    page = walk.get("situation").content.decode()
    day = entry.local_date
    assert f"This comes from your journal, {day:%B} {day.day}." in page
    assert f'value="{day.isoformat()}"' in page
    assert re.search(r'name="pain" value="6"[^>]*checked', page)
    assert ">\nRosa</textarea>" in page
    assert ">\nStood all shift, Bent</textarea>" in page
    assert "Rain" not in text_of(walk.get("situation"))
    assert changed(before) == set()
    assert not Answer.objects.filter(step=Step.SITUATION).exists()


def test_what_the_person_changes_is_what_is_kept(ana, entry):
    walk = at_situation(ana, entry)
    walk.say("situation", {"with_whom": "", "pain": "7", "did": "Stood"})
    said = Answer.objects.get(step=Step.SITUATION)
    assert (said.said["with_whom"], said.said["did"], said.pain) == ("", "Stood", 7)
    page = walk.get("situation").content.decode()
    assert "This comes from your journal" not in page
    assert "Rosa" not in page


def test_what_was_cleared_stays_cleared(ana, entry):
    walk = at_situation(ana, entry)
    walk.say("situation", {})
    page = walk.get("situation").content.decode()
    assert "Rosa" not in page
    assert "This comes from your journal" not in page


def test_what_was_typed_and_not_saved_comes_before_the_entry(ana, entry):
    walk = at_situation(ana, entry)
    walk.say("situation", {"with_whom": "Tom", "on": "nonsense"}, then="leave")
    page = walk.get("situation").content.decode()
    assert ">\nTom</textarea>" in page
    assert "Rosa" not in page
    assert "This comes from your journal" not in page


def test_going_away_from_it_keeps_nothing(ana, entry):
    walk = at_situation(ana, entry)
    html = walk.get("situation").content.decode()
    filled = {
        "on": entry.local_date.isoformat(),
        "with_whom": "Rosa",
        "pain": "6",
        "did": "Stood all shift, Bent",
    }
    assert "Rosa" in html
    walk.say("situation", filled, then="leave")
    assert not Answer.objects.filter(step=Step.SITUATION).exists()


def test_an_entry_of_long_ago_lends_no_day_that_the_form_would_refuse(ana):
    old = write_entry(ana, at=timezone.now() - timedelta(days=500), thought=THOUGHT, pain=3)
    page = at_situation(ana, old).get("situation").content.decode()
    assert old.local_date.isoformat() not in page
    assert re.search(r'name="pain" value="3"[^>]*checked', page)


def test_only_as_many_words_as_fit_are_lent(ana):
    words = tuple(activity(f"{number} " + "x" * 70) for number in range(5))
    walk = at_situation(ana, write_entry(ana, thought=THOUGHT, named=words))
    form = walk.get("situation").content.decode()
    assert "0 xxx" in form
    assert "1 xxx" in form
    assert "2 xxx" not in form
    assert walk.say("situation", {"did": "0 " + "x" * 70 + ", 1 " + "x" * 70}).status_code == 302


def test_a_thought_of_another_source_fills_nothing(ana, entry):
    walk = w.Walk(ana)
    walk.say("ready", FULL)
    for name, fields in w.UP_TO_FEARS[1:4]:
        walk.say(name, fields)
    page = walk.get("situation").content.decode()
    assert "This comes from your journal" not in page
    assert "Rosa" not in page


def test_a_therapist_who_leads_sees_nothing_of_the_journal(ana, ben, entry, northfield):
    actions.start_examination(person=ana, by=ana, belief=make(ana, entry))
    pair = Pair(ana, ben)
    pair.walk.say("ready", FULL)
    pair.walk.say("safe", w.RISKS)
    pair.walk.say("belief", {"text": THOUGHT, "kind": "falling"})
    pair.walk.say("ratings", w.RATINGS)
    assert "Rosa" in pair.walk.get("situation").content.decode()
    page = pair.look("situation")
    assert page.status_code == 200
    assert "Rosa" not in page.content.decode()
    assert "journal" not in text_of(page)


# --- Privacy ----------------------------------------------------------------------------------


@pytest.mark.parametrize("private", [True, False])
def test_privacy_follows_the_entry(ana, private):
    assert make(ana, write_entry(ana, thought=THOUGHT, private=private)).private == private


def test_a_private_thought_is_said_to_be_one_and_can_be_opened(ana):
    belief = make(ana, write_entry(ana, thought=THOUGHT, private=True))
    visitor, path = Visitor(ana), f"/examine/thoughts/{belief.pk}/"
    assert "Private. Only you can read it and its pages." in visitor.get(path).content.decode()
    visitor.send(f"{path}privacy/", {"private": "no"})
    belief.refresh_from_db()
    assert not belief.private
    page = visitor.get(path).content.decode()
    assert "Its pages can be shared now." in page
    assert "Only you can read it" not in page
    visitor.send(f"{path}privacy/", {"private": "yes"})
    belief.refresh_from_db()
    assert belief.private
    assert visitor.send(f"{path}privacy/", {"private": "x"}).status_code == 404


def test_only_the_person_says_whether_it_is_private(ana, cast):
    belief = make(ana, write_entry(ana, thought=THOUGHT, private=True))
    for name in ("ben", "cleo", "dev", "edna", "finn"):
        sent = Visitor(cast[name]).send(
            f"/examine/thoughts/{belief.pk}/privacy/", {"private": "no"}
        )
        assert sent.status_code == 404
    belief.refresh_from_db()
    assert belief.private


def test_pages_of_a_private_thought_are_closed_and_say_so(ana, ben, northfield):
    page = examine(ana)
    share(ana, ben, northfield)
    visitor, path = Visitor(ana), f"/examine/{page.pk}/"
    assert "Ben Okoro can read all your pages" in visitor.get(path).content.decode()
    actions.set_belief_private(belief=page.belief, private=True, by=ana)
    html = visitor.get(path).content.decode()
    assert "You keep this thought to yourself" in html
    assert "can read all your pages" not in html
    assert "Share this page" not in html
    assert not Examination.objects.visible_to(ben).exists()
    care = ana.therapists.get()
    assert visitor.send(f"{path}share/", {"care": care.pk}).status_code == 404
    with pytest.raises(Refused):
        actions.share_page(examination=page, care=care, by=ana)
    actions.set_belief_private(belief=page.belief, private=False, by=ana)
    assert Examination.objects.visible_to(ben).get() == page


def test_the_journal_is_not_opened_by_sharing_the_pages(ana, ben, northfield, entry):
    make(ana, entry)
    share(ana, ben, northfield)
    assert not type(entry).objects.visible_to(ben).exists()
    assert Scope.JOURNAL != Scope.EXAMINATIONS


def test_a_change_of_the_entry_changes_no_thought(ana, entry):
    belief = make(ana, entry)
    journal.change_entry(
        entry=entry, by=ana, said=replace(said_of(entry), thought="Another", private=True)
    )
    belief.refresh_from_db()
    assert (belief.text, belief.private) == (THOUGHT, False)
