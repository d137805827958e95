"""The trail is sealed link by link, and a broken one is named."""

import threading

import pytest
from django.core.management import CommandError, call_command
from django.db import connections

from people import audit, seals
from people.models import AuditEvent, AuditSeal
from people.tasks import seal_audit

pytestmark = pytest.mark.django_db


@pytest.fixture
def chain(monkeypatch):
    """Three links of two events, and one that is not sealed yet."""
    monkeypatch.setattr(seals, "LINK", 2)
    for number in range(6):
        audit.record(by=None, action=f"event-{number}")
    seal_audit()
    audit.record(by=None, action="event-6")
    return list(AuditSeal.objects.order_by("pk"))


def test_every_event_is_in_one_link(chain):
    assert [seal.events.count() for seal in chain] == [2, 2, 2]
    assert [seal.previous for seal in chain] == ["", chain[0].digest, chain[1].digest]
    verdict = seals.verify()
    assert (verdict.broken, verdict.links, verdict.events, verdict.unsealed) == ("", 3, 6, 1)


def test_nothing_new_adds_no_link(chain):
    seal_audit()
    before = AuditSeal.objects.count()
    seal_audit()
    assert AuditSeal.objects.count() == before


def test_the_command_says_that_it_holds(chain, capsys):
    call_command("verify_audit")
    said = capsys.readouterr().out
    assert "6 events in 3 links, 1 not sealed" in said
    assert chain[-1].digest in said


@pytest.mark.parametrize(
    "change",
    [
        {"action": "nothing"},
        {"actor": "00000000-0000-0000-0000-000000000001"},
        {"fields": ["text"]},
        {"at": "2020-01-01T00:00:00Z"},
        {"object_type": "people.user"},
    ],
    ids=str,
)
def test_a_changed_event_breaks_its_link(chain, change):
    chain[1].events.filter(action="event-2").update(**change)
    with pytest.raises(CommandError, match=f"link {chain[1].pk}: an event in it was changed"):
        call_command("verify_audit")


def test_an_event_taken_out_breaks_its_link(chain):
    chain[1].events.filter(action="event-3").delete()
    assert seals.verify().broken.startswith(f"link {chain[1].pk}: it sealed 2 events")


def test_an_event_slipped_in_breaks_its_link(chain):
    event = audit.record(by=None, action="slipped-in")
    AuditEvent.objects.filter(pk=event.pk).update(seal=chain[0])
    assert seals.verify().broken.startswith(f"link {chain[0].pk}:")


def test_a_link_taken_out_breaks_the_next(chain):
    chain[1].events.all().delete()
    chain[1].delete()
    assert seals.verify().broken == f"link {chain[2].pk}: it does not follow the one before it"


def test_an_end_cut_off_shows_against_a_link_noted_down(chain):
    chain[2].events.all().delete()
    chain[2].delete()
    assert seals.verify().broken == ""
    assert "noted down" in seals.verify(anchor=chain[2].digest).broken
    assert seals.verify(anchor=chain[1].digest).broken == ""


@pytest.mark.django_db(transaction=True)
def test_two_beats_at_once_make_one_chain():
    for number in range(20):
        audit.record(by=None, action=f"event-{number}")
    start = threading.Barrier(4)

    def seal() -> None:
        try:
            start.wait()
            seal_audit()
        finally:
            connections.close_all()

    threads = [threading.Thread(target=seal) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    verdict = seals.verify()
    assert (verdict.broken, verdict.events, verdict.unsealed) == ("", 20, 0)
