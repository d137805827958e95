"""The words of these pages read at US grade 6 or below; a person's own are theirs."""

import pytest

from sessions import actions
from sessions.steps import Step
from tests.builders import examine
from tests.readability import LIMIT, grade_of, report, visible_lines
from tests.visits import Visitor

pytestmark = pytest.mark.django_db

# Left of these pages are the app's words alone.
SILENT = {"belief": "We talk.", "yes": "I go.", "fair": "I can."}


def readable(person, path):
    lines = visible_lines(Visitor(person).get(path).content.decode())
    assert grade_of(lines) <= LIMIT, report(lines)


def test_today_reads_easily(ana):
    examine(ana, **SILENT)
    readable(ana, "/today/")
    examine(ana, upto=Step.COST, **SILENT)
    readable(ana, "/today/")


def test_the_list_and_the_start_read_easily(finn, ana):
    readable(finn, "/examine/")
    readable(finn, "/examine/start/")
    examination = examine(ana, **SILENT)
    readable(ana, "/examine/")
    readable(ana, f"/examine/{examination.pk}/delete/")


def test_a_finished_page_reads_easily(ana):
    examination = examine(ana, **SILENT)
    readable(ana, f"/examine/{examination.pk}/")


def test_a_test_reads_easily_waiting_and_agreed_to(ana, ben):
    experiment = examine(ana, **SILENT).experiments.get()
    readable(ana, f"/tests/{experiment.pk}/")
    actions.approve_experiment(experiment=experiment, by=ben)
    readable(ana, f"/tests/{experiment.pk}/")


def test_today_reads_easily_while_something_is_held(ana, held_tests):
    readable(ana, "/today/")


def test_the_list_reads_easily_while_safety_comes_first(ana, held_session):
    readable(ana, "/examine/")
    readable(ana, "/today/")
