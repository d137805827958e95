"""Each kind of thought, walked on a phone from Today to the finished page.

The short path, as a first session takes it, but for one that takes the full one.
"""

import pytest

from safety.models import SupportCheck
from sessions.models import BeliefKind, Examination
from sessions.record import progress_of
from sessions.steps import FULL_ONLY, Path
from tests.e2e.stories import KINDS
from tests.e2e.walk import SITUATION, Walk

FULL = BeliefKind.MOVEMENT


def test_each_kind_has_a_story():
    assert set(KINDS) == set(BeliefKind.values)


@pytest.mark.parametrize("kind", KINDS)
def test_it_is_walked_to_its_finished_page(browse, ana, kind):
    story, path = KINDS[kind], Path.FULL if kind == FULL else Path.SHORT
    window = browse().log_in(ana)
    walk = Walk(window, ana, story, name=kind, look=("questions", "page"), path=path)
    walk.all()

    examination = Examination.objects.get(person=ana)
    progress = progress_of(examination)
    assert progress.completed
    assert progress.path is path
    assert window.path == f"/examine/{examination.pk}/"
    window.sees(story.belief, story.fair, story.yes, *story.replies)
    window.sees(story.facts_for[0].text, story.facts_against[0].text)
    window.sees(*(cost.opportunity for cost in story.costs))
    window.sees(*(fear.text for fear in story.fears))
    if path is Path.FULL:
        window.sees(SITUATION["place"], SITUATION["did_next"], walk.habit)
        assert all(progress.latest(step) for step in FULL_ONLY)
    asked_first = SupportCheck.objects.filter(person=ana, about="hopeless")
    assert asked_first.exists() == (kind == BeliefKind.HOPELESS)
