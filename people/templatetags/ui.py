"""What the components need of a bound field, and of nothing else."""

from typing import Any

from django import forms, template
from django.conf import settings
from django.core.exceptions import ValidationError
from django.forms import BaseForm, BoundField
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from people import consents
from people.widgets import Ruler

register = template.Library()

# Django's own messages are for a form; ours are for a person. By kind of control and error code.
PLAIN = {
    ("line", "required"): _("Write something here."),
    ("check", "required"): _("Tick this to go on."),
    ("choices", "required"): _("Pick one."),
    ("choices", "invalid_choice"): _("Pick one of these."),
    ("day", "required"): _("Pick a day."),
    ("day", "invalid"): _("Write a day, such as 2026-05-31."),
    ("line", "max_length"): _("This is too long by %(over)s letters. Please make it shorter."),
    ("line", "null_characters_not_allowed"): _("There is a letter in it that we can’t keep."),
}


@register.filter
def kind(field: BoundField) -> str:
    """Which component draws the field: hidden, scale, choices, check or line."""
    widget = field.field.widget
    if widget.is_hidden:
        return "hidden"
    if isinstance(widget, Ruler):
        return "scale"
    if isinstance(widget, forms.CheckboxSelectMultiple | forms.RadioSelect):
        return "choices"
    return "check" if isinstance(widget, forms.CheckboxInput) else "line"


@register.filter
def first_control(field: BoundField) -> str:
    """The id of the control that an error leads to."""
    widget = field.field.widget
    if (
        isinstance(widget, Ruler)
        and widget.get_context(field.html_name, field.value(), {})["widget"]["exact"]
    ):
        return f"{field.auto_id}_exact"
    return f"{field.auto_id}_0" if widget.use_fieldset else field.id_for_label


@register.filter
def said(field: BoundField) -> list[str]:
    """What is wrong with the field, in plain words where Django's own would have been used."""
    return [
        text
        for error in field.errors.as_data()
        for text in ([_plain(field, error)] if _is_djangos(field, error) else error.messages)
    ]


def _plain(field: BoundField, error: ValidationError) -> str:
    widget = field.field.widget
    way = kind(field)
    if isinstance(widget, forms.Select):
        way = "choices"
    elif isinstance(widget, forms.DateInput):
        way = "day"
    plain = PLAIN.get((way, error.code or ""))
    if plain is None:
        return " ".join(error.messages)
    params = error.params or {}
    over = params.get("show_value", 0) - params.get("limit_value", 0) if params else 0
    return str(plain) % {"over": over}


def _is_djangos(field: BoundField, error: ValidationError) -> bool:
    defaults = [
        cls.__dict__.get("default_error_messages", {}).get(error.code)
        for cls in type(field.field).__mro__
        if cls.__module__.startswith("django.")
    ]
    defaults += [getattr(validator, "message", None) for validator in field.field.validators]
    return any(error.message is default for default in defaults)


@register.filter
def problems(form: BaseForm) -> int:
    """How many errors the form has, its own and its fields'."""
    return sum(len(errors) for errors in form.errors.values())


@register.simple_tag
def ruler(field: BoundField, then: Any = None) -> SafeString:
    """The ruler of a ScaleField; ``then`` marks an earlier rating on it (int, or nothing)."""
    return field.as_widget(attrs={} if then in (None, "") else {"then": str(then)})


@register.simple_tag
def control(field: BoundField, hint: Any = None) -> SafeString:
    """The bare control, tied to the hint that the page may bring in place of the help text."""
    # A placeholder is gone as soon as one writes: no label, so the library's are dropped.
    field.field.widget.attrs.pop("placeholder", None)
    if not hint or field.help_text:
        return field.as_widget()
    ids = [f"{field.auto_id}_helptext"] + ([f"{field.auto_id}_error"] if field.errors else [])
    return field.as_widget(attrs={"aria-describedby": " ".join(ids)})


@register.simple_tag
def leave_url() -> str:
    """Where Quick exit leads, for pages that have no context."""
    return str(settings.QUICK_LEAVE_URL)


@register.simple_tag
def tally(at: int, of: int) -> list[str]:
    """One mark a step: done, now, or empty for what is to come."""
    return ["done" if step < at else "now" if step == at else "" for step in range(1, of + 1)]


@register.simple_tag
def consent() -> tuple[str, ...]:
    """The sentences that whoever signs up agrees to, in force now."""
    return consents.text("use", consents.USE)
