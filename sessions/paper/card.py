"""A plan as a card for the pocket."""

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from people.access import clinic_of_patient
from people.models import User
from safety.help import help_for
from sessions.fear_notes import Plan
from sessions.paper.setting import pdf, sheet

# Letters that fit on one side of a card, 85.6 by 54 mm, and on one line of it, which is also what a
# lead takes. Estimates: card.typ sets wide letters smaller, so that they stay on their side.
FULL, LINE = 440, 45


def card_pdf(plan: Plan, person: User) -> bytes:
    """The steps of a plan on sides of a card's size, and a last side with whom to call.

    Long words flow on to further cards; nothing is cut off. To be cut out and folded.
    """
    words = [
        (lead, text)
        for pair in plan.pairs
        for lead, text in ((_("If"), pair.trigger), (_("then I will"), pair.action))
    ]
    words += [
        (_("To get ready:"), plan.prepare),
        (_("Who and what helps:"), plan.supports),
        (_("To have at hand:"), plan.equipment),
    ]
    return pdf(
        "card.typ",
        {
            "lang": (get_language() or "en").split("-")[0],
            "paper": sheet(person.country),
            "sides": _sides(words),
            "calls": _calls(person),
            "calls_title": _("Whom to call"),
            "cut": _("Cut along the lines. Fold where two sides meet."),
        },
    )


def _sides(words: list[tuple[str, str]]) -> list[list[dict[str, str]]]:
    """What stands on each side: a new one is begun where the words would not fit any more."""
    sides: list[list[dict[str, str]]] = [[]]
    room = FULL
    for lead, text in words:
        for piece in _pieces(text) if text else ():
            taken = LINE + _room(piece)
            if taken > room and sides[-1]:
                sides.append([])
                room = FULL
            sides[-1].append({"lead": lead, "text": piece})
            room -= taken
    return sides


def _room(text: str) -> int:
    """The letters that ``text`` takes the room of: each line of it takes whole lines."""
    return sum(LINE * max(1, -(-len(line) // LINE)) for line in text.split("\n"))


def _pieces(text: str) -> list[str]:
    """``text`` in pieces that each fit on a side, broken between words where that is possible."""
    pieces, rest = [], text
    while _room(rest) > FULL - LINE:
        most = max(at for at in range(1, FULL) if _room(rest[:at]) <= FULL - LINE)
        space = max(rest.rfind(" ", 0, most), rest.rfind("\n", 0, most))
        at = space if space > 0 else most
        pieces.append(rest[:at])
        rest = rest[at:].lstrip(" \n")
    return [*pieces, rest]


def _calls(person: User) -> list[dict[str, str]]:
    """The care team first, then the numbers of the person's country as far as they were checked."""
    found = []
    clinic = clinic_of_patient(person)
    if clinic and clinic.phone:
        found.append({"name": clinic.name, "number": clinic.phone, "note": clinic.hours})
    country = help_for(person.country)
    if country:
        unchecked = _("an example, not checked") if country.unchecked else ""
        found += [
            {"name": line.name, "number": line.number, "note": unchecked}
            for line in (*country.emergency[:1], *country.medical[:1], *country.crisis[:1])
            if line.number
        ]
    return found
