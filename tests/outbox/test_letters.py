"""Letters from templates: a subject of one line, plain text unescaped, HTML escaped."""

from pathlib import Path

import pytest
from django.conf import settings as configured
from pytest_django import Settings

from outbox.letters import render

NAME = "<Ana & 'Ben'>"


@pytest.fixture
def letter(settings: Settings, tmp_path: Path) -> str:
    folder = tmp_path / "emails" / "try"
    folder.mkdir(parents=True)
    (folder / "subject.txt").write_text("{% load i18n %}\nA letter\n  {% translate 'from us' %}\n")
    for kind, inside in (("txt", "{{ name }}"), ("html", "<p>{{ name }}</p>")):
        (folder / f"body.{kind}").write_text(
            f"{{% extends 'emails/_layout.{kind}' %}}{{% block content %}}{inside}{{% endblock %}}"
        )
    templates = [{**configured.TEMPLATES[0], "DIRS": [tmp_path, *configured.TEMPLATES[0]["DIRS"]]}]
    settings.TEMPLATES = templates
    return "try"


def test_the_subject_is_one_line(letter: str) -> None:
    assert render(letter, {"name": NAME})[0] == "A letter from us"


def test_the_text_is_not_escaped(letter: str) -> None:
    assert render(letter, {"name": NAME})[1].startswith(NAME + "\n")


def test_the_html_is_escaped(letter: str) -> None:
    html = render(letter, {"name": NAME})[2]
    assert NAME not in html
    assert "&lt;Ana &amp; &#x27;Ben&#x27;&gt;" in html


def test_the_html_fetches_nothing(letter: str) -> None:
    html = render(letter, {"name": NAME})[2]
    assert not any(word in html for word in ("src=", "url(", "<img", "<link", "http:", "https:"))


def test_both_bodies_say_who_sent_them(letter: str) -> None:
    _, text, html = render(letter, {"name": NAME})
    assert "CBTBack" in text
    assert "CBTBack" in html


def test_a_letter_speaks_the_language_it_is_asked_for(letter: str) -> None:
    assert '<html lang="de">' in render(letter, {"name": NAME}, language="de")[2]
