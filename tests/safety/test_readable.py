"""Our English for patients reads at US grade 6 or below."""

import tomllib

import pytest

from safety.actions import record_flags, record_support, record_support_questions
from safety.forms import (
    ClearanceForm,
    CrisisForm,
    LivingForm,
    RedFlagForm,
    RiskProfileForm,
    SupportQuestionsForm,
)
from safety.help import CONTENT
from safety.wording import RISKS, SIGNS, TIERS
from tests.readability import LIMIT, LINE_LIMIT, grade, grade_of, report, visible_lines, worst
from tests.visits import Visitor


def check(lines):
    assert grade_of(lines) <= LIMIT, report(lines)


def own_words():
    forms = (RedFlagForm, RiskProfileForm, CrisisForm, LivingForm, SupportQuestionsForm)
    fields = [field for form in (*forms, ClearanceForm) for field in form.base_fields.values()]
    texts = [*SIGNS.values(), *RISKS.values(), *TIERS.values()]
    texts += [text for field in fields for text in (field.label, field.help_text) if text]
    texts += [words for field in fields for _code, words in getattr(field, "choices", [])]
    return sorted({str(text) for text in texts})


def test_the_words_of_signs_and_questions_are_plain():
    check(own_words())


def test_no_line_of_them_is_hard():
    hard = [found for found in worst(own_words()) if found[0] > LINE_LIMIT]
    assert hard == []


def test_the_notes_of_help_lines_are_plain():
    countries = tomllib.loads((CONTENT / "help.en.toml").read_text("utf-8"))
    check(
        [
            line["note"]
            for country in countries.values()
            if isinstance(country, dict)
            for kind in ("emergency", "crisis", "medical", "violence")
            for line in country[kind]
            if line["note"]
        ]
    )


@pytest.fixture
def pages(ana, finn, watched):
    """Every patient's page of this app in each of its states, as lines."""
    addresses = {ana: [], finn: []}
    for person in addresses:
        for code in ("bowel", "fever", "night_pain"):
            found = record_flags(person=person, codes=[code], about="flags-page", by=person)
            addresses[person].append(f"/safety/flags/{found.pk}/")
        for today in ("no", "yes", None):
            asked = record_support(person=person, answer="yes", about="page", by=person)
            if today:
                record_support_questions(
                    check=asked, acting="no", plan="no", today=today, by=person
                )
            addresses[person].append(f"/safety/support/{asked.pk}/")
        addresses[person] += [
            "/help/", "/safety/flags/", "/safety/support/", "/safety/talk/", "/safety/breathe/",
            "/safety/flare/",
        ]  # fmt: skip
    return {
        f"{person.name} {address}": visible_lines(Visitor(person).get(address).content.decode())
        for person, found in addresses.items()
        for address in found
    }


def test_each_page_is_plain(pages):
    for lines in pages.values():
        check(lines)


def test_no_line_of_a_page_is_hard(pages):
    ours = {line for lines in pages.values() for line in lines if "Northfield" not in line}
    hard = [found for found in worst(ours) if found[0] > LINE_LIMIT]
    assert hard == []


def test_no_page_raises_its_voice_or_blames(pages):
    text = " ".join(line for lines in pages.values() for line in lines)
    for word in ("!", "irrational", "distort", "should have", "fail", "invalid"):
        assert word not in text.lower()


def test_the_ruler_finds_a_hard_line():
    assert grade("Seek immediate medical evaluation for progressive neurological deficits.") > 12
