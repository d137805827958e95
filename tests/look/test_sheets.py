"""What templates ask of the look is there, and the look asks nothing from elsewhere."""

import re

import pytest
from django.conf import settings
from django.template.loader import render_to_string

from tests import rooms

CSS = sorted((settings.BASE_DIR / "static" / "css").glob("*.css"))
SCRIPTS = sorted((settings.BASE_DIR / "static" / "js").glob("*.js"))


def pages():
    return {path: path.read_text(encoding="utf-8") for path in rooms.pages()}


def test_every_icon_a_template_names_is_drawn():
    drawn = set(re.findall(r'name == "([\w-]+)"', pages()[_component("icon")]))
    named = {
        name
        for text in pages().values()
        for name in re.findall(r'components/icon\.html" with name="([\w-]+)"', text)
    }
    assert named <= drawn


def test_every_component_a_template_includes_is_there():
    included = {
        name
        for text in pages().values()
        for name in re.findall(r'include "(components/[\w/]+\.html)"', text)
    }
    missing = {name for name in included if not (settings.BASE_DIR / "templates" / name).exists()}
    assert missing == set()


def test_every_file_a_template_links_is_there():
    linked = {
        name for text in pages().values() for name in re.findall(r"{% static '([^']+)' %}", text)
    }
    assert {name for name in linked if not (settings.BASE_DIR / "static" / name).exists()} == set()


def test_no_page_loads_more_than_four_sheets():
    common = pages()[settings.BASE_DIR / "templates" / "skeleton.html"].count('rel="stylesheet"')
    own = [text.count('rel="stylesheet"') for path, text in pages().items() if _is_base(path)]
    assert common + max(own) <= 4


@pytest.mark.parametrize("sheet", CSS, ids=lambda path: path.name)
def test_only_the_tokens_name_a_colour(sheet):
    named = re.findall(r":[^;{]*(#[0-9a-f]{3,8}\b|\brgba?\()", sheet.read_text())
    assert sheet.name == "tokens.css" or named == []


@pytest.mark.parametrize("sheet", CSS, ids=lambda path: path.name)
def test_every_token_a_sheet_uses_is_set(sheet):
    tokens = set(re.findall(r"(--[\w-]+):", (CSS[0].parent / "tokens.css").read_text()))
    assert set(re.findall(r"var\((--[\w-]+)", sheet.read_text())) <= tokens


@pytest.mark.parametrize("path", [*CSS, *SCRIPTS], ids=lambda path: path.name)
def test_nothing_is_fetched_from_elsewhere(path):
    assert re.findall(r"https?://|data:|@import|eval\(", path.read_text()) == []


def test_the_tokens_ask_for_the_fonts_that_are_cut():
    from_sheet = set(re.findall(r'url\("\.\./fonts/([\w.-]+)"\)', CSS[-1].read_text()))
    recipe = (settings.BASE_DIR / "cbtback" / "fonts.py").read_text()
    assert from_sheet
    assert from_sheet == set(re.findall(r'"([\w-]+\.woff2)"', recipe))


@pytest.mark.parametrize("words", ["<script>alert(1)</script>", '"><img src=x onerror=y>'])
@pytest.mark.parametrize("tag", ["p", "span", "h1", "h2"])
def test_a_persons_words_are_never_markup(tag, words):
    drawn = render_to_string("components/own.html", {"text": words, "tag": tag})
    assert "<script" not in drawn
    assert "<img" not in drawn


def test_a_persons_line_breaks_are_kept():
    assert "one<br>two" in render_to_string("components/own.html", {"text": "one\ntwo"})


def test_progress_is_said_in_words():
    drawn = render_to_string("components/progress.html", {"at": 5, "of": 13, "title": "The facts"})
    assert "Step 5 of 13: The facts" in drawn
    assert drawn.count("<i") == 13
    assert drawn.count('class="done"') == 4


def test_a_done_step_is_heard_as_done():
    steps = [{"title": "Your thought", "state": "done"}, {"title": "The facts", "state": "now"}]
    drawn = render_to_string("components/steps.html", {"steps": steps})
    assert "Your thought<span" in drawn
    assert ", done" in drawn
    assert 'aria-current="step"' in drawn


def _component(name):
    return settings.BASE_DIR / "templates" / "components" / f"{name}.html"


def _is_base(path):
    return path.parent == settings.BASE_DIR / "templates" and path.name in {
        "base.html",
        "desk.html",
        "spread.html",
    }
