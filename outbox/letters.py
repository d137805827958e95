"""Renders a message from templates/emails/<name>/{subject.txt,body.txt,body.html}.

The texts extend emails/_layout.txt and emails/_layout.html and fill their block `content`.
"""

from typing import Any

from django.template import Context, engines
from django.template.loader import render_to_string
from django.utils import translation


def render(name: str, context: dict[str, Any], *, language: str = "") -> tuple[str, str, str]:
    """Subject (one line), text and HTML, in `language` or else the active one.

    The two .txt templates are not escaped, so they need no {% autoescape off %}.
    """
    folder = f"emails/{name}"
    with translation.override(language or translation.get_language()):
        subject = " ".join(_plain(f"{folder}/subject.txt", context).split())
        text = _plain(f"{folder}/body.txt", context).strip() + "\n"
        html = render_to_string(f"{folder}/body.html", context)
    return subject, text, html


def _plain(template_name: str, context: dict[str, Any]) -> str:
    template = engines["django"].engine.get_template(template_name)  # type: ignore[attr-defined]
    return str(template.render(Context(context, autoescape=False)))
