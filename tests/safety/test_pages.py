"""The patient's pages: what to do now, who knows, and the way back."""

from datetime import timedelta

import pytest

from people.clock import today
from safety.actions import acknowledge, mark_seen, record_flags, record_support
from safety.models import RedFlagCheck, SafetyAlert, SupportCheck
from safety.queries import hold_for
from tests.readability import visible_lines
from tests.visits import FIELD, Visitor, changed, form_key, snapshot


def seen(response):
    return " ".join(visible_lines(response.content.decode()))


def ticked(person, *codes):
    return record_flags(person=person, codes=codes, about="flags-page", by=person)


def advice(person, *codes):
    check = ticked(person, *codes)
    return seen(Visitor(person).get(f"/safety/flags/{check.pk}/"))


# --- Signs ------------------------------------------------------------------------------------


def test_ticking_an_emergency_leads_to_what_to_do_and_keeps_the_way_back(finn):
    visitor = Visitor(finn)
    answer = visitor.send("/safety/flags/?next=/examine/", {"emergency": ["bowel"]})
    check = RedFlagCheck.objects.get()
    assert answer["Location"] == f"/safety/flags/{check.pk}/?next=%2Fexamine%2F"
    assert 'href="/examine/"' in visitor.get(answer["Location"]).content.decode()


def test_none_of_these_leads_back(finn):
    answer = Visitor(finn).send("/safety/flags/?next=/examine/", {"none": "on"})
    assert answer["Location"] == "/examine/"


def test_an_empty_page_is_no_answer(finn):
    answer = Visitor(finn).send("/safety/flags/")
    assert "Tick what fits, or tick “None of these”." in seen(answer)
    assert not RedFlagCheck.objects.exists()


def test_a_sign_and_none_of_these_are_asked_again_with_both_kept(finn):
    page = Visitor(finn).send("/safety/flags/", {"soon": ["night_pain"], "none": "on"})
    assert "Take one away." in seen(page)
    assert page.content.decode().count(" checked") == 2


@pytest.mark.parametrize("value", ["toothache", "\x00", "x" * 20_000, "🙂", "\u202e"])
def test_junk_is_refused_at_the_field(value, finn):
    answer = Visitor(finn).send("/safety/flags/", {"emergency": [value], "none": "on"})
    assert answer.status_code == 200
    assert not RedFlagCheck.objects.exists()


@pytest.mark.parametrize(
    "target", ["//evil.example", "https://evil.example", "https:evil", "\\\\evil", "/\\evil",
               "javascript:alert(1)", "\t//evil", "/\t/evil", "http://testserver/today/", ""]
)  # fmt: skip
def test_the_way_back_never_leads_elsewhere(target, finn):
    visitor = Visitor(finn)
    answer = visitor.post(
        f"/safety/flags/?next={target}", {"none": "on", **_key(visitor, "/safety/flags/")}
    )
    assert answer["Location"] in ("/home/", "/today/")
    assert "evil" not in visitor.get(f"/help/?next={target}").content.decode()


def _key(visitor, path):
    return {FIELD: form_key(visitor.person, path)}


def test_sending_twice_keeps_one_check(finn):
    visitor = Visitor(finn)
    data = {"emergency": ["bowel"], **_key(visitor, "/safety/flags/")}
    first, second = (visitor.post("/safety/flags/", data) for _ in range(2))
    assert first["Location"] == second["Location"]
    assert RedFlagCheck.objects.count() == 1


def test_an_emergency_names_the_countrys_number_and_what_waits(finn):
    text = advice(finn, "bowel")
    assert "Get help right now Call 999" in text.replace(
        "What you ticked should be seen by a doctor now, not later. ", ""
    )
    assert "A&E" in text
    assert "Bowels that leak" in text
    assert "Exercises, trying out moves and looking at fears of moving wait." in text
    assert "These numbers are an example." in text


def test_a_same_day_sign_says_to_call_today(finn):
    text = advice(finn, "fever")
    assert "Call your doctor today" in text
    assert "111" in text


def test_a_sign_to_be_seen_soon_holds_nothing(finn):
    text = advice(finn, "night_pain")
    assert "See your doctor soon" in text
    assert "wait" not in text


def test_without_a_clinic_it_says_that_nobody_was_told(finn):
    assert "Nobody was told. You have no clinic here." in advice(finn, "bowel")


def test_with_a_clinic_that_does_not_read_it_says_so(ana):
    assert "Nobody was told. No one at Northfield Pain Clinic reads such notes yet." in advice(
        ana, "bowel"
    )


def test_until_somebody_looked_it_says_nobody_and_whom_to_call(ana, watched):
    text = advice(ana, "bowel")
    assert "Nobody at Northfield Pain Clinic has seen this yet." in text
    assert "They read: Monday to Friday, 9 to 17." in text
    assert "Do not wait for them. Call now: 911" in text


def test_seen_and_taken_on_are_said_with_who(ana, ben, watched):
    check = ticked(ana, "bowel")
    alert = SafetyAlert.objects.get()
    page = f"/safety/flags/{check.pk}/"
    mark_seen(alert=alert, by=ben)
    assert "Ben Okoro at Northfield Pain Clinic saw this" in seen(Visitor(ana).get(page))
    acknowledge(alert=alert, action_taken="MARKER I called", by=ben)
    text = seen(Visitor(ana).get(page))
    assert "Ben Okoro at Northfield Pain Clinic has this now" in text
    assert "MARKER" not in text


def test_a_mis_tap_is_corrected_and_both_are_kept(finn):
    check = ticked(finn, "bowel")
    answer = Visitor(finn).send(f"/safety/flags/{check.pk}/correct/", {"none": "on"})
    assert "You ticked none of the signs." in seen(Visitor(finn).get(answer["Location"]))
    assert RedFlagCheck.objects.count() == 2
    assert hold_for(finn) is None


def test_the_person_writes_down_who_said_that_it_may_go_on(finn):
    check = ticked(finn, "bowel")
    url = f"/safety/holds/{check.hold.pk}/clear/"
    answer = Visitor(finn).send(url, {"said_by": "Dr. Osei", "said_on": str(today(finn))})
    assert "Said by Dr. Osei" in seen(Visitor(finn).get(answer["Location"]))
    assert hold_for(finn) is None


@pytest.mark.parametrize("days", [-1, 1, 2_900_000])
def test_a_day_that_cannot_be_is_told_at_the_field(days, finn):
    check = ticked(finn, "bowel")
    day = "9999-12-31" if days > 1 else str(today(finn) + timedelta(days=days))
    answer = Visitor(finn).send(
        f"/safety/holds/{check.hold.pk}/clear/", {"said_by": "Dr. Osei", "said_on": day}
    )
    assert answer.status_code == 200
    assert "Dr. Osei" in answer.content.decode()
    assert hold_for(finn) is not None


def test_a_patient_cannot_clear_what_is_the_clinics_to_clear(ana, watched):
    hold = ticked(ana, "bowel").hold
    assert "tell your clinic" in seen(Visitor(ana).get(f"/safety/flags/{hold.flags_id}/"))
    answer = Visitor(ana).send(
        f"/safety/holds/{hold.pk}/clear/", {"said_by": "me", "said_on": str(today(ana))}
    )
    assert answer.status_code == 404
    assert hold_for(ana) == hold


@pytest.mark.parametrize("who", ["ben", "cleo", "dev", "edna", "finn"])
def test_nobody_else_finds_a_check_a_hold_or_a_support_screen(who, ana, watched, cast):
    check = ticked(ana, "bowel")
    support = record_support(person=ana, answer="yes", about="support-page", by=ana)
    visitor = Visitor(cast[who])
    before = snapshot()
    for path in (
        f"/safety/flags/{check.pk}/",
        f"/safety/flags/{check.pk}/correct/",
        f"/safety/holds/{check.hold.pk}/clear/",
        f"/safety/support/{support.pk}/",
    ):
        assert visitor.get(path).status_code in (404, 405)
        assert visitor.send(path, {"none": "on"}).status_code == 404
    assert changed(before) <= {"people.Submission"}


# --- Not wanting to be alive ------------------------------------------------------------------


@pytest.mark.parametrize("answer", ["yes", "rather_not"])
def test_yes_and_rather_not_say_open_the_support_screen(answer, finn):
    visitor = Visitor(finn)
    page = visitor.send("/safety/support/", {"living": answer})
    check = SupportCheck.objects.get()
    assert page["Location"] == f"/safety/support/{check.pk}/"
    text = seen(visitor.get(page["Location"]))
    assert text.index("116 123") < text.index("Three short questions")


def test_no_leads_back(finn):
    answer = Visitor(finn).send("/safety/support/?next=/examine/", {"living": "no"})
    assert answer["Location"] == "/examine/"


def test_any_yes_shows_the_numbers_before_all_else_and_holds(finn):
    visitor = Visitor(finn)
    check = record_support(person=finn, answer="yes", about="support-page", by=finn)
    page = f"/safety/support/{check.pk}/"
    visitor.send(f"{page}?next=/examine/", {"acting": "no", "plan": "no", "today": "yes"})
    body = visitor.get(f"{page}?next=/examine/")
    text = seen(body)
    assert text.startswith("Please call someone now")
    assert "Call 999" in text
    assert "Nobody was told." in text
    assert 'href="/examine/"' not in body.content.decode()
    assert hold_for(finn).kind == "self_harm"


def test_having_talked_with_someone_ends_the_hold(finn):
    visitor = Visitor(finn)
    check = record_support(person=finn, answer="yes", about="support-page", by=finn)
    page = f"/safety/support/{check.pk}/"
    visitor.send(page, {"acting": "no", "plan": "no", "today": "yes"})
    hold = hold_for(finn)
    answer = visitor.send(
        f"/safety/holds/{hold.pk}/clear/", {"said_by": "Samaritans", "said_on": str(today(finn))}
    )
    assert answer["Location"] == page
    assert hold_for(finn) is None


def test_three_noes_say_the_same_working_day(ana, watched):
    visitor = Visitor(ana)
    check = record_support(person=ana, answer="yes", about="support-page", by=ana)
    page = f"/safety/support/{check.pk}/"
    visitor.send(page, {"acting": "no", "plan": "no", "today": "no"})
    assert "the same working day" in seen(visitor.get(page))


def test_each_of_the_three_has_to_be_answered_or_left(finn):
    check = record_support(person=finn, answer="yes", about="support-page", by=finn)
    page = Visitor(finn).send(f"/safety/support/{check.pk}/", {"acting": "no"})
    assert "2 things to look at" in seen(page)
    assert not check.questions.exists()


# --- Harm by others ---------------------------------------------------------------------------


def test_nobody_is_told_that_somebody_hurts_the_person_until_they_ask(ana, watched):
    visitor = Visitor(ana)
    assert "Nobody was told" in seen(visitor.get("/safety/talk/"))
    assert not SafetyAlert.objects.exists()
    visitor.send("/safety/talk/")
    alert = SafetyAlert.objects.get()
    assert alert.get_kind_display() == "Asks to be called"
    assert "has seen this yet" in seen(visitor.get("/safety/talk/"))


def test_asking_again_waits_until_the_first_was_taken_on(ana, ben, watched):
    visitor = Visitor(ana)
    for _ in range(2):
        visitor.send("/safety/talk/")
    alert = SafetyAlert.objects.get()
    acknowledge(alert=alert, action_taken="I called her.", by=ben)
    assert "Ask my clinic to call me" in seen(visitor.get("/safety/talk/"))
    visitor.send("/safety/talk/")
    assert SafetyAlert.objects.count() == 2


def test_without_a_reading_clinic_there_is_nothing_to_ask(finn):
    visitor = Visitor(finn)
    assert "<form" not in visitor.get("/safety/talk/").content.decode().split("</main>")[0]
    visitor.send("/safety/talk/")
    assert not SafetyAlert.objects.exists()


# --- Get help now -----------------------------------------------------------------------------


@pytest.mark.parametrize("path", ["/help/", "/safety/breathe/", "/safety/flare/"])
def test_anyone_finds_help_without_logging_in(path, db, client):
    assert client.get(path).status_code == 200


def test_help_is_that_of_the_persons_country_and_clinic(ana):
    text = seen(Visitor(ana).get("/help/"))
    for part in ("911", "988", "Northfield Pain Clinic", "555 0100"):
        assert part in text


def test_another_country_can_be_picked(ana):
    assert "000" in seen(Visitor(ana).get("/help/?country=AU"))


@pytest.mark.parametrize("country", ["XX", "", "\u202e", "US\x00", "a" * 5000])
def test_an_unknown_country_shows_all_of_them(country, db, client):
    text = seen(client.get("/help/", {"country": country}))
    assert "Call the emergency number of the place you are in." in text


def test_a_visitors_browser_names_the_country(db, client):
    text = seen(client.get("/help/", headers={"accept-language": "fr-FR, en-GB;q=0.8"}))
    assert "999" in text


def test_unchecked_numbers_are_marked_as_an_example(db, client):
    assert "These numbers are an example." in seen(client.get("/help/?country=US"))


def test_the_words_are_said_to_be_unreviewed(db, client):
    for path in ("/help/", "/safety/breathe/", "/safety/flare/"):
        assert "No clinician has reviewed the words on this page yet." in seen(client.get(path))


def test_the_flare_plan_waits_while_something_is_held(finn):
    ticked(finn, "bowel")
    assert "Wait with exercises and new moves" in seen(Visitor(finn).get("/safety/flare/"))


@pytest.mark.parametrize("path", ["/help/", "/safety/flags/", "/safety/talk/"])
def test_a_patients_title_is_neutral(path, ana):
    assert "<title>CBTBack</title>" in Visitor(ana).get(path).content.decode()


def test_looking_changes_nothing(ana, watched):
    check = ticked(ana, "bowel")
    support = record_support(person=ana, answer="yes", about="support-page", by=ana)
    visitor = Visitor(ana)
    before = snapshot()
    for path in ("/help/", "/safety/flags/", "/safety/talk/", "/safety/support/",
                 f"/safety/flags/{check.pk}/", f"/safety/support/{support.pk}/"):  # fmt: skip
        assert visitor.get(path).status_code == 200
    assert changed(before) == set()


def test_after_a_sign_the_way_on_to_people_to_talk_to_is_named(finn):
    check = record_flags(person=finn, codes=["fever"], about="flags-page", by=finn)
    page = f"/safety/flags/{check.pk}/"
    named = "Next: who you can talk to"
    assert named in seen(Visitor(finn).get(f"{page}?next=/safety/talk/"))
    assert named not in seen(Visitor(finn).get(f"{page}?next=/examine/"))
