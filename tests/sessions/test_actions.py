"""Writes to an examination: appended, checked against progress, audited, and theirs alone."""

import threading
import uuid

import pytest
from django.db import IntegrityError, connection, connections, transaction
from django.http import Http404

from people.models import AuditEvent
from sessions import actions
from sessions.actions import Entry, Refused
from sessions.models import Answer, Examination, ExaminationEvent
from sessions.record import open_examination, progress_of
from sessions.steps import Step

pytestmark = pytest.mark.django_db

READY = Entry(Step.READY, said={"flags": []}, ratings={"distress_now": 35})


def start(person):
    return actions.start_examination(person=person, by=person)


def answer(examination, *entries, seen=None):
    return actions.answer_step(
        examination=examination, by=examination.person, entries=entries, seen=seen
    )


def test_one_examination_at_a_time_is_open(ana):
    assert start(ana) == start(ana)


def test_another_starts_once_the_first_is_set_aside(ana):
    first = start(ana)
    actions.set_aside(examination=first, by=ana)
    assert start(ana) != first
    assert open_examination(ana) != first


def test_a_changed_answer_is_a_new_row_and_the_latest_counts(ana):
    examination = start(ana)
    answer(examination, READY)
    answer(examination, Entry(Step.READY, said={"flags": []}, ratings={"distress_now": 50}))
    assert examination.answers.count() == 2
    assert progress_of(examination).latest(Step.READY).values["distress_now"] == 50


def test_the_same_answer_again_adds_nothing(ana):
    examination = start(ana)
    answer(examination, READY)
    answer(examination, READY)
    assert examination.answers.count() == 1


def test_a_later_step_is_refused_while_an_earlier_one_is_open(ana):
    examination = start(ana)
    with pytest.raises(Refused) as refused:
        answer(examination, Entry(Step.FAIR, said={"text": "x"}, ratings={"conviction": 70}))
    assert refused.value.code == "too_early"
    assert not Answer.objects.exists()


def test_nothing_is_kept_of_a_form_when_one_part_of_it_is_refused(ana):
    examination = start(ana)
    with pytest.raises(Refused):
        answer(examination, READY, Entry(Step.FAIR, said={"text": "x"}))
    assert not Answer.objects.exists()


def test_a_closed_examination_takes_no_answer(ana):
    examination = start(ana)
    actions.set_aside(examination=examination, by=ana)
    with pytest.raises(Refused) as refused:
        answer(examination, READY)
    assert refused.value.code == "closed"


def test_it_is_set_aside_once(ana):
    examination = start(ana)
    actions.set_aside(examination=examination, by=ana)
    with pytest.raises(Refused):
        actions.set_aside(examination=examination, by=ana)


def test_the_database_lets_an_examination_end_once(ana):
    examination = start(ana)
    actions.set_aside(examination=examination, by=ana)
    with pytest.raises(IntegrityError), transaction.atomic():
        ExaminationEvent.objects.create(examination=examination, kind="completed", by=ana)


def test_an_answer_from_a_page_drawn_before_a_newer_one_is_kept_and_told(ana):
    examination = start(ana)
    answer(examination, READY)
    outcome = answer(examination, Entry(Step.READY, said={}, ratings={"distress_now": 10}), seen=0)
    assert outcome.crossed
    assert examination.answers.count() == 2


def test_an_answer_from_the_newest_page_crosses_nothing(ana):
    examination = start(ana)
    answer(examination, READY)
    changed = Entry(Step.READY, said={}, ratings={"distress_now": 10})
    assert not answer(examination, changed, seen=1).crossed


@pytest.mark.parametrize(
    ("column", "value"),
    [("conviction", 101), ("likelihood", 101), ("badness", 11), ("cope", 11), ("tried", 10_001)],
)
def test_the_database_refuses_a_rating_out_of_range_by_raw_sql_too(ana, column, value):
    examination = start(ana)
    answer(examination, READY)
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"UPDATE belief_sessions_answer SET {column} = %s", [value])


def test_the_audit_names_fields_and_never_words(ana):
    examination = start(ana)
    answer(examination, Entry(Step.READY, said={"flags": ["fever-secret"]}, ratings={}))
    event = AuditEvent.objects.get(action="answer-ready")
    assert event.actor == event.person == ana.pk
    assert event.fields == ["flags"]
    assert "secret" not in str(vars(event))


def test_an_action_that_fails_at_its_last_step_leaves_nothing(ana, monkeypatch):
    examination = start(ana)

    def fail(*_args):
        raise RuntimeError("at the last step")

    monkeypatch.setattr(actions.answers, "keep_ways", fail)
    with pytest.raises(RuntimeError):
        answer(examination, READY)
    assert not Answer.objects.exists()
    assert not AuditEvent.objects.filter(action="answer-ready").exists()


def test_erasing_takes_every_row_of_it_along(ana):
    examination = start(ana)
    answer(examination, READY)
    actions.erase_examination(examination=examination, by=ana)
    assert not Examination.objects.exists()
    assert not Answer.objects.exists()


@pytest.mark.parametrize("write", ["answer", "pause", "set aside", "erase"])
def test_what_was_erased_in_another_window_is_not_there_to_write_to(ana, write):
    examination = start(ana)
    actions.erase_examination(examination=Examination.objects.get(), by=ana)
    writes = {
        "answer": lambda: answer(examination, READY),
        "pause": lambda: actions.pause_examination(examination=examination, by=ana),
        "set aside": lambda: actions.set_aside(examination=examination, by=ana),
        "erase": lambda: actions.erase_examination(examination=examination, by=ana),
    }
    with pytest.raises(Http404):
        writes[write]()


def test_saving_and_leaving_twice_pauses_once(ana):
    examination = start(ana)
    actions.pause_examination(examination=examination, by=ana)
    actions.pause_examination(examination=examination, by=ana)
    assert examination.events.filter(kind="paused").count() == 1


def test_a_seventh_fear_is_refused(finished_to_fears):
    examination = finished_to_fears
    fear = {"lasts": "day", "harm": "none", "happened": False, "team_matter": False}
    ratings = {"likelihood": 10, "badness": 5, "cope": 5}
    for number in range(6):
        said = {**fear, "text": f"fear {number}"}
        answer(examination, Entry(Step.FEARS, uuid.uuid4(), said=said, ratings=ratings))
    with pytest.raises(Refused) as refused:
        answer(examination, Entry(Step.FEARS, uuid.uuid4(), said=fear, ratings=ratings))
    assert refused.value.code == "too_many"


def test_a_fear_is_not_put_where_its_rating_forbids(finished_to_fears):
    examination = finished_to_fears
    item = uuid.uuid4()
    said = {"text": "disc", "lasts": "year", "harm": "serious", "happened": False}
    answer(
        examination,
        Entry(Step.FEARS, item, said=said, ratings={"badness": 10, "cope": 2}),
    )
    with pytest.raises(Refused) as refused:
        answer(examination, Entry(Step.SORT, item, said={"verdict": "let_go", "why": "no"}))
    assert refused.value.code == "not_there"


@pytest.fixture
def finished_to_fears(ana):
    examination = start(ana)
    answer(examination, READY)
    if not progress_of(examination).profile_known:
        answer(examination, Entry(Step.SAFE, said={"risks": []}))
    actions.choose_belief(
        examination=examination,
        by=ana,
        entry=Entry(Step.BELIEF, said={"text": "If I bend, it breaks.", "kind": "falling"}),
        belief=None,
        seen=None,
    )
    answer(examination, Entry(Step.RATINGS, ratings={"conviction": 80, "distress": 70}))
    answer(examination, Entry(Step.EVIDENCE, said={"none_for": True, "none_against": True}))
    answer(examination, Entry(Step.COST, said={"none": True}))
    answer(examination, Entry(Step.QUESTIONS))
    return examination


@pytest.mark.django_db(transaction=True)
def test_twenty_answers_at_once_are_all_kept_in_one_order(ana):
    """A lock on the examination gives each its place; on SQLite the write lock does."""
    examination = start(ana)
    failed = []

    def write(number):
        try:
            answer(examination, Entry(Step.READY, ratings={"distress_now": number}))
        except Exception as error:
            failed.append(error)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=write, args=(number,)) for number in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not failed
    assert sorted(examination.answers.values_list("position", flat=True)) == list(range(1, 21))
