"""A mark in every word that can be written of ana: none comes alive, none gets to a stranger.

Marks go into whatever encrypted field there is, so that a new one is looked for from its first
day. One examination and one thought are private: the therapist who may read all else meets none.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from django.apps import apps
from django.db import transaction
from django.db.models import Model
from django.urls import reverse
from django.utils import timezone
from django.utils.html import escape

from journal.models import EntryDraft, EntryVersion
from people.clock import stamp, today
from people.models import Audience, ClinicRecord, PersonalRecord, User
from safety.models import CareLimit
from sessions import actions, forms
from sessions.forms.base import OwnWords
from sessions.models import (
    AddedQuestion,
    Answer,
    Belief,
    ClinicQuestions,
    Draft,
    Examination,
    Experiment,
    FollowUp,
    Plan,
    PlanUse,
)
from sessions.steps import Screen, Step
from tests.access import NAMED, ROWS
from tests.builders import make_cast, share
from tests.hers import Hers, make_hers
from tests.visits import Visitor
from vault.fields import EncryptedTextField

# All of the words in these apps; of the rest only those named below.
MARKED = ("belief_sessions", "journal")

FREE = {
    name
    for form in (getattr(forms, name) for name in forms.__all__ if name.endswith("Form"))
    for name, field in form.base_fields.items()
    if isinstance(field, OwnWords)
}


@dataclass(frozen=True)
class Mark:
    number: int
    field: str  # "Plan.note", or "Answer.text" of a word in an answer
    row: Model

    @property
    def word(self) -> str:
        return f"zq{self.number}qz"

    @property
    def text(self) -> str:
        return f"<b id={self.word}>'{{{{7*7}}}} "


@dataclass(frozen=True)
class Marked:
    cast: dict[str, User]
    hers: Hers
    marks: list[Mark]


def more_rows(hers: Hers, ben: User) -> None:
    """Of each kind that an address does not name."""
    ana, clinic = hers.person, hers.membership.clinic
    plan = hers.shared.plans.get()
    PlanUse.objects.create(
        person=ana, plan=plan, kind="used", on=today(ana), note="x", **stamp(ana)
    )
    FollowUp.objects.create(
        person=ana,
        examination=hers.shared,
        day=3,
        conviction=50,
        came_back="some",
        plan_used="no",
        in_the_way="x",
        **stamp(ana),
    )
    for examination in (hers.unfinished, hers.shared):
        AddedQuestion.objects.create(
            examination=examination,
            text="x",
            patient=ana,
            author=ben,
            clinic=clinic,
            audience=Audience.PATIENT,
        )
    actions.review_examination(examination=hers.shared, by=ben, clinic=clinic, note="x")
    # As without a care team.
    test = hers.shared.experiments.get()
    test.approved_by_name, test.approved_at = "x", timezone.now()
    test.save()
    actions.answer_care_question(question=hers.question, by=ana, answer="x", name="x")
    EntryDraft.objects.create(person=ana, place="entry", words={"note": ["x"]})
    actions.keep_draft(
        examination=hers.unfinished, by=ana, screen=Screen(Step.COST), words={"opportunity": ["x"]}
    )


def put_marks() -> Iterator[Mark]:
    number = 0
    models = [model for model in apps.get_models() if model._meta.app_label in MARKED]
    for model in (*models, CareLimit):
        names = [f.name for f in model._meta.fields if isinstance(f, EncryptedTextField)]
        for row in model.objects.all() if names else ():
            for name in names:
                number += 1
                mark = Mark(number, f"{model.__name__}.{name}", row)
                setattr(row, name, mark.text + getattr(row, name))
                yield mark
            row.save(update_fields=names)
    for answer in Answer.objects.all():
        for name, text in answer.said.items():
            if isinstance(text, str) and (name in FREE or answer.step == Step.QUESTIONS):
                number += 1
                mark = Mark(number, f"Answer.{name}", answer)
                answer.said[name] = mark.text + text
                yield mark
        answer.save(update_fields=["said"])
    for draft in Draft.objects.all():
        number += 1
        mark = Mark(number, "Draft.words", draft)
        draft.words = {name: [mark.text] for name in draft.words}
        draft.save(update_fields=["words"])
        yield mark
    for begun in EntryDraft.objects.all():
        number += 1
        mark = Mark(number, "EntryDraft.words", begun)
        begun.words = {name: [mark.text] for name in begun.words}
        begun.save(update_fields=["words"])
        yield mark
    for version in EntryVersion.objects.all():
        for name in ("thought", "declined", "medication", "elsewhere", "note"):
            number += 1
            mark = Mark(number, f"EntryVersion.{name}", version)
            version.said[name] = mark.text + version.said[name]
            yield mark
        for named in version.said["named"]:
            number += 1
            mark = Mark(number, "EntryVersion.named", version)
            named["text"] = mark.text + named["text"]
            yield mark
        version.save(update_fields=["said"])


@pytest.fixture(scope="module")
def marked(django_db_setup, django_db_blocker) -> Iterator[Marked]:
    with django_db_blocker.unblock(), transaction.atomic():
        cast = make_cast()
        hers = make_hers(cast["ana"], cast["ben"], cast["edna"])
        more_rows(hers, cast["ben"])
        share(hers.person, cast["ben"], hers.membership.clinic)
        for private in (hers.finished, hers.thought):
            private.private = True
            private.save(update_fields=["private"])
        yield Marked(cast, hers, list(put_marks()))
        transaction.set_rollback(True)


def pages(visitor: Visitor, hers: Hers) -> Iterator[tuple[str, str]]:
    """Each address there is, and each examination by every page and step of it."""
    paths = {
        row.name: reverse(row.name, kwargs=NAMED[row.name](hers) if row.name in NAMED else None)
        for row in ROWS
    }
    for number, examination in enumerate(Examination.objects.filter(person=hers.person)):
        for name in ("sessions:page", "care:review"):
            paths[f"{name} {number}"] = reverse(name, kwargs={"pk": examination.pk})
        for step in Step:
            where: dict[str, Any] = {"pk": examination.pk, "step": step}
            paths[f"{step} {number}"] = reverse("sessions:step", kwargs=where)
            for item in {
                row.item for row in examination.answers.filter(step=step) if row.item is not None
            }:
                there = {**where, "item": item}
                paths[f"{step} {number} {item}"] = reverse("sessions:item", kwargs=there)
    for model, name in ((Plan, "plan"), (Experiment, "experiment"), (Belief, "belief")):
        for row in model.objects.filter(person=hers.person):
            paths[f"{name} {row.pk}"] = reverse(f"sessions:{name}", kwargs={"pk": row.pk})
    for name, path in paths.items():
        response = visitor.get(path, follow=True)
        html = response.get("Content-Type", "").startswith("text/html")
        if response.status_code == 200 and html and not response.streaming:
            yield name, response.content.decode()


def may_read(reader: User, row: Model) -> bool:
    """As the rows themselves say."""
    if isinstance(row, Draft | EntryDraft | ClinicQuestions):
        return False
    if isinstance(row, EntryVersion):
        return may_read(reader, row.entry)
    if isinstance(row, Answer):
        return may_read(reader, row.examination)
    assert isinstance(row, PersonalRecord | ClinicRecord), type(row)
    return type(row).objects.visible_to(reader).filter(pk=row.pk).exists()


def test_there_is_a_mark_in_every_field_that_keeps_words(marked, db):
    with_marks = {mark.field for mark in marked.marks}
    fields = {
        f"{model.__name__}.{field.name}"
        for model in apps.get_models()
        if model._meta.app_label in MARKED
        for field in model._meta.fields
        if isinstance(field, EncryptedTextField)
    }
    assert fields <= with_marks, "tests.hers or more_rows has no row of these"


@pytest.mark.parametrize("who", ["cleo", "dev", "edna", "finn"])
def test_none_reaches(who, marked, db):
    visitor = Visitor(marked.cast[who])
    for name, page in pages(visitor, marked.hers):
        met = [mark.field for mark in marked.marks if mark.word in page]
        assert met == [], name


def test_ben_meets_what_he_may_read_alone_and_none_of_it_alive(marked, db):
    ben = marked.cast["ben"]
    closed = [mark for mark in marked.marks if not may_read(ben, mark.row)]
    assert {"Belief.text", "Answer.text", "Draft.words"} <= {mark.field for mark in closed}
    seen = set()
    for name, page in pages(Visitor(ben), marked.hers):
        assert [mark.field for mark in closed if mark.word in page] == [], name
        assert "<b id=zq" not in page, name
        seen |= {mark.field for mark in marked.marks if mark.word in page}
    assert len(seen) > 20


def test_ana_finds_her_words_again_and_none_of_them_alive(marked, db):
    seen = set()
    for name, page in pages(Visitor(marked.cast["ana"]), marked.hers):
        assert "<b id=zq" not in page, name
        seen |= {mark.field for mark in marked.marks if escape(mark.text.strip()) in page}
    assert {mark.field for mark in marked.marks} - seen == set()
