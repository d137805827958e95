"""The therapist's seat: the same steps, saved under their own name; safety stays the patient's."""

import pytest

from people.actions import deactivate_membership, end_care
from people.errors import NotAllowed
from people.models import AuditEvent, CareRelationship, Role
from safety.models import SafetyAlert, SupportCheck
from sessions import actions
from sessions.actions import Entry, Refused
from sessions.models import Answer, Belief, Draft, Examination
from sessions.record import progress_of
from sessions.steps import Step
from tests.builders import join, make_belief, make_user, watch
from tests.sessions import walk as w
from tests.sessions.together import Pair
from tests.visits import Visitor, changed, snapshot

pytestmark = pytest.mark.django_db


@pytest.fixture
def pair(ana, ben):
    return Pair(ana, ben, upto="belief")


def text_of(response) -> str:
    return response.content.decode()


def test_an_answer_is_saved_under_the_therapist_s_name(pair, ben, ana):
    response = pair.write("belief", w.BELIEF)
    assert response["Location"] == pair.seat("ratings")
    answer = Answer.objects.get(step=Step.BELIEF)
    assert (answer.by, answer.examination.person) == (ben, ana)
    assert Belief.objects.get().person == ana


def test_the_proposed_thought_is_there_to_be_saved_and_no_answer_before(ana, ben):
    pair = Pair(ana, ben, upto="belief", text="If I lift, I will snap", kind="falling")
    assert "If I lift, I will snap" in text_of(pair.look("belief"))
    assert "If I lift, I will snap" not in text_of(pair.follow())
    pair.write("belief", {"text": "If I lift, I will snap", "kind": "falling"})
    assert Answer.objects.get(step=Step.BELIEF).said["source"] == Belief.Source.THERAPIST


def test_thoughts_that_are_not_shared_are_not_offered(ana, ben):
    make_belief(ana, "If I tell him, he will leave")
    pair = Pair(ana, ben, upto="belief")
    assert "If I tell him, he will leave" not in text_of(pair.look("belief"))
    assert "If I tell him, he will leave" in text_of(pair.walk.get("belief"))


@pytest.mark.parametrize("step", ["ready", "safe"])
def test_safety_is_the_patient_s_to_answer(ana, ben, step):
    pair = Pair(ana, ben, upto=step)
    html = text_of(pair.look(step))
    assert "Ana Moreno answers this one" in html
    assert "<textarea" not in html
    assert 'type="radio"' not in html
    with pytest.raises(NotAllowed):
        actions.answer_step(
            examination=pair.examination, by=ben, entries=[Entry(Step(step), said={"flags": []})]
        )


@pytest.mark.parametrize("step", ["ready", "safe"])
def test_its_answer_is_not_shown_either(pair, step):
    html = text_of(pair.look(step))
    assert "Ana Moreno answers this one" in html
    assert "checked" not in html


def test_what_is_saved_is_shown_without_the_safety_answers(pair):
    pair.write("belief", w.BELIEF)
    html = text_of(pair.look("ratings"))
    assert "Before moving" not in html
    assert "Upset in that moment" not in html
    pair.walk.say("ratings", w.RATINGS)
    assert "How upsetting it was: 90" in text_of(pair.look("evidence"))


def test_not_wanting_to_live_is_asked_of_the_patient_alone(ana, ben):
    pair = Pair(ana, ben, upto="belief")
    pair.write("belief", {"text": "Nothing will ever help my back.", "kind": "hopeless"})
    for step in ("ratings", "evidence", "cost"):
        pair.write(step, dict(w.UP_TO_FEARS)[step])
    assert "Ana Moreno answers this one" in text_of(pair.look("questions"))
    assert pair.his.post(pair.seat("questions"), {"living": "no"}).status_code != 200
    assert not SupportCheck.objects.filter(about="hopeless").exists()
    pair.walk.say("questions", {"living": "no"})
    assert "<textarea" in text_of(pair.look("questions"))


@pytest.mark.parametrize(
    ("harm", "page"), [("self", "/safety/support/"), ("other", "/safety/talk/")]
)
def test_a_fear_of_harm_sends_the_patient_s_screen_to_help(ana, ben, northfield, harm, page):
    farah = make_user("farah@cbtback.example", "Farah Amin")
    join(farah, northfield, Role.THERAPIST)
    watch(northfield, responder=farah, deputy=ben)
    pair = Pair(ana, ben, upto="fears")
    seen = pair.hers.get(pair.url("led")).context["together"].mark
    response = pair.write("fears", {**w.FALLING, "harm": harm, "distress_now": "40"})
    assert response["Location"] == pair.seat("sort")
    assert "one to talk about now, with a person" in text_of(pair.look("sort"))
    assert pair.follow(seen)["HX-Redirect"].startswith(page)
    heard = SupportCheck.objects.filter(about="fears").exists(), SafetyAlert.objects.exists()
    assert heard == (harm == "self", harm == "self")


def test_half_typed_words_are_kept_for_the_therapist_alone(pair, ben):
    pair.write("belief", {"text": "If I half type"}, then="back")
    assert "If I half type" in text_of(pair.look("belief"))
    for html in (text_of(pair.follow()), text_of(pair.walk.get("belief"))):
        assert "If I half type" not in html


def test_what_the_patient_half_typed_is_kept_for_them_alone(pair):
    pair.walk.say("belief", {"text": "If I half type"}, then="leave")
    assert "If I half type" not in text_of(pair.look("belief"))
    pair.write("belief", w.BELIEF)
    assert "If I half type" in text_of(pair.walk.get("belief"))


def test_both_answers_to_one_step_are_kept(pair):
    html = text_of(pair.look("belief"))
    hidden = dict(w.HIDDEN.findall(html[html.index('<form id="step"') :]))
    pair.walk.say("belief", {**w.BELIEF, "text": "If I run, I will fall"})
    response = pair.his.post(
        pair.seat("belief"), {**hidden, **w.BELIEF, "then": "next", "belief": ""}, follow=True
    )
    assert "changed on the other screen too. Both are kept" in text_of(response)
    assert Answer.objects.filter(step=Step.BELIEF).count() == 2


def test_the_list_of_one_step_goes_both_ways(ana, ben):
    pair = Pair(ana, ben, upto="cost")
    pair.write("cost", w.COST)
    cost = str(Answer.objects.filter(step=Step.COST).exclude(item=None).get().item)
    assert pair.seat("cost", cost) in text_of(pair.look("cost"))
    assert pair.write("cost", {**w.COST, "importance": "3"}, cost)["Location"] == pair.seat("cost")
    assert pair.his.send(pair.seat("cost", cost), {"remove": cost}).status_code == 302
    assert not progress_of(pair.examination).items(Step.COST)


def test_reading_it_is_recorded(pair, ana, ben):
    pair.look("belief")
    read = AuditEvent.objects.get(action="read-led")
    assert (read.actor, read.person, read.object_id) == (ben.pk, ana.pk, pair.examination.pk)


def test_looking_changes_nothing(pair):
    before = snapshot()
    for path in (
        pair.seat("belief"),
        pair.seat("ready"),
        pair.url("led_news"),
        pair.url("led_desk"),
    ):
        pair.his.get(path)
    assert changed(before) == set()


def test_the_desk_leads_to_the_open_screen(pair):
    assert pair.his.get(pair.url("led_desk"))["Location"] == pair.seat("belief")


def ended_by_the_patient(pair):
    Visitor(pair.patient).send(pair.url("led_end"))


def ended_by_the_therapist(pair):
    Visitor(pair.therapist).send(pair.url("led_end"))


def ended_by_the_end_of_care(pair):
    care = CareRelationship.objects.get(patient=pair.patient, therapist=pair.therapist)
    end_care(care=care, by=pair.patient)


def ended_by_closing_the_grant(pair):
    pair.hers.send(f"/settings/who-can-see/{pair.led.grant_id}/stop/")


def ended_by_half_an_hour_of_nothing(pair):
    pair.passes(30)


def ended_by_setting_it_aside(pair):
    actions.set_aside(examination=pair.examination, by=pair.patient)


ENDS = [
    ended_by_the_patient,
    ended_by_the_therapist,
    ended_by_the_end_of_care,
    ended_by_half_an_hour_of_nothing,
    ended_by_setting_it_aside,
]


@pytest.mark.parametrize("end", ENDS)
def test_the_therapist_is_out_at_once(pair, ben, end):
    pair.write("belief", w.BELIEF)
    end(pair)
    assert not Examination.objects.visible_to(ben).exists()
    assert pair.look("belief")["Location"] == pair.url("led_desk")
    desk = text_of(pair.his.get(pair.url("led_desk")))
    assert "This has ended" in desk
    for html in (desk, text_of(pair.news())):
        assert "wedding" not in html
        assert w.BELIEF["text"] not in html


@pytest.mark.parametrize("end", ENDS)
def test_what_comes_after_the_end_is_no_answer_and_given_back(pair, end):
    end(pair)
    sent = {"text": "If I say more, it is late", "kind": "falling", "then": "next"}
    response = pair.his.send(pair.seat("belief"), sent)
    assert response.status_code == 422
    assert "If I say more, it is late" in text_of(response)
    assert not Answer.objects.filter(step=Step.BELIEF).exists()


@pytest.mark.parametrize("end", ENDS)
def test_the_patient_goes_on_alone(pair, end):
    end(pair)
    html = text_of(pair.hers.get(pair.url("led")))
    assert "This has ended" in html
    assert "hx-get" not in html


def test_a_deactivated_therapist_is_out_at_once(pair, ben, edna):
    deactivate_membership(membership=ben.memberships.get(), by=edna)
    assert pair.look("belief")["Location"].startswith("/account/login/")
    assert Visitor(ben).get(pair.seat("belief")).status_code == 404
    assert "This has ended" in text_of(pair.hers.get(pair.url("led")))


def test_the_action_refuses_who_leads_no_more(pair, ben, ana):
    actions.end_lead(led=pair.led, by=ana)
    with pytest.raises(Refused):
        actions.answer_step(
            examination=pair.examination, by=ben, entries=[Entry(Step.RATINGS, said={})]
        )


def test_the_therapist_s_half_typed_words_go_with_the_end(pair, ana):
    pair.write("belief", {"text": "If I half type"}, then="back")
    actions.end_lead(led=pair.led, by=ana)
    assert not Draft.objects.exists()


def test_each_saved_answer_holds_the_lease(pair):
    pair.write("belief", w.BELIEF)
    for fields in (w.RATINGS, {**w.RATINGS, "distress": "70"}, {**w.RATINGS, "distress": "60"}):
        pair.passes(29)
        assert pair.is_on()
        pair.walk.say("ratings", fields)
    pair.passes(29)
    assert pair.is_on()
    pair.write("ratings", {**w.RATINGS, "distress": "50"})
    pair.passes(5)
    assert not pair.is_on()  # two hours are over, whatever was saved


def test_looking_does_not_hold_the_lease(pair):
    for _ in range(3):
        pair.passes(10)
        pair.look("belief"), pair.news(), pair.follow()
    assert not pair.is_on()


def test_finishing_it_together_ends_the_leading(ana, ben):
    pair = Pair(ana, ben, upto="again")
    response = pair.write("again", w.AGAIN)
    assert response["Location"] == pair.url("led_desk")
    pair.led.refresh_from_db()
    assert pair.led.ended_at
    assert not Examination.objects.visible_to(ben).exists()
    assert "This has ended" in text_of(pair.follow())


def test_the_first_rating_is_not_shown_while_it_is_rated_again(ana, ben):
    pair = Pair(ana, ben, upto="again")
    for html in (text_of(pair.look("again")), text_of(pair.follow())):
        assert "How sure</h2>" not in html
        assert ">85<" not in html
