"""Where it hurts, as a form takes it: any form, wrong ones too, and the picture with its sides."""

import re
from html.parser import HTMLParser

import pytest
from django import forms
from django.http import QueryDict
from django.template import Context, Template
from hypothesis import given, settings
from hypothesis import strategies as st

from journal.areas import AREAS
from journal.forms.body import BodyField
from journal.outline import FIGURES, WIDTH, level
from journal.saying import Hurting


class WhereForm(forms.Form):
    hurting = BodyField(label="Where does it hurt?")


class NeededForm(forms.Form):
    hurting = BodyField(label="Where does it hurt?", required=True)


def sent(*areas, **strengths):
    data = QueryDict(mutable=True)
    data.setlist("hurting", areas)
    for area, strength in strengths.items():
        data[f"hurting-{area.replace('_', '-')}"] = strength
    return data


class Controls(HTMLParser):
    """The boxes and selects of a page, as a browser would send them."""

    def __init__(self, html):
        super().__init__()
        self.boxes, self.ticked, self.picked, self.names = [], [], {}, {}
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        found = dict(attrs)
        if tag == "input":
            self.boxes.append(found["value"])
            self.names[found["value"]] = found["aria-label"]
            if "checked" in found:
                self.ticked.append(found["value"])
        if tag == "select":
            self.now = found["name"]
        if tag == "option" and "selected" in found:
            self.picked[self.now] = found["value"]

    def again(self):
        data = QueryDict(mutable=True)
        data.setlist("hurting", self.ticked)
        data.update(self.picked)
        return data


def cleaned(data):
    form = WhereForm(data)
    assert form.is_valid(), form.errors
    return form.cleaned_data["hurting"]


# --- What is sent ------------------------------------------------------------------------------


def test_boxes_and_their_strengths_are_what_hurts():
    data = sent("back-low-back-left", "back-neck-right", back_low_back_left="7")
    assert cleaned(data) == (Hurting("back-neck-right"), Hurting("back-low-back-left", 7))


def test_a_strength_without_its_box_ticks_the_box():
    assert cleaned(sent(front_chest_left="3")) == (Hurting("front-chest-left", 3),)


def test_nothing_is_an_answer_too():
    assert cleaned(QueryDict()) == ()
    assert cleaned({}) == ()


def test_where_a_place_is_needed_the_form_asks_for_it():
    form = NeededForm(QueryDict())
    assert form.errors == {"hurting": ["Pick at least one place."]}


def test_a_box_sent_twice_hurts_once():
    assert cleaned(sent("back-seat-left", "back-seat-left")) == (Hurting("back-seat-left"),)


@pytest.mark.parametrize("strength", ["0", "11", "-1", "3.5", "much", "٣", "9" * 5000])
def test_what_is_no_strength_is_said_with_its_place_and_kept(strength):
    form = WhereForm(sent("back-neck-left", back_low_back_left=strength))
    assert not form.is_valid()
    [problem] = form.errors["hurting"]
    assert problem == "How strong it is goes from 1 to 10. Please look at: Low back, left."
    controls = Controls(str(form["hurting"]))
    assert controls.ticked == ["back-neck-left", "back-low-back-left"]
    assert controls.picked == {"hurting-back-low-back-left": strength}


def test_a_place_that_is_none_is_said_and_the_others_are_kept():
    form = WhereForm(sent("back-neck-left", "<b>tail</b>", back_neck_left="4"))
    assert not form.is_valid()
    assert "not on the picture" in form.errors["hurting"][0]
    html = str(form["hurting"])
    assert "tail" not in html
    assert Controls(html).again() == sent("back-neck-left", back_neck_left="4")


CODES = st.one_of(st.sampled_from(list(AREAS)), st.text(max_size=8))
STRENGTHS = st.one_of(st.integers(-2, 12).map(str), st.text(max_size=4))
FORMS = st.dictionaries(
    st.one_of(
        st.just("hurting"), st.sampled_from([f"hurting-{code}" for code in AREAS]), st.text()
    ),
    st.lists(st.one_of(CODES, STRENGTHS), max_size=3),
    max_size=8,
)


@settings(deadline=None, max_examples=100)
@given(FORMS)
def test_any_form_gives_what_hurts_or_says_what_is_wrong(fields):
    data = QueryDict(mutable=True)
    for name, values in fields.items():
        data.setlist(name, values)
    form = WhereForm(data)
    controls = Controls(str(form["hurting"]))
    assert controls.boxes == list(AREAS)
    if form.is_valid():
        said = form.cleaned_data["hurting"]
        # Each area once, in the order of the boxes, and drawn and sent again it is the same.
        assert [one.area for one in said] == [code for code in AREAS if code in controls.ticked]
        assert all(one.strength is None or 1 <= one.strength <= 10 for one in said)
        assert cleaned(controls.again()) == said
    else:
        assert form.errors["hurting"]
        known = [code for code in data.getlist("hurting") if code in AREAS]
        assert set(known) <= set(controls.ticked)


@settings(deadline=None, max_examples=50)
@given(
    st.dictionaries(
        st.sampled_from(list(AREAS)), st.one_of(st.none(), st.integers(1, 10)), max_size=6
    )
)
def test_what_an_entry_says_is_drawn_and_sent_back_unchanged(areas):
    said = tuple(Hurting(code, areas[code]) for code in AREAS if code in areas)
    form = WhereForm(initial={"hurting": said})
    assert cleaned(Controls(str(form["hurting"])).again()) == said
    again = WhereForm(Controls(str(form["hurting"])).again(), initial={"hurting": said})
    assert not again.has_changed()


# --- What is drawn -----------------------------------------------------------------------------


def test_every_box_has_a_name_and_a_group_that_says_from_where():
    html = str(WhereForm()["hurting"])
    controls = Controls(html)
    assert controls.names["back-low-back-left"] == "Low back, left"
    assert controls.names["front-groin-right"] == "Hip and groin, right"
    behind, front = html.split("<legend")[1:]
    assert "From behind" in behind
    assert "back-neck-left" in behind
    assert "front-" not in behind
    assert "From in front" in front


def test_every_area_of_the_picture_is_a_label_of_its_box():
    html = str(WhereForm()["hurting"])
    ids = re.findall(r'<input type="checkbox"[^>]* id="([^"]+)"', html)
    assert re.findall(r'<label class="spot" for="([^"]+)"', html) == ids
    assert len(set(ids)) == len(AREAS)


@pytest.mark.parametrize(
    ("view", "side", "half"),
    [
        ("back", "left", "left"),
        ("back", "right", "right"),
        ("front", "left", "right"),
        ("front", "right", "left"),
    ],
)
def test_left_is_the_persons_own_left(view, side, half):
    for code, drawn in FIGURES[view].areas.items():
        if code.endswith(side):
            assert drawn.mirrored == (half == "right")
            assert (drawn.x < WIDTH / 2) == (half == "left")


@pytest.mark.parametrize(
    ("strength", "hatched"),
    [(None, "some"), (1, "light"), (3, "light"), (4, "middle"), (6, "middle"), (7, "strong")],
)
def test_the_stronger_the_closer_it_is_hatched(strength, hatched):
    assert level(strength) == hatched


def shown(*said):
    page = Template("{% load body %}{% body_shown said %}|{{ said|area_words }}")
    return page.render(Context({"said": said}))


def test_an_entry_shows_the_views_that_hurt_with_number_and_words():
    html = shown(Hurting("back-low-back-left", 7), Hurting("back-neck-left"))
    assert html.count("<svg") == 2  # the hatching, and the view from behind
    assert 'aria-label="From behind"' in html
    assert '<p class="near">Neck, left; low back, left 7</p>' in html
    assert re.search(r'class="number"[^>]*>7<', html)
    assert html.endswith("|neck, left; low back, left")


def test_an_entry_that_hurts_nowhere_shows_no_picture():
    assert "<svg" not in shown()
