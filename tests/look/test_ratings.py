"""A rating is a row of radios, or an exact number that wins."""

import pytest
from django import forms
from django.template.loader import render_to_string

from people.widgets import ScaleField


class Rating(forms.Form):
    sure = ScaleField(top=100, low="not at all", high="totally sure", label="How sure?")
    bad = ScaleField(top=10, low="fine", high="as bad as can be", label="How bad?")


class Optional(forms.Form):
    sure = ScaleField(top=100, required=False, label="How sure?")


def draw(form, name="sure", **more):
    return render_to_string("components/field.html", {"field": form[name], **more})


def test_a_mark_counts():
    form = Rating({"sure": "80", "sure_exact": "", "bad": "3"})
    assert form.is_valid()
    assert form.cleaned_data == {"sure": 80, "bad": 3}


def test_an_exact_number_wins_over_the_mark():
    form = Rating({"sure": "50", "sure_exact": " 45 ", "bad": "3"})
    assert form.is_valid()
    assert form.cleaned_data["sure"] == 45


def test_an_exact_number_needs_no_mark():
    assert Rating({"sure_exact": "0", "bad": "0"}).is_valid()


def test_no_exact_number_is_taken_on_a_scale_to_ten():
    form = Rating({"sure": "50", "bad_exact": "7"})
    assert form.errors == {"bad": ["Pick a number."]}


@pytest.mark.parametrize("typed", ["101", "-1", "4.5", "many", "4\x00", "9" * 5000, "१०१", "1e2"])
def test_what_is_no_whole_number_on_the_scale_is_refused_and_kept(typed):
    form = Rating({"sure": "50", "sure_exact": typed, "bad": "3"})
    assert form.errors == {"sure": ["Write a whole number from 0 to 100."]}
    assert form["sure"].value() == typed.strip()


def test_a_wrong_number_comes_back_to_its_writer():
    drawn = draw(Rating({"sure": "50", "sure_exact": "450", "bad": "3"}))
    assert 'value="450" aria-invalid="true"' in drawn
    assert "<details" in drawn
    assert " open" in drawn


def test_an_answer_may_be_left_out_where_the_form_allows_it():
    form = Optional({})
    assert form.is_valid()
    assert form.cleaned_data["sure"] is None


def test_nothing_is_chosen_at_first():
    drawn = draw(Rating())
    assert "checked" not in drawn
    assert " open" not in drawn


def test_an_answer_given_before_is_chosen():
    assert 'value="80" id="id_sure_8" checked' in draw(Rating(initial={"sure": 80}))


def test_an_answer_between_two_marks_is_shown_as_it_was_given():
    drawn = draw(Rating(initial={"sure": 45}))
    assert "checked" not in drawn
    assert 'value="45"' in drawn
    assert " open" in drawn


def test_the_marks_are_native_radios_with_their_numbers_in_words():
    drawn = draw(Rating(), "bad")
    assert drawn.count('<input type="radio" name="bad"') == 11
    assert "0: fine" in drawn
    assert "10: as bad as can be" in drawn


def test_the_first_rating_is_marked_only_when_asked_for():
    form = Rating({"sure": "50", "bad": "3"})
    assert "then</small>" not in draw(form)
    assert draw(form, then=80).count("then</small>") == 1


def test_a_first_rating_between_two_marks_is_said_in_words():
    assert "Then you said 85." in draw(Rating(), then=85)


def test_a_group_of_radios_is_named_by_its_question():
    drawn = draw(Rating())
    assert "<fieldset" in drawn
    assert "How sure?</legend>" in drawn


def test_the_exact_number_has_a_label_and_says_that_it_wins():
    drawn = draw(Rating())
    assert '<label for="id_sure_exact">' in drawn
    assert 'aria-describedby="id_sure_exact_hint"' in drawn
