"""What a thought had cost and is back: marked with a day, changed, undone, counted."""

from datetime import timedelta
from uuid import uuid4

import pytest

from demo.story import Cost
from people.clock import today
from people.models import AuditEvent
from sessions import actions
from sessions.actions import Refused
from sessions.models import Reclaim
from sessions.notes import notes_of
from sessions.steps import Step
from tests.builders import examine
from tests.readability import LIMIT, grade_of, report, visible_lines
from tests.visits import Visitor, changed, snapshot

pytestmark = pytest.mark.django_db


def costs(examination, person):
    return {cost.text: cost for cost in notes_of(examination, person).costs}


@pytest.fixture
def dinners(example, ana):
    """Still possible, and it matters 8 out of 10."""
    return costs(example, ana)["Friday dinners with Rosa and the others"]


@pytest.fixture
def wedding(example, ana):
    """It is over, and it mattered 9 out of 10."""
    return costs(example, ana)["The dance at my niece Lucia's wedding"]


def url(examination, cost):
    return f"/examine/{examination.pk}/reclaim/{cost.item}/"


def mark(examination, cost, person, note="I stayed for an hour."):
    return actions.reclaim(
        examination=examination, by=person, cost=cost.item, on=today(person), note=note
    )


def test_it_is_marked_with_a_day_and_a_note_and_stands_on_the_page(ana, example, dinners):
    visitor = Visitor(ana)
    sent = {"on": today(ana).isoformat(), "note": "I stayed for an hour."}
    response = visitor.send(url(example, dinners), sent)
    assert response["Location"] == f"/examine/{example.pk}/#what-it-cost"
    back = example.reclaims.get()
    assert (back.cost, back.on, back.note) == (dinners.item, today(ana), sent["note"])
    html = visitor.get(f"/examine/{example.pk}/").content.decode()
    assert "<b>Back,</b>" in html
    assert "I stayed for an hour." in html


def test_what_is_gone_comes_back_in_another_form(ana, example, wedding):
    visitor = Visitor(ana)
    page = f"/examine/{example.pk}/"
    assert "I did something like it" in visitor.get(page).content.decode()
    assert "You did something like it" in visitor.get(url(example, wedding)).content.decode()
    mark(example, wedding, ana)
    assert "Back in another form," in visitor.get(page).content.decode()


def test_marked_again_it_is_changed_and_not_doubled(ana, example, dinners):
    mark(example, dinners, ana)
    visitor = Visitor(ana)
    assert "I stayed for an hour." in visitor.get(url(example, dinners)).content.decode()
    yesterday = (today(ana) - timedelta(days=1)).isoformat()
    visitor.send(url(example, dinners), {"on": yesterday, "note": "Two hours."})
    back = example.reclaims.get()
    assert (back.on.isoformat(), back.note) == (yesterday, "Two hours.")


def test_it_can_be_undone(ana, example, dinners):
    mark(example, dinners, ana)
    visitor = Visitor(ana)
    for _ in range(2):
        assert visitor.send(f"{url(example, dinners)}undo/").status_code == 302
    assert not example.reclaims.exists()
    assert "<b>Back,</b>" not in visitor.get(f"/examine/{example.pk}/").content.decode()


@pytest.mark.parametrize("on", ["", "soon", "2999-01-01"])
def test_a_day_that_is_none_is_told_at_the_field(ana, example, dinners, on):
    response = Visitor(ana).send(url(example, dinners), {"on": on, "note": "Typed before."})
    assert response.status_code == 200
    html = response.content.decode()
    assert 'id="id_on_error"' in html
    assert "Typed before." in html
    assert not example.reclaims.exists()


def test_a_cost_that_is_not_on_the_page_is_not_there(ana, example):
    visitor = Visitor(ana)
    address = f"/examine/{example.pk}/reclaim/{uuid4()}/"
    assert visitor.get(address).status_code == 404
    assert visitor.send(address, {"on": today(ana).isoformat()}).status_code == 404
    with pytest.raises(Refused, match="not_there"):
        actions.reclaim(examination=example, by=ana, cost=uuid4(), on=today(ana))


def test_an_open_page_has_nothing_to_take_back_yet(ana):
    examination = examine(ana, upto=Step.FEARS)
    (cost, *_others) = notes_of(examination, ana).costs
    assert Visitor(ana).get(url(examination, cost)).status_code == 404
    with pytest.raises(Refused, match="not_finished"):
        mark(examination, cost, ana)


def test_nobody_else_can_mark_it(cast, example, dinners):
    others = [Visitor(person) for name, person in cast.items() if name != "ana"]
    before = snapshot()
    for visitor in others:
        sent = {"on": today(cast["ana"]).isoformat()}
        assert visitor.get(url(example, dinners)).status_code == 404
        assert visitor.send(url(example, dinners), sent).status_code == 404
        assert visitor.send(f"{url(example, dinners)}undo/").status_code == 404
    assert changed(before) == set()


def test_the_trail_names_fields_and_no_words(ana, example, dinners):
    mark(example, dinners, ana, note="Secret words.")
    actions.take_back_reclaim(examination=example, by=ana, cost=dinners.item)
    told = AuditEvent.objects.filter(action__contains="reclaim").order_by("pk")
    assert [(event.action, event.fields) for event in told] == [
        ("reclaim", ["note", "on"]),
        ("take-back-reclaim", []),
    ]


def test_a_person_reads_in_words_how_much_is_back(ana, example, dinners, wedding):
    visitor = Visitor(ana)
    assert "is back" not in visitor.get("/examine/plans/").content.decode()
    mark(example, dinners, ana)
    one = visitor.get("/examine/plans/").content.decode()
    assert "One thing you had given up is back." in one
    mark(example, wedding, ana)
    html = visitor.get("/examine/plans/").content.decode()
    assert "Two things you had given up are back." in html
    assert "validated" not in html


def test_the_measure_counts_what_mattered_six_or_more(ana, example):
    examination = examine(ana, costs=(Cost("Bingo", "social", 5), Cost("Choir", "social", 6)))
    lesser, greater = notes_of(examination, ana).costs
    mark(examination, lesser, ana)
    assert notes_of(examination, ana).back_and_mattered == 0
    mark(examination, greater, ana)
    assert notes_of(examination, ana).back_and_mattered == 1


def test_staff_read_that_the_measure_is_not_validated(ana, ben, example, dinners):
    care = ana.therapists.get()
    actions.share_page(examination=example, care=care, by=ana)
    visitor = Visitor(ben)
    address = f"/patients/{ana.pk}/"
    assert "validated" not in visitor.get(address).content.decode()
    mark(example, dinners, ana)
    html = visitor.get(address).content.decode()
    assert "It has not been validated." in html
    actions.unshare_page(examination=example, reader=ben, by=ana)
    assert "validated" not in visitor.get(address).content.decode()


def test_a_therapist_reads_what_is_back_and_cannot_mark_it(ana, ben, example, dinners):
    care = ana.therapists.get()
    actions.share_page(examination=example, care=care, by=ana)
    mark(example, dinners, ana)
    html = Visitor(ben).get(f"/review/{example.pk}/").content.decode()
    assert "I stayed for an hour." in html
    assert "/reclaim/" not in html


def test_what_is_erased_takes_it_along(ana, example, dinners):
    mark(example, dinners, ana)
    actions.erase_examination(examination=example, by=ana)
    assert not Reclaim.objects.exists()


def test_the_form_is_easy_to_read(ana, example, dinners, wedding):
    visitor = Visitor(ana)
    lines = []
    for cost in (dinners, wedding):
        lines += visible_lines(visitor.get(url(example, cost)).content.decode())
    ours = [line for line in lines if line not in (dinners.text, wedding.text)]
    assert grade_of(ours) < LIMIT, report(ours)
