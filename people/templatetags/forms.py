"""What every form that writes carries besides its fields."""

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from people.submissions import FIELD, new_key

register = template.Library()


@register.simple_tag(takes_context=True)
def form_key(context: template.Context) -> SafeString:
    """The hidden key by which ``@once`` knows a form that was sent before."""
    return format_html(
        '<input type="hidden" name="{}" value="{}">', FIELD, new_key(context["request"])
    )
