"""An entry can be changed: what it said before is kept, and saving the same changes nothing."""

from datetime import timedelta

import pytest
from django.utils import timezone

from journal import actions
from journal.actions import name_triggers
from journal.forms import EntryForm
from journal.models import EntryDraft
from journal.saying import Hurting, Named, from_json, said_of
from people.clock import zone_of
from tests.builders import activity, write_entry
from tests.journal.forms import box, page_of, queries_of
from tests.visits import Visitor

pytestmark = pytest.mark.django_db

FULL = {
    "worst": 8,
    "interference": 4,
    "mood": 2,
    "stress": 8,
    "energy": 0,
    "sleep_quality": 0,
    "sleep_hours": 6,
    "rest_minutes": 90,
    "contact": "brief",
    "felt_close": 3,
    "thought": "It will never end",
    "thought_conviction": 65,
    "declined": "Dancing",
    "medication": "As usual",
    "elsewhere": "Behind the knee",
    "note": "First line.\nSecond line.",
    "private": True,
    "named": (
        Named("weather", "Rain", effect="worse"),
        activity(
            "Stood all shift", effect="worse", minutes=0, effort=0, planned=False, ended="pain"
        ),
        Named("sleep", "Slept badly"),
    ),
    "hurting": (Hurting("front-neck-left", 4), Hurting("back-neck-right")),
}


def address(entry) -> str:
    return f"/journal/{entry.pk}/change/"


def as_shown(form: EntryForm) -> dict:
    """What a browser sends of a form that nobody touched."""
    data: dict = {}
    for part in (form, *[one for group in form.naming.groups for one in group.forms]):
        for field in part:
            value = field.value()
            if field.name == "hurting":
                data["hurting"] = [one.area for one in value]
                data |= {f"hurting-{one.area}": str(one.strength or "") for one in value}
            elif isinstance(value, bool):
                data |= {field.html_name: "on"} if value else {}
            elif value is not None:
                data[field.html_name] = str(value)
    return data


def shown(entry) -> dict:
    entry.refresh_from_db()
    return as_shown(EntryForm(None, person=entry.person, said=said_of(entry)))


def test_saving_what_is_shown_changes_nothing(ana):
    entry = write_entry(ana, at=timezone.now() - timedelta(hours=2), **FULL)
    before = said_of(ana.entries.get())
    response = Visitor(ana).send(address(entry), shown(entry))
    assert response.status_code == 302
    assert said_of(ana.entries.get()) == before
    assert not entry.versions.exists()


def test_a_change_keeps_what_was_said_before(ana):
    entry = write_entry(ana, **FULL)
    before = said_of(ana.entries.get())
    data = {**shown(entry), "pain": "3", "note": "Better now.", "hurting": "back-neck-right"}
    data |= {"hurting-front-neck-left": ""}
    Visitor(ana).send(address(entry), data)
    entry.refresh_from_db()
    assert (entry.pain, entry.note) == (3, "Better now.")
    assert said_of(entry).hurting == (Hurting("back-neck-right"),)
    assert from_json(entry.versions.get().said) == before


def test_a_word_can_be_taken_off_and_another_put_on(ana):
    entry = write_entry(ana, **FULL)
    data = shown(entry)
    del data[box(ana.triggers.get(kind="weather"))]
    Visitor(ana).send(address(entry), {**data, "new-mood-0-text": "Fed up"})
    assert [one.text for one in said_of(entry).named] == [
        "Stood all shift",
        "Slept badly",
        "Fed up",
    ]


def test_what_is_on_the_entry_stands_first_even_when_it_is_offered_no_more(ana):
    entry = write_entry(ana, named=(Named("weather", "Rain"),))
    write_entry(ana, named=(Named("weather", "Frost"),))
    rain = name_triggers(person=ana, names=[("weather", "Rain")])["weather", "Rain"]
    rain.archived_at = timezone.now()
    rain.save()
    form = EntryForm(None, person=ana, said=said_of(entry))
    assert [pick.trigger.text for pick in form.groups["weather"].picks] == ["Rain", "Frost"]


def test_a_word_that_was_put_away_is_not_brought_back_by_a_change_beside_it(ana):
    entry = write_entry(ana, named=(Named("weather", "Rain"), Named("sleep", "Slept badly")))
    ana.triggers.filter(kind="weather").update(archived_at=timezone.now())
    Visitor(ana).send(address(entry), shown(entry) | {"new-mood-0-text": "Fed up"})
    assert [one.text for one in said_of(entry).named] == ["Rain", "Slept badly", "Fed up"]
    assert ana.triggers.get(kind="weather").archived_at is not None


def test_an_entry_can_be_kept_to_oneself_later_and_opened_again(ana):
    entry = write_entry(ana)
    for private in (True, False):
        data = shown(entry)
        data.pop("private", None)
        Visitor(ana).send(address(entry), data | ({"private": "on"} if private else {}))
        entry.refresh_from_db()
        assert entry.private is private


def test_an_entry_can_be_moved_to_another_time(ana):
    entry = write_entry(ana)
    earlier = (timezone.now() - timedelta(days=3)).astimezone(zone_of(ana))
    data = {**shown(entry), "day": f"{earlier:%Y-%m-%d}", "clock": "09:00"}
    Visitor(ana).send(address(entry), data)
    entry.refresh_from_db()
    assert (entry.local_date, entry.recalled) == (earlier.date(), True)


def test_with_the_day_emptied_it_stays_when_it_was(ana):
    entry = write_entry(ana, at=timezone.now() - timedelta(days=3))
    Visitor(ana).send(address(entry), {**shown(entry), "day": "", "clock": "", "note": "More"})
    was = entry.at
    entry.refresh_from_db()
    assert (entry.at, entry.note) == (was, "More")


def test_with_a_mistake_nothing_is_changed_and_all_is_still_there(ana):
    entry = write_entry(ana, note="As it was")
    data = {**shown(entry), "pain": "12", "note": "As it is"}
    response = Visitor(ana).send(address(entry), data)
    entry.refresh_from_db()
    assert (response.status_code, entry.note) == (422, "As it was")
    assert "As it is</textarea>" in page_of(response)


def test_an_entry_that_was_deleted_cannot_be_changed(ana):
    entry = write_entry(ana)
    actions.delete_entry(entry=entry, by=ana)
    assert Visitor(ana).get(address(entry)).status_code == 404
    assert Visitor(ana).send(address(entry), {"pain": "5"}).status_code == 404


def test_nobody_else_can_change_it(ana, ben, finn):
    entry = write_entry(ana)
    for other in (ben, finn):
        assert Visitor(other).send(address(entry), {"pain": "9"}).status_code == 404


def test_a_change_that_was_begun_is_as_it_was_left_until_the_entry_changes(ana):
    entry = write_entry(ana, note="As it was")
    keep = {"person": ana, "by": ana, "place": str(entry.pk), "words": {"note": ["Half"]}}
    actions.keep_draft(**keep, typed=timezone.now())
    page = page_of(Visitor(ana).get(address(entry)))
    assert "You had begun this." in page
    assert "Half</textarea>" in page
    Visitor(ana).send(address(entry), shown(entry) | {"note": "Whole"})
    assert not EntryDraft.objects.exists()
    actions.keep_draft(**keep, typed=timezone.now() - timedelta(minutes=5))
    assert "Whole</textarea>" in page_of(Visitor(ana).get(address(entry)))


def test_a_long_entry_asks_no_more_of_the_database(ana):
    visitor = Visitor(ana)
    counts = []
    for many in (3, 30):
        named = tuple(Named("weather", f"Word {many} {at}") for at in range(many))
        entry = write_entry(ana, named=named, hurting=(Hurting("back-neck-left"),))
        counts.append(queries_of(lambda entry=entry: visitor.get(address(entry))))
    assert counts[0] == counts[1]


def test_a_long_entry_comes_back_whole(ana):
    named = tuple(Named("weather", f"Word {at}") for at in range(30))
    entry = write_entry(ana, named=named)
    Visitor(ana).send(address(entry), shown(entry) | {"note": "More"})
    assert said_of(entry).named == named
