"""A shared page is read, reviewed, its test agreed to and its question answered, by right alone."""

import pytest

from people.actions import deactivate_membership
from people.models import AuditEvent, Membership, Role
from sessions import actions
from sessions.models import CareQuestion, Experiment, Review
from sessions.steps import Step
from tests.builders import examine, join, make_user, share, treat
from tests.visits import Visitor, changed, snapshot

pytestmark = pytest.mark.django_db


@pytest.fixture
def gil(northfield):
    """A colleague of Ben's who does not treat Ana."""
    person = make_user("gil@cbtback.example", "Gil Amin")
    join(person, northfield, Role.THERAPIST)
    return person


def addresses(examination):
    """Every address of the desk that leads to this page, and what a form there would send."""
    test = examination.experiments.first()
    question = examination.care_questions.first()
    found = {f"/review/{examination.pk}/": {"note": "Seen."}}
    if test:
        found[f"/experiments/{test.pk}/approve/"] = {}
    if question:
        found[f"/asks/{question.pk}/answer/"] = {"answer": "No."}
    return found


# --- Who may -----------------------------------------------------------------------------------


def test_it_is_read_whole_once_shared(shared, ben):
    html = Visitor(ben).get(f"/review/{shared.pk}/").content.decode()
    assert shared.belief.text in html
    assert "I will never get over a flare." in html
    assert "Friday dinner, for one hour" in html


def test_it_is_closed_before_it_is_shared(example, ben):
    assert Visitor(ben).get(f"/review/{example.pk}/").status_code == 404


@pytest.mark.parametrize("name", ["ana", "cleo", "dev", "edna", "finn"])
def test_nobody_else_has_it(shared, asked, cast, name):
    visitor = Visitor(cast[name])
    before = snapshot()
    for page in (shared, asked):
        for address, sent in addresses(page).items():
            # 405 where only a POST is known at all.
            assert visitor.get(address).status_code in (404, 405)
            assert visitor.send(address, sent).status_code == 404
    assert changed(before) == set()


def test_a_colleague_in_the_same_clinic_has_it_not(shared, gil):
    visitor = Visitor(gil)
    before = snapshot()
    for address, sent in addresses(shared).items():
        assert visitor.send(address, sent).status_code == 404
    assert changed(before) == set()


def test_a_second_therapist_of_hers_has_it_only_once_she_shares(shared, ana, gil, northfield):
    care = treat(gil, ana, northfield)
    visitor = Visitor(gil)
    assert visitor.get(f"/review/{shared.pk}/").status_code == 404
    actions.share_page(examination=shared, care=care, by=ana)
    assert visitor.get(f"/review/{shared.pk}/").status_code == 200


def test_an_unfinished_page_is_not_read_even_where_all_is_shared(ana, ben, northfield):
    share(ana, ben, northfield)
    examination = examine(ana, upto=Step.AGAIN)
    visitor = Visitor(ben)
    for address, sent in addresses(examination).items():
        assert visitor.send(address, sent).status_code == 404


def test_what_is_withdrawn_between_the_page_and_its_form_is_not_written(shared, asked, ana, ben):
    visitor = Visitor(ben)
    for page in (shared, asked):
        for address in addresses(page):
            visitor.get(address)
        actions.unshare_page(examination=page, reader=ben, by=ana)
    before = snapshot()
    for page in (shared, asked):
        for address, sent in addresses(page).items():
            assert visitor.send(address, sent).status_code == 404
    assert changed(before) == set()


def test_a_deactivated_therapist_has_nothing(shared, ben, northfield):
    deactivate_membership(membership=Membership.objects.get(user=ben, role=Role.THERAPIST), by=None)
    ben.refresh_from_db()
    assert Visitor(ben).get(f"/review/{shared.pk}/").status_code == 404


def test_a_look_is_no_writing(shared, asked, ben):
    visitor = Visitor(ben)
    before = snapshot()
    for page in (shared, asked):
        for address in addresses(page):
            visitor.get(address)
    assert changed(before) == set()


# --- Reviewing ---------------------------------------------------------------------------------


def test_a_reading_is_written_down(shared, ana, ben):
    Visitor(ben).get(f"/review/{shared.pk}/")
    event = AuditEvent.objects.get(action="read-examination")
    assert (event.actor, event.person, event.object_id) == (ben.pk, ana.pk, shared.pk)


def test_a_review_is_signed_and_read_by_the_patient(shared, ana, ben, northfield):
    response = Visitor(ben).send(f"/review/{shared.pk}/", {"note": "The test is a fine one."})
    assert response["Location"] == f"/patients/{ana.pk}/"
    review = Review.objects.get()
    assert (review.author, review.patient, review.clinic) == (ben, ana, northfield)
    html = Visitor(ana).get(f"/examine/{shared.pk}/").content.decode()
    assert "The test is a fine one." in html
    assert "Ben Okoro, " in html


def test_a_review_needs_no_note(shared, ana, ben):
    Visitor(ben).send(f"/review/{shared.pk}/", {"note": ""})
    html = Visitor(ana).get(f"/examine/{shared.pk}/").content.decode()
    assert "Ben Okoro read this page on" in html


def test_a_reviewed_page_says_so(shared, ben):
    visitor = Visitor(ben)
    visitor.send(f"/review/{shared.pk}/", {"note": ""})
    assert "This page was reviewed." in visitor.get(f"/review/{shared.pk}/").content.decode()


@pytest.mark.parametrize("note", ["x" * 20_000, "a\x00b"])
def test_a_note_that_does_not_fit_is_told_and_kept_on_the_page(shared, ben, note):
    response = Visitor(ben).send(f"/review/{shared.pk}/", {"note": note})
    assert response.status_code == 200
    html = response.content.decode()
    assert 'id="id_note_error"' in html
    assert note[:1] * 3 in html or "b</textarea>" in html
    assert not Review.objects.exists()


def test_a_note_cannot_say_who_else_it_is_from(shared, ben, cleo):
    Visitor(ben).send(
        f"/review/{shared.pk}/",
        {"note": "Hm.", "author": cleo.pk, "patient": cleo.pk, "audience": "private"},
    )
    review = Review.objects.get()
    assert (review.author, review.audience) == (ben, "patient")


# --- Agreeing to a test ------------------------------------------------------------------------


def test_a_test_agreed_to_says_so_to_the_patient(shared, ana, ben):
    test = shared.experiments.get()
    response = Visitor(ben).send(f"/experiments/{test.pk}/approve/")
    assert response["Location"] == f"/review/{shared.pk}/"
    test.refresh_from_db()
    assert test.approved_by == ben
    html = Visitor(ana).get(f"/examine/{shared.pk}/").content.decode()
    assert "Ben Okoro agreed to this test on" in html


def test_a_test_is_agreed_to_once(shared, ben):
    test = shared.experiments.get()
    Visitor(ben).send(f"/experiments/{test.pk}/approve/")
    assert Visitor(ben).send(f"/experiments/{test.pk}/approve/").status_code == 404
    assert AuditEvent.objects.filter(action="approve-experiment").count() == 1


def test_a_get_agrees_to_nothing(shared, ben):
    test = shared.experiments.get()
    assert Visitor(ben).get(f"/experiments/{test.pk}/approve/").status_code == 405
    assert Experiment.objects.get().approved_at is None


def test_a_test_that_was_dropped_is_not_there(shared, ben):
    shared.experiments.update(dropped_at=shared.created)
    test = shared.experiments.get()
    assert Visitor(ben).send(f"/experiments/{test.pk}/approve/").status_code == 404


def test_the_therapist_writes_no_result(shared, ben):
    test = shared.experiments.get()
    actions.approve_experiment(experiment=test, by=ben)
    response = Visitor(ben).send(
        f"/tests/{test.pk}/", {"done": "yes", "result": "x", "pain_before": "0"}
    )
    assert response.status_code == 404


# --- Answering a question ----------------------------------------------------------------------


def test_an_answer_is_signed_and_on_the_patients_page(asked, ana, ben):
    question = asked.care_questions.get()
    response = Visitor(ben).send(
        f"/asks/{question.pk}/answer/", {"answer": "No. Your discs are fine."}
    )
    assert response["Location"] == f"/review/{asked.pk}/"
    html = Visitor(ana).get(f"/examine/{asked.pk}/").content.decode()
    assert "No. Your discs are fine." in html
    assert "You can both read this." in html


def test_an_answer_has_words(asked, ben):
    question = asked.care_questions.get()
    response = Visitor(ben).send(f"/asks/{question.pk}/answer/", {"answer": "  "})
    assert "Write your answer." in response.content.decode()
    assert CareQuestion.objects.get().answered_at is None


def test_the_question_shows_why_it_came_to_the_care_team(asked, ben):
    question = asked.care_questions.get()
    html = Visitor(ben).get(f"/asks/{question.pk}/answer/").content.decode()
    assert "Can a disc slip from dancing?" in html
    assert "It would need care, so the care team is asked." in html


def test_what_the_patient_wrote_down_is_not_overwritten(asked, ana, ben):
    question = asked.care_questions.get()
    actions.answer_care_question(question=question, by=ana, answer="No.", name="Dr. Amin")
    response = Visitor(ben).send(f"/asks/{question.pk}/answer/", {"answer": "Yes."})
    assert response.status_code == 404
    assert CareQuestion.objects.get().answer == "No."
