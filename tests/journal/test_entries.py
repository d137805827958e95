"""Entries arrive once, keep what they said before, and stay deleted."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from journal import actions
from journal.models import Entry, GoneEntry, Trigger
from journal.saying import Hurting, Named, Said, as_json, from_json, said_of
from people.errors import NotAllowed
from tests.builders import activity, write_entry

pytestmark = pytest.mark.django_db


def said(**values) -> Said:
    return Said(**{"at": timezone.now(), "pain": 5, **values})


def test_an_entry_sent_twice_arrives_once(ana):
    once = uuid4()
    first = actions.write_entry(person=ana, by=ana, said=said(note="a"), client_id=once)
    again = actions.write_entry(person=ana, by=ana, said=said(note="b"), client_id=once)
    assert (again, Entry.objects.count()) == (first, 1)
    assert again.note == "a"


def test_the_same_client_id_of_two_people_makes_two_entries(ana, finn):
    once = uuid4()
    for person in (ana, finn):
        actions.write_entry(person=person, by=person, said=said(), client_id=once)
    assert (ana.entries.count(), finn.entries.count()) == (1, 1)


def test_a_deleted_entry_that_is_sent_again_stays_deleted(ana):
    once = uuid4()
    entry = actions.write_entry(person=ana, by=ana, said=said(), client_id=once)
    actions.delete_entry(entry=entry, by=ana)
    assert actions.write_entry(person=ana, by=ana, said=said(), client_id=once) is None
    actions.forget_deleted(timezone.now() + timedelta(days=2))
    assert actions.write_entry(person=ana, by=ana, said=said(), client_id=once) is None
    assert Entry.objects.count() == 0


def test_a_deletion_can_be_undone_for_a_day_and_then_the_words_are_gone(ana):
    entry = write_entry(ana, note="To be brought back.")
    actions.delete_entry(entry=entry, by=ana)
    assert not ana.entries.kept().exists()
    actions.forget_deleted(timezone.now() + timedelta(hours=23))
    assert actions.restore_entry(entry=entry, by=ana).note == "To be brought back."
    assert not GoneEntry.objects.exists()
    actions.delete_entry(entry=entry, by=ana)
    actions.forget_deleted(timezone.now() + timedelta(hours=25))
    with pytest.raises(NotAllowed):
        actions.restore_entry(entry=entry, by=ana)


def test_a_change_that_was_begun_goes_with_its_entry(ana):
    entry, other = write_entry(ana), write_entry(ana)
    for one in (entry, other):
        actions.keep_draft(
            person=ana, by=ana, place=str(one.pk), words={"note": ["x"]}, typed=timezone.now()
        )
    actions.delete_entry(entry=entry, by=ana)
    actions.forget_deleted(timezone.now() + timedelta(hours=23))
    assert ana.entry_drafts.count() == 2
    actions.forget_deleted(timezone.now() + timedelta(hours=25))
    assert ana.entry_drafts.get().place == str(other.pk)


def test_a_change_keeps_what_was_said_before(ana):
    entry = write_entry(ana, pain=7, note="Bad", named=(activity("Stood all shift"),))
    before = said_of(entry)
    actions.change_entry(entry=entry, by=ana, said=said(pain=4, note="Better"))
    entry.refresh_from_db()
    assert (entry.pain, entry.note, entry.mentions.count()) == (4, "Better", 0)
    assert from_json(entry.versions.get().said) == before


def test_a_change_to_the_same_is_none(ana):
    entry = write_entry(ana, hurting=(Hurting("back-neck-left", 4),))
    actions.change_entry(entry=entry, by=ana, said=said_of(entry))
    assert not entry.versions.exists()


def test_the_same_areas_in_another_order_are_no_change(ana):
    two = (Hurting("back-seat-left", 3), Hurting("back-neck-left", 4))
    entry = write_entry(ana, hurting=two)
    again = said(at=entry.at, hurting=two[::-1])
    actions.change_entry(entry=entry, by=ana, said=again)
    assert not entry.versions.exists()


def test_words_changed_while_travelling_leave_the_day_where_it_was(ana):
    entry = write_entry(ana, at=timezone.now().replace(hour=3, minute=0) - timedelta(days=1))
    before = (entry.local_date, entry.zone)
    ana.time_zone = "Asia/Tokyo"
    ana.save(update_fields=["time_zone"])
    entry = actions.change_entry(entry=entry, by=ana, said=said(at=entry.at, note="Home soon."))
    assert (entry.local_date, entry.zone) == before
    entry = actions.change_entry(entry=entry, by=ana, said=said(at=timezone.now()))
    assert entry.zone == "Asia/Tokyo"


def test_what_is_said_goes_through_json_unchanged(ana):
    entry = write_entry(
        ana,
        sleep_hours=6,
        thought="It will never end",
        named=(activity("Bent", minutes=20, effort=6, planned=True, ended="pain"),),
        hurting=(Hurting("back-low-back-right", 8),),
    )
    entry.refresh_from_db()
    assert from_json(as_json(said_of(entry))) == said_of(entry)


def test_what_is_written_after_two_days_is_recalled(ana):
    late = write_entry(ana, at=timezone.now() - timedelta(hours=49))
    in_time = write_entry(ana, at=timezone.now() - timedelta(hours=47))
    assert (late.recalled, in_time.recalled) == (True, False)


def test_what_waited_in_a_browser_is_not_recalled(ana):
    then = timezone.now() - timedelta(days=5)
    entry = actions.write_entry(person=ana, by=ana, said=said(at=then), written=then)
    assert not entry.recalled


def test_the_day_is_the_person_s_own(ana):
    at = timezone.now().replace(hour=3, minute=0) - timedelta(days=2)
    assert write_entry(ana, at=at).local_date == at.date() - timedelta(days=1)


def test_the_database_itself_refuses_what_is_out_of_range(ana):
    entry = write_entry(ana)
    for change in ({"pain": 11}, {"mood": 0}, {"at": timezone.now() + timedelta(days=1)}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Entry.objects.filter(pk=entry.pk).update(**change)


def test_the_same_word_in_other_letters_is_one_trigger(ana):
    write_entry(ana, named=(activity("Stood all shift"),))
    write_entry(ana, named=(activity("  stood ALL  shift "),))
    assert Trigger.objects.get().text == "Stood all shift"


def test_two_people_s_same_words_do_not_meet(ana, finn):
    for person in (ana, finn):
        write_entry(person, named=(activity("Rain"),))
    one, other = Trigger.objects.all()
    assert one.word != other.word


def test_an_archived_trigger_that_is_used_again_is_back(ana):
    write_entry(ana, named=(Named("weather", "Rain"),))
    Trigger.objects.update(archived_at=timezone.now())
    write_entry(ana, named=(Named("weather", "rain"),))
    assert Trigger.objects.get().archived_at is None


def test_two_names_of_one_merged_trigger_are_mentioned_once(ana):
    write_entry(ana, named=(activity("Walk"), activity("Walking")))
    walk, walking = Trigger.objects.order_by("text")
    walking.merged_into = walk
    walking.save()
    entry = write_entry(ana, named=(activity("Walk", effect="worse"), activity("Walking")))
    assert [(one.trigger, one.effect) for one in entry.mentions.all()] == [(walk, "worse")]
