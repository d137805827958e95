"""The worked example: what is written, rated and sorted, and who reads it."""

import pytest
from django.urls import reverse

from people.models import AuditEvent
from sessions.actions import approve_experiment, review_examination
from sessions.models import Examination
from sessions.notes import notes_of
from sessions.record import progress_of
from sessions.sorting import Reason, Verdict
from tests.builders import share
from tests.visits import Visitor

BELIEF = (
    "If I go dancing or to a dinner I will fall, everyone will stare and laugh, "
    "and my back will be wrecked for good."
)
# likelihood, badness, lasts, cope, harm, happened in the last year, and where it goes
FEARS = {
    "I will fall.": (60, 8, "week", 4, "minor", True, Verdict.PLAN),
    "People will stare and laugh.": (50, 4, "day", 6, "none", False, Verdict.LET_GO),
    "I will never get over a flare.": (30, 9, "week", 3, "none", False, Verdict.TRY),
    "I will have to leave early.": (60, 3, "hours", 8, "none", True, Verdict.LET_GO),
}


@pytest.fixture
def notes(example, ana):
    return notes_of(example, ana)


def test_its_belief_and_its_numbers_stand_on_the_page(notes):
    assert notes.belief == BELIEF
    assert (notes.conviction.before, notes.conviction.after) == (85, 40)
    assert (notes.upset.before, notes.upset.after) == (90, 45)
    assert notes.now.before == 35


def test_each_fear_is_rated_as_given_and_goes_where_it_should(example):
    progress = progress_of(example)
    found = {
        str(fear.given.values["text"]): (
            fear.rating.likelihood,
            fear.rating.badness,
            str(fear.given.values["lasts"]),
            fear.rating.cope,
            fear.rating.harm.value,
            fear.rating.happened,
            fear.chosen,
        )
        for fear in progress.fears
    }
    assert found == FEARS
    assert not any(fear.moved for fear in progress.fears)


def test_falling_is_grounded_since_it_happened(example):
    (falling,) = [fear for fear in progress_of(example).fears if fear.chosen is Verdict.PLAN]
    assert falling.reason is Reason.HAPPENED


def test_what_it_cost_is_the_dance_the_dinners_and_the_post(notes):
    assert [cost.text for cost in notes.costs] == [
        "The dance at my niece Lucia's wedding",
        "Friday dinners with Rosa and the others",
        "The team-lead post, since it meant site visits",
    ]


def test_the_test_is_one_slow_dance_and_waits_for_a_yes(notes, example, ben):
    (test,) = [fear.test for fear in notes.fears if fear.test]
    assert test.step == "One slow dance at home"
    assert test.waits
    approve_experiment(experiment=test.experiment, by=ben)
    (test,) = [fear.test for fear in notes_of(example, ben).fears if fear.test]
    assert not test.waits
    assert test.experiment.approved_by == ben


def test_high_distress_about_the_belief_stops_nothing(example, ana):
    page = reverse("sessions:page", kwargs={"pk": example.pk})
    assert Visitor(ana).get(page).status_code == 200
    assert not ana.safety_alerts.exists()


def test_the_page_shows_it_to_ana_and_once_shared_to_ben_and_to_nobody_else(
    cast, example, northfield
):
    own = reverse("sessions:page", kwargs={"pk": example.pk})
    shared = reverse("care:review", kwargs={"pk": example.pk})

    def readers() -> set[str]:
        return {
            who
            for who, person in cast.items()
            for path in (own, shared)
            if BELIEF.encode() in Visitor(person).get(path).content
        }

    assert readers() == {"ana"}
    share(cast["ana"], cast["ben"], northfield, example)
    assert readers() == {"ana", "ben"}


def test_the_whole_of_it_stands_on_both_pages(ana, ben, example, northfield):
    share(ana, ben, northfield, example)
    for who, name in ((ana, "sessions:page"), (ben, "care:review")):
        page = Visitor(who).get(reverse(name, kwargs={"pk": example.pk})).content.decode()
        for words in (BELIEF, *FEARS, "One slow dance at home", "Friday dinners"):
            assert words in page, (name, words)
        for number in (85, 40, 90, 45):
            assert str(number) in page, (name, number)


def test_ana_reads_ben_s_note_and_sees_that_he_looked(ana, ben, example, northfield):
    share(ana, ben, northfield, example)
    Visitor(ben).get(reverse("care:review", kwargs={"pk": example.pk}))
    review_examination(examination=example, by=ben, clinic=northfield, note="Go for the dance.")
    page = Visitor(ana).get(reverse("sessions:page", kwargs={"pk": example.pk})).content.decode()
    assert "Go for the dance." in page
    reads = AuditEvent.objects.filter(actor=ben.pk, person=ana.pk, action__startswith="read-")
    assert reads.count() == 1


def test_nothing_of_it_is_left_open(example, ana):
    assert Examination.objects.filter(person=ana).count() == 1
    assert notes_of(example, ana).completed_at is not None
