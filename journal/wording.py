"""What the journal's codes are called: places, scales, kinds and answers, in plain words.

``area_words`` says areas as one line: ``neck, both sides; low back, left``.
"""

from collections.abc import Iterable, Mapping
from typing import Protocol

from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from journal.areas import AREAS, PLACES, SIDES
from journal.models import Entry, Mention, TriggerKind

Text = str | Promise

VIEWS: dict[str, Text] = {"back": _("From behind"), "front": _("From in front")}

# Beside a picture, under the name of its view.
PARTS: dict[str, Text] = {
    "neck": _("Neck"),
    "shoulder": _("Shoulder"),
    "upper-back": _("Upper back"),
    "low-back": _("Low back"),
    "seat": _("Hip and seat"),
    "chest": _("Chest"),
    "belly": _("Belly"),
    "groin": _("Hip and groin"),
    "leg": _("Leg and foot"),
    "arm": _("Arm and hand"),
}

SIDE_NAMES: dict[str, Text] = {
    "left": pgettext_lazy("side of the body", "left"),
    "right": pgettext_lazy("side of the body", "right"),
}

# Standing alone, where no view is named: what both views have says which one it is.
PLACE_NAMES: dict[str, Text] = {
    "back-neck": _("neck"),
    "back-shoulder": _("shoulder"),
    "back-upper-back": _("upper back"),
    "back-low-back": _("low back"),
    "back-seat": _("hip and seat"),
    "back-leg": _("leg and foot (back)"),
    "back-arm": _("arm and hand (back)"),
    "front-neck": _("neck (front)"),
    "front-shoulder": _("shoulder (front)"),
    "front-chest": _("chest"),
    "front-belly": _("belly"),
    "front-groin": _("hip and groin"),
    "front-leg": _("leg and foot (front)"),
    "front-arm": _("arm and hand (front)"),
}

# What each scale of ``journal.scales`` is called, and what its two ends mean.
SCALE_NAMES: dict[str, Text] = {
    "pain": _("Pain now"),
    "worst": _("Pain at its worst"),
    "interference": _("How much pain got in the way"),
    "mood": _("Mood"),
    "stress": _("Stress"),
    "energy": _("Energy"),
    "sleep_quality": _("Sleep"),
    "sleep_hours": _("Hours of sleep"),
    "rest_minutes": _("Rest because of pain"),
    "contact": _("Time with others"),
    "felt_close": _("How close I felt to someone"),
    "thought": _("What went through my mind"),
    "thought_conviction": _("How much I believed it"),
    "declined": _("What I said no to because of pain"),
    "medication": _("Medicine I took"),
    "elsewhere": _("Somewhere else"),
    "note": _("Note"),
}

ENDS: dict[str, tuple[Text, Text]] = {
    "pain": (_("no pain"), _("the worst I can think of")),
    "worst": (_("no pain"), _("the worst I can think of")),
    "interference": (_("not at all"), _("in everything")),
    "mood": (_("very low"), _("very good")),
    "stress": (_("none"), _("as high as it gets")),
    "energy": (_("none"), _("full of it")),
    "sleep_quality": (_("very bad"), _("very good")),
    "felt_close": (_("not at all"), _("very close")),
    "thought_conviction": (_("not at all"), _("totally sure")),
    "effort": (_("no effort"), _("as hard as I can")),
    "strength": (_("a little"), _("as strong as it gets")),
}

MOODS: dict[int, Text] = {
    1: _("Very low"),
    2: _("Low"),
    3: _("In between"),
    4: _("Good"),
    5: _("Very good"),
}

CONTACTS: Mapping[str, Text] = dict(Entry.Contact.choices)
EFFECTS: Mapping[str, Text] = dict(Mention.Effect.choices)
ENDINGS: Mapping[str, Text] = dict(Mention.Ended.choices)
KINDS: Mapping[str, Text] = dict(TriggerKind.choices)

# A kind as a heading over a person's own words of it.
KIND_GROUPS: dict[str, Text] = {
    "activity": _("Activities"),
    "relationship": _("People"),
    "thought": _("Thoughts"),
    "sleep": _("Sleep"),
    "mood": _("Mood"),
    "posture": _("How I sat or stood"),
    "weather": _("Weather"),
    "other": _("Something else"),
}


class Hurts(Protocol):
    """``saying.Hurting``, or a row of ``PainArea``."""

    @property
    def area(self) -> str: ...

    @property
    def strength(self) -> int | None: ...


def area_label(code: str) -> str:
    """An area as its box is called, under the name of its view: ``Low back, left``."""
    area = AREAS[code]
    return _t("%(place)s, %(side)s") % {"place": PARTS[area.part], "side": SIDE_NAMES[area.side]}


def place_label(place: str) -> str:
    """Both sides of an area, standing alone: ``Low back``."""
    return str(capfirst(str(PLACE_NAMES[place])))


def area_words(areas: Iterable[Hurts | str], *, strengths: bool = False) -> str:
    """From the head down, from behind first: ``neck, both sides; low back, left``.

    With ``strengths`` each side's stands after it: ``neck, both sides 4; low back, left 7``.
    ``areas``: codes, or what carries ``area`` and ``strength``. "" for none.
    """
    found = dict((one, None) if isinstance(one, str) else (one.area, one.strength) for one in areas)
    said = [_place_words(place, found, strengths=strengths) for place in PLACES]
    return _t("; ").join(words for words in said if words)


def _place_words(place: str, found: Mapping[str, int | None], *, strengths: bool) -> str:
    here = {side: found[f"{place}-{side}"] for side in SIDES if f"{place}-{side}" in found}
    if not here:
        return ""
    shown = {side: strength if strengths else None for side, strength in here.items()}
    if len(here) == len(SIDES) and len(set(shown.values())) == 1:
        sides = [_with(_t("both sides"), shown["left"])]
    else:
        sides = [_with(str(SIDE_NAMES[side]), strength) for side, strength in shown.items()]
    return _t(", ").join([str(PLACE_NAMES[place]), *sides])


def _with(words: str, strength: int | None) -> str:
    return words if strength is None else f"{words} {strength}"
