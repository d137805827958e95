"""A thought written down for later, sent by another room, or suggested by the care team."""

import json
import uuid

import pytest

from people.actions import end_care
from people.models import AuditEvent, CareRelationship
from people.submissions import FIELD, PURPOSE
from sessions import actions
from sessions.models import Belief, Suggestion
from sessions.record import progress_of
from sessions.steps import Step
from tests.builders import make_belief
from tests.readability import LIMIT, grade_of, report, visible_lines
from tests.sessions import walk as w
from tests.sessions.walk import Walk
from tests.visits import Visitor, changed, form_key, snapshot
from vault.seal import unseal

pytestmark = pytest.mark.django_db

NEW = "/examine/thoughts/new/"
DANCE = {"text": "If I dance I will fall", "kind": "falling"}


@pytest.fixture
def suggestion(ana, ben, northfield):
    return actions.suggest_belief(
        patient=ana,
        clinic=northfield,
        by=ben,
        text="If I bend my back will lock",
        kind="movement_harm",
    )


# --- Writing one down ---------------------------------------------------------------------------


def test_a_thought_is_put_on_the_list_and_can_be_looked_at_now(ana):
    response = Visitor(ana).send(NEW, DANCE)
    belief = Belief.objects.get(person=ana)
    assert response["Location"] == f"/examine/thoughts/{belief.pk}/"
    assert (belief.text, belief.kind, belief.source) == (*DANCE.values(), "own")
    html = Visitor(ana).get(response["Location"]).content.decode()
    assert f'href="/examine/start/?belief={belief.pk}"' in html


def test_nothing_is_started_by_it(ana):
    Visitor(ana).send(NEW, DANCE)
    assert not ana.examinations.exists()


def test_it_is_made_of_its_halves_and_by_when(ana):
    halves = {"if_clause": "dance", "then_clause": "a fall", "timeframe": "day"}
    Visitor(ana).send(NEW, {"text": "", "kind": "falling", **halves})
    assert Belief.objects.get().text == "If I dance, then a fall will happen within a day."


@pytest.mark.parametrize("words", ["I will never dance again", "I feel so scared", "My back hurts"])
def test_what_can_hardly_be_checked_is_sent_back_once_and_then_allowed(ana, words):
    visitor = Visitor(ana)
    back = visitor.send(NEW, {**DANCE, "text": words})
    assert back.status_code == 422
    assert "One more look." in back.content.decode()
    assert words in back.content.decode()
    assert not Belief.objects.exists()
    assert visitor.send(NEW, {**DANCE, "text": words, "looked": "1"}).status_code == 302
    assert Belief.objects.get().text == words


def test_a_mistake_keeps_what_was_typed(ana):
    back = Visitor(ana).send(NEW, {"text": DANCE["text"]})
    assert back.status_code == 422
    assert DANCE["text"] in back.content.decode()
    assert "Pick one." in back.content.decode()


def test_words_that_call_for_help_show_it_before_they_are_kept(ana):
    back = Visitor(ana).send(NEW, {"text": "If it goes on I want to die"}).content.decode()
    assert "See who answers" in back


# --- From another room --------------------------------------------------------------------------


@pytest.mark.parametrize("source", ["journal", "barrier"])
def test_words_of_another_room_fill_in_the_form_and_are_kept_when_sent(ana, source):
    visitor, row = Visitor(ana), str(uuid.uuid4())
    sent = {"text": DANCE["text"], "source": source, "source_id": row}
    draft = visitor.send(NEW, {**sent, "draft": "1"})
    html = draft.content.decode()
    assert draft.status_code == 200
    assert DANCE["text"] in html
    assert f'value="{row}"' in html
    assert not Belief.objects.exists()
    visitor.send(NEW, {**sent, "kind": "falling"})
    belief = Belief.objects.get()
    assert (belief.source, str(belief.source_id)) == (source, row)


def test_the_same_row_leads_to_the_thought_that_is_there(ana):
    visitor, row = Visitor(ana), str(uuid.uuid4())
    sent = {**DANCE, "source": "journal", "source_id": row}
    first = visitor.send(NEW, sent)["Location"]
    assert visitor.send(NEW, {**sent, "draft": "1"})["Location"] == first
    assert visitor.send(NEW, sent)["Location"] == first
    assert Belief.objects.count() == 1


def test_other_words_from_the_same_row_are_not_lost(ana):
    visitor, row = Visitor(ana), str(uuid.uuid4())
    for text in ("If I dance I will fall", "If I fall they will laugh"):
        visitor.send(NEW, {"text": text, "kind": "social", "source": "journal", "source_id": row})
    assert Belief.objects.count() == 2


def test_long_words_of_another_room_are_shown_to_be_made_shorter(ana):
    long = "If I go out " * 40
    html = Visitor(ana).send(NEW, {"draft": "1", "text": long}).content.decode()
    assert long.strip() in html


def test_the_filled_in_form_belongs_to_its_own_page(ana):
    """Were its key too old, what was typed would be shown again where the form is."""
    draft = Visitor(ana).post(NEW, {FIELD: form_key(ana, "/today/"), "draft": "1", **DANCE})
    html = draft.content.decode()
    key = html.split('action="/examine/thoughts/new/"')[1].split('name="form_key" value="')[1]
    _owner, _person, page, _nonce = json.loads(
        unseal(key.split('"')[0], purpose=PURPOSE, max_age=60)
    )
    assert page == NEW


def test_what_was_typed_outlives_a_page_that_is_too_old(ana):
    stale = Visitor(ana).post(NEW, {FIELD: "old", **DANCE}, follow=True)
    assert DANCE["text"] in stale.content.decode()
    assert not Belief.objects.exists()


@pytest.mark.parametrize("source", ["therapist", "library", "else"])
def test_nobody_says_that_it_came_from_elsewhere(ana, source):
    assert Visitor(ana).send(NEW, {**DANCE, "source": source}).status_code == 422


# --- Suggested ----------------------------------------------------------------------------------


def address(suggestion):
    return f"/examine/suggestions/{suggestion.pk}/"


def test_it_stands_under_examine_in_the_therapist_s_voice(ana, suggestion):
    html = Visitor(ana).get("/examine/").content.decode()
    assert 'class="note"' in html
    assert "From Ben Okoro" in html
    assert f'href="{address(suggestion)}"' in html


def test_several_may_wait_at_once(ana, ben, northfield, suggestion):
    actions.suggest_belief(patient=ana, clinic=northfield, by=ben, text="If I sit", kind="other")
    assert Visitor(ana).get("/examine/").content.decode().count("Take it up, or leave it") == 2


def test_it_is_taken_up_in_the_patient_s_own_words(ana, suggestion):
    Visitor(ana).send(address(suggestion), {**DANCE})
    belief = Belief.objects.get(person=ana)
    assert (belief.text, belief.source, belief.source_id) == (
        DANCE["text"],
        "therapist",
        suggestion.pk,
    )
    suggestion.refresh_from_db()
    assert suggestion.belief == belief
    assert suggestion.text == "If I bend my back will lock"
    assert "From Ben Okoro" not in Visitor(ana).get("/examine/").content.decode()


def test_it_is_left(ana, suggestion):
    Visitor(ana).send(address(suggestion), {"then": "no"})
    suggestion.refresh_from_db()
    assert suggestion.answered_at
    assert suggestion.belief is None
    assert not Belief.objects.exists()
    assert "Ben Okoro" not in Visitor(ana).get("/examine/").content.decode()
    assert AuditEvent.objects.filter(action="decline-suggestion").count() == 1


def test_looking_at_it_answers_nothing(ana, suggestion):
    visitor, before = Visitor(ana), snapshot()
    assert visitor.get(address(suggestion)).status_code == 200
    assert changed(before) == set()


def test_other_words_from_a_second_window_are_kept_too(ana, suggestion):
    for text in ("If I bend I will hurt", "If I lift I will hurt"):
        Visitor(ana).send(address(suggestion), {"text": text, "kind": "other"})
    assert Belief.objects.count() == 2
    assert Visitor(ana).get(address(suggestion)).status_code == 302


def test_leaving_it_in_a_second_window_takes_nothing_off_the_list(ana, suggestion):
    Visitor(ana).send(address(suggestion), DANCE)
    Visitor(ana).send(address(suggestion), {"then": "no"})
    suggestion.refresh_from_db()
    assert suggestion.belief is not None


def test_it_stays_when_care_ends(ana, ben, suggestion):
    end_care(care=CareRelationship.objects.get(patient=ana), by=ana)
    assert Visitor(ana).get(address(suggestion)).status_code == 200


def test_only_the_patient_answers(cast, ana, suggestion):
    for name in ("ben", "cleo", "dev", "edna", "finn"):
        assert Visitor(cast[name]).send(address(suggestion), DANCE).status_code == 404
    assert not Belief.objects.exists()


def test_at_the_belief_step_it_is_there_to_pick(ana, suggestion):
    walk = Walk(ana).go_to("belief")
    assert "Take this one up" in walk.get("belief").content.decode()
    picked = walk.say("belief", {"use": str(suggestion.pk)})
    belief = Belief.objects.get(person=ana)
    assert picked["Location"].endswith(f"?use={belief.pk}")
    hidden = walk.hidden("belief", use=str(belief.pk))
    mine = {"text": "If I bend low my back will lock", "kind": "movement_harm", "then": "next"}
    walk.send("belief", {**hidden, **mine})
    suggestion.refresh_from_db()
    belief.refresh_from_db()
    assert suggestion.belief == belief
    assert belief.text == mine["text"]
    assert progress_of(walk.examination).latest(Step.BELIEF).values["source"] == "therapist"
    assert Suggestion.objects.count() == Belief.objects.count() == 1


def test_at_the_belief_step_resolved_ones_are_not_offered(ana):
    first, second = make_belief(ana, "If I sing"), make_belief(ana, "If I run")
    actions.mark_belief(belief=first, state="resolved", by=ana)
    actions.mark_belief(belief=second, state="parked", by=ana)
    html = Walk(ana).go_to("belief").get("belief").content.decode()
    assert str(second.pk) in html
    assert str(first.pk) not in html


def test_a_parked_one_that_is_picked_is_on_the_list_again(ana):
    belief = make_belief(ana, "If I run I will fall")
    actions.mark_belief(belief=belief, state="parked", by=ana)
    walk = Walk(ana).go_to("belief")
    hidden = walk.hidden("belief", use=str(belief.pk))
    walk.send("belief", {**hidden, **w.BELIEF, "then": "next"})
    assert Belief.objects.with_state().get().state == "current"


def test_these_pages_read_easily(ana, suggestion):
    Suggestion.objects.update(kind="other")
    suggestion.text = "We talk."
    suggestion.save()
    for path in ("/examine/", address(suggestion), NEW):
        lines = visible_lines(Visitor(ana).get(path).content.decode())
        assert grade_of(lines) <= LIMIT, report(lines)
