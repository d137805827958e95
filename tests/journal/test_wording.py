"""What codes are called: each one has a name, and areas make one line."""

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from journal import wording
from journal.areas import AREAS, PARTS, PLACES
from journal.models import Entry, Mention, TriggerKind
from journal.saying import COLUMNS, Hurting
from journal.scales import SCALES
from journal.wording import area_label, area_words, place_label


@pytest.mark.parametrize(
    ("areas", "words"),
    [
        ([], ""),
        (["back-low-back-left"], "low back, left"),
        (["back-neck-right", "back-neck-left"], "neck, both sides"),
        (
            ["back-low-back-left", "back-neck-left", "back-neck-right"],
            "neck, both sides; low back, left",
        ),
        (["front-neck-left", "back-neck-left"], "neck, left; neck (front), left"),
        (["front-leg-right"], "leg and foot (front), right"),
    ],
)
def test_areas_make_a_line_from_the_head_down(areas, words):
    assert area_words(areas) == words


@pytest.mark.parametrize(
    ("left", "right", "words"),
    [
        (7, 4, "low back, left 7, right 4"),
        (5, 5, "low back, both sides 5"),
        (None, None, "low back, both sides"),
        (None, 3, "low back, left, right 3"),
    ],
)
def test_strengths_stand_after_their_side(left, right, words):
    hurting = [Hurting("back-low-back-left", left), Hurting("back-low-back-right", right)]
    assert area_words(hurting, strengths=True) == words
    assert area_words(hurting) == "low back, both sides"


@given(st.sets(st.sampled_from(list(AREAS)), min_size=1), st.randoms())
def test_the_order_they_come_in_makes_no_difference_and_none_is_left_out(codes, random):
    shuffled = sorted(codes)
    random.shuffle(shuffled)
    words = area_words(shuffled)
    assert words == area_words(sorted(codes))
    assert len(words.split("; ")) == len({AREAS[code].place for code in codes})


def test_two_places_never_read_the_same():
    assert len({place_label(place) for place in PLACES}) == len(PLACES)
    for view in PARTS:
        labels = [area_label(code) for code in AREAS if code.startswith(view)]
        assert len(set(labels)) == len(labels)


def test_every_code_has_a_name():
    assert set(wording.PLACE_NAMES) == set(PLACES)
    assert set(wording.PARTS) == {area.part for area in AREAS.values()}
    assert set(wording.VIEWS) == set(PARTS)
    assert set(wording.KINDS) == set(wording.KIND_GROUPS) == set(TriggerKind.values)
    assert set(wording.CONTACTS) == set(Entry.Contact.values)
    assert set(wording.EFFECTS) == set(Mention.Effect.values)
    assert set(wording.ENDINGS) == set(Mention.Ended.values)
    assert set(wording.MOODS) == set(range(SCALES["mood"].low, SCALES["mood"].high + 1))


def test_everything_an_entry_can_say_has_a_name():
    assert set(COLUMNS) - {"at", "private"} == set(wording.SCALE_NAMES)
    # Minutes of rest are written, not rated.
    assert set(SCALES) - {"rest_minutes"} <= set(wording.ENDS)


def test_names_wait_for_the_language_of_who_reads():
    with translation.override("es"):
        assert all(not isinstance(name, str) for name in wording.PLACE_NAMES.values())
