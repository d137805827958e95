"""Whatever is sent to a step: a clear answer, the words still there, never a 500."""

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sessions import forms
from sessions.content import VERSION
from sessions.steps import Step
from tests.builders import examine
from tests.sessions import walk as w
from tests.sessions.test_step_pages import text_of

pytestmark = pytest.mark.django_db

LONG = "x" * 20_000
WORDS = st.one_of(
    st.sampled_from(
        [
            "",
            " ",
            "\x00",
            "a\x00b",
            LONG,
            "😀" * 500,
            "\u202eright to left\u202c",
            "שלום",
            "-1",
            "101",
            "9" * 5000,
            "1e3",
            "0x10",
            "٣",
            "NaN",
            "9999-12-31",
            "2026-02-30",
            "0000-00-00",
            "self",
            "other",
            "yes",
            "on",
            "[]",
            "{}",
            "{{7*7}}",
            "'; DROP TABLE people_user; --",
            "\r\n\r\n",
            "00000000-0000-0000-0000-000000000000",
        ]
    ),
    st.text(max_size=40),
)
FORMS = [getattr(forms, name) for name in forms.__all__ if name.endswith("Form")]
OWN = {name for form in FORMS for name in form.base_fields}
NAMES = sorted(OWN | {f"{name}_exact" for name in OWN} | {"falling-1", "seen", "living"})
NAMES += ["use", "move", "remove"]
SENT = st.dictionaries(
    st.sampled_from(NAMES), st.one_of(WORDS, st.lists(WORDS, max_size=3)), max_size=12
)
THEN = st.one_of(st.sampled_from(["next", "again", "back", "leave"]), WORDS)
FINE = {200, 302, 303, 404, 422}
STEPS = [Step.READY, Step.SAFE, Step.BELIEF, Step.RATINGS, Step.EVIDENCE, Step.COST]
STEPS += [Step.QUESTIONS, Step.FEARS, Step.SORT, Step.FAIR, Step.AGAIN]


MANY = settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)


@pytest.fixture
def walk(ana):
    return w.Walk(ana)


def try_out(walk, hidden, step, sent, item=None):
    """Send it, look at the answer, and have it not done."""
    with transaction.atomic():
        answer = walk.send(step, {**hidden, **sent}, item)
        transaction.set_rollback(True)
    assert answer.status_code in FINE


@pytest.mark.parametrize("step", [step.value for step in STEPS])
def test_no_form_of_any_step_answers_with_a_500(ana, step):
    examine(ana, upto=Step(step))
    walk = w.Walk(ana)
    hidden = walk.hidden(step)

    @MANY
    @given(sent=SENT, then=THEN)
    def whatever_is_sent(sent, then):
        try_out(walk, hidden, step, {"then": then, **sent})

    whatever_is_sent()


def test_no_fear_with_some_things_wrong_answers_with_a_500(ana):
    examine(ana, upto=Step.FEARS)
    walk = w.Walk(ana)
    hidden = walk.hidden("fears")

    @MANY
    @given(changes=SENT)
    def whatever_is_wrong(changes):
        try_out(walk, hidden, "fears", {"distress_now": "40", **w.FALLING, **changes})

    whatever_is_wrong()


@pytest.mark.parametrize("way", ["plan", "test", "ask", "talk"])
def test_no_form_of_a_way_on_answers_with_a_500(ana, way):
    examine(ana, upto=Step.FEARS)
    walk = w.Walk(ana)
    fear = {"plan": w.FALLING, "test": w.FLARE, "ask": w.SLIPPED, "talk": w.JOB}[way]
    walk.fear(fear)
    walk.sort()
    item = walk.progress.fears[0].item
    hidden = walk.hidden(way, item)

    @MANY
    @given(sent=SENT)
    def whatever_is_sent(sent):
        try_out(walk, hidden, way, sent, item)

    whatever_is_sent()


@pytest.mark.parametrize("words", [LONG, "a\x00b", "😀" * 600])
def test_words_that_do_not_fit_are_told_at_the_field_and_stay(walk, words):
    walk.go_to("fair")
    answer = walk.say("fair", {"text": words, "conviction": "70"})
    assert answer.status_code == 422
    assert 'id="id_text_error"' in text_of(answer)
    assert words.replace("\x00", "") in text_of(answer).replace("\x00", "")


@pytest.mark.parametrize("words", ["😀 I will fall", "\u202eabc", "אם אלך אפול", "a\r\nb"])
def test_words_of_every_script_are_kept_as_they_are(walk, words):
    walk.go_to("fair")
    walk.say("fair", {"text": words, "conviction": "70"})
    kept = walk.progress.latest(Step.FAIR).values["text"]
    assert kept == words.replace("\r\n", "\n")


@pytest.mark.parametrize("rating", ["-1", "101", "5000", "forty", "50.5", "9" * 5000])
def test_a_rating_out_of_range_is_told_at_the_field(walk, rating):
    walk.go_to("ratings")
    answer = walk.say("ratings", {"conviction": "", "conviction_exact": rating, "distress": "9"})
    assert answer.status_code == 422
    assert "Write a whole number from 0 to 100." in text_of(answer)


def test_empty_required_answers_are_each_told(walk):
    walk.go_to("ratings")
    page = text_of(walk.say("ratings", {}))
    assert page.count("Pick a number, or write one.") == 4
    assert "2 things to look at" in page


def test_fields_that_are_not_the_forms_own_change_nothing(walk, cleo):
    walk.go_to("ratings")
    extra = {"person": str(cleo.pk), "private": "on", "closed": "1", "content_version": "9"}
    walk.say("ratings", {**w.RATINGS, **extra})
    walk.examination.refresh_from_db()
    assert walk.examination.person == walk.person
    assert walk.examination.content_version == VERSION
