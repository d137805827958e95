"""A therapist's own questions to one patient, and the clinic's sets beside the built-in ones."""

import pytest
from django.db import IntegrityError, transaction

from people.errors import NotAllowed
from people.models import Role
from sessions import actions
from sessions.asking import series_of
from sessions.models import AddedQuestion, ClinicQuestions
from sessions.steps import Path, Step
from tests.builders import examine, join
from tests.visits import Visitor

pytestmark = pytest.mark.django_db

WORDS = "What would Rosa say to it?"


def texts(examination, kind: str = "falling") -> list[str]:
    return [one.text for one in series_of(examination, kind, Path.SHORT).asked]


@pytest.fixture
def publish(northfield, ben):
    def now(*questions: str, kind: str = "falling") -> ClinicQuestions:
        return actions.publish_questions(clinic=northfield, kind=kind, questions=questions, by=ben)

    return now


# --- For one patient ------------------------------------------------------------------------------


def test_a_question_is_asked_in_the_next_examination_and_not_in_the_one_after(ana, ben):
    Visitor(ben).send(f"/patients/{ana.pk}/questions/", {"text": WORDS})
    first = examine(ana)
    assert WORDS in texts(first)
    assert WORDS not in texts(examine(ana))


def test_the_patient_sees_who_asks(ana, ben):
    Visitor(ben).send(f"/patients/{ana.pk}/questions/", {"text": WORDS})
    examination = examine(ana, upto=Step.QUESTIONS)
    html = Visitor(ana).get(f"/examine/{examination.pk}/questions/").content.decode()
    assert WORDS in html
    assert "From your therapist" in html


def test_a_question_that_was_withdrawn_is_not_asked(ana, ben):
    visitor = Visitor(ben)
    visitor.send(f"/patients/{ana.pk}/questions/", {"text": WORDS})
    visitor.send(f"/questions/{AddedQuestion.objects.get().pk}/withdraw/")
    assert WORDS not in texts(examine(ana))
    assert "Withdrawn" in visitor.get(f"/patients/{ana.pk}/questions/").content.decode()


@pytest.mark.parametrize("text", ["", "x" * 201, "a\x00b"])
def test_a_question_that_does_not_fit_is_told_at_the_field(ana, ben, text):
    response = Visitor(ben).send(f"/patients/{ana.pk}/questions/", {"text": text})
    assert 'id="id_text_error"' in response.content.decode()
    assert not AddedQuestion.objects.exists()


def test_nobody_asks_the_patient_of_another_clinic(cleo, ben, northfield):
    assert Visitor(ben).get(f"/patients/{cleo.pk}/questions/").status_code == 404
    with pytest.raises(NotAllowed):
        actions.add_question(patient=cleo, clinic=northfield, text=WORDS, by=ben)


# --- The clinic's sets ----------------------------------------------------------------------------


def test_a_set_is_asked_of_the_clinics_patients_after_the_built_in_questions(ana, publish):
    publish("Who is with you?")
    asked = texts(examine(ana))
    assert asked[-1] == "Who is with you?"
    assert len(asked) == 3
    assert "Who is with you?" not in texts(examine(ana), "social")


def test_an_examination_keeps_the_set_it_was_begun_with(ana, publish):
    publish("Old?")
    begun = examine(ana, upto=Step.QUESTIONS)
    publish("New?")
    assert texts(begun)[-1] == "Old?"
    actions.set_aside(examination=begun, by=ana)
    assert texts(examine(ana))[-1] == "New?"


def test_a_set_that_was_retired_is_not_asked_any_more(ana, ben, publish):
    own = publish("Old?")
    Visitor(ben).send(f"/question-sets/{own.pk}/retire/")
    assert "Old?" not in texts(examine(ana))


def test_publishing_makes_a_new_version_and_leaves_the_old_one_as_it_was(ben, northfield, publish):
    publish("Old?")
    visitor = Visitor(ben)
    path = f"/question-sets/{northfield.pk}/falling/"
    visitor.send(path, {"questions": "New?\n\n  And this? \n"})
    versions = ClinicQuestions.objects.order_by("version")
    assert [(one.version, one.questions) for one in versions] == [
        (1, ["Old?"]),
        (2, ["New?", "And this?"]),
    ]
    html = visitor.get(path).content.decode()
    assert "Old?" in html
    assert "Not reviewed by a clinician yet." in html


def test_one_set_of_a_kind_is_in_force_at_a_time(publish, northfield):
    publish("Old?")
    with pytest.raises(IntegrityError), transaction.atomic():
        ClinicQuestions.objects.create(
            clinic=northfield, kind="falling", version=2, questions=["Twice?"]
        )


@pytest.mark.parametrize("lines", ["", "\n \n", "a\n" * 7, "x" * 201])
def test_a_set_that_does_not_fit_is_told_at_the_field(ben, northfield, lines):
    response = Visitor(ben).send(f"/question-sets/{northfield.pk}/falling/", {"questions": lines})
    assert 'id="id_questions_error"' in response.content.decode()
    assert not ClinicQuestions.objects.exists()


def test_two_clinics_never_see_each_others_sets(dev, northfield, publish):
    own = publish("Only here?")
    visitor = Visitor(dev)
    assert "Northfield" not in visitor.get("/question-sets/").content.decode()
    assert visitor.get(f"/question-sets/{northfield.pk}/falling/").status_code == 404
    assert visitor.send(f"/question-sets/{own.pk}/retire/").status_code == 404
    with pytest.raises(NotAllowed):
        actions.retire_questions(published=own, by=dev)


def test_a_therapist_of_two_clinics_has_the_sets_of_both(ben, harbor, northfield):
    join(ben, harbor, Role.THERAPIST)
    html = Visitor(ben).get("/question-sets/").content.decode()
    assert f"/question-sets/{northfield.pk}/falling/" in html
    assert f"/question-sets/{harbor.pk}/falling/" in html


def test_a_kind_there_is_none_of_is_not_there(ben, northfield):
    assert Visitor(ben).get(f"/question-sets/{northfield.pk}/nonsense/").status_code == 404
