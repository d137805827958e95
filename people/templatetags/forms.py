"""What every form that writes carries besides its fields."""

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from people.submissions import FIELD, new_key

register = template.Library()


@register.simple_tag(takes_context=True)
def form_key(context: template.Context) -> SafeString:
    """The hidden key by which ``@once`` knows a form that was sent before.

    ``form_page`` in the context says where the form can be drawn again, when that is not the page
    it came from. A page that is drawn for nobody in particular (``shell``) has none.
    """
    if context.get("shell"):
        return SafeString("")
    key = new_key(context["request"], context.get("form_page") or "")
    return format_html('<input type="hidden" name="{}" value="{}">', FIELD, key)
