"""A full entry: everything that can be said of a moment, of which only the pain is needed."""

import re
from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest
from django.http import QueryDict
from django.utils import timezone
from django.utils.html import escape
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from journal.forms import CheckInForm, EntryForm
from journal.saying import Hurting, Named, said_of
from people.clock import today, zone_of
from tests.builders import activity, write_entry
from tests.journal.forms import box, page_of, picked, queries_of
from tests.visits import Visitor

pytestmark = pytest.mark.django_db
PAGE = "/journal/new/"


def sent(person, **data):
    """What is said of a form that is sent whole."""
    response = Visitor(person).send(PAGE, {"pain": "5", **data})
    assert response.status_code == 302, page_of(response)
    return said_of(person.entries.order_by("-created")[0])


def refused(person, **data) -> str:
    response = Visitor(person).send(PAGE, {"pain": "5", **data})
    assert response.status_code == 422
    assert not person.entries.exists()
    return page_of(response)


def test_a_number_is_enough(ana):
    response = Visitor(ana).send(PAGE, {"pain": "0"}, follow=True)
    assert ana.entries.get().pain == 0
    assert response.request["PATH_INFO"] == "/journal/"


def test_everything_that_is_said_is_kept(ana):
    said = sent(
        ana,
        pain="6",
        worst="8",
        interference="4",
        hurting=["back-low-back-left", "back-neck-right"],
        **{"hurting-back-low-back-left": "7"},
        elsewhere="Behind the knee",
        contact="brief",
        felt_close="3",
        thought="It will never end",
        thought_conviction_exact="65",
        sleep_quality="2",
        sleep_hours="5,5",
        mood="2",
        stress="8",
        energy="1",
        rest_minutes="90",
        declined="Dancing",
        medication="As usual",
        note="First line.\r\nSecond line.",
        private="on",
    )
    assert (said.pain, said.worst, said.interference) == (6, 8, 4)
    assert set(said.hurting) == {Hurting("back-low-back-left", 7), Hurting("back-neck-right")}
    assert (said.elsewhere, said.contact, said.felt_close) == ("Behind the knee", "brief", 3)
    assert (said.thought, said.thought_conviction) == ("It will never end", 65)
    assert (said.sleep_quality, said.sleep_hours) == (2, Decimal("5.5"))
    assert (said.mood, said.stress, said.energy, said.rest_minutes) == (2, 8, 1, 90)
    assert (said.declined, said.medication) == ("Dancing", "As usual")
    assert (said.note, said.private) == ("First line.\nSecond line.", True)


def test_an_activity_says_how_long_how_hard_and_how_it_ended(ana):
    write_entry(ana, named=(activity("Stood all shift"),))
    details = {"minutes": "240", "effort": "7", "planned": "yes", "ended": "pain"}
    new = {"text": "Carried parcels", "minutes": "20", "planned": "no", "effect": "worse"}
    said = sent(
        ana,
        **picked(ana.triggers.get(), effect="worse", **details),
        **{f"new-activity-0-{name}": value for name, value in new.items()},
    )
    assert said.named == (
        activity(
            "Stood all shift", effect="worse", minutes=240, effort=7, planned=True, ended="pain"
        ),
        activity("Carried parcels", effect="worse", minutes=20, planned=False),
    )


def test_words_of_every_kind_are_named_as_what_they_are(ana):
    kinds = ("activity", "relationship", "thought", "sleep", "mood", "posture", "weather", "other")
    said = sent(ana, **{f"new-{kind}-0-text": f"A {kind}" for kind in kinds})
    assert said.named == tuple(Named(kind, f"A {kind}") for kind in kinds)


def test_a_word_in_the_second_row_alone_is_named_too(ana):
    assert sent(ana, **{"new-sleep-1-text": "Woke at four"}).named == (
        Named("sleep", "Woke at four"),
    )


def test_minutes_of_no_activity_ask_which_one_it_was(ana):
    assert "Write a word or two for it." in refused(ana, **{"new-activity-0-minutes": "20"})


def test_what_belongs_to_a_word_that_is_not_ticked_is_left(ana):
    write_entry(ana, named=(activity("Stood all shift"),))
    trigger = ana.triggers.get()
    assert sent(ana, **{box(trigger, "minutes"): "not a number"}).named == ()


@pytest.mark.parametrize(
    ("field", "typed", "problem"),
    [
        ("pain", "11", "Write a whole number from 0 to 10."),
        ("worst", "-1", "Write a whole number from 0 to 10."),
        ("mood", "6", "Pick one of these."),
        ("contact", "often", "Pick one of these."),
        ("sleep_hours", "16.5", "Write hours from 0 to 16, such as 7 or 6.5."),
        ("sleep_hours", "NaN", "Write hours from 0 to 16, such as 7 or 6.5."),
        ("sleep_hours", "1e99", "Write hours from 0 to 16, such as 7 or 6.5."),
        ("sleep_hours", "6.25", "Write hours from 0 to 16, such as 7 or 6.5."),
        ("rest_minutes", "1441", "Write a whole number from 0 to 1440."),
        ("thought_conviction_exact", "101", "Write a whole number from 0 to 100."),
        ("thought", "a" * 201, "This has 201 characters, and 200 fit."),
        ("note", "a\0b", "There is a character in this that can’t be kept."),
        ("hurting", "back-tail-left", "There is a place in it that is not on the picture."),
        ("day", "31/31/2026", "Write a day, such as 2026-05-31."),
        ("clock", "25:00", "Write a time, such as 8:15 or 20:15."),
    ],
)
def test_what_cannot_be_is_said_and_stays_typed(ana, field, typed, problem):
    page = refused(ana, **{field: typed})
    assert problem in page
    assert "One thing to look at" in page


def test_with_a_mistake_all_that_was_typed_is_still_there(ana):
    write_entry(ana, named=(activity("Stood all shift"),))
    trigger = ana.triggers.get()
    data = {
        "pain": "",
        "note": "Long shift.",
        "hurting": ["back-neck-left"],
        "hurting-back-neck-left": "4",
        "new-activity-0-text": "Carried parcels",
        "new-activity-0-minutes": "twenty",
        "private": "on",
        **picked(trigger, minutes="240", ended="pain"),
    }
    response = Visitor(ana).send(PAGE, data)
    page = page_of(response)
    assert response.status_code == 422
    assert ana.entries.count() == 1
    assert "2 things to look at" in page
    assert "Long shift.</textarea>" in page
    assert "Carried parcels</textarea>" in page
    assert 'name="new-activity-0-minutes" value="twenty"' in page
    assert f'name="{box(trigger, "minutes")}" value="240"' in page
    assert f'id="id_{box(trigger)}" checked' in page
    assert re.search(r'name="private"[^>]* checked', page)
    assert 'value="back-neck-left" id="id_hurting_0" aria-label="Neck, left" checked' in page


def test_with_a_mistake_the_part_it_is_in_is_open(ana):
    page = refused(ana, sleep_hours="many")
    night = page.split("Last night</summary>")[0].rsplit("<details", 1)[1]
    weather = page.split("Medicine I took</summary>")[0].rsplit("<details", 1)[1]
    assert ("open" in night, "open" in weather) == (True, False)


# --- When it was ----------------------------------------------------------------------------


def test_with_no_time_it_is_now(ana):
    before = timezone.now()
    assert before <= sent(ana).at <= timezone.now()


def test_a_day_that_is_over_can_be_written_of(ana):
    day = today(ana) - timedelta(days=10)
    said = sent(ana, day=day.isoformat(), clock="20:15")
    assert said.at == datetime(day.year, day.month, day.day, 20, 15, tzinfo=zone_of(ana))
    entry = ana.entries.get()
    assert (entry.local_date, entry.recalled) == (day, True)


def test_the_hour_that_comes_twice_and_the_one_that_never_comes_are_taken(ana):
    ana.time_zone = "America/Chicago"
    ana.save()
    for day, clock in (("2025-11-02", "01:30"), ("2026-03-08", "02:30")):
        assert sent(ana, day=day, clock=clock).at.tzinfo is not None


def test_of_another_day_the_time_is_asked(ana):
    day = today(ana) - timedelta(days=1)
    assert "About what time was it?" in refused(ana, day=day.isoformat())


def test_of_today_the_time_may_be_left(ana):
    before = timezone.now()
    assert sent(ana, day=today(ana).isoformat()).at >= before


def test_nobody_writes_of_what_is_still_to_come(ana):
    later = (timezone.now() + timedelta(hours=3)).astimezone(zone_of(ana))
    page = refused(ana, day=later.date().isoformat(), clock=f"{later:%H:%M}")
    assert "still to come" in page
    assert "That day is still to come." in refused(ana, day="9999-12-31", clock="10:00")


@pytest.mark.parametrize("day", ["0001-01-01", "1066-10-14", "1969-12-31"])
def test_what_is_too_long_ago_is_said_so(ana, day):
    assert "That is too long ago to be kept here." in refused(ana, day=day, clock="10:00")


def test_the_oldest_day_of_all_is_kept_everywhere_on_earth(ana):
    for zone in ("Pacific/Kiritimati", "Pacific/Pago_Pago"):
        ana.time_zone = zone
        ana.save()
        assert sent(ana, day="1970-01-01", clock="00:00").at >= datetime(1970, 1, 1, tzinfo=UTC)


def test_what_waited_in_a_browser_is_of_when_it_was_written(ana):
    then = timezone.now() - timedelta(days=2)
    form = EntryForm(QueryDict("pain=5"), person=ana)
    assert form.is_valid()
    assert form.said(then).at == then


# --- What is remembered from last time --------------------------------------------------------


def test_the_places_of_last_time_are_taken_over_by_one_tick_without_their_strength(ana):
    write_entry(ana, hurting=(Hurting("back-neck-left", 8), Hurting("back-neck-right", 3)))
    page = page_of(Visitor(ana).get(PAGE))
    assert "neck, both sides" in page
    codes = "back-neck-left,back-neck-right"
    assert f'name="same_places" value="{codes}" id="id_same_places">' in page
    said = sent(ana, same_places=codes, **{"hurting-back-neck-left": "2"})
    assert set(said.hurting) == {Hurting("back-neck-left", 2), Hurting("back-neck-right")}


def test_nothing_is_chosen_before_one_picks_it(ana):
    write_entry(
        ana,
        pain=8,
        mood=2,
        sleep_hours=6,
        contact="real",
        thought="It will never end",
        medication="As usual",
        private=True,
        hurting=(Hurting("back-neck-left", 8),),
        named=(activity("Stood all shift", minutes=30, effort=4, planned=True, ended="pain"),),
    )
    form = EntryForm(None, person=ana)
    values = {
        field.html_name: field.value()
        for part in (form, *[one for group in form.naming.groups for one in group.forms])
        for field in part
        if field.name != "client_id"
    }
    assert {name: value for name, value in values.items() if value not in (None, "", False)} == {}


def test_a_form_that_is_nobody_s_has_nobody_s_words(ana):
    write_entry(ana, named=(activity("Stood all shift"),))
    for kind in (CheckInForm, EntryForm):
        form = kind(None, person=None)
        assert not any(group.picks for group in form.naming.groups)
        assert form.entry_id


# --- Safety, and other people's rows ----------------------------------------------------------


def test_signs_that_need_a_doctor_are_named_where_places_are_asked(ana):
    page = page_of(Visitor(ana).get(PAGE))
    assert "Numb between the legs, or new trouble with bladder or bowels?" in page
    assert 'href="/safety/flags/"' in page


@pytest.mark.parametrize("field", ["note", "thought", "declined", "elsewhere", "new-other-0-text"])
def test_words_of_despair_anywhere_show_help_and_block_nothing(ana, field):
    response = Visitor(ana).send(PAGE, {"pain": "9", field: "I want to die"}, follow=True)
    assert ana.entries.count() == 1
    assert "“Get help now” on top of each page shows who answers." in page_of(response)


def test_somebody_else_s_word_cannot_be_named(ana, finn):
    write_entry(finn, named=(activity("Only mine"),))
    assert sent(ana, **picked(finn.triggers.get())).named == ()


# --- Whatever is typed ------------------------------------------------------------------------

FIELDS = [
    *(name for name in EntryForm.base_fields if name != "client_id"),
    "thought_conviction_exact",
    "hurting-back-neck-left",
    *(
        f"new-activity-0-{name}"
        for name in ("text", "effect", "minutes", "effort", "planned", "ended")
    ),
    "new-weather-1-text",
    "new--0-text",
    "new--0-kind_of",
    "client_id",
]
ANYTHING = st.one_of(
    st.text(max_size=40),
    st.sampled_from(
        [
            "",
            "0",
            "-1",
            "10",
            "1e400",
            "NaN",
            "Infinity",
            "9" * 5000,
            "٣",
            "0001-01-01",
            "9999-12-31",
        ]
    ),
    st.integers().map(str),
    st.dates().map(str),
    st.times().map(str),
    st.floats().map(str),
)


@pytest.mark.parametrize("page", ["/journal/check-in/", PAGE])
def test_whatever_is_typed_it_is_kept_or_comes_back(page, ana):
    visitor = Visitor(ana)
    kind = CheckInForm if "check-in" in page else EntryForm

    @settings(
        max_examples=30,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(st.dictionaries(st.sampled_from(FIELDS), ANYTHING, max_size=8))
    def typed(data):
        response = visitor.send(page, {"pain": "5", **data})
        assert response.status_code in (302, 422)
        if response.status_code == 422:
            assert escape(data.get("note", "")) in page_of(response)
        begun = QueryDict(mutable=True)
        begun.update(data)
        assert kind(begun, person=ana, begun=True).errors == {}

    typed()


# --- As quick with much as with little ----------------------------------------------------------


def test_a_long_record_asks_no_more_of_the_database(ana):
    visitor = Visitor(ana)
    counts = []
    for many in (3, 30):
        for number in range(many):
            words = tuple(
                Named(kind, f"{kind} {many} {number}")
                for kind in ("activity", "thought", "weather")
            )
            at = timezone.now() - timedelta(hours=number)
            write_entry(ana, at=at, named=words, hurting=(Hurting("back-neck-left", 4),))
        counts.append(queries_of(lambda: visitor.get(PAGE)))
    assert counts[0] == counts[1]
