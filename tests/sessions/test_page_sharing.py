"""A page is opened to a therapist, and closed again, by nobody but its person."""

import pytest

from people.actions import end_care
from people.models import AccessGrant, AuditEvent, CareRelationship, Role
from sessions import actions
from sessions.actions import Refused
from sessions.models import Examination, Review
from sessions.steps import Step
from tests.builders import examine, join, share, treat
from tests.visits import Visitor, changed, snapshot

pytestmark = pytest.mark.django_db


@pytest.fixture
def care(ana, ben):
    return CareRelationship.objects.get(patient=ana, therapist=ben)


def shared_with(reader, examination):
    return Examination.objects.visible_to(reader).filter(pk=examination.pk).exists()


def test_nothing_is_shared_at_first(example, ben):
    assert not shared_with(ben, example)


def test_a_shared_page_is_open_to_that_therapist_alone(example, cast, care):
    Visitor(cast["ana"]).send(f"/examine/{example.pk}/share/", {"care": care.pk})
    assert shared_with(cast["ben"], example)
    assert not any(shared_with(cast[name], example) for name in ("cleo", "dev", "edna", "finn"))


def test_one_shared_page_opens_no_other(example, ana, ben, care):
    other = examine(ana)
    actions.share_page(examination=example, care=care, by=ana)
    assert not shared_with(ben, other)


def test_it_says_who_can_read_it(example, ana, care):
    visitor = Visitor(ana)
    visitor.send(f"/examine/{example.pk}/share/", {"care": care.pk})
    html = visitor.get(f"/examine/{example.pk}/").content.decode()
    assert "can read all that is on this page" in html
    assert "Stop sharing with Ben Okoro" in html


def test_sharing_stops_at_once(example, ana, ben, care):
    visitor = Visitor(ana)
    visitor.send(f"/examine/{example.pk}/share/", {"care": care.pk})
    visitor.send(f"/examine/{example.pk}/share/stop/", {"care": care.pk})
    assert not shared_with(ben, example)
    assert Visitor(ben).get(f"/review/{example.pk}/").status_code == 404


def test_it_is_shared_again_after_a_stop(example, ana, ben, care):
    for _ in range(2):
        actions.share_page(examination=example, care=care, by=ana)
        actions.unshare_page(examination=example, reader=ben, by=ana)
    actions.share_page(examination=example, care=care, by=ana)
    assert shared_with(ben, example)


def test_an_unfinished_page_is_not_shared(ana, ben, care):
    examination = examine(ana, upto=Step.COST)
    with pytest.raises(Refused, match="not_finished"):
        actions.share_page(examination=examination, care=care, by=ana)
    response = Visitor(ana).send(f"/examine/{examination.pk}/share/", {"care": care.pk})
    assert response.status_code == 404
    assert not shared_with(ben, examination)


@pytest.mark.parametrize("wrong", ["", "none", "00000000-0000-0000-0000-000000000000"])
def test_it_is_shared_with_nobody_who_does_not_treat_the_person(example, ana, wrong):
    response = Visitor(ana).send(f"/examine/{example.pk}/share/", {"care": wrong})
    assert response.status_code == 404
    assert not AccessGrant.objects.exists()


def test_it_is_not_shared_with_the_therapist_of_somebody_else(example, ana, cleo, dev):
    hers = CareRelationship.objects.get(patient=cleo)
    response = Visitor(ana).send(f"/examine/{example.pk}/share/", {"care": hers.pk})
    assert response.status_code == 404


def test_nobody_shares_it_for_the_person(example, cast, care):
    others = [Visitor(person) for name, person in cast.items() if name != "ana"]
    before = snapshot()
    for other in others:
        response = other.send(f"/examine/{example.pk}/share/", {"care": care.pk})
        assert response.status_code == 404
    assert changed(before) == set()


def test_the_end_of_care_ends_it(example, ana, ben, care):
    actions.share_page(examination=example, care=care, by=ana)
    end_care(care=care, by=ana)
    assert not shared_with(ben, example)


def test_without_a_therapist_there_is_nobody_to_share_with(finn):
    examination = examine(finn)
    html = Visitor(finn).get(f"/examine/{examination.pk}/").content.decode()
    assert "No one else" in html
    assert "Share this page" not in html


def test_it_says_who_looked(example, ana, ben, care):
    actions.share_page(examination=example, care=care, by=ana)
    Visitor(ben).get(f"/review/{example.pk}/")
    html = Visitor(ana).get(f"/examine/{example.pk}/").content.decode()
    assert "Who looked" in html
    assert "<li" in html.split("Who looked")[1]


def test_whoever_reads_all_pages_reads_this_one(example, ana, ben, northfield):
    share(ana, ben, northfield)
    html = Visitor(ana).get(f"/examine/{example.pk}/").content.decode()
    assert "Ben Okoro can read all your pages" in html


def test_a_second_therapist_is_asked_about_on_their_own(example, ana, ben, dev, northfield, care):
    join(dev, northfield, Role.THERAPIST)
    treat(dev, ana, northfield)
    actions.share_page(examination=example, care=care, by=ana)
    assert not shared_with(dev, example)
    html = Visitor(ana).get(f"/examine/{example.pk}/").content.decode()
    assert "Share this page with Dev Raman" in html


# --- Deleting -----------------------------------------------------------------------------------


def test_a_get_asks_and_deletes_nothing(example, ana):
    visitor = Visitor(ana)
    before = snapshot()
    response = visitor.get(f"/examine/{example.pk}/delete/")
    assert "Delete this page?" in response.content.decode()
    assert changed(before) == set()


def test_deleting_takes_all_that_hangs_from_it(example, ana, care):
    actions.share_page(examination=example, care=care, by=ana)
    Visitor(ana).send(f"/examine/{example.pk}/delete/")
    assert not Examination.objects.exists()
    assert not ana.beliefs.exists()
    assert not ana.experiments.exists()
    assert not AccessGrant.objects.filter(until=None).exists()


def test_a_review_outlives_the_page(example, ana, ben, northfield):
    actions.review_examination(examination=example, by=ben, clinic=northfield, note="Read.")
    actions.erase_examination(examination=example, by=ana)
    review = Review.objects.get()
    assert review.examination is None


def test_nobody_deletes_it_for_the_person(example, cast, northfield):
    share(cast["ana"], cast["ben"], northfield, example)
    others = [Visitor(person) for name, person in cast.items() if name != "ana"]
    before = snapshot()
    for other in others:
        assert other.send(f"/examine/{example.pk}/delete/").status_code == 404
    assert changed(before) == set()


def test_deleting_is_in_the_audit_trail(example, ana):
    actions.erase_examination(examination=example, by=ana)
    event = AuditEvent.objects.filter(action="erase-examination").get()
    assert (event.actor, event.object_id) == (ana.pk, example.pk)
