"""A field says its name, its hint and its problem, to the eye and to a screen reader."""

import pytest
from django import forms
from django.template.loader import render_to_string

from people.widgets import Checks, Choices, Day, Line, ScaleField, Words


class Everything(forms.Form):
    fact = forms.CharField(widget=Words, max_length=10, label="One more fact", help_text="Short.")
    clause = forms.CharField(widget=Line, label="If I …", required=False)
    note = forms.CharField(widget=Words(staff=True), label="Note", required=False)
    kind = forms.ChoiceField(widget=Choices, label="How do you know?", choices=[("seen", "I saw")])
    areas = forms.MultipleChoiceField(widget=Checks, label="Where?", choices=[("work", "Work")])
    none = forms.BooleanField(label="I can’t think of any")
    day = forms.DateField(widget=Day, label="By when?")
    role = forms.ChoiceField(label="Role", choices=[("a", "Admin")])
    sure = ScaleField(top=100, label="How sure?")
    secret = forms.CharField(widget=forms.HiddenInput, required=False)
    mail = forms.EmailField(
        label="E-mail", widget=forms.EmailInput(attrs={"placeholder": "E-mail"}), required=False
    )


def draw(form, name, **more):
    return render_to_string("components/field.html", {"field": form[name], **more})


def summary(form):
    return render_to_string("components/error_summary.html", {"form": form})


@pytest.mark.parametrize("name", ["fact", "clause", "note", "day", "role", "mail"])
def test_a_control_has_its_label(name):
    assert f'<label for="id_{name}">' in draw(Everything(), name)


@pytest.mark.parametrize("name", ["kind", "areas", "sure"])
def test_a_group_has_its_legend(name):
    drawn = draw(Everything(), name)
    assert "<fieldset" in drawn
    assert f"{Everything()[name].label}</legend>" in drawn


def test_each_choice_has_its_label():
    assert '<label for="id_kind_0"><input type="radio"' in draw(Everything(), "kind")


def test_a_single_box_stands_in_its_label():
    drawn = draw(Everything(), "none")
    assert "<label><input" in drawn
    assert "I can’t think of any</span></label>" in drawn


def test_a_hint_is_tied_to_its_control():
    drawn = draw(Everything(), "fact")
    assert 'id="id_fact_helptext">Short.' in drawn
    assert 'aria-describedby="id_fact_helptext"' in drawn


def test_a_hint_of_the_page_is_tied_to_its_control():
    drawn = draw(Everything(), "clause", hint="What would we see?")
    assert 'id="id_clause_helptext">What would we see?' in drawn
    assert 'aria-describedby="id_clause_helptext"' in drawn


def test_a_problem_is_tied_to_its_control():
    drawn = draw(Everything({}), "fact")
    assert 'id="id_fact_error"' in drawn
    assert 'aria-invalid="true"' in drawn
    assert 'aria-describedby="id_fact_helptext id_fact_error"' in drawn


def test_a_problem_of_a_group_is_tied_to_the_group():
    assert 'aria-describedby="id_kind_error"' in draw(Everything({}), "kind")


def test_a_question_can_be_the_title_of_its_page():
    assert '<h1><label for="id_fact">' in draw(Everything(), "fact", title=True)
    assert "<legend><h1>How sure?</h1></legend>" in draw(Everything(), "sure", title=True)


def test_a_placeholder_is_no_label():
    assert "placeholder" not in draw(Everything(), "mail")


def test_what_was_typed_is_still_there_and_harmless():
    drawn = draw(Everything({"fact": "<b>much too long</b>"}), "fact")
    assert "&lt;b&gt;much too long&lt;/b&gt;" in drawn


def test_a_line_keeps_to_one_line():
    form = Everything({"clause": "I bend\r\nto lift"})
    form.is_valid()
    assert form.cleaned_data["clause"] == "I bend to lift"


def test_staff_write_in_the_voice_of_the_app():
    assert 'class="staff"' in draw(Everything(), "note")


@pytest.mark.parametrize(
    ("name", "typed", "said"),
    [
        ("fact", "", "Write something here."),
        ("fact", "x" * 13, "This is too long by 3 letters. Please make it shorter."),
        ("fact", "a\x00b", "There is a letter in it that we can’t keep."),
        ("kind", "", "Pick one."),
        ("kind", "dreamt", "Pick one of these."),
        ("none", "", "Tick this to go on."),
        ("day", "", "Pick a day."),
        ("day", "soon", "Write a day, such as 2026-05-31."),
        ("role", "", "Pick one."),
    ],
)
def test_a_problem_is_said_in_plain_words(name, typed, said):
    assert f"<span>{said}</span>" in draw(Everything({name: typed}), name)


def test_a_problem_that_a_form_words_itself_is_left_as_it_is():
    form = Everything({"fact": "I fear"})
    form.add_error("fact", "What would we see on a video?")
    assert "What would we see on a video?" in draw(form, "fact")


def test_the_summary_leads_to_each_field():
    form = Everything({"sure_exact": "450", "secret": ""})
    drawn = summary(form)
    assert "7 things to look at" in drawn
    for control in ("id_fact", "id_kind_0", "id_areas_0", "id_none", "id_day", "id_sure_exact"):
        assert f'href="#{control}"' in drawn


def test_the_summary_counts_one_as_one():
    class One(forms.Form):
        fact = forms.CharField(widget=Words, label="One more fact")

    assert "One thing to look at" in summary(One({}))


def test_the_summary_tells_what_is_wrong_with_the_whole_form():
    form = Everything({})
    form.add_error(None, "Your answers do not fit each other.")
    assert "Your answers do not fit each other." in summary(form)


def test_a_form_with_nothing_wrong_has_no_summary():
    assert summary(Everything()).strip() == ""


def test_a_plain_form_brings_its_hidden_fields_too():
    drawn = render_to_string("components/form.html", {"form": Everything()})
    assert 'type="hidden" name="secret"' in drawn
    assert drawn.count('name="secret"') == 1
