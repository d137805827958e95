"""The page of patterns: what it says when, and what it never says."""

import re
from datetime import date, datetime, timedelta
from html.parser import HTMLParser

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from insights import actions
from insights.models import Look
from journal.actions import name_triggers
from tests.builders import activity, examine, write_entry
from tests.insights.journals import keep_journal, keep_look
from tests.readability import visible_lines
from tests.visits import Visitor, changed, snapshot

pytestmark = pytest.mark.django_db

# A Wednesday, noon where Ana is.
NOON = datetime.fromisoformat("2026-03-11T17:00:00+00:00")
DAY = date(2026, 3, 11)


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOON, tick=False) as moved:
        yield moved


def show(person, span=""):
    response = Visitor(person).get("/patterns/", {"span": span} if span else {})
    assert response.status_code == 200
    return response.content.decode()


def text(html):
    """What is read on the page, in one line."""
    return " ".join(" ".join(visible_lines(html)).split())


def take(person):
    return actions.take_look(person=person, now=timezone.now())


def look_at(person, days=90, **truth):
    keep_journal(person, days, sleep=2.5, **truth)
    return take(person)


# --- By how much there is ------------------------------------------------------------------


def test_without_an_entry_it_says_what_would_be_here(ana):
    html = show(ana)
    assert "Nothing to show yet." in html
    assert reverse("journal:check_in") in html
    assert "<svg class=" not in html


def test_under_two_weeks_there_are_words_and_no_picture(ana):
    keep_journal(ana, 5)
    told = text(show(ana))
    assert "You have written on 5 days." in told
    assert "With 9 more days there will be pictures here." in told
    assert 'class="plot' not in show(ana)


def test_what_was_written_from_memory_alone_makes_no_picture(ana):
    for n in range(10, 60):
        write_entry(ana, at=NOON - timedelta(days=n))
    told = text(show(ana))
    assert "All of it was written from memory" in told
    assert 'class="plot' not in show(ana)


def test_from_two_weeks_on_there_are_pictures_and_no_link_yet(ana):
    keep_journal(ana, 20)
    html = show(ana)
    assert 'id="pain-says"' in html
    assert 'class="heat"' in html
    told = text(html)
    assert "It is too early to say what may go together. In 22 days there may be enough." in told
    assert "other days" not in told
    assert "Look now" not in told


def test_from_six_weeks_on_a_look_can_be_taken(ana):
    keep_journal(ana, 60)
    told = text(show(ana))
    assert "There are enough days for a first look" in told
    assert "Look now" in told


def test_with_too_many_gaps_it_says_what_a_look_needs(ana):
    keep_journal(ana, 60, skip=0.6)
    told = text(show(ana))
    assert "A look needs 42 days, with an entry on 7 of 10 of them." in told
    assert "Look now" not in told


# --- What a look found -----------------------------------------------------------------------


def test_a_finding_says_its_days_its_means_and_its_doubt(ana):
    finding = look_at(ana).findings.get(measure="sleep_quality")
    kept = finding.figures
    told = text(show(ana))
    assert (
        f"On the {kept['n_with']} days after poor sleep your pain was"
        f" {kept['mean_with']:.1f} on average."
    ) in told
    assert (
        f"On the {kept['n_without']} days after good sleep it was {kept['mean_without']:.1f}."
        in told
    )
    assert (
        f"The true gap is likely between {kept['low']:.1f} and {kept['high']:.1f} points." in told
    )
    assert "This could be chance, or something else that comes with it." in told
    assert "How many days with each number" in told


def test_a_word_of_the_person_is_in_their_own_voice_and_leads_to_a_trial(ana):
    keep_journal(ana, 60)
    word = name_triggers(person=ana, names=[("activity", "<b>Bags</b>")])["activity", "<b>Bags</b>"]
    look = keep_look(ana, word)
    html = show(ana)
    assert '<p class="own large">&lt;b&gt;Bags&lt;/b&gt;</p>' in html
    kept = look.findings.get(trigger=word).figures
    assert f"On the {kept['n_with']} days after it your pain was {kept['mean_with']:.1f}" in text(
        html
    )
    assert f"On the {kept['n_without']} other days it was {kept['mean_without']:.1f}." in text(html)
    trial = f"{reverse('journal:trial_new')}?trigger={word.pk}&amp;look={look.pk}"
    assert trial in html
    assert Visitor(ana).get(trial.replace("&amp;", "&")).status_code == 200


def test_a_rating_leads_to_a_trial_of_a_word_that_is_picked_there(ana):
    look = look_at(ana)
    trial = f"{reverse('journal:trial_new')}?look={look.pk}"
    assert trial in show(ana)
    word = name_triggers(person=ana, names=[("sleep", "In bed by ten")])["sleep", "In bed by ten"]
    to_pick = Visitor(ana).get(trial).content.decode()
    assert f"?trigger={word.pk}&amp;look={look.pk}" in to_pick


def test_no_clear_link_is_an_answer(ana):
    keep_journal(ana, 60)
    take(ana)
    told = text(show(ana))
    assert "No clear link found this time." in told
    assert "That is an answer too." in told
    assert "Mood (" in told


def test_too_little_says_what_would_be_needed(ana):
    keep_journal(ana, 60)
    for n in range(1, 8):
        with time_machine.travel(NOON - timedelta(days=n), tick=False):
            write_entry(ana, named=(activity("Choir"),))
    take(ana)
    assert "Choir 4 more days with it are needed" in text(show(ana))


def test_a_gap_that_may_be_none_is_said_to_be_so(ana):
    finding = look_at(ana).findings.get(measure="sleep_quality")
    finding.figures |= {"low": -0.2}
    finding.save(update_fields=["figures"])
    told = text(show(ana))
    assert "The true gap may be nothing, or lie on the other side." in told


def test_a_gap_the_other_way_is_told_from_the_nearer_end(ana):
    finding = look_at(ana).findings.get(measure="sleep_quality")
    finding.figures |= {"gap": -1.4, "low": -2.1, "high": -0.5}
    finding.save(update_fields=["figures"])
    assert "The true gap is likely between 0.5 and 2.1 points." in text(show(ana))


def test_earlier_looks_are_kept_and_can_be_read(ana, clock):
    first = look_at(ana)
    said = first.findings.get(measure="sleep_quality").figures["mean_with"]
    clock.move_to(NOON + timedelta(days=31))
    keep_journal(ana, 31, seed=3)
    take(ana)
    page = reverse("insights:look", kwargs={"pk": first.pk})
    assert page in show(ana)
    html = Visitor(ana).get(page).content.decode()
    assert "March 2026" in html
    assert f"{said:.1f}" in html
    # What can be done is done on the latest one.
    assert "Not useful to me" not in html


def test_looks_stay_when_the_days_are_gone(ana):
    look = look_at(ana)
    ana.entries.all().delete()
    assert reverse("insights:look", kwargs={"pk": look.pk}) in show(ana)


# --- What can be done -------------------------------------------------------------------------


def test_look_now_takes_one_look(ana):
    keep_journal(ana, 60)
    ana_ = Visitor(ana)
    for _ in range(2):
        assert ana_.send("/patterns/look/")["Location"] == "/patterns/"
    assert Look.objects.count() == 1
    assert "This look is from March 11." in text(show(ana))


def test_look_now_too_early_says_so(ana):
    keep_journal(ana, 20)
    visitor = Visitor(ana)
    visitor.send("/patterns/look/")
    assert "There is no new look yet." in visitor.get("/patterns/").content.decode()
    assert not Look.objects.exists()


def test_what_is_not_useful_is_put_away_and_comes_back(ana):
    look = look_at(ana)
    finding = look.findings.get(measure="sleep_quality")
    of = {"pk": look.pk, "finding": finding.pk}
    visitor = Visitor(ana)
    assert "On the" in text(show(ana))
    visitor.send(reverse("insights:hide", kwargs=of))
    told = text(show(ana))
    assert "after poor sleep" not in told
    assert "Put away as not useful" in told
    visitor.send(reverse("insights:show_again", kwargs=of))
    assert "after poor sleep" in text(show(ana))


def test_a_finding_of_another_look_is_not_reached_by_this_one(ana, cleo):
    look, other = look_at(ana), look_at(cleo)
    of = {"pk": look.pk, "finding": other.findings.first().pk}
    assert Visitor(ana).send(reverse("insights:hide", kwargs=of)).status_code == 404


def test_looking_at_it_changes_nothing(ana):
    look = look_at(ana)
    visitor = Visitor(ana)
    before = snapshot()
    visitor.get("/patterns/")
    visitor.get(reverse("insights:look", kwargs={"pk": look.pk}))
    assert changed(before) == set()


# --- Busy days, fear, and what lay around ----------------------------------------------------


def busy_and_quiet(person):
    for n in range(28):
        busy, after = n % 7 == 3, n % 7 == 2
        with time_machine.travel(NOON - timedelta(days=n), tick=False):
            write_entry(
                person,
                pain=8 if after else 4 + n % 2,
                named=(
                    activity("Garden", minutes=300 if busy else 1 if after else 30 + n, effort=5),
                ),
            )


def test_busy_days_before_bad_ones_are_told_without_blame(ana):
    busy_and_quiet(ana)
    told = text(show(ana))
    assert "a very busy day was 4 times followed by a quiet day with more pain" in told
    assert "Many people with pain know this." in told
    assert reverse("safety:flare") in show(ana)


def test_things_left_out_of_fear_lead_to_the_thought(ana):
    keep_journal(ana, 20)
    for n in range(1, 8):
        with time_machine.travel(NOON - timedelta(days=n), tick=False):
            write_entry(ana, named=(activity("Bus", planned=True, ended="fear"),))
    html = show(ana)
    assert "You left out 7 of them out of fear." in text(html)
    assert f'href="{reverse("sessions:start")}">Look at a thought' in html


def test_nothing_is_said_where_there_is_nothing(ana):
    keep_journal(ana, 60)
    told = text(show(ana))
    assert "busy day" not in told
    assert "out of fear" not in told


def finish(person, days_ago, **kwargs):
    finished = examine(person, **kwargs)
    at = NOON - timedelta(days=days_ago)
    finished.events.filter(kind="completed").update(at=at)
    return finished


def test_pain_around_a_look_at_a_thought_is_counted_and_not_explained(ana):
    keep_journal(ana, 60)
    finish(ana, 20)
    told = text(show(ana))
    assert "Around the day you looked at it, February 19, 2026:" in told
    assert "on 14 days of the two weeks before, your pain was" in told
    assert "On 14 days of the two weeks after, it was" in told
    assert "So this does not say why." in told


def test_what_happened_stands_on_the_picture_with_its_letter(ana):
    keep_journal(ana, 60)
    finished = finish(ana, 20)
    html = show(ana)
    assert '<text class="letter"' in html
    assert f"“{finished.belief.text}”" in html
    assert "Feb 19, 2026. You looked at" in text(html)


# --- Pictures ---------------------------------------------------------------------------------


def test_how_far_back_can_be_chosen(ana):
    keep_journal(ana, 400)
    html = show(ana)
    for span in ("8w", "6m", "1y", "all"):
        assert f'href="?span={span}"' in html
    assert 'href="?span=8w" aria-current="true"' in html
    assert 'href="?span=1y" aria-current="true"' in show(ana, "1y")
    # Anything else is the first.
    assert 'href="?span=8w" aria-current="true"' in show(ana, "9y")


def test_what_a_picture_leaves_out_is_said(ana):
    keep_journal(ana, 420, a_day=1)
    words, months = "Of the last 12 months.", "These are the latest six months."
    told = text(show(ana, "8w"))
    assert words not in told
    assert months not in told
    told = text(show(ana, "1y"))
    assert words not in told
    assert months in told
    assert words in text(show(ana, "all"))


def test_a_short_journal_has_nothing_to_choose(ana):
    keep_journal(ana, 30)
    assert "?span=" not in show(ana)


def test_years_are_told_by_month(ana):
    keep_journal(ana, 800, skip=0.3)
    html = show(ana, "all")
    assert "Your usual month was between" in text(html)
    assert "Pain by month, 0 to 10" in html
    assert '<table class="heat years">' in html
    assert 'class="columns"' in html


def test_after_a_long_silence_it_says_that_this_is_fine(ana):
    keep_journal(ana, 60, until=NOON - timedelta(days=100))
    assert "No entry in this time. That is fine." in text(show(ana))
    assert 'class="plot' in show(ana, "all")


def test_every_picture_has_a_sentence_and_a_table(ana):
    look_at(ana)
    finish(ana, 20)
    html = show(ana)
    pictures = re.findall(r'<svg class="plot[^>]*>', html)
    assert len(pictures) == 2  # pain, and the line of the thought
    for picture in pictures:
        (names,) = re.findall(r'aria-labelledby="([^"]+)"', picture)
        assert f'id="{names}"' in html
    strips = html.count('class="strip"')
    assert strips % 2 == 0
    # Pain, the words, the thought, and each finding.
    assert html.count("The same as a table") == 3 + strips // 2
    assert html.count('class="heat"') == 3


class Tags(HTMLParser):
    """Every start tag with its attributes."""

    def __init__(self):
        super().__init__()
        self.found = []

    def handle_starttag(self, tag, attrs):
        self.found.append((tag, dict(attrs)))


def test_ids_are_there_once_and_nothing_is_styled_in_line(ana):
    look_at(ana, words=3)
    finish(ana, 20)
    finish(ana, 10, belief="If I sing I will be laughed at", kind="social")
    tags = Tags()
    tags.feed(show(ana))
    ids = [attrs["id"] for _, attrs in tags.found if attrs.get("id")]
    assert len(ids) == len(set(ids))
    assert not any("style" in attrs for _, attrs in tags.found)


# --- What it never says --------------------------------------------------------------------

# Words of a cause, of what is to come, of a medicine's or this app's effect.
NEVER = re.compile(
    r"\b(caus\w*|because|due to|leads? to|makes? (you|it|pain) (better|worse)|predict\w*"
    r"|forecast\w*|will (hurt|go up|go down|get)|tomorrow|next week|diagnos\w*|works|thanks to"
    r"|improv\w*|(medicine|drug|tablet|pill)s? (work|help)\w*|effect\w*|proves?|proof"
    r"|shows that|risk)\b",
    re.IGNORECASE,
)


@pytest.mark.parametrize("days", [5, 20, 60, 90, 420])
def test_it_never_speaks_of_causes_or_of_what_is_to_come(ana, days):
    keep_journal(ana, days, sleep=2.5, medication="Ibuprofen")
    busy_and_quiet(ana)
    finish(ana, min(days, 20), belief="If I go I fall", kind="falling")
    look = take(ana)
    told = text(show(ana, "all"))
    if look:
        told += text(
            Visitor(ana).get(reverse("insights:look", kwargs={"pk": look.pk})).content.decode()
        )
    assert NEVER.findall(told) == []
    assert "Ibuprofen" not in told


# --- How fast -----------------------------------------------------------------------------------


@pytest.mark.parametrize("span", ["8w", "all"])
def test_the_queries_do_not_grow_with_the_journal(ana, cleo, span):
    keep_journal(ana, 30)
    keep_journal(cleo, 100, a_day=3, words=5)
    finish(ana, 3)
    finish(cleo, 3)
    finish(cleo, 30, belief="If I sing I will be laughed at", kind="social")
    take(cleo)
    counts = []
    for person in (ana, cleo):
        visitor = Visitor(person)
        visitor.get("/patterns/", {"span": span})
        with CaptureQueriesContext(connection) as asked:
            visitor.get("/patterns/", {"span": span})
        counts.append(len(asked))
    # One more: what was found, once there is a look.
    assert counts[1] == counts[0] + 1


def test_a_long_journal_is_drawn_with_bounds(ana):
    keep_journal(ana, 900, words=3)
    assert len(show(ana, "all")) < 120_000
    assert len(show(ana, "1y")) < 120_000
