"""A person's own words: renamed, merged, taken apart, put away, moved; nothing written is lost."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from journal import actions
from journal.actions import WordTaken
from journal.models import Mention, Trigger
from journal.saying import said_of
from journal.vocabulary import canonical, counted, words_of
from people.errors import NotAllowed
from people.models import AuditEvent
from tests.builders import activity, make_user, write_entry
from tests.visits import Visitor

pytestmark = pytest.mark.django_db
PLACE = "journal:trigger"


def word(person, text, kind="activity"):
    return actions.name_triggers(person=person, names=[(kind, text)])[kind, text]


def named_in(person, trigger):
    return next(one for one in words_of(person) if one.trigger == trigger)


def page(trigger):
    return reverse(PLACE, kwargs={"pk": trigger.pk})


@pytest.fixture
def stairs(ana):
    write_entry(ana, named=(activity("stairs"),))
    return word(ana, "stairs")


@pytest.fixture
def steps(ana):
    write_entry(ana, named=(activity("steps"),))
    return word(ana, "steps")


# --- Renamed -----------------------------------------------------------------------------------


def test_a_renamed_word_is_the_same_in_every_entry(ana, stairs):
    renamed = actions.rename_trigger(trigger=stairs, by=ana, text="  Climbing   stairs ")
    assert renamed == stairs
    assert renamed.text == "Climbing stairs"
    assert said_of(ana.entries.get()).named[0].text == "Climbing stairs"
    assert word(ana, "climbing stairs") == stairs


def test_other_capitals_are_a_rename_too(ana, stairs):
    assert actions.rename_trigger(trigger=stairs, by=ana, text="Stairs").text == "Stairs"


def test_a_name_that_is_there_is_refused_and_says_what_has_it(ana, stairs, steps):
    with pytest.raises(WordTaken) as taken:
        actions.rename_trigger(trigger=steps, by=ana, text="STAIRS")
    assert taken.value.counts_as == stairs
    steps.refresh_from_db()
    assert steps.text == "steps"


def test_the_same_name_of_another_kind_is_no_clash(ana, stairs):
    mood = word(ana, "low", "mood")
    assert actions.rename_trigger(trigger=mood, by=ana, text="stairs").text == "stairs"


def test_anothers_word_is_no_clash(ana, cleo, stairs):
    hers = word(cleo, "ladder")
    assert actions.rename_trigger(trigger=hers, by=cleo, text="stairs").text == "stairs"


# --- Merged and taken apart --------------------------------------------------------------------


def test_merged_words_count_as_one_and_entries_keep_what_they_said(ana, stairs, steps):
    head = actions.merge_triggers(trigger=steps, into=stairs, by=ana)
    assert head == stairs
    assert {one.text for one in canonical(ana).values()} == {"stairs"}
    assert named_in(ana, stairs).entries == 2
    assert [one.text for one in named_in(ana, stairs).merged] == ["steps"]
    assert sorted(mention.trigger.text for mention in Mention.objects.all()) == ["stairs", "steps"]


def test_it_can_be_merged_the_other_way_as_well(ana, stairs, steps):
    assert actions.merge_triggers(trigger=stairs, into=steps, by=ana) == steps
    assert named_in(ana, steps).entries == 2


def test_what_is_written_again_after_a_merge_counts_for_the_one_it_became(ana, stairs, steps):
    actions.merge_triggers(trigger=steps, into=stairs, by=ana)
    assert word(ana, "steps") == stairs


def test_taken_apart_each_counts_its_own_again(ana, stairs, steps):
    actions.merge_triggers(trigger=steps, into=stairs, by=ana)
    actions.part_triggers(trigger=steps, by=ana)
    assert [(one.trigger.text, one.entries) for one in words_of(ana)] == [
        ("stairs", 1),
        ("steps", 1),
    ]


def test_a_word_with_others_takes_them_along_and_there_is_never_a_chain(ana, stairs, steps):
    ladder = word(ana, "ladder")
    actions.merge_triggers(trigger=steps, into=stairs, by=ana)
    actions.merge_triggers(trigger=stairs, into=ladder, by=ana)
    assert {one.merged_into for one in (steps, stairs) if one.refresh_from_db() is None} == {ladder}
    hill = word(ana, "hill")
    # Into one that counts as another: it counts as that other.
    assert actions.merge_triggers(trigger=hill, into=steps, by=ana) == ladder


def test_merging_with_what_counts_as_it_changes_which_one_stands_for_both(ana, stairs, steps):
    actions.merge_triggers(trigger=steps, into=stairs, by=ana)
    assert actions.merge_triggers(trigger=stairs, into=steps, by=ana) == steps
    assert {one.text for one in canonical(ana).values()} == {"steps"}
    assert named_in(ana, steps).entries == 2


def test_two_in_one_entry_read_as_one_and_count_once(ana):
    entry = write_entry(
        ana, named=(activity("stairs", effect="worse"), activity("steps", effect="better"))
    )
    stairs, steps = word(ana, "stairs"), word(ana, "steps")
    actions.merge_triggers(trigger=steps, into=stairs, by=ana)
    mentions = entry.mentions.select_related("trigger")
    [(trigger, mention)] = counted(mentions, canonical(ana))
    assert (trigger, mention.effect) == (stairs, "worse")
    assert named_in(ana, stairs).entries == 1
    actions.part_triggers(trigger=steps, by=ana)
    assert len(counted(mentions, canonical(ana))) == 2


@pytest.mark.parametrize("other", ["of another kind", "of another person", "itself"])
def test_what_can_not_be_one_is_not_merged(other, ana, cleo, stairs):
    into = {
        "of another kind": lambda: word(ana, "stairs", "thought"),
        "of another person": lambda: word(cleo, "steps"),
        "itself": lambda: stairs,
    }[other]()
    with pytest.raises(NotAllowed):
        actions.merge_triggers(trigger=stairs, into=into, by=ana)
    stairs.refresh_from_db()
    assert stairs.merged_into is None


class Merges(TestCase):
    @settings(deadline=None, max_examples=25)
    @given(st.lists(st.tuples(st.integers(0, 4), st.integers(0, 4), st.booleans()), max_size=12))
    def test_whatever_is_merged_and_parted_no_chain_and_no_entry_is_lost(self, moves):
        person = make_user("mo@cbtback.example")
        words = [word(person, f"word {number}") for number in range(5)]
        for number in range(5):
            write_entry(person, named=(activity(f"word {number}"),))
        for one, other, apart in moves:
            if apart:
                actions.part_triggers(trigger=words[one], by=person)
            elif one != other:
                actions.merge_triggers(trigger=words[one], into=words[other], by=person)
        rows = {row.pk: row for row in person.triggers.all()}
        heads = canonical(person)
        assert all(heads[pk].merged_into_id is None for pk in rows)
        assert sum(one.entries for one in words_of(person)) == 5
        assert sorted(mention.trigger.text for mention in Mention.objects.all()) == [
            f"word {number}" for number in range(5)
        ]


# --- Put away, moved ---------------------------------------------------------------------------


def test_what_is_put_away_keeps_its_entries_and_comes_back(ana, stairs):
    assert actions.archive_trigger(trigger=stairs, by=ana).archived_at is not None
    assert named_in(ana, stairs).entries == 1
    assert actions.bring_back_trigger(trigger=stairs, by=ana).archived_at is None


def test_what_is_put_away_comes_back_when_what_counts_as_it_is_named(ana, stairs, steps):
    actions.merge_triggers(trigger=steps, into=stairs, by=ana)
    actions.archive_trigger(trigger=stairs, by=ana)
    assert word(ana, "steps") == stairs
    stairs.refresh_from_db()
    assert stairs.archived_at is None


def test_a_merge_brings_back_what_it_leads_to(ana, stairs, steps):
    actions.archive_trigger(trigger=stairs, by=ana)
    assert actions.merge_triggers(trigger=steps, into=stairs, by=ana).archived_at is None


def test_a_word_of_another_kind_takes_what_counts_as_it_along(ana, stairs, steps):
    actions.merge_triggers(trigger=steps, into=stairs, by=ana)
    actions.move_trigger(trigger=stairs, by=ana, kind="posture")
    assert set(ana.triggers.values_list("kind", flat=True)) == {"posture"}
    assert named_in(ana, stairs).entries == 2


def test_a_kind_that_has_the_word_already_is_refused(ana, stairs):
    other = word(ana, "Stairs", "thought")
    with pytest.raises(WordTaken) as taken:
        actions.move_trigger(trigger=stairs, by=ana, kind="thought")
    assert taken.value.counts_as == other
    stairs.refresh_from_db()
    assert stairs.kind == "activity"


@pytest.mark.parametrize("kind", ["", "elsewhere"])
def test_there_are_no_other_kinds(kind, ana, stairs):
    with pytest.raises(NotAllowed):
        actions.move_trigger(trigger=stairs, by=ana, kind=kind)


def test_each_change_is_recorded_once_and_without_a_word(ana, stairs, steps):
    since = AuditEvent.objects.count()
    for _again in range(2):
        actions.rename_trigger(trigger=steps, by=ana, text="the steps")
        actions.archive_trigger(trigger=steps, by=ana)
    actions.bring_back_trigger(trigger=steps, by=ana)
    actions.move_trigger(trigger=steps, by=ana, kind="activity")
    for _again in range(2):
        actions.merge_triggers(trigger=steps, into=stairs, by=ana)
    for _again in range(2):
        actions.part_triggers(trigger=steps, by=ana)
    events = AuditEvent.objects.order_by("pk")[since:]
    assert [event.action for event in events] == [
        "rename-trigger",
        "archive-trigger",
        "bring-back-trigger",
        "merge-triggers",
        "part-triggers",
    ]
    assert all("steps" not in str(vars(event)) for event in events)


# --- How many ----------------------------------------------------------------------------------


def test_a_word_says_how_many_entries_name_it_and_when_last(ana):
    now = timezone.now()
    for days in (3, 1, 2):
        write_entry(ana, at=now - timedelta(days=days), named=(activity("stairs"),))
    newest = ana.entries.order_by("-at").first()
    found = named_in(ana, word(ana, "stairs"))
    assert (found.entries, found.last) == (3, newest.local_date)


def test_deleted_entries_count_no_more(ana, stairs):
    actions.delete_entry(entry=ana.entries.get(), by=ana)
    assert (named_in(ana, stairs).entries, named_in(ana, stairs).last) == (0, None)


def test_most_named_first_and_kinds_in_their_order(ana):
    word(ana, "rain", "weather")
    write_entry(ana, named=(activity("stairs"), activity("bus")))
    write_entry(ana, named=(activity("bus"),))
    word(ana, "Alma", "relationship")
    assert [one.trigger.text for one in words_of(ana)] == ["bus", "stairs", "Alma", "rain"]


def queries_of(visitor, path):
    with CaptureQueriesContext(
        connection,
    ) as queries:
        assert visitor.get(path).status_code == 200
    return len(queries)


def test_many_words_ask_no_more_of_the_database_than_two(ana, stairs, steps):
    visitor, all_words = Visitor(ana), reverse("journal:triggers")
    actions.merge_triggers(trigger=steps, into=stairs, by=ana)
    few = [queries_of(visitor, all_words), queries_of(visitor, page(stairs))]
    for number in range(15):
        write_entry(ana, named=(activity(f"word {number}"), activity("stairs")))
        actions.merge_triggers(trigger=word(ana, f"also {number}"), into=stairs, by=ana)
    many = [queries_of(visitor, all_words), queries_of(visitor, page(stairs))]
    assert many == few


# --- Pages -------------------------------------------------------------------------------------


def test_all_words_stand_by_kind_and_those_put_away_apart(ana, stairs, steps):
    actions.archive_trigger(trigger=steps, by=ana)
    content = Visitor(ana).get(reverse("journal:triggers")).content.decode()
    assert content.index("Activities") < content.index("stairs") < content.index("Put away")
    assert content.index("Put away") < content.index("steps")
    assert "In 1 entry, on" in content


def test_without_any_word_the_page_says_where_they_come_from(ana):
    assert "No words yet" in Visitor(ana).get(reverse("journal:triggers")).content.decode()


def test_a_word_is_renamed_on_its_page(ana, stairs):
    response = Visitor(ana).send(page(stairs), {"do": "rename", "text": "the stairs"}, follow=True)
    assert "the stairs" in response.content.decode()


def test_a_name_that_is_there_offers_to_count_the_two_as_one(ana, stairs, steps):
    visitor = Visitor(ana)
    response = visitor.send(page(steps), {"do": "rename", "text": "Stairs"})
    content = response.content.decode()
    assert response.status_code == 422
    assert "You have this word already" in content
    assert "Stairs</textarea>" in content
    assert f'name="into" value="{stairs.pk}"' in content
    response = visitor.send(page(steps), {"do": "merge", "into": str(stairs.pk)})
    assert response.url == page(stairs)
    assert named_in(ana, stairs).entries == 2


def test_the_name_of_what_counts_as_it_offers_that_one_in_its_place(ana, stairs, steps):
    actions.merge_triggers(trigger=steps, into=stairs, by=ana)
    visitor = Visitor(ana)
    content = visitor.send(page(stairs), {"do": "rename", "text": "steps"}).content.decode()
    assert f'name="into" value="{steps.pk}"' in content
    visitor.send(page(stairs), {"do": "merge", "into": str(steps.pk)})
    assert [one.trigger for one in words_of(ana)] == [steps]


def test_it_is_merged_and_taken_apart_on_its_page(ana, stairs, steps):
    visitor = Visitor(ana)
    visitor.send(page(steps), {"do": "merge", "into": str(stairs.pk)})
    assert "Take the two apart" in visitor.get(page(steps)).content.decode()
    assert "Take apart" in visitor.get(page(stairs)).content.decode()
    visitor.send(page(steps), {"do": "part"})
    assert len(words_of(ana)) == 2


def test_it_is_put_away_and_brought_back_on_its_page(ana, stairs):
    visitor = Visitor(ana)
    visitor.send(page(stairs), {"do": "archive"})
    assert "Offer it again" in visitor.get(page(stairs)).content.decode()
    visitor.send(page(stairs), {"do": "bring_back"})
    assert named_in(ana, stairs).trigger.archived_at is None


def test_it_is_moved_on_its_page_unless_the_word_is_there(ana, stairs):
    visitor = Visitor(ana)
    word(ana, "stairs", "thought")
    response = visitor.send(page(stairs), {"do": "move", "kind": "thought"})
    assert response.status_code == 422
    assert "You have the same word there" in response.content.decode()
    visitor.send(page(stairs), {"do": "move", "kind": "posture"})
    assert named_in(ana, stairs).trigger.kind == "posture"


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"do": "rename", "text": "  "},
        {"do": "rename", "text": "x" * 81},
        {"do": "merge", "into": ""},
        {"do": "merge", "into": "nonsense"},
        {"do": "move", "kind": "nonsense"},
        {"do": "nonsense"},
    ],
)
def test_what_can_not_be_done_changes_nothing_and_says_so(data, ana, stairs, steps):
    before = list(Trigger.objects.order_by("pk").values())
    response = Visitor(ana).send(page(stairs), data)
    assert response.status_code == 422
    assert 'class="summary"' in response.content.decode()
    assert list(Trigger.objects.order_by("pk").values()) == before


def test_anothers_word_can_not_be_merged_with(ana, cleo, stairs):
    hers = word(cleo, "ladder")
    response = Visitor(ana).send(page(stairs), {"do": "merge", "into": str(hers.pk)})
    assert response.status_code == 422
    assert "ladder" not in response.content.decode()
