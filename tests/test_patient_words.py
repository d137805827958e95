"""All of our words that a patient may read are at US grade 6 or below: by source, and by page.

``.venv/bin/python -m tests.patient_words`` prints the grades and the ten hardest lines.
"""

import pytest
from django.urls import reverse

from demo.stories.ana import DANCING
from demo.stories.northfield_more import IMANI_TASKS, JOYCE_BRIDGES
from sessions.steps import ADDABLE, FULL_ONLY, Step
from tests.access import NAMED, ROWS
from tests.builders import examine
from tests.patient_words import report, sentences_of, sources
from tests.readability import LIMIT, LINE_LIMIT, grade_of, visible_lines, words, worst
from tests.test_words import words_of
from tests.visits import Visitor

# A file of a few labels has no grade worth the name.
ENOUGH = 30  # words


@pytest.fixture(scope="module")
def found():
    return sources()


def test_new_files_of_content_and_of_pages_are_measured(found):
    assert {name for name in found if name.startswith("sessions/content/questions-")} >= {
        "sessions/content/questions-1.en.toml",
        "sessions/content/questions-2.en.toml",
    }
    for name in ("sessions/content/habits-1.en.toml", "sessions/wording.py", "safety/forms.py"):
        assert found[name]
    assert "templates/sessions/page.html" in found
    assert sum(len(words(line)) for lines in found.values() for line in lines) > 10_000


def test_each_source_is_plain(found):
    hard = [
        name
        for name, lines in found.items()
        if sum(len(words(line)) for line in lines) >= ENOUGH and grade_of(lines) > LIMIT
    ]
    assert hard == [], report(found)


def test_all_of_it_is_plain_even_without_its_short_labels(found):
    assert grade_of(sentences_of(line for lines in found.values() for line in lines)) <= LIMIT


def test_no_line_is_hard(found):
    everything = [line for lines in found.values() for line in lines]
    hard = [(grade, line) for grade, line in worst(everything, count=100) if grade > LINE_LIMIT]
    assert hard == []


def pages_of(person, hers):
    """Name to page of all that the person gets to see, each step of an examination included."""
    visitor = Visitor(person)
    paths = {
        row.name: reverse(row.name, kwargs=NAMED[row.name](hers) if row.name in NAMED else None)
        for row in ROWS
    }
    for step in Step:
        for kind in ("unfinished", "finished"):
            pk = getattr(hers, kind).pk
            paths[f"{kind}, {step}"] = reverse("sessions:step", kwargs={"pk": pk, "step": step})
    for name, path in paths.items():
        response = visitor.get(path)
        html = response["Content-Type"].startswith("text/html")
        if response.status_code == 200 and html and not response.streaming:
            yield name, response.content.decode()


def test_each_page_of_a_patient_is_plain(stage):
    own = words_of(stage.hers.person)
    hard = {}
    names = set()
    for name, page in pages_of(stage.hers.person, stage.hers):
        names.add(name)
        # The person's own words are theirs, and the names of zones are places.
        lines = [
            line
            for line in visible_lines(page)
            if "/" not in line and not any(word in line for word in own)
        ]
        if grade_of(lines) > LIMIT:
            hard[name] = worst(lines, 5)
    assert hard == {}
    assert len(names) > 40
    assert {f"finished, {step}" for step in ADDABLE if step in ("cost", "habits")} <= names


FIRST_TIMES = [
    *((step, DANCING) for step in Step if step not in {*FULL_ONLY, Step.ASK, Step.TALK}),
    (Step.ASK, JOYCE_BRIDGES),
    (Step.TALK, IMANI_TASKS),
]


@pytest.mark.parametrize(("step", "story"), FIRST_TIMES, ids=[step for step, _ in FIRST_TIMES])
def test_each_step_is_plain_the_first_time(step, story, stage):
    """Without a clinic, where more has to be explained."""
    finn = stage.cast["finn"]
    examination = examine(finn, upto=step, story=story)
    page = Visitor(finn).get(f"/examine/{examination.pk}/", follow=True)
    assert f"/{step}/" in page.request["PATH_INFO"]
    lines = visible_lines(page.content.decode())
    assert grade_of(lines) <= LIMIT, worst(lines)
