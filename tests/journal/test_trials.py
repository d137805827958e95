"""A trial of one trigger: begun safely, one at a time, told by a tap, honest when it is over."""

from datetime import datetime, timedelta

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from journal import actions
from journal.actions import TrialRefused
from journal.models import Entry, TrialDay, TriggerTrial
from journal.onoff import LENGTHS
from journal.trials import Phase, daily_pain, phase_of
from people.clock import stamp, today
from people.models import AuditEvent
from safety.actions import record_clearance, record_flags, record_profile
from tests.builders import PASSWORD, activity, write_entry
from tests.people.forms_on_page import hidden, key_on
from tests.visits import Visitor, changed, snapshot

pytestmark = pytest.mark.django_db

# Nine in the morning where Ana is.
MORNING = datetime.fromisoformat("2026-03-12T14:00:00+00:00")
DAY = timedelta(days=1)
NEW = "/journal/trials/new/"
# Questions to the database.
PAGE, LIST = 8, 6


@pytest.fixture
def clock():
    with time_machine.travel(MORNING, tick=False) as moved:
        yield moved


@pytest.fixture
def finn(finn):
    """Finn, who has said that nothing makes moving riskier for him."""
    record_profile(person=finn, codes=[], known_to_doctor=True, by=finn)
    return finn


def word(person, kind="activity", text="A walk"):
    return actions.name_triggers(person=person, names=[(kind, text)])[kind, text]


def begin(person, trigger=None, *, first=0, days=10, **changes) -> TriggerTrial:
    """A trial that began ``first`` days from today."""
    said = {"with_words": "Fifteen minutes after lunch.", "without_words": "None that day."}
    return actions.start_trial(
        trigger=trigger or word(person),
        by=person,
        days=days,
        starts_on=today(person) + DAY * first,
        **{"seed": 4, **said, **changes},
    )


def form(person, about, **changes) -> dict[str, str]:
    said = {
        "trigger": str(about.pk),
        "with_words": "Fifteen minutes after lunch.",
        "without_words": "None that day.",
        "days": "14",
        "starts_on": str(today(person) + DAY),
        "guess": "Less pain at night.",
        "none_of_these": "on",
    }
    return {name: value for name, value in {**said, **changes}.items() if value is not None}


def page(trial) -> str:
    return reverse("journal:trial", kwargs={"pk": trial.pk})


def read(person, path: str) -> str:
    return Visitor(person).get(path).content.decode()


def live_through(person, trial, clock, pain_with=7, pain_without=3, kept="yes"):
    """Each day with an entry, and told; then the day after the last."""
    for at, letter in enumerate(trial.order):
        write_entry(person, pain=pain_with if letter == "w" else pain_without)
        on = trial.starts_on + DAY * at
        if kept:
            actions.record_trial_day(trial=trial, by=person, on=on, kept=kept)
        clock.shift(DAY)
    write_entry(person, pain=3)


# --- Beginning -----------------------------------------------------------------------------------


def test_it_begins_with_an_order_that_stays(finn, clock):
    trigger = word(finn)
    look = "7b1d7a52-7a3d-4f7e-9a31-8f0f6a0f1c11"
    answer = Visitor(finn).send(NEW, form(finn, trigger, look=look))
    trial = finn.triggertrials.get()
    assert answer["Location"] == page(trial)
    assert len(trial.order) == 14
    assert trial.order.count("w") == 7
    assert trial.starts_on == today(finn) + DAY
    assert (str(trial.look), trial.guess) == (look, "Less pain at night.")
    html = read(finn, page(trial))
    assert "Fifteen minutes after lunch." in html
    assert "It begins on Friday, March 13." in html


def test_the_draw_is_another_each_time(finn):
    orders = set()
    for _try in range(4):
        trial = begin(finn, days=20, seed=None)
        orders.add(trial.order)
        actions.delete_trial(trial=trial, by=finn)
    assert len(orders) > 1


def test_a_word_is_picked_first_from_ones_own(finn, cleo):
    mine, hers = word(finn), word(cleo, text="Her own walk")
    assert f"?trigger={mine.pk}" in read(finn, NEW)
    for path in (NEW, f"{NEW}?trigger={hers.pk}", f"{NEW}?trigger=nonsense&look=nonsense"):
        html = read(finn, path)
        assert "What would you like to know more about?" in html
        assert "Her own walk" not in html
    assert "What will you try on a day with it?" in read(finn, f"{NEW}?trigger={mine.pk}")


def test_a_word_that_was_merged_is_tried_as_what_it_became(finn):
    old, new = word(finn, text="Walks"), word(finn, text="Walking")
    actions.merge_triggers(trigger=old, into=new, by=finn)
    old.refresh_from_db()
    Visitor(finn).send(NEW, form(finn, old))
    assert finn.triggertrials.get().trigger == new


def test_without_a_word_there_is_a_way_to_write_one(finn):
    assert reverse("journal:new_entry") in read(finn, NEW)


@pytest.mark.parametrize(
    ("name", "typed", "please"),
    [
        ("with_words", "", "Write what you will try."),
        ("without_words", " ", "Write what you will do without it."),
        ("with_words", "x" * 300, "Please make it shorter."),
        ("days", "12", "Pick one of these."),
        ("days", None, "Pick one."),
        ("starts_on", "soon", "Write a day"),
        ("starts_on", "2020-01-01", "Pick a day from today on"),
        ("starts_on", "2031-01-01", "Pick a day from today on"),
        ("none_of_these", None, "Tick this, or pick something else to try."),
        ("trigger", "7b1d7a52-7a3d-4f7e-9a31-8f0f6a0f1c11", "Pick one of these."),
        ("trigger", None, "Pick one."),
    ],
)
def test_what_is_wrong_is_said_and_all_that_was_typed_is_kept(finn, name, typed, please):
    said = form(finn, word(finn), **{"guess": "I think it helps.", name: typed})
    answer = Visitor(finn).send(NEW, said)
    html = answer.content.decode()
    assert answer.status_code == 422
    assert please in html
    assert "I think it helps." in html
    assert not finn.triggertrials.exists()


def test_what_was_typed_outlives_a_log_out(finn):
    trigger = word(finn)
    client = Client()
    client.force_login(finn)
    key = key_on(client, f"{NEW}?trigger={trigger.pk}")
    del client.cookies["cbtback_session"]
    said = {**form(finn, trigger), "guess": "Kept through it all.", "form_key": key}
    asked = client.post(NEW, said)
    assert not TriggerTrial.objects.exists()
    fields = {"login": finn.email, "password": PASSWORD, "carry": hidden(asked)["carry"]}
    back = client.post("/account/login/", fields)["Location"]
    html = client.get(back).content.decode()
    assert "Kept through it all." in html
    assert "Fifteen minutes after lunch." in html


@pytest.mark.parametrize("kind", ["sleep", "mood", "weather", "thought"])
def test_of_what_cannot_be_set_something_is_asked_that_can_be_done(finn, kind):
    html = read(finn, f"{NEW}?trigger={word(finn, kind, 'Something').pk}")
    assert "Pick something that you can do" in html


def test_with_people_it_is_said_where_help_is(finn):
    html = read(finn, f"{NEW}?trigger={word(finn, 'relationship', 'My brother').pk}")
    assert "Only with someone you feel safe with." in html
    assert reverse("safety:help") in html


# --- One at a time -------------------------------------------------------------------------------


def test_a_second_one_waits_until_the_first_has_ended(finn):
    first = begin(finn)
    with pytest.raises(TrialRefused, match="running"):
        begin(finn, word(finn, text="Ironing"))
    html = read(finn, NEW)
    assert "Two at once could not be told apart" in html
    assert page(first) in html
    answer = Visitor(finn).send(NEW, form(finn, word(finn, text="Ironing")))
    assert answer.status_code == 422
    assert "Two at once could not be told apart" in answer.content.decode()
    actions.end_trial(trial=first, by=finn)
    assert begin(finn, word(finn, text="Ironing")).ended_at is None


def test_the_database_holds_two_apart_too(finn):
    first = begin(finn)
    with pytest.raises(IntegrityError), transaction.atomic():
        TriggerTrial.objects.create(
            person=finn,
            trigger=first.trigger,
            starts_on=first.starts_on,
            order=first.order,
            with_words="a",
            without_words="b",
            **stamp(finn),
        )


# --- Safety --------------------------------------------------------------------------------------


def test_while_tests_are_held_none_begins(finn):
    trigger = word(finn)
    record_flags(person=finn, codes=["limb_weak"], about="flags-page", by=finn)
    with pytest.raises(TrialRefused, match="held"):
        begin(finn, trigger)
    assert "Trials wait for now." in read(finn, f"{NEW}?trigger={trigger.pk}")
    visitor = Visitor(finn)
    before = snapshot()
    answer = visitor.send(NEW, form(finn, trigger))
    assert answer.status_code == 422
    assert "Trials wait for now." in answer.content.decode()
    assert changed(before) == set()


def test_a_sign_makes_a_running_one_wait_until_it_is_cleared(finn, clock):
    trial = begin(finn)
    check = record_flags(person=finn, codes=["limb_weak"], about="flags-page", by=finn)
    assert "Leave the days with it out" in read(finn, page(trial))
    record_clearance(hold=check.hold, said_by="Dr Lee", said_on=today(finn), by=finn)
    assert "Leave the days with it out" not in read(finn, page(trial))


@pytest.mark.parametrize("kind", ["activity", "posture", "other"])
def test_where_moving_is_riskier_somebody_agrees_first(ana, kind):
    record_profile(person=ana, codes=["leg_weakness"], known_to_doctor=True, by=ana)
    trigger = word(ana, kind, "Bending")
    with pytest.raises(TrialRefused, match="not_agreed"):
        begin(ana, trigger)
    answer = Visitor(ana).send(NEW, form(ana, trigger))
    assert answer.status_code == 422
    assert "Write who agreed." in answer.content.decode()
    Visitor(ana).send(NEW, form(ana, trigger, agreed_by="Ben Okoro"))
    trial = ana.triggertrials.get()
    assert trial.agreed_by == "Ben Okoro"
    assert "Ben Okoro" in read(ana, page(trial))


def test_who_was_never_asked_about_risks_is_asked_who_agreed(ana):
    with pytest.raises(TrialRefused, match="not_agreed"):
        begin(ana)
    assert "Who agreed to this?" in read(ana, f"{NEW}?trigger={word(ana).pk}")


@pytest.mark.parametrize("kind", ["relationship", "thought", "sleep", "mood", "weather"])
def test_what_does_not_move_the_body_needs_nobodys_word(ana, kind):
    trigger = word(ana, kind, "Something")
    assert "Who agreed to this?" not in read(ana, f"{NEW}?trigger={trigger.pk}")
    assert begin(ana, trigger).agreed_by == ""


def test_who_has_no_risk_is_not_asked(finn):
    trigger = word(finn)
    assert "Who agreed to this?" not in read(finn, f"{NEW}?trigger={trigger.pk}")


def test_words_that_sound_hard_show_where_help_is(finn):
    said = form(finn, word(finn), guess="I want to die", none_of_these=None)
    assert "See who answers" in Visitor(finn).send(NEW, said).content.decode()


def test_pain_that_stays_up_calls_for_a_stop_and_shows_no_average(finn, clock):
    for _day in range(4):
        write_entry(finn, pain=3)
        clock.shift(DAY)
    trial = begin(finn)
    for _day in range(2):
        assert "Your pain has been up for two days." not in read(finn, page(trial))
        write_entry(finn, pain=6)
        clock.shift(DAY)
    html = read(finn, page(trial))
    assert "Your pain has been up for two days." in html
    assert reverse("safety:flags") in html
    assert "6.0" not in html
    actions.end_trial(trial=trial, by=finn)
    assert "Your pain has been up for two days." not in read(finn, page(trial))


# --- Its days ------------------------------------------------------------------------------------


def tell(person, trial, on, kept):
    path = reverse("journal:trial_day", kwargs={"pk": trial.pk})
    return Visitor(person).send(path, {"said": f"{on} {kept}"})


def test_a_day_is_told_by_one_tap_and_can_be_told_otherwise(finn, clock):
    trial = begin(finn, first=-1)
    assert tell(finn, trial, trial.starts_on, "no")["Location"] == page(trial)
    tell(finn, trial, trial.starts_on, "partly")
    tell(finn, trial, today(finn), "yes")
    told = {day.on: day.kept for day in trial.days.all()}
    assert told == {trial.starts_on: "partly", today(finn): "yes"}
    assert "Kept in part." in read(finn, page(trial))


@pytest.mark.parametrize("said", ["", "yes", "2026-03-12", "2026-03-12 maybe", "2026-02-31 yes"])
def test_what_is_no_answer_keeps_nothing(finn, clock, said):
    trial = begin(finn)
    path = reverse("journal:trial_day", kwargs={"pk": trial.pk})
    assert Visitor(finn).send(path, {"said": said})["Location"] == page(trial)
    assert not TrialDay.objects.exists()


def test_neither_a_day_to_come_nor_one_outside_is_told(finn, clock):
    trial = begin(finn, first=-2)
    for on in (today(finn) + DAY, trial.starts_on - DAY):
        with pytest.raises(TrialRefused, match="not_a_day"):
            actions.record_trial_day(trial=trial, by=finn, on=on, kept="yes")
        tell(finn, trial, on, "yes")
    assert not TrialDay.objects.exists()


def test_today_and_an_untold_yesterday_stand_first(finn, clock):
    trial = begin(finn, first=-2)
    html = read(finn, page(trial))
    assert f'value="{today(finn) - DAY} yes"' in html
    assert 'id="yesterday"' in html
    tell(finn, trial, today(finn) - DAY, "yes")
    assert 'id="yesterday"' not in read(finn, page(trial))


def test_a_look_writes_nothing(finn, clock):
    trial = begin(finn, first=-2)
    visitor = Visitor(finn)
    before = snapshot()
    visitor.get(page(trial))
    visitor.get(NEW)
    assert changed(before) == set()


# --- What came of it -----------------------------------------------------------------------------


def test_no_result_is_shown_before_it_is_over(finn, clock):
    trial = begin(finn)
    live_through(finn, trial, clock)
    # The day after the last: how it is today counts too.
    html = read(finn, page(trial))
    assert "your pain was" not in html
    assert "The days are over." in html
    clock.shift(DAY)
    assert "your pain was" in read(finn, page(trial))


def test_it_says_averages_counts_and_how_often_chance_does_that(finn, clock):
    trial = begin(finn)
    live_through(finn, trial, clock)
    clock.shift(DAY)
    html = " ".join(read(finn, page(trial)).split())
    assert (
        'On the 5 days with it your pain was <b class="number">7.0</b> on average. '
        'On the 5 without it was <b class="number">3.0</b>.'
    ) in html
    assert "of 100 trials like this would still show a gap as big" in html
    assert "Chance alone would seldom bring this." in html
    assert "It does not say why." in html


def test_what_chance_does_often_is_called_chance(finn, clock):
    trial = begin(finn)
    live_through(finn, trial, clock, pain_with=4, pain_without=4)
    clock.shift(DAY)
    html = read(finn, page(trial))
    assert "This could be chance." in html
    assert "Chance alone would seldom bring this." not in html


def test_where_days_were_not_told_it_says_too_little(finn, clock):
    trial = begin(finn)
    live_through(finn, trial, clock, kept="")
    clock.shift(DAY)
    html = read(finn, page(trial))
    assert "Too little to say." in html
    assert "your pain was" not in html


def test_a_day_that_was_not_kept_counts_and_that_is_said(finn, clock):
    trial = begin(finn)
    live_through(finn, trial, clock)
    actions.record_trial_day(trial=trial, by=finn, on=trial.starts_on, kept="no")
    clock.shift(DAY)
    html = read(finn, page(trial))
    assert "Each day counts as it was drawn, kept or not." in html
    assert "On the days you kept alone" in html


def test_pain_from_memory_or_deleted_does_not_count(finn, clock):
    day = today(finn)
    write_entry(finn, pain=2)
    write_entry(finn, pain=4)
    actions.delete_entry(entry=write_entry(finn, pain=10), by=finn)
    write_entry(finn, pain=9, at=timezone.now() - timedelta(days=3))
    assert daily_pain(finn, day - 5 * DAY, day) == {day: 3.0}


def test_the_trial_of_a_longer_life_asks_no_more(finn, clock, django_assert_num_queries):
    trial = begin(finn, days=20)
    live_through(finn, trial, clock)
    clock.shift(DAY)
    visitor = Visitor(finn)
    visitor.get(page(trial))
    with django_assert_num_queries(PAGE):
        visitor.get(page(trial))
    for _more in range(40):
        write_entry(finn, named=(activity("Ironing"),))
    with django_assert_num_queries(PAGE):
        visitor.get(page(trial))


# --- Its end -------------------------------------------------------------------------------------


def end(person, trial, **said):
    return Visitor(person).send(reverse("journal:trial_end", kwargs={"pk": trial.pk}), said)


def test_stopped_early_it_gives_no_result_and_may_begin_anew(finn, clock):
    trial = begin(finn)
    live_through(finn, trial, clock)
    clock.shift(-3 * DAY)
    end(finn, trial, learnt="It was too much.")
    trial.refresh_from_db()
    assert (trial.ended, trial.learnt) == ("stopped", "It was too much.")
    clock.shift(20 * DAY)
    html = read(finn, page(trial))
    assert "Of a trial that was stopped we work out no result." in html
    assert "your pain was" not in html
    assert begin(finn).pk != trial.pk


def test_after_its_last_day_it_ends_as_done_and_the_result_stays(finn, clock):
    trial = begin(finn)
    live_through(finn, trial, clock)
    clock.shift(DAY)
    end(finn, trial, learnt="I can walk.")
    trial.refresh_from_db()
    assert trial.ended == "done"
    clock.shift(100 * DAY)
    html = read(finn, page(trial))
    assert "your pain was" in html
    assert "I can walk." in html


def test_what_was_learnt_can_be_changed_and_its_end_stays(finn, clock):
    trial = begin(finn)
    end(finn, trial, learnt="Nothing.")
    trial.refresh_from_db()
    ended = trial.ended_at
    clock.shift(30 * DAY)
    end(finn, trial, learnt="Something.")
    trial.refresh_from_db()
    assert (trial.ended, trial.ended_at, trial.learnt) == ("stopped", ended, "Something.")


def test_what_is_too_long_to_keep_comes_back(finn):
    trial = begin(finn)
    answer = end(finn, trial, learnt="word " * 1000)
    assert answer.status_code == 422
    assert "Please make it shorter." in answer.content.decode()
    assert "word word word" in answer.content.decode()
    trial.refresh_from_db()
    assert trial.ended_at is None


def test_ended_it_takes_no_more_days(finn, clock):
    trial = begin(finn)
    actions.end_trial(trial=trial, by=finn)
    with pytest.raises(TrialRefused, match="ended"):
        actions.record_trial_day(trial=trial, by=finn, on=trial.starts_on, kept="yes")


def test_a_thought_that_was_tried_can_be_looked_at(finn, clock):
    trial = begin(finn, word(finn, "thought", "It will never end"))
    actions.end_trial(trial=trial, by=finn)
    html = read(finn, page(trial))
    assert f'action="{reverse("sessions:new_belief")}"' in html
    assert "Look at this thought" in html


def test_deleted_it_is_gone_and_the_entries_stay(finn, clock):
    trial = begin(finn)
    write_entry(finn)
    actions.record_trial_day(trial=trial, by=finn, on=today(finn), kept="yes")
    Visitor(finn).send(reverse("journal:trial_delete", kwargs={"pk": trial.pk}))
    assert not TriggerTrial.objects.exists()
    assert not TrialDay.objects.exists()
    assert Entry.objects.count() == 1


def test_what_is_recorded_of_it_holds_no_word(finn, clock):
    trial = begin(finn)
    tell(finn, trial, today(finn), "yes")
    end(finn, trial, learnt="Secret.")
    actions.delete_trial(trial=trial, by=finn)
    rows = AuditEvent.objects.filter(object_id=trial.pk).order_by("pk")
    assert [row.action for row in rows] == [
        "start-trial",
        "record-trial-day",
        "end-trial",
        "delete-trial",
    ]
    assert "Secret" not in str([row.fields for row in rows])


@pytest.mark.parametrize("days", LENGTHS)
def test_each_day_has_its_phase(finn, clock, days):
    trial = begin(finn, first=1, days=days)
    first = trial.starts_on
    phases = {
        first - DAY: Phase.AHEAD,
        first: Phase.RUNNING,
        first + DAY * (days - 1): Phase.RUNNING,
        first + DAY * days: Phase.LAST_ENTRY,
        first + DAY * (days + 1): Phase.OVER,
        first + DAY * 400: Phase.OVER,
    }
    assert {on: phase_of(trial, on) for on in phases} == phases


# --- Where it stands -----------------------------------------------------------------------------


def test_it_stands_among_the_tests_with_what_was_learnt(finn, clock):
    assert "Begin a trial" in read(finn, "/tests/")
    trial = begin(finn)
    assert page(trial) in read(finn, "/tests/")
    actions.end_trial(trial=trial, by=finn, learnt="I can walk.")
    html = read(finn, "/tests/")
    assert "Stopped early." in html
    assert "I can walk." in html


def test_many_are_listed_with_no_more_queries(finn, clock, django_assert_num_queries):
    visitor = Visitor(finn)
    actions.end_trial(trial=begin(finn), by=finn)
    visitor.get("/tests/")
    with django_assert_num_queries(LIST):
        visitor.get("/tests/")
    for at in range(5):
        actions.end_trial(trial=begin(finn, word(finn, text=f"Thing {at}")), by=finn)
    with django_assert_num_queries(LIST):
        visitor.get("/tests/")
