"""What the components need of a bound field, and of nothing else."""

from typing import Any

from django import forms, template
from django.forms import BaseForm, BoundField
from django.utils.safestring import SafeString

from people.widgets import Ruler

register = template.Library()


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
def problems(form: BaseForm) -> int:
    """How many errors the form has, its own and its fields'."""
    return sum(len(errors) for errors in form.errors.values())


@register.simple_tag
def ruler(field: BoundField, then: Any = None) -> SafeString:
    """The ruler of a ScaleField; ``then`` marks an earlier rating on it (int, or nothing)."""
    return field.as_widget(attrs={} if then in (None, "") else {"then": int(then)})


@register.simple_tag
def control(field: BoundField, hint: Any = None) -> SafeString:
    """The bare control, tied to a hint that the page brings in place of the field's help text."""
    if not hint or field.help_text:
        return field.as_widget()
    ids = [f"{field.auto_id}_helptext"] + (
        [f"{field.auto_id}_error"] if field.errors else []
    )
    return field.as_widget(attrs={"aria-describedby": " ".join(ids)})


@register.simple_tag
def tally(at: int, of: int) -> list[str]:
    """One mark a step: done, now, or empty for what is to come."""
    return [
        "done" if step < at else "now" if step == at else ""
        for step in range(1, of + 1)
    ]
