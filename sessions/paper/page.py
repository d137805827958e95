"""A finished examination on paper."""

from django.template.loader import render_to_string
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from sessions.notes import Notes
from sessions.paper.glyphs import printable
from sessions.paper.reading import parts_of
from sessions.paper.setting import pdf, sheet


def page_pdf(notes: Notes) -> bytes:
    """All that the finished page shows, as a PDF on the paper of the person's country."""
    parts = parts_of(render_to_string("sessions/paper.html", {"notes": notes}))
    return pdf(
        "page.typ",
        {
            "lang": (get_language() or "en").split("-")[0],
            "paper": sheet(notes.person.country),
            # A heading without a sign in it is none.
            "belief": printable(notes.belief).strip() or _("No thought was written yet."),
            # Before the first heading stands when it was.
            "when": parts[0]["blocks"],
            "parts": parts[1:],
            "foot": _("Not checked by a clinician. Not a diagnosis."),
        },
    )
