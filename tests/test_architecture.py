"""What the import contract cannot see: relations, scoping, templates, size."""

import ast
import re

import pytest
from django.apps import apps
from django.db import models

from people.models import PersonalRecord, Scope
from tests import rooms
from vault import checks as vault_checks
from vault.fields import EncryptedField
from vault.registry import encrypted_fields

# "About 400": a table with its comments may run on a little.
MOST_LINES = 420

# A queryset method that itself keeps to what the person asking may see.
SCOPED = {"visible_to", "in_clinics_run_by"}

# Text columns in the clear, each with its reason; all else that is free text is encrypted.
IN_THE_CLEAR = {
    "people.User.password": "a hash",
    "people.User.email": "log-in looks it up",
    "people.User.country": "a code",
    "people.User.time_zone": "a zone's name",
    "people.User.language": "a code",
    "people.Clinic.name": "a business on its own sign",
    "people.Clinic.country": "a code",
    "people.Clinic.time_zone": "a zone's name",
    "people.Clinic.phone": "a business on its own sign",
    "people.Clinic.hours": "a business on its own sign",
    "people.Clinic.alert_hours": "a business on its own sign",
    "people.Invitation.email": "found again when somebody signs up",
    "people.Invitation.token_hash": "a hash",
    "people.AuditEvent.action": "our own slug",
    "people.AuditEvent.object_type": "a model's label",
    "people.AuditSeal.previous": "a hash",
    "people.AuditSeal.digest": "a hash",
    "people.Submission.owner": "an id or a keyed hash",
    "people.Submission.key": "a keyed hash",
    "people.Submission.digest": "a keyed hash",
    "people.Submission.location": "an address of ours",
    "safety.RedFlagCheck.about": "our own slug of the page that asked",
    "safety.SupportCheck.about": "our own slug of the page that asked",
    "safety.HelpVerification.country": "a code",
    "safety.HelpVerification.checksum": "a hash",
    "journal.EntryDraft.place": "a form's name or an id",
    "journal.Trigger.word": "a keyed hash",
    "journal.TriggerTrial.order": "a letter a day, with or without",
    "belief_sessions.Examination.language": "a code",
    "belief_sessions.Draft.place": "a step's name and an id",
    "belief_sessions.LedSession.place": "a step's name and an id",
}


def test_every_relation_points_down():
    upwards = [
        f"{model._meta.label}.{field.name} -> {field.related_model._meta.label}"
        for model in rooms.own_models()
        for field in model._meta.get_fields()
        if field.is_relation and field.concrete and field.related_model
        if rooms.room_of(field.related_model) in rooms.ROOMS
        if rooms.ROOMS.index(rooms.room_of(field.related_model))
        > rooms.ROOMS.index(rooms.room_of(model))
    ]
    assert upwards == []


def test_every_own_row_has_a_uuid_or_is_machinery():
    # What stands in an address must not be guessable or countable.
    counted = {
        model._meta.label
        for model in rooms.own_models()
        if not isinstance(model._meta.pk, models.UUIDField | models.OneToOneField)
    }
    assert counted <= {"people.AuditEvent", "people.AuditSeal", "people.Submission"}


PERSONAL = [model for model in apps.get_models() if issubclass(model, PersonalRecord)]


@pytest.mark.parametrize("model", PERSONAL, ids=lambda model: model._meta.label)
def test_a_personal_record_names_a_scope_that_can_be_granted(model):
    assert model.scope in Scope


@pytest.mark.parametrize("model", PERSONAL, ids=lambda model: model._meta.label)
def test_a_personal_record_hangs_from_a_root_that_is_there(model):
    if not model.root_path:
        return
    at_the_end = model.objects.values_list(model.root_path).query.annotation_select or [
        model.objects.values_list(model.root_path).query.select[0].target
    ]
    assert isinstance(at_the_end[0], models.UUIDField | models.ForeignKey)


@pytest.mark.parametrize("model", PERSONAL, ids=lambda model: model._meta.label)
def test_what_hides_a_personal_record_is_a_yes_or_no_that_is_there(model):
    for path in model.privacy_paths:
        target = model.objects.values_list(path).query.select[0].target
        assert isinstance(target, models.BooleanField), path


def test_no_model_overrides_save_or_delete():
    own = [
        f"{model._meta.label}.{method}"
        for model in rooms.own_models()
        for method in ("save", "delete")
        if getattr(model, method) is not getattr(models.Model, method)
        and model._meta.label != "people.User"
    ]
    assert own == []


def test_nothing_listens_to_a_signal():
    listening = [
        rooms.name(path)
        for path in rooms.sources()
        for node in rooms.nodes(path)
        if isinstance(node, ast.ImportFrom)
        and (node.module or "").startswith(
            ("django.dispatch", "django.db.models.signals", "django.db.models.signal")
        )
    ]
    assert listening == []


def test_no_view_reaches_past_the_scope():
    """``Model.objects`` in a view only as ``Model.objects.visible_to(...)`` and its like."""
    unscoped = []
    for path in rooms.views():
        scoped = {
            id(node.value)
            for node in rooms.nodes(path)
            if isinstance(node, ast.Attribute) and node.attr in SCOPED
        }
        unscoped += [
            f"{rooms.name(path)}:{node.lineno}"
            for node in rooms.nodes(path)
            if isinstance(node, ast.Attribute)
            and node.attr in ("objects", "_default_manager", "_base_manager")
            and id(node) not in scoped
        ]
    assert unscoped == []


def test_no_view_looks_up_a_bare_model():
    """``get_object_or_404(Model, ...)`` would find anybody's row."""
    bare = [
        f"{rooms.name(path)}:{node.lineno}"
        for path in rooms.views()
        for node in rooms.nodes(path)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id in ("get_object_or_404", "get_list_or_404")
        and isinstance(node.args[0], ast.Name)
        and node.args[0].id[0].isupper()
    ]
    assert bare == []


def test_no_module_hides_its_purpose_in_its_name():
    vague = {"utils", "helpers", "services", "signals", "misc", "common"}
    assert [rooms.name(path) for path in rooms.sources() if path.stem in vague] == []


def test_no_file_has_grown_to_hold_two_ideas():
    long = {
        rooms.name(path): lines
        for path in [*rooms.sources(), *rooms.templates()]
        if (lines := len(path.read_text(encoding="utf-8").splitlines())) > MOST_LINES
    }
    assert long == {}


def test_each_encrypted_column_has_a_context_of_its_own():
    assert vault_checks.check_contexts(None) == []
    assert all(field.context for _, field in encrypted_fields())


def test_every_text_column_is_encrypted_or_says_why_not():
    clear = {
        f"{model._meta.label}.{field.name}"
        for model in rooms.own_models()
        if rooms.ROOMS.index(rooms.room_of(model)) >= rooms.ROOMS.index("people")
        for field in model._meta.local_fields
        if isinstance(field, models.CharField | models.TextField)
        and not isinstance(field, EncryptedField)
        and not field.choices
        # Every personal record says in which zone its day was.
        and not (field.name == "zone" and issubclass(model, PersonalRecord))
    }
    assert sorted(clear - set(IN_THE_CLEAR)) == []


# --- Templates --------------------------------------------------------------------------------

FORM = re.compile(r"<form\b(?P<tag>[^>]*(?:{%[^%]*%}[^>]*)*)>(?P<inside>.*?)</form>", re.S)
INLINE = re.compile(
    r"<style|<script(?![^>]*\bsrc=)|\sstyle\s*=|\son[a-z]+\s*=|javascript:|\shx-on", re.I
)


TAG = re.compile(r"{%.*?%}")


def _found(pattern: re.Pattern[str], *, but: re.Pattern[str] | None = None) -> list[str]:
    texts = {rooms.name(path): path.read_text(encoding="utf-8") for path in rooms.pages()}
    return [
        f"{name}: {match.group(0)[:40]}"
        for name, text in texts.items()
        for match in pattern.finditer(but.sub("", text) if but else text)
    ]


def test_no_template_holds_script_or_style_of_its_own():
    # What a template tag is told is no attribute.
    assert _found(INLINE, but=TAG) == []


def test_no_template_lets_text_through_unescaped():
    assert _found(re.compile(r"\|\s*safe(seq)?\b|{%\s*autoescape\s+off")) == []


def test_no_code_calls_text_safe():
    trusting = [
        f"{rooms.name(path)}:{node.lineno}"
        for path in rooms.sources()
        for node in rooms.nodes(path)
        if isinstance(node, ast.Name | ast.Attribute)
        and (node.id if isinstance(node, ast.Name) else node.attr) == "mark_safe"
    ]
    assert trusting == []


def test_every_form_that_writes_carries_its_token_and_its_key():
    bare = []
    for path in rooms.pages():
        # The accounts library's own pages fill these, and bring the token.
        if "elements" in path.parts:
            continue
        for form in FORM.finditer(path.read_text(encoding="utf-8")):
            wanted = ["{% csrf_token %}"]
            # Accounts have no twin to make: to log in or out twice is to do it once.
            if not re.search(r"url ['\"]account_", form["tag"]) and "account" not in path.parts:
                wanted.append("{% form_key %}")
            if re.search(r"method=\"?post", form["tag"], re.I):
                bare += [
                    f"{rooms.name(path)}: {tag}" for tag in wanted if tag not in form["inside"]
                ]
    assert bare == []


def test_every_form_says_its_method():
    silent = [
        rooms.name(path)
        for path in rooms.pages()
        for form in FORM.finditer(path.read_text(encoding="utf-8"))
        if not re.search(r"method=\"?(post|get)", form["tag"], re.I)
    ]
    assert silent == []
