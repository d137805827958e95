"""An entry is deleted by two presses, and brought back by one within a day."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from journal import actions
from journal.models import Entry
from people.models import AuditEvent
from tests.builders import write_entry
from tests.visits import Visitor, changed, snapshot

pytestmark = pytest.mark.django_db


@pytest.fixture
def entry(ana):
    return write_entry(ana, note="To be deleted")


def test_it_asks_first_and_deletes_nothing(ana, entry):
    visitor = Visitor(ana)
    before = snapshot()
    page = visitor.get(f"/journal/{entry.pk}/delete/").content.decode()
    assert "Delete this entry?" in page
    assert "To be deleted" in page
    assert changed(before) == set()


def test_a_press_deletes_it_and_the_list_offers_to_undo(ana, entry):
    visitor = Visitor(ana)
    response = visitor.send(f"/journal/{entry.pk}/delete/")
    assert response["Location"] == "/journal/"
    page = visitor.get("/journal/").content.decode()
    assert "To be deleted" not in page
    assert "Deleted: the entry of" in page
    assert f'action="/journal/{entry.pk}/restore/"' in page
    assert visitor.get(f"/journal/{entry.pk}/").status_code == 404
    assert visitor.get(f"/journal/{entry.pk}/delete/").status_code == 404
    assert visitor.send(f"/journal/{entry.pk}/delete/").status_code == 404


def test_undo_brings_it_back_and_says_so(ana, entry):
    visitor = Visitor(ana)
    visitor.send(f"/journal/{entry.pk}/delete/")
    response = visitor.send(f"/journal/{entry.pk}/restore/")
    page = visitor.get(response["Location"]).content.decode()
    assert "It is back." in page
    assert "To be deleted" in page
    assert "Deleted: the entry of" not in visitor.get("/journal/").content.decode()


def test_undo_after_undo_is_the_same(ana, entry):
    visitor = Visitor(ana)
    visitor.send(f"/journal/{entry.pk}/delete/")
    for _ in range(2):
        assert visitor.send(f"/journal/{entry.pk}/restore/").status_code == 302
    assert ana.entries.kept().get() == entry


@pytest.mark.parametrize(("hours", "status"), [(23, 302), (25, 404)])
def test_undo_is_there_for_a_day(ana, entry, hours, status):
    actions.delete_entry(entry=entry, by=ana)
    Entry.objects.update(deleted_at=timezone.now() - timedelta(hours=hours))
    visitor = Visitor(ana)
    offered = "Deleted: the entry of" in visitor.get("/journal/").content.decode()
    assert offered == (status == 302)
    assert visitor.send(f"/journal/{entry.pk}/restore/").status_code == status


def test_several_can_be_brought_back_each_by_itself(ana):
    entries = [write_entry(ana) for _ in range(3)]
    for entry in entries:
        actions.delete_entry(entry=entry, by=ana)
    page = Visitor(ana).get("/journal/").content.decode()
    undo = re.findall(r'action="/journal/([^/]+)/restore/"', page)
    assert undo == [str(entry.pk) for entry in entries[::-1]]
    assert "More that you deleted today" in page


def test_it_is_offered_on_the_first_page_alone(ana, entry):
    actions.delete_entry(entry=entry, by=ana)
    found = Visitor(ana).send("/journal/find/", {"words": "x"})["Location"]
    assert "restore" not in Visitor(ana).get(found).content.decode()


def test_nobody_else_deletes_or_restores_it(ana, finn, entry):
    stranger = Visitor(finn)
    assert stranger.send(f"/journal/{entry.pk}/delete/").status_code == 404
    actions.delete_entry(entry=entry, by=ana)
    assert stranger.send(f"/journal/{entry.pk}/restore/").status_code == 404
    assert "restore" not in stranger.get("/journal/").content.decode()
    assert not ana.entries.kept().exists()


def test_neither_is_done_by_looking(ana, entry):
    actions.delete_entry(entry=entry, by=ana)
    assert Visitor(ana).get(f"/journal/{entry.pk}/restore/").status_code == 405


def test_both_are_on_the_trail_without_a_word(ana, entry):
    visitor = Visitor(ana)
    visitor.send(f"/journal/{entry.pk}/delete/")
    visitor.send(f"/journal/{entry.pk}/restore/")
    events = AuditEvent.objects.filter(object_id=entry.pk).order_by("pk")
    assert [event.action for event in events] == ["write-entry", "delete-entry", "restore-entry"]
