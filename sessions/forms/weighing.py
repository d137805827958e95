"""The facts, and what the thought costs."""

import uuid
from dataclasses import replace
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from people.widgets import ScaleField, Words
from sessions import wording
from sessions.actions import Entry
from sessions.content import question_set
from sessions.forms.base import AnyDay, Count, OneOf, OwnWords, StepForm
from sessions.models import RATINGS
from sessions.place import Place
from sessions.said import day
from sessions.steps import Given, Step

FACT = 500
SIDES = ("for", "against")


def _fact(label: Any, **kwargs: Any) -> OwnWords:
    return OwnWords(most=FACT, widget=Words, label=label, **kwargs)


def _weight() -> ScaleField:
    return ScaleField(
        top=10,
        low=_("hardly at all"),
        high=_("very much"),
        required=False,
        label=_("How much does this fact count?"),
    )


class FactForm(StepForm):
    """One fact, to change or to take away."""

    says = ("text", "kind")
    rates = ("weight",)
    more = ("weight",)

    text = _fact(_("The fact"))
    kind = OneOf(wording.KINDS_OF_FACT, label=_("How do you know it?"))
    weight = _weight()

    def entries(self) -> list[Entry]:
        entry = self.entry()
        said = {"side": self.at.said["side"], **entry.said}
        return [replace(entry, said=said)]


class EvidenceForm(StepForm):
    """One more fact for each side, and how often it was tried and happened."""

    rates = ("tried", "happened_times")
    more = ("weight_for", "weight_against")

    text_for = _fact(
        _("What makes this thought seem true?"),
        help_text=_("Keep to what you saw, heard, or were told by your care team."),
        required=False,
        please=_("Write one fact, or tick “I can’t think of any”."),
    )
    kind_for = OneOf(wording.KINDS_OF_FACT, label=_("How do you know it?"), required=False)
    weight_for = _weight()
    none_for = forms.BooleanField(label=_("I can’t think of any"), required=False)
    text_against = _fact(
        _("What facts do not fit?"),
        help_text=_("Think of times that went better than you feared."),
        required=False,
        please=_("Write one fact, or tick “I can’t think of any”."),
    )
    kind_against = OneOf(wording.KINDS_OF_FACT, label=_("How do you know it?"), required=False)
    weight_against = _weight()
    none_against = forms.BooleanField(label=_("I can’t think of any"), required=False)
    tried = Count(
        most=RATINGS["tried"],
        required=False,
        label=_("How many times have you done this?"),
        help_text=_("Your best guess is fine. If you don’t know, leave both empty."),
    )
    happened_times = Count(
        most=RATINGS["happened_times"],
        required=False,
        label=_("How many of those times did the bad thing happen?"),
    )

    @classmethod
    def kept(cls, at: Place) -> dict[str, Any]:
        """The new facts begin empty."""
        fields = ("tried", "happened_times", "none_for", "none_against")
        return {name: at.said[name] for name in fields if name in at.said}

    def build(self) -> None:
        examination = self.at.examination
        asked = question_set(self.at.kind, examination.content_version, examination.language)
        if asked.against:
            self.fields["text_against"].help_text = asked.against
        elif self.at.kind in ("movement_harm", "falling"):
            # The first version of the content has no hints of its own.
            hint = _("Think of times you moved and it went better than you feared.")
            self.fields["text_against"].help_text = hint

    def facts(self, side: str) -> list[Given]:
        items = self.at.progress.items(Step.EVIDENCE)
        return [fact for fact in items if fact.values.get("side") == side]

    @property
    def sides(self) -> list[dict[str, Any]]:
        """For the page: the fields of each side with the facts it has."""
        return [
            {
                "name": side,
                "facts": [
                    {
                        "id": fact.item,
                        "text": fact.values.get("text"),
                        "kind": wording.KINDS_OF_FACT.get(str(fact.values.get("kind")), ""),
                        "weight": fact.values.get("weight"),
                        "by": self.at.writers.get(fact.position, ""),
                    }
                    for fact in self.facts(side)
                ],
                "text": self[f"text_{side}"],
                "kind": self[f"kind_{side}"],
                "weight": self[f"weight_{side}"] if self.at.full else None,
                "none": self[f"none_{side}"],
            }
            for side in SIDES
        ]

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        for side in SIDES:
            if data.get(f"text_{side}"):
                self.require(f"kind_{side}")
            elif self.goes_on and not self.facts(side) and not data.get(f"none_{side}"):
                self.require(f"text_{side}")
        tried, happened = data.get("tried"), data.get("happened_times")
        if tried is None and happened is not None and "tried" not in self.errors:
            self.add_error("tried", _("Write how many times you have done it, too."))
        if tried is not None and happened is not None and happened > tried:
            self.add_error("happened_times", _("This is more than the times you have done it."))
        return self.cleaned_data

    def entries(self) -> list[Entry]:
        data, entries = self.cleaned_data, []
        for side in SIDES:
            text, kind = data[f"text_{side}"], data[f"kind_{side}"]
            if text:
                names = {"text": f"text_{side}", "kind": f"kind_{side}"}
                ratings = {}
                if self.at.full:
                    names["weight"] = f"weight_{side}"
                    ratings["weight"] = data[names["weight"]]
                asked = {key: str(self.fields[name].label) for key, name in names.items()}
                said = {"side": side, "text": text, "kind": kind}
                fact = Entry(Step.EVIDENCE, uuid.uuid4(), said=said, ratings=ratings, asked=asked)
                entries.append(fact)
        none = {
            f"none_{side}": bool(
                data[f"none_{side}"] and not data[f"text_{side}"] and not self.facts(side)
            )
            for side in SIDES
        }
        counts = self.entry().ratings
        whole = Entry(Step.EVIDENCE, said=none, ratings=counts, asked=self.asked(*self.rates))
        return [*entries, whole]


class CostItemForm(StepForm):
    """One thing turned down, to change or to take away."""

    says = ("opportunity", "area", "when", "possible")
    rates = ("importance",)
    more: tuple[str, ...] = ("when",)
    needed = ("opportunity", "area", "importance", "possible")

    opportunity = OwnWords(
        most=FACT,
        widget=Words,
        label=_("What have you turned down?"),
        help_text=_("Think of friends, family, work, hobbies, and care for yourself."),
        please=_("Write one thing, or tick “I can’t think of any”."),
    )
    area = OneOf(wording.AREAS, label=_("Which part of your life is it?"))
    when = AnyDay(
        required=False,
        label=_("When was it, or when would it be?"),
        help_text=_("A day near it is fine. You can leave this."),
    )
    importance = ScaleField(
        top=10, low=_("not at all"), high=_("very much"), label=_("How much does it matter to you?")
    )
    possible = OneOf(wording.POSSIBLE, label=_("Could it still happen, now or another time?"))


class CostForm(CostItemForm):
    """One more thing that the thought has cost, or none; once, what it protects from, and what
    would be missed if nothing changed."""

    more = ("when", "protects", "miss")
    whole = ("none", "protects", "miss")

    none = forms.BooleanField(label=_("I can’t think of any"), required=False)
    protects = OwnWords(
        most=FACT,
        widget=Words,
        required=False,
        label=_("Does this thought also protect you in some way? How?"),
    )
    miss = OwnWords(
        most=FACT,
        widget=Words,
        required=False,
        label=_("If nothing changes, what will you miss in the next year?"),
    )

    @classmethod
    def kept(cls, at: Place) -> dict[str, Any]:
        return {name: at.said[name] for name in cls.whole if name in at.said}

    def build(self) -> None:
        for name in self.needed:
            self.fields[name].required = False

    @property
    def costs(self) -> list[dict[str, Any]]:
        return costs_of(self.at)

    @property
    def adds(self) -> bool:
        """Something of a new cost was given."""
        return any(self.cleaned_data.get(name) not in (None, "") for name in self.says)

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if self.adds:
            self.require(*self.needed)
        elif self.goes_on and not self.costs and not data.get("none"):
            self.require("opportunity")
        return data

    def entries(self) -> list[Entry]:
        none = bool(self.cleaned_data["none"]) and not self.adds and not self.costs
        said = {name: self.cleaned_data[name] for name in self.whole if name in self.fields}
        whole = Entry(Step.COST, said={**said, "none": none}, asked=self.asked(*said))
        return [self.entry(item=uuid.uuid4()), whole] if self.adds else [whole]


def costs_of(at: Place) -> list[dict[str, Any]]:
    """What was turned down, for a page."""
    return [
        {
            "id": cost.item,
            "text": cost.values.get("opportunity"),
            "area": wording.AREAS.get(str(cost.values.get("area")), ""),
            "importance": cost.values.get("importance"),
            "when": day(cost.values, "when"),
        }
        for cost in at.progress.items(Step.COST)
    ]
