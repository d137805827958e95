"""The words of a person's own vocabulary in a form: those on offer to pick, and room for new ones.

Each word is a small form of its own: a box, and what belongs to it once it is ticked. Without its
box nothing of it counts. A new word counts as soon as it is written.
"""

import re
import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from typing import Any

from django import forms
from django.forms import BoundField
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from journal import wording
from journal.actions.triggers import word_of
from journal.forms.base import CANNOT_SAY, WORD, Count, OneOf, OwnWords, Rating, Typed, YesNo
from journal.models import Trigger, TriggerKind
from journal.saying import Named
from journal.scales import MOST_MINUTES
from people.models import User

KINDS: tuple[str, ...] = tuple(TriggerKind.values)
ACTIVITY = TriggerKind.ACTIVITY.value
# How many new words of a kind fit into one sending.
ROOM = {ACTIVITY: 4}
ROOM_ELSE = 2
_PICKED = re.compile(r"word-([0-9a-f]{32})-on", re.ASCII)
# More boxes than any form has.
_MOST_PICKED = 200
_DETAILS = tuple(field.name for field in fields(Named) if field.name not in ("kind", "text"))


@dataclass(frozen=True)
class Choice:
    """One of a few, ready to be drawn: many stand on a page. ``short``: side by side."""

    field: BoundField
    short: bool = False

    @property
    def name(self) -> str:
        return self.field.html_name

    @property
    def rows(self) -> list[dict[str, Any]]:
        chosen = str(self.field.value() or "")
        choices: Any = self.field.field
        return [
            {
                "value": value,
                "label": label,
                "id": f"{self.field.auto_id}_{at}",
                "checked": value == chosen,
            }
            for at, (value, label) in enumerate(choices.choices)
        ]


class Effect(Typed):
    """Of a word that is not ``meant`` nothing is judged."""

    effect = OneOf(
        {**wording.EFFECTS, "": CANNOT_SAY}, label=_("Was the pain worse or better for it?")
    )

    @property
    def meant(self) -> bool:
        raise NotImplementedError

    @property
    def choices_first(self) -> list[Choice]:
        return [Choice(self["effect"], short=True)]

    def full_clean(self) -> None:
        self.begun = self.begun or (self.is_bound and not self.meant)
        super().full_clean()


class Activity(Effect):
    minutes = Count(most=MOST_MINUTES, label=_("For how many minutes?"))
    effort = Rating("effort", label=_("How hard was it?"))
    planned = YesNo(label=_("Was it planned?"))
    ended = OneOf({**wording.ENDINGS, "": CANNOT_SAY}, label=_("How did it end?"))

    @property
    def choices_then(self) -> list[Choice]:
        return [Choice(self["ended"]), Choice(self["planned"], short=True)]


class Pick(Effect):
    """A word on offer."""

    on = forms.BooleanField(required=False)

    def __init__(self, data: QueryDict | None, *, trigger: Trigger, **kwargs: Any) -> None:
        self.trigger = trigger
        super().__init__(data, prefix=f"word-{trigger.pk.hex}", **kwargs)
        self.fields["on"].label = trigger.text

    @property
    def meant(self) -> bool:
        return bool(self["on"].value())

    @property
    def named(self) -> Named:
        return Named(self.trigger.kind, self.trigger.text, **_details(self))


class New(Effect):
    """Room for one word that is not on offer, of the kind that ``kind`` says."""

    text = OwnWords(most=WORD, please=_("Write a word or two for it."))

    def __init__(self, data: QueryDict | None, *, kind: str, at: int, **kwargs: Any) -> None:
        self.kind = kind
        super().__init__(data, prefix=f"new-{kind}-{at}", **kwargs)
        self.fields["text"].label = NEW[kind]
        self.summary = NEW[kind] if at == 0 else _("One more")

    # This row, or one after it, is in use.
    opened = False

    @property
    def meant(self) -> bool:
        """Something stands in it."""
        return any(str(field.value() or "").strip() for field in self)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if self.meant and not data.get("text") and "text" not in self.errors:
            self.add_error("text", self.fields["text"].error_messages["required"])
        return data

    @property
    def named(self) -> Named:
        return Named(self.kind, self.cleaned_data["text"], **_details(self))


class ActivityPick(Pick, Activity):
    pass


class NewActivity(New, Activity):
    pass


class NewOfAKind(New):
    """Room for one new word of whatever kind; of none that is said, it is something else."""

    kind_of = forms.ChoiceField(
        choices=[("", _("Pick one, or leave it")), *TriggerKind.choices],
        required=False,
        label=_("What is it about?"),
    )

    @property
    def meant(self) -> bool:
        return any(str(self[name].value() or "").strip() for name in ("text", "effect"))

    @property
    def named(self) -> Named:
        kind = self.cleaned_data["kind_of"] or TriggerKind.OTHER.value
        return Named(kind, self.cleaned_data["text"], **_details(self))


NEW = {
    ACTIVITY: _("Something else I did"),
    "relationship": _("Someone else, or something between us"),
    "thought": _("Another thought that comes back"),
    "sleep": _("Something else about the night"),
    "mood": _("Another mood"),
    "posture": _("Another way I sat or stood"),
    "weather": _("Other weather"),
    "other": _("Something else"),
    "": _("Add a new one"),
}


@dataclass(frozen=True)
class Group:
    """The words of one kind: those on offer, and room for new ones."""

    kind: str
    picks: Sequence[Pick]
    new: Sequence[New]

    def __post_init__(self) -> None:
        opened = False
        for row in reversed(self.new):
            opened = row.opened = opened or row.meant

    @property
    def forms(self) -> list[Pick | New]:
        return [*self.picks, *self.new]

    @property
    def meant(self) -> list[Pick | New]:
        return [form for form in self.forms if form.meant]


class Naming:
    """All groups of a form. ``said``: what the entry names already."""

    def __init__(self, groups: Sequence[Group], said: Sequence[Named] = ()) -> None:
        self.groups = groups
        self.said = said

    def of(self, kind: str) -> Group:
        return next(group for group in self.groups if group.kind == kind)

    @property
    def meant(self) -> list[Pick | New]:
        return [form for group in self.groups for form in group.meant]

    def is_valid(self) -> bool:
        return all(form.is_valid() for form in self.meant)

    def named(self) -> tuple[Named, ...]:
        """What was named before keeps its place, so that saving the same changes nothing."""
        before = [(one.kind, one.text) for one in self.said]
        named = [form.named for form in self.meant]

        def place(one: Named) -> int:
            name = one.kind, one.text
            return before.index(name) if name in before else len(before)

        return tuple(sorted(named, key=place))


def naming_of(
    data: QueryDict | None,
    *,
    triggers: Iterable[Trigger],
    kinds: Sequence[str] = KINDS,
    said: Sequence[Named] = (),
    begun: bool = False,
) -> Naming:
    """A group for each of ``kinds``, with ``triggers`` in their order."""
    before = {(one.kind, one.text): one for one in said}
    groups = []
    for kind in kinds:
        pick, new = (ActivityPick, NewActivity) if kind == ACTIVITY else (Pick, New)
        picks = [
            pick(
                data,
                trigger=one,
                begun=begun,
                initial=_said(before.get((one.kind, one.text))),
            )
            for one in triggers
            if one.kind == kind
        ]
        room = range(ROOM.get(kind, ROOM_ELSE))
        groups.append(Group(kind, picks, [new(data, kind=kind, at=at, begun=begun) for at in room]))
    return Naming(groups, said)


def short_naming(
    data: QueryDict | None,
    *,
    triggers: Iterable[Trigger],
    said: Sequence[Named] = (),
    begun: bool = False,
) -> Naming:
    """One group of all kinds together, with room for one new word."""
    before = {(one.kind, one.text): one for one in said}
    picks = [
        Pick(data, trigger=one, begun=begun, initial=_said(before.get((one.kind, one.text))))
        for one in triggers
    ]
    return Naming([Group("", picks, [NewOfAKind(data, kind="", at=0, begun=begun)])], said)


def with_named(
    triggers: Iterable[Trigger], *, person: User, data: QueryDict | None, said: Sequence[Named]
) -> list[Trigger]:
    """What the entry names already, then ``triggers``, then whatever else was ticked: a word that
    was on offer when the page was drawn may not be any more."""
    listed = list(triggers)
    names = {(one.kind, word_of(person, one.text)) for one in said}
    ids = {uuid.UUID(hit[1]) for name in data or () if (hit := _PICKED.fullmatch(name))}
    missing = list(ids - {one.pk for one in listed})[:_MOST_PICKED]
    words = {word for _, word in names}
    rows = person.triggers.filter(pk__in=missing) | person.triggers.filter(word__in=words)
    found = list(rows) if missing or words else []
    first = [one for one in found if (one.kind, one.word) in names]
    rest = [one for one in found if one.pk in missing]
    return list(dict.fromkeys([*first, *listed, *rest]))


def in_full(sent: QueryDict) -> QueryDict:
    """The new word of a short form where a full one has room for it: under its kind."""
    data = sent.copy()
    of_it = {name: data.pop(f"new--0-{name}", [""])[-1] for name in ("text", "effect", "kind_of")}
    kind = of_it.pop("kind_of") if of_it["kind_of"] in KINDS else TriggerKind.OTHER.value
    of_it.pop("kind_of", None)
    if of_it["text"]:
        data.update({f"new-{kind}-0-{name}": typed for name, typed in of_it.items()})
    return data


def _said(named: Named | None) -> dict[str, Any]:
    if named is None:
        return {}
    return {"on": True, **{name: getattr(named, name) for name in _DETAILS}}


def _details(form: forms.Form) -> dict[str, Any]:
    return {name: form.cleaned_data[name] for name in _DETAILS if name in form.cleaned_data}
