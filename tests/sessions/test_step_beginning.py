"""A good time, moving safely, the thought, how sure: rules of the first screens."""

import pytest

from safety.models import Hold, RedFlagCheck, RiskProfile, SafetyAlert, SupportCheck
from sessions.models import Belief
from sessions.steps import Step
from tests.builders import examine, join, make_belief, watch
from tests.sessions import walk as w
from tests.sessions.test_step_pages import text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def walk(ana):
    return w.Walk(ana)


@pytest.fixture
def watched(northfield, ben, dev):
    """Northfield reads alerts."""
    join(dev, northfield, "therapist")
    return watch(northfield, ben, dev)


def test_who_is_told_stands_before_the_first_safety_question(walk):
    page = text_of(walk.get("ready"))
    assert page.index("Who is told what you answer") < page.index('name="emergency"')


def test_with_no_clinic_it_says_that_nobody_is_told(finn):
    assert "Nobody is told." in text_of(w.Walk(finn).get("ready"))


def test_no_red_flag_goes_on_and_the_check_is_kept(walk):
    walk.say("ready", w.SAFE)
    check = RedFlagCheck.objects.get()
    assert check.codes == []
    assert check.examination == walk.examination.pk


def test_an_emergency_sign_leads_to_what_to_do_now_and_keeps_the_answer(walk):
    flagged = {"distress_now": "35", "emergency": "bladder", "safe": "safe"}
    response = walk.say("ready", flagged)
    check = RedFlagCheck.objects.get()
    assert response["Location"].startswith(f"/safety/flags/{check.pk}/?next=")
    assert walk.progress.latest(Step.READY).values["flags"] == ["bladder"]
    assert Hold.objects.get().kind == "emergency"


def test_an_emergency_sign_tells_the_clinic_that_it_was_given(walk, watched):
    walk.say("ready", {"distress_now": "35", "emergency": "bladder", "safe": "safe"})
    assert SafetyAlert.objects.get().kind == "emergency"


def test_going_back_to_change_the_number_tells_nobody_a_second_time(walk, watched):
    flagged = {"distress_now": "35", "same_day": "fever", "safe": "rather_not"}
    walk.say("ready", flagged)
    walk.say("ready", {**flagged, "distress_now": "50"})
    assert RedFlagCheck.objects.count() == 1
    assert SupportCheck.objects.count() == 1
    assert SafetyAlert.objects.count() == 2


def test_a_hold_stops_the_way_into_a_fear_of_movement_and_leaves_other_thoughts(walk):
    walk.say("ready", {"distress_now": "35", "same_day": "fever", "safe": "safe"})
    walk.say("safe", w.RISKS)
    walk.say("belief", w.BELIEF)
    held = walk.get("ratings")
    assert held.status_code == 200
    assert "waits until a doctor" in text_of(held)
    kept = walk.progress.givens
    walk.send("ratings", {**walk.hidden("belief"), **w.RATINGS, "then": "next"})
    assert walk.progress.givens == kept
    walk.say("belief", {**w.BELIEF, "text": "If I ask, my boss will say no", "kind": "work_role"})
    assert "waits until a doctor" not in text_of(walk.get("ratings"))


@pytest.mark.parametrize(("answer", "place"), [("self", "support"), ("rather_not", "support")])
def test_thoughts_of_not_living_open_the_support_screen(walk, answer, place):
    response = walk.say("ready", {**w.SAFE, "safe": answer})
    check = SupportCheck.objects.get()
    assert response["Location"].startswith(f"/safety/{place}/{check.pk}/?next=")


def test_being_hurt_by_someone_shows_help_and_tells_nobody(walk, watched):
    response = walk.say("ready", {**w.SAFE, "safe": "other"})
    assert response["Location"].startswith("/safety/talk/?next=")
    assert not SafetyAlert.objects.exists()
    assert not SupportCheck.objects.exists()


def test_a_flag_and_a_crisis_answer_are_shown_one_after_the_other(walk):
    both = {"distress_now": "35", "emergency": "bladder", "safe": "self"}
    response = walk.say("ready", both)
    assert response["Location"].startswith("/safety/flags/")
    assert "%2Fsafety%2Fsupport%2F" in response["Location"]


def test_much_distress_now_is_offered_a_pause_and_may_go_on(walk):
    response = walk.say("ready", {**w.SAFE, "distress_now": "80"})
    assert response["Location"] == f"/examine/{walk.examination.pk}/offer/high/"
    offer = text_of(walk.client.get(response["Location"]))
    assert walk.url("safe") in offer
    assert "/safety/breathe/" in offer


def test_the_offer_comes_once_for_the_same_number(walk):
    walk.say("ready", {**w.SAFE, "distress_now": "80"})
    assert walk.say("ready", {**w.SAFE, "distress_now": "80"})["Location"] == walk.url("safe")


def test_an_offer_that_is_none_is_not_found(walk):
    assert walk.client.get(f"/examine/{walk.examination.pk}/offer/free/").status_code == 404


def test_the_movement_profile_is_asked_once_for_good(walk):
    walk.go_to("belief")
    profile = RiskProfile.objects.get()
    assert (profile.codes, profile.known_to_doctor) == (["leg_weakness"], True)
    other = w.Walk(walk.person)
    assert other.examination == walk.examination


def test_the_movement_profile_is_not_asked_again_in_a_later_examination(ana):
    examine(ana)
    later = w.Walk(ana)
    assert later.say("ready", w.SAFE)["Location"] == later.url("belief")


def test_a_changed_profile_is_a_new_version(walk):
    walk.go_to("belief")
    walk.say("safe", {"none": "on"})
    assert sorted(RiskProfile.objects.values_list("version", flat=True)) == [1, 2]


@pytest.mark.parametrize(
    "words",
    ["I will never dance again", "I feel so scared", "My back hurts"],
)
def test_what_can_hardly_be_checked_is_sent_back_once_and_then_allowed(walk, words):
    walk.go_to("belief")
    said = {**w.BELIEF, "text": words}
    assert walk.say("belief", said)["Location"] == walk.url("belief")
    assert "One more look." in text_of(walk.get("belief"))
    assert walk.say("belief", said)["Location"] == walk.url("ratings")


def test_a_thought_is_made_of_its_two_halves_where_it_has_no_words_yet(walk):
    walk.go_to("belief")
    halves = {"text": "", "kind": "falling", "if_clause": "dance", "then_clause": "a fall"}
    walk.say("belief", halves)
    words = walk.progress.latest(Step.BELIEF).values["text"]
    assert words == "If I dance, then a fall will happen."


def test_a_common_thought_can_be_picked_and_changed(walk):
    walk.go_to("belief")
    picked = walk.say("belief", {"use": "bend-damage"})
    assert "If I bend, I will damage my back." in text_of(walk.client.get(picked["Location"]))
    hidden = walk.hidden("belief", use="bend-damage")
    mine = {"text": "If I bend to tie my shoe, my back will go.", "kind": "movement_harm"}
    walk.send("belief", {**hidden, **mine, "then": "next"})
    assert Belief.objects.get().source == "library"


def test_an_own_thought_can_be_picked_and_keeps_its_history(walk):
    mine = make_belief(walk.person, "If I sit long my back will lock")
    walk.go_to("belief")
    hidden = walk.hidden("belief", use=str(mine.pk))
    chosen = {"text": mine.text, "kind": "movement_harm"}
    walk.send("belief", {**hidden, **chosen, "then": "next"})
    walk.examination.refresh_from_db()
    assert walk.examination.belief == mine


def test_another_thought_leaves_an_older_one_as_it_was(walk):
    old = make_belief(walk.person, "If I sit long my back will lock")
    old.created = walk.examination.created.replace(year=2020)
    old.save(update_fields=["created"])
    walk.examination.belief = old
    walk.examination.save(update_fields=["belief"])
    walk.go_to("belief")
    hidden = walk.hidden("belief", use="bend-damage")
    fields = {**hidden, **w.BELIEF, "then": "next"}
    walk.send("belief", fields)
    old.refresh_from_db()
    assert old.text == "If I sit long my back will lock"
    assert Belief.objects.count() == 2


def test_a_thought_hardly_believed_is_offered_to_be_left(walk):
    walk.go_to("ratings")
    response = walk.say("ratings", {"conviction": "10", "distress": "90"})
    assert response["Location"].endswith("/offer/another/")
    assert walk.url("belief") in text_of(walk.client.get(response["Location"]))


def test_much_distress_about_the_thought_stops_nothing(walk):
    walk.go_to("ratings")
    response = walk.say("ratings", {"conviction": "90", "distress": "100"})
    assert response["Location"] == walk.url("evidence")


def test_words_that_call_for_help_show_it_and_block_nothing(walk):
    walk.go_to("belief")
    words = "If it goes on like this I will kill myself"
    response = walk.say("belief", {**w.BELIEF, "text": words})
    assert response["Location"] == walk.url("ratings")
    assert "people you can talk to now" in text_of(walk.get("ratings"))
    assert not SupportCheck.objects.exclude(about="ready").exists()


def test_other_words_show_no_help_box(walk):
    walk.go_to("ratings")
    assert "people you can talk to now" not in text_of(walk.get("ratings"))
