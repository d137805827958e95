"""A therapist suggests a thought to an own patient, sees what became of it, and takes it back."""

import pytest

from people.models import AuditEvent, Role
from sessions import actions
from sessions.models import Suggestion
from tests.builders import join, make_user, treat
from tests.visits import Visitor, changed, snapshot

pytestmark = pytest.mark.django_db

SAID = {"text": "If I bend to tie my shoes, my back will lock", "kind": "movement_harm"}


def suggest(therapist, patient, **said):
    return Visitor(therapist).send(f"/patients/{patient.pk}/suggest/", {**SAID, **said})


def desk(therapist, patient):
    return Visitor(therapist).get(f"/patients/{patient.pk}/").content.decode()


def test_it_waits_for_the_patient_and_says_so(ana, ben, northfield):
    assert suggest(ben, ana)["Location"] == f"/patients/{ana.pk}/"
    suggestion = Suggestion.objects.get()
    assert (suggestion.patient, suggestion.author, suggestion.clinic) == (ana, ben, northfield)
    html = desk(ben, ana)
    assert SAID["text"] in html
    assert "Waits for the patient" in html


def test_it_is_written_down_without_its_words(ana, ben):
    suggest(ben, ana)
    event = AuditEvent.objects.get(action="suggest-belief")
    assert (event.actor, event.person, event.fields) == (ben.pk, ana.pk, ["kind", "text"])


def test_what_became_of_it_is_seen_and_nothing_else(ana, ben):
    suggest(ben, ana)
    actions.take_up_suggestion(
        suggestion=Suggestion.objects.get(), by=ana, text="If I kneel I am stuck", kind="other"
    )
    html = desk(ben, ana)
    assert "On the patient’s list" in html
    assert "kneel" not in html
    assert not AuditEvent.objects.filter(action__startswith="read-").exists()


def test_one_that_was_left_is_seen_as_that(ana, ben):
    suggest(ben, ana)
    actions.decline_suggestion(suggestion=Suggestion.objects.get(), by=ana)
    assert "Not on the patient’s list" in desk(ben, ana)


def test_a_thought_that_was_deleted_reads_like_one_that_was_left(ana, ben):
    suggest(ben, ana)
    belief = actions.take_up_suggestion(suggestion=Suggestion.objects.get(), by=ana, **SAID)
    actions.erase_belief(belief=belief, by=ana)
    assert "Not on the patient’s list" in desk(ben, ana)


def test_it_is_taken_back_while_it_waits(ana, ben):
    suggest(ben, ana)
    suggestion = Suggestion.objects.get()
    Visitor(ben).send(f"/suggestions/{suggestion.pk}/withdraw/")
    assert not Suggestion.objects.exists()
    assert SAID["text"] not in Visitor(ana).get("/examine/").content.decode()


def test_one_that_was_answered_stays(ana, ben):
    suggest(ben, ana)
    suggestion = Suggestion.objects.get()
    actions.decline_suggestion(suggestion=suggestion, by=ana)
    assert Visitor(ben).send(f"/suggestions/{suggestion.pk}/withdraw/").status_code == 404
    assert Suggestion.objects.exists()


def test_a_colleague_who_treats_her_sees_it_and_cannot_take_it_back(ana, ben, northfield):
    gil = make_user("gil@cbtback.example", "Gil Amin")
    join(gil, northfield, Role.THERAPIST)
    treat(gil, ana, northfield)
    suggest(ben, ana)
    assert "Ben Okoro" in desk(gil, ana)
    assert "Take it back" not in desk(gil, ana)
    path = f"/suggestions/{Suggestion.objects.get().pk}/withdraw/"
    assert Visitor(gil).send(path).status_code == 404


@pytest.mark.parametrize("name", ["ana", "cleo", "dev", "edna", "finn"])
def test_only_who_treats_her_suggests(cast, name):
    visitor, before = Visitor(cast[name]), snapshot()
    assert visitor.send(f"/patients/{cast['ana'].pk}/suggest/", SAID).status_code == 404
    assert changed(before) == set()


def test_without_words_or_a_kind_nothing_is_suggested(ana, ben):
    html = suggest(ben, ana, text=" ", kind="").content.decode()
    assert "Write the thought." in html
    assert "Pick one." in html
    assert not Suggestion.objects.exists()


def test_sent_twice_it_is_suggested_once(ana, ben):
    visitor = Visitor(ben)
    page = visitor.get(f"/patients/{ana.pk}/suggest/").content.decode()
    key = page.split('name="form_key" value="')[1].split('"')[0]
    for _ in range(2):
        visitor.post(f"/patients/{ana.pk}/suggest/", {**SAID, "form_key": key})
    assert Suggestion.objects.count() == 1


def test_more_of_them_take_no_more_queries(ana, ben, django_assert_max_num_queries):
    for _ in range(3):
        suggest(ben, ana)
    visitor = Visitor(ben)
    visitor.get(f"/patients/{ana.pk}/")
    with django_assert_max_num_queries(30):
        visitor.get(f"/patients/{ana.pk}/")
