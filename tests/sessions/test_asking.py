"""The series of questions: built in by path, a clinic's own set, and what a therapist adds."""

import uuid
from datetime import timedelta

import pytest
from django.utils import timezone

from people.models import Audience
from sessions import actions
from sessions.asking import series_of
from sessions.content import VERSION
from sessions.models import AddedQuestion, Answer, ClinicQuestions
from sessions.notes import notes_of
from sessions.steps import Path
from tests.sessions import walk as w

pytestmark = pytest.mark.django_db


@pytest.fixture
def walk(ana):
    return w.Walk(ana)


def clinics_set(clinic, *questions, kind="falling", version=1, days_ago=1, retired=None):
    return ClinicQuestions.objects.create(
        clinic=clinic,
        kind=kind,
        version=version,
        questions=list(questions),
        published_at=timezone.now() - timedelta(days=days_ago),
        retired_at=retired,
    )


def add(walk, ben, clinic, text="Who was with you when you fell?"):
    return AddedQuestion.objects.create(
        examination=walk.examination,
        patient=walk.person,
        clinic=clinic,
        author=ben,
        audience=Audience.PATIENT,
        text=text,
    )


def texts(walk, path=Path.SHORT, kind="falling"):
    return [one.text for one in series_of(walk.examination, kind, path).asked]


def test_the_short_path_asks_two_and_the_full_one_all(walk):
    assert len(texts(walk)) == 2
    assert len(texts(walk, Path.FULL)) == 4


def test_each_part_of_an_exercise_barrier_has_its_own_questions(walk):
    series = series_of(walk.examination, "exercise_barrier", Path.SHORT)
    assert len(series.parts) == 4
    assert all(part.label and len(part.asked) == 2 for part in series.parts)


def test_an_examination_keeps_the_version_it_was_begun_with(walk):
    walk.examination.content_version = 1
    series = series_of(walk.examination, "exercise_barrier", Path.FULL)
    assert [one.id for one in series.asked] == [f"exercise-{n}" for n in (1, 2, 3, 4)]


def test_a_clinic_s_own_set_is_asked_on_both_paths(walk, northfield):
    own = clinics_set(northfield, "What did our falls class teach you?")
    for path in Path:
        last = series_of(walk.examination, "falling", path).asked[-1]
        assert (last.id, str(last.who)) == (f"clinic-{own.pk}-1", "From your clinic")


@pytest.mark.parametrize(
    "changes",
    [{"kind": "social"}, {"days_ago": -1}, {"retired": timezone.now() - timedelta(days=1)}],
    ids=["of another kind", "published since", "retired before"],
)
def test_a_set_that_was_not_in_force_is_not_asked(walk, northfield, changes):
    clinics_set(northfield, "What did our falls class teach you?", **changes)
    assert len(texts(walk)) == 2


def test_a_set_retired_since_it_was_begun_is_still_asked(walk, northfield):
    clinics_set(northfield, "The old one?", retired=timezone.now() + timedelta(minutes=1))
    assert texts(walk)[-1] == "The old one?"


def test_another_clinic_s_set_is_not_asked(walk, harbor):
    clinics_set(harbor, "What did our falls class teach you?")
    assert len(texts(walk)) == 2


def test_a_therapist_s_question_is_asked_on_the_page_with_who_asks(walk, ben, northfield):
    walk.go_to("questions")
    add(walk, ben, northfield)
    page = walk.get("questions").content.decode()
    assert "Who was with you when you fell?" in page
    assert "From your therapist" in page


def test_a_reply_to_it_stands_on_the_page_with_who_asked(walk, ana, ben, northfield):
    walk.go_to("questions")
    question = add(walk, ben, northfield)
    walk.say("questions", {f"added-{question.pk}": "My sister."})
    reply = notes_of(walk.examination, ana).replies[0]
    assert (reply.text, str(reply.who)) == ("My sister.", "From your therapist")


def test_a_reply_stays_when_its_question_is_taken_back(walk, ana, ben, northfield):
    walk.go_to("questions")
    question = add(walk, ben, northfield)
    walk.say("questions", {f"added-{question.pk}": "My sister."})
    question.withdrawn_at = timezone.now()
    question.save()
    walk.say("questions", {"falling-1": "Twice."})
    found = {reply.text: reply.asked for reply in notes_of(walk.examination, ana).replies}
    assert found == {"My sister.": question.text, "Twice.": found["Twice."]}


def test_a_question_added_once_the_series_was_answered_opens_it_again(walk, ben, northfield):
    walk.go_to("fears")
    assert walk.at() == ("fears", None)
    add(walk, ben, northfield)
    assert walk.at() == ("questions", None)
    walk.say("questions", w.QUESTIONS)
    assert walk.at() == ("fears", None)


def test_all_of_it_may_be_skipped(walk):
    walk.go_to("questions")
    assert walk.say("questions", {}).status_code == 302
    assert walk.at() == ("fears", None)


def test_an_id_of_nobody_s_question_is_not_kept(walk):
    walk.go_to("questions")
    walk.say("questions", {f"added-{uuid.uuid4()}": "x", **w.QUESTIONS})
    said = Answer.objects.filter(step="questions").last().said
    assert set(said) == {"falling-1", "falling-2"}


def test_an_examination_begun_today_is_asked_the_newest_version(ana):
    begun = actions.start_examination(person=ana, by=ana)
    assert begun.content_version == VERSION == 2
