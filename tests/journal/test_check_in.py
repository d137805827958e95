"""A check-in: one number is enough, and whatever else is said is kept."""

import re
from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from journal import actions
from journal.models import Entry, EntryDraft
from journal.saying import Named, Said
from tests.builders import activity, write_entry
from tests.journal.forms import box, page_of, picked, queries_of
from tests.visits import Visitor

pytestmark = pytest.mark.django_db
PAGE = "/journal/check-in/"
NEW = "/journal/new/"


def test_a_number_is_enough(ana):
    response = Visitor(ana).send(PAGE, {"pain": "7", "then": "done"}, follow=True)
    entry = ana.entries.get()
    assert (entry.pain, entry.mood, entry.note, entry.contact) == (7, None, "", "")
    assert response.request["PATH_INFO"] == "/today/"
    assert "Saved." in page_of(response)


def test_no_number_is_chosen_before_one_is_picked(ana):
    write_entry(ana, pain=8, mood=2, named=(activity("Stood all shift"),))
    page = page_of(Visitor(ana).get(PAGE))
    assert not re.search(r'value="(\d+|on)"[^>]* checked', page)


def test_all_of_it_is_kept(ana):
    write_entry(ana, named=(Named("sleep", "Slept badly"),))
    slept = ana.triggers.get()
    Visitor(ana).send(
        PAGE,
        {
            "pain": "6",
            "interference": "4",
            "mood": "2",
            "note": "Long shift.",
            **picked(slept, effect="worse"),
            "new--0-text": "Argued with Tom",
            "new--0-kind_of": "relationship",
        },
    )
    entry = ana.entries.newest_first()[0]
    assert (entry.pain, entry.interference, entry.mood) == (6, 4, 2)
    assert entry.note == "Long shift."
    assert [(one.trigger.text, one.trigger.kind, one.effect) for one in entry.mentions.all()] == [
        ("Slept badly", "sleep", "worse"),
        ("Argued with Tom", "relationship", ""),
    ]


def test_a_new_word_of_no_kind_is_something_else(ana):
    Visitor(ana).send(PAGE, {"pain": "6", "new--0-text": "Long drive"})
    assert ana.triggers.get().kind == "other"


def test_without_a_number_all_that_was_typed_is_still_there(ana):
    write_entry(ana, named=(activity("Stood all shift"),))
    trigger = ana.triggers.get()
    typed = {"note": "Long shift.", "mood": "4", "new--0-text": "Rain", **picked(trigger)}
    response = Visitor(ana).send(PAGE, typed)
    page = page_of(response)
    assert response.status_code == 422
    assert ana.entries.count() == 1
    assert "Pick a number." in page
    assert "Long shift." in page
    assert "Rain</textarea>" in page
    assert f'name="{box(trigger)}" id="id_{box(trigger)}" checked' in page
    assert 'name="mood" value="4" id="id_mood_3" checked' in page


def test_more_than_two_words_are_for_the_full_entry(ana):
    write_entry(ana, named=(activity("A"), activity("B"), activity("C")))
    data = {box(one): "on" for one in ana.triggers.all()}
    response = Visitor(ana).send(PAGE, {"pain": "5", **data})
    assert response.status_code == 422
    assert "Pick up to two here." in page_of(response)


def test_somebody_else_s_word_cannot_be_named(ana, finn):
    write_entry(finn, named=(activity("Only mine"),))
    Visitor(ana).send(PAGE, {"pain": "5", **picked(finn.triggers.get())})
    assert not ana.entries.get().mentions.exists()


def test_a_word_that_is_not_on_offer_any_more_is_named_all_the_same(ana):
    write_entry(ana, named=(activity("Stood all shift"),))
    trigger = ana.triggers.get()
    trigger.archived_at = timezone.now()
    trigger.save()
    Visitor(ana).send(PAGE, {"pain": "5", **picked(trigger)})
    assert ana.entries.newest_first()[0].mentions.get().trigger == trigger


def test_the_same_entry_sent_from_two_pages_arrives_once(ana):
    once = str(uuid4())
    for _ in range(2):
        Visitor(ana).send(PAGE, {"pain": "5", "note": "a", "client_id": once})
    assert ana.entries.count() == 1


def test_the_same_page_with_something_else_on_it_is_another_entry(ana):
    once = str(uuid4())
    for note in ("a", "b"):
        Visitor(ana).send(PAGE, {"pain": "5", "note": note, "client_id": once})
    assert sorted(entry.note for entry in ana.entries.all()) == ["a", "b"]


def test_an_entry_that_was_deleted_and_is_sent_again_stays_deleted(ana):
    once = str(uuid4())
    Visitor(ana).send(PAGE, {"pain": "5", "client_id": once})
    actions.delete_entry(entry=ana.entries.get(), by=ana)
    response = Visitor(ana).send(PAGE, {"pain": "5", "client_id": once}, follow=True)
    assert not ana.entries.kept().exists()
    assert "It stays deleted." in page_of(response)


def test_words_of_despair_show_help_and_the_entry_is_kept(ana):
    response = Visitor(ana).send(PAGE, {"pain": "9", "note": "I want to die"}, follow=True)
    assert Entry.objects.count() == 1
    assert "“Get help now” on top of each page shows who answers." in page_of(response)


def test_words_of_despair_show_help_beside_the_form(ana):
    page = page_of(Visitor(ana).send(PAGE, {"new--0-text": "I want to die"}))
    assert "there are people you can talk to now" in page


# --- What was begun ---------------------------------------------------------------------------


def begin(person, place="check-in", **words):
    sent = {name: [value] for name, value in words.items()}
    return actions.keep_draft(
        person=person, by=person, place=place, words=sent, typed=timezone.now()
    )


def test_what_was_begun_is_as_it_was_left(ana):
    begin(ana, note="Half a sent", mood="3", pain="88")
    page = page_of(Visitor(ana).get(PAGE))
    assert "You had begun this." in page
    assert "Half a sent</textarea>" in page
    assert 'value="3" id="id_mood_2" checked' in page
    assert "things to look at" not in page
    assert "One thing to look at" not in page


def test_what_was_begun_is_forgotten_when_it_is_saved(ana):
    begin(ana, note="Half a sent")
    Visitor(ana).send(PAGE, {"pain": "5"})
    assert not EntryDraft.objects.exists()


def test_one_can_start_afresh(ana):
    begin(ana, note="Half a sent")
    page = page_of(Visitor(ana).send(PAGE, {"then": "afresh"}, follow=True))
    assert "Half a sent" not in page
    assert not ana.entries.exists()


def test_what_is_typed_last_may_come_after_the_entry_itself(ana):
    once = str(uuid4())
    Visitor(ana).send(PAGE, {"pain": "5", "note": "All", "client_id": once})
    assert begin(ana, note="Al", client_id=once) is None
    assert not EntryDraft.objects.exists()


def test_the_draft_of_an_entry_that_came_another_way_is_not_shown(ana):
    once = uuid4()
    begin(ana, note="Half a sent", client_id=str(once))
    write = {"person": ana, "by": ana, "client_id": once}
    actions.write_entry(**write, said=Said(at=timezone.now(), pain=4))
    assert "Half a sent" not in page_of(Visitor(ana).get(PAGE))


def test_an_older_draft_does_not_push_out_a_newer_one(ana):
    begin(ana, note="New")
    actions.keep_draft(
        person=ana,
        by=ana,
        place="check-in",
        words={"note": ["Old"]},
        typed=timezone.now() - timedelta(minutes=1),
    )
    assert ana.entry_drafts.get().words == {"note": ["New"]}


def test_what_was_typed_goes_on_through_a_log_out(ana):
    visitor = Visitor(ana)
    old = {"note": "Typed before", "form_key": "too old"}
    page = page_of(visitor.post(PAGE, old, follow=True))
    assert "Typed before</textarea>" in page


def test_a_check_in_grows_into_a_full_entry(ana):
    response = Visitor(ana).send(NEW, {"then": "begun", "pain": "6", "note": "More to say"})
    page = page_of(response)
    assert response.status_code == 422
    assert "Write an entry" in page
    assert "More to say</textarea>" in page
    assert "to look at" not in page
    assert not ana.entries.exists()


@pytest.mark.parametrize(("kind", "row"), [("relationship", "relationship"), ("", "other")])
def test_and_takes_its_words_along(ana, kind, row):
    write_entry(ana, named=(Named("sleep", "Slept badly"),))
    slept = ana.triggers.get()
    new = {"new--0-text": "Argued with Tom", "new--0-kind_of": kind, "new--0-effect": "worse"}
    sent = {"then": "begun", "pain": "6", **picked(slept, effect="worse"), **new}
    page = page_of(Visitor(ana).send(NEW, sent))
    assert f'id="id_{box(slept)}" checked' in page
    assert f'id="id_{box(slept, "effect")}_0" checked' in page
    assert re.search(rf'name="new-{row}-0-text"[^>]*>\s*Argued with Tom</textarea>', page)
    assert f'id="id_new-{row}-0-effect_0" checked' in page


def test_and_loses_nothing_of_a_full_entry_that_was_begun(ana):
    begin(ana, "entry", note="Written earlier", thought="It will never end")
    sent = {"then": "begun", "pain": "6", "note": "More to say"}
    page = page_of(Visitor(ana).send(NEW, sent))
    assert "Written earlier\nMore to say</textarea>" in page
    assert "It will never end</textarea>" in page


# --- As quick with much as with little -----------------------------------------------------------


def test_a_long_record_asks_no_more_of_the_database(ana):
    visitor = Visitor(ana)
    counts = []
    for many in (3, 30):
        for number in range(many):
            words = tuple(activity(f"Word {many} {number} {at}") for at in range(3))
            write_entry(ana, at=timezone.now() - timedelta(hours=number), named=words)
        counts.append(queries_of(lambda: visitor.get(PAGE)))
    assert counts[0] == counts[1]
