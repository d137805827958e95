"""A person's own tests and questions after the examination, and what came of them."""

from datetime import timedelta

import pytest

from demo.story import Ask, Fear
from people.clock import today
from sessions import actions
from sessions.actions import Refused
from tests.builders import examine
from tests.visits import Visitor, changed, snapshot

pytestmark = pytest.mark.django_db

DONE = {"done": "yes", "result": "We danced. I was sore for a day.", "pain_before": "4"}
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


@pytest.fixture
def trial(example, ben):
    """Ana's slow dance at home, agreed to by Ben."""
    return actions.approve_experiment(experiment=example.experiments.get(), by=ben)


@pytest.fixture
def question(ana):
    return examine(ana, fears=(FOR_THE_TEAM,)).care_questions.get()


# --- Tests ----------------------------------------------------------------------------------------


def test_a_test_asks_for_warning_signs_first(trial, ana):
    html = Visitor(ana).get(f"/tests/{trial.pk}/").content.decode()
    assert "is anything new, or much worse?" in html
    assert html.index("/safety/flags/") < html.index("Did you do it?")


def test_a_result_is_kept_and_stands_on_the_page(trial, ana):
    visitor = Visitor(ana)
    response = visitor.send(f"/tests/{trial.pk}/", DONE)
    assert response["Location"] == f"/tests/{trial.pk}/"
    trial.refresh_from_db()
    assert (trial.done, trial.pain_before) == ("yes", 4)
    html = visitor.get(f"/examine/{trial.examination_id}/").content.decode()
    assert "We danced. I was sore for a day." in html


@pytest.mark.parametrize("missing", ["done", "result", "pain_before"])
def test_what_is_missing_is_said_and_what_was_typed_stays(trial, ana, missing):
    sent = {name: value for name, value in DONE.items() if name != missing}
    response = Visitor(ana).send(f"/tests/{trial.pk}/", {"again_on": "2026-01-02", **sent})
    assert response.status_code == 200
    html = response.content.decode()
    assert "One thing to look at" in html
    assert "2026-01-02" in html
    trial.refresh_from_db()
    assert trial.result_at is None


def test_a_test_that_was_not_done_needs_no_more(trial, ana):
    Visitor(ana).send(f"/tests/{trial.pk}/", {"done": "no", "pain_before": "5"})
    trial.refresh_from_db()
    assert (trial.done, trial.pain_before) == ("no", None)


@pytest.mark.parametrize("wrong", ["-1", "11", "ten", "1e3"])
def test_a_rating_out_of_range_is_refused(trial, ana, wrong):
    response = Visitor(ana).send(
        f"/tests/{trial.pk}/", {**DONE, "pain_before": "", "pain_before_exact": wrong}
    )
    trial.refresh_from_db()
    assert 'id="id_pain_before_error"' in response.content.decode()
    assert trial.pain_before is None


@pytest.mark.parametrize("words", ["x" * 20_000, "a\x00b"])
def test_words_that_do_not_fit_are_told_at_the_field(trial, ana, words):
    response = Visitor(ana).send(f"/tests/{trial.pk}/", {**DONE, "result": words})
    assert response.status_code == 200
    assert 'id="id_result_error"' in response.content.decode()


def test_a_test_that_waits_takes_no_result(example, ana):
    test = example.experiments.get()
    visitor = Visitor(ana)
    html = visitor.get(f"/tests/{test.pk}/").content.decode()
    assert "Your care team has to agree" in html
    assert 'name="done"' not in html
    visitor.send(f"/tests/{test.pk}/", DONE)
    test.refresh_from_db()
    assert test.done == ""


def test_a_hold_is_named_on_it(trial, ana, held_tests):
    assert "Tests wait for now." in Visitor(ana).get(f"/tests/{trial.pk}/").content.decode()


def test_nobody_else_has_ones_test(trial, cast):
    others = [Visitor(person) for name, person in cast.items() if name != "ana"]
    before = snapshot()
    for other in others:
        assert other.get(f"/tests/{trial.pk}/").status_code == 404
        assert other.send(f"/tests/{trial.pk}/", DONE).status_code == 404
        assert other.send(f"/tests/{trial.pk}/agreed/", {"name": "Dr. Amin"}).status_code == 404
    assert changed(before) == set()


def test_without_a_therapist_the_person_says_who_agreed(finn):
    test = examine(finn, risks=("leg_weakness",)).experiments.get()
    visitor = Visitor(finn)
    assert "Who agreed to this test?" in visitor.get(f"/tests/{test.pk}/").content.decode()
    visitor.send(f"/tests/{test.pk}/agreed/", {"name": "Dr. Amin"})
    test.refresh_from_db()
    assert test.approved_by_name == "Dr. Amin"
    visitor.send(f"/tests/{test.pk}/", DONE)
    test.refresh_from_db()
    assert test.done == "yes"


def test_somebody_has_to_be_named(finn):
    test = examine(finn, risks=("leg_weakness",)).experiments.get()
    response = Visitor(finn).send(f"/tests/{test.pk}/agreed/", {"name": " "})
    assert "Write who agreed." in response.content.decode()


def test_with_a_therapist_the_person_does_not_agree_for_them(example, ana):
    test = example.experiments.get()
    with pytest.raises(Refused, match="ask_team"):
        actions.record_agreement(experiment=test, by=ana, name="Ben")
    response = Visitor(ana).send(f"/tests/{test.pk}/agreed/", {"name": "Ben"})
    assert response.status_code == 404
    test.refresh_from_db()
    assert test.approved_at is None


def test_a_test_without_risks_waits_for_nobody(finn):
    test = examine(finn, risks=()).experiments.get()
    Visitor(finn).send(f"/tests/{test.pk}/", DONE)
    test.refresh_from_db()
    assert test.done == "yes"


# --- Questions ------------------------------------------------------------------------------------


def given(person, **changes):
    answer = {"answer": "No, it can't.", "name": "Dr. Amin", "on": today(person).isoformat()}
    return {**answer, **changes}


def test_an_answer_got_elsewhere_is_kept_with_who_gave_it(question, ana):
    visitor = Visitor(ana)
    response = visitor.send(f"/asks/{question.pk}/", given(ana))
    question.refresh_from_db()
    assert (question.answer, question.answered_by_name) == ("No, it can't.", "Dr. Amin")
    assert question.answered_by == ana
    assert "Dr. Amin" in visitor.get(response["Location"]).content.decode()


def test_a_question_can_be_printed_and_taken_to_anyone(question, ana):
    html = Visitor(ana).get(f"/asks/{question.pk}/").content.decode()
    assert "data-print" in html
    assert "A therapist you share the page with can answer here." in html


def test_without_a_clinic_the_question_is_for_any_doctor_and_no_therapist_is_named(finn):
    asked = examine(finn, fears=(FOR_THE_TEAM,)).care_questions.get()
    visitor = Visitor(finn)
    html = visitor.get(f"/asks/{asked.pk}/").content.decode()
    assert "Take this to any doctor, nurse or physio." in html
    assert "A therapist" not in html
    page = visitor.get(f"/examine/{asked.examination_id}/").content.decode()
    assert "No one else in the app can read it." in page


def test_an_answer_is_not_from_tomorrow(question, ana):
    tomorrow = (today(ana) + timedelta(days=1)).isoformat()
    response = Visitor(ana).send(f"/asks/{question.pk}/", given(ana, on=tomorrow))
    assert "Write today, or a day before it." in response.content.decode()


@pytest.mark.parametrize("wrong", ["", "9999-99-99", "99999-01-01", "soon"])
def test_a_day_that_is_none_is_told(question, ana, wrong):
    response = Visitor(ana).send(f"/asks/{question.pk}/", given(ana, on=wrong))
    assert 'id="id_on_error"' in response.content.decode()


def test_the_care_teams_answer_is_not_overwritten(question, ana, ben):
    actions.answer_care_question(question=question, by=ben, answer="No. Your discs are fine.")
    visitor = Visitor(ana)
    html = visitor.get(f"/asks/{question.pk}/").content.decode()
    assert "No. Your discs are fine." in html
    assert 'name="answer"' not in html
    visitor.send(f"/asks/{question.pk}/", given(ana))
    question.refresh_from_db()
    assert question.answer == "No. Your discs are fine."


def test_nobody_else_has_ones_question(question, cast):
    others = [Visitor(person) for name, person in cast.items() if name != "ana"]
    before = snapshot()
    for other in others:
        assert other.get(f"/asks/{question.pk}/").status_code == 404
        assert other.send(f"/asks/{question.pk}/", given(cast["ana"])).status_code == 404
    assert changed(before) == set()
