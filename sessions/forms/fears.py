"""What is feared, rated one by one; then where each of it goes, and what keeping away has cost."""

import uuid
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django import forms
from django.forms import BoundField
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from people.access import clinic_of_patient
from people.widgets import ScaleField, Words
from sessions import wording
from sessions.actions import Entry
from sessions.forms.base import OneOf, OwnWords, StepForm, YesNo
from sessions.forms.beginning import DistressNow
from sessions.forms.weighing import FACT, costs_of
from sessions.models import PlanLock
from sessions.place import Place
from sessions.sorting import Harm, Verdict
from sessions.steps import MAX_FEARS, Fear, Step


class FearForm(StepForm):
    """One feared outcome with its ratings, to change or to take away."""

    says = ("text", "lasts", "others", "how", "harm", "happened", "team_matter")
    rates = ("likelihood", "badness", "notice", "cope")
    more = ("notice", "others")
    needed = ("text", "badness", "lasts", "cope", "harm", "happened", "team_matter")

    text = OwnWords(
        most=FACT,
        widget=Words,
        label=_("If your thought came true, what is the worst part?"),
        please=_("Write what you fear will happen."),
    )
    likelihood = ScaleField(
        top=100,
        low=_("it would not"),
        high=_("each time"),
        required=False,
        label=_("Out of 100 times, how many times would this happen?"),
    )
    dont_know = forms.BooleanField(required=False, label=_("I don’t know"))
    badness = ScaleField(
        top=10, low=_("fine"), high=_("as bad as can be"), label=_("How bad would it be?")
    )
    lasts = OneOf(wording.LASTS, label=_("For how long would it still matter?"))
    notice = ScaleField(
        top=10,
        low=_("nobody"),
        high=_("all of them"),
        required=False,
        label=_("Of 10 people there, how many would notice?"),
        help_text=_("Leave this where nobody could see it."),
    )
    others = OwnWords(
        most=FACT,
        widget=Words,
        required=False,
        label=_("What would they really do?"),
        help_text=_("Think of what people did before, or of what you would do."),
    )
    cope = ScaleField(
        top=10,
        low=_("not at all"),
        high=_("I would manage"),
        label=_("How well could you get through it?"),
    )
    how = OwnWords(
        most=FACT,
        required=False,
        label=_("How would you get through it? Who could help?"),
        help_text=_("What do you do when it happens to someone else? You can leave this."),
    )
    harm = OneOf(wording.HARMS, label=_("What harm would it do to your body?"))
    happened = YesNo(label=_("Did it happen in the last 12 months?"))
    team_matter = YesNo(
        label=_("Is it about medicine or driving? A brace or an aid? A pregnancy or an operation?")
    )

    @classmethod
    def kept(cls, at: Place) -> dict[str, Any]:
        if not at.said:
            return {}
        return {**at.said, "dont_know": at.said.get("likelihood") is None}

    def build(self) -> None:
        tried, happened = self.at.tried, self.at.happened_times
        if tried and happened is not None:
            self.fields["likelihood"].help_text = ngettext(
                "You wrote: it happened %(happened)s out of %(tried)s time.",
                "You wrote: it happened %(happened)s out of %(tried)s times.",
                tried,
            ) % {"tried": tried, "happened": happened}

    @property
    def rated(self) -> bool:
        """A fear is meant here, so that all of it is wanted."""
        return True

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if not self.rated:
            return data
        self.require(*self.needed)
        unknown, likelihood = data.get("dont_know"), data.get("likelihood")
        if likelihood is None and not unknown and "likelihood" not in self.errors:
            self.add_error("likelihood", _("Pick a number, or tick “I don’t know”."))
        if likelihood is not None and unknown:
            self.add_error(
                "likelihood", _("There is a number here and “I don’t know” too. Take one away.")
            )
        return self.cleaned_data

    @property
    def harms(self) -> frozenset[str]:
        """The codes of harm that a person, and no page, should answer."""
        return frozenset({self.cleaned_data["harm"]} & {"self", "other"} if self.rated else ())


class FearsForm(FearForm, DistressNow):
    """One more feared outcome; with the first one also how upset the person is now."""

    @classmethod
    def kept(cls, at: Place) -> dict[str, Any]:
        return {}

    def build(self) -> None:
        super().build()
        for name in self.needed:
            self.fields[name].required = False
        self.order_fields([*FearForm.base_fields, "distress_now"])
        if "distress_now" in self.at.said:
            del self.fields["distress_now"]

    @property
    def fears(self) -> tuple[Fear, ...]:
        return self.at.progress.fears

    @property
    def full(self) -> bool:
        return len(self.fears) >= MAX_FEARS

    @cached_property
    def rated(self) -> bool:
        given = (
            self.cleaned_data.get(name) for name in (*self.needed, "likelihood", "how", *self.more)
        )
        some = any(value not in (None, "") for value in given)
        # Whatever came back wrong is a fear that is meant, too.
        return some or bool(self.errors) or not self.fears

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if self.rated and self.full:
            self.add_error("text", _("Six are enough for one time. Change or remove one first."))
        return data

    def entries(self) -> list[Entry]:
        entries = [self.entry(item=uuid.uuid4())] if self.rated else []
        now = self.cleaned_data.get("distress_now")
        if now is None:
            return entries
        asked = self.asked("distress_now")
        return [*entries, Entry(Step.FEARS, ratings={"distress_now": now}, asked=asked)]


@dataclass(frozen=True)
class Row:
    """A fear on the page of the sorter."""

    fear: Fear
    because: str
    move: BoundField | None
    why: BoundField | None
    lock: PlanLock | None = None

    @property
    def suggested(self) -> Any:
        return wording.VERDICTS[self.fear.suggested]

    @property
    def help_url(self) -> str:
        """Where a person is found who answers this one."""
        other = self.fear.rating.harm is Harm.OTHER
        return reverse("safety:talk" if other else "safety:help")

    @property
    def opened(self) -> bool:
        """Something in the part for moving it wants to be seen."""
        return bool((self.why and self.why.errors) or (self.move and self.move.errors))


@dataclass(frozen=True)
class Heap:
    verdict: Verdict
    title: Any
    meaning: Any
    icon: str
    rows: list[Row]

    @property
    def id(self) -> str:
        return f"heap-{self.verdict.value}"

    @property
    def for_a_person(self) -> bool:
        return self.verdict is Verdict.PERSON

    @property
    def grounded(self) -> bool:
        return self.verdict is Verdict.PLAN


class SortForm(StepForm):
    """Each fear where its ratings put it, or moved with a reason; then the price."""

    price = OneOf(
        {code: wording.PRICES[code] for code in ("no", "some", "yes")},
        required=False,
        label=_("Is keeping away worth it?"),
    )

    @classmethod
    def kept(cls, at: Place) -> dict[str, Any]:
        kept: dict[str, Any] = {"price": at.said.get("price")}
        for fear in at.progress.sortable:
            kept[f"move_{fear.item}"] = fear.stands.value
            kept[f"why_{fear.item}"] = fear.why_moved
        return kept

    def build(self) -> None:
        price = self.fields.pop("price")
        for fear in self.at.progress.sortable:
            if len(fear.open_to) < 2:
                continue
            places = {
                verdict.value: words
                for verdict, words in wording.VERDICTS.items()
                if verdict in fear.open_to
            }
            self.fields[f"move_{fear.item}"] = OneOf(
                places, required=False, label=_("Where does it fit?")
            )
            self.fields[f"why_{fear.item}"] = OwnWords(
                most=FACT,
                widget=Words,
                required=False,
                label=_("Why does it fit there?"),
                please=_("Write why it fits better there."),
            )
        if self.at.progress.sortable:
            self.fields["price"] = price

    @property
    def team(self) -> str:
        """Who answers what goes to the care team: the clinic's name, "" without one."""
        clinic = clinic_of_patient(self.at.person)
        return clinic.name if clinic else ""

    @property
    def costs(self) -> list[dict[str, Any]]:
        return costs_of(self.at)

    @cached_property
    def heaps(self) -> list[Heap]:
        heaps = []
        for verdict, title in wording.VERDICTS.items():
            here = [fear for fear in self.at.progress.fears if fear.stands is verdict]
            if here:
                rows = [self._row(fear) for fear in here]
                meaning, icon = wording.MEANINGS[verdict], wording.ICONS[verdict]
                heaps.append(Heap(verdict, title, meaning, icon, rows))
        return heaps

    def _row(self, fear: Fear) -> Row:
        movable = f"move_{fear.item}" in self.fields
        return Row(
            fear=fear,
            because=wording.because(fear),
            move=self[f"move_{fear.item}"] if movable else None,
            why=self[f"why_{fear.item}"] if movable else None,
            lock=self.locks.get(fear.item),
        )

    @cached_property
    def locks(self) -> dict[str, PlanLock]:
        """Why a therapist keeps a fear at *plan ahead*, as far as whoever sits here may read it."""
        if not any(fear.locked for fear in self.at.progress.fears):
            return {}
        rows = PlanLock.objects.visible_to(self.at.seat.by).select_related("author")
        return {
            str(lock.fear): lock
            for lock in rows.filter(examination=self.at.examination, ended_at=None)
        }

    @property
    def moving(self) -> str:
        """The one fear that "Move it" was pressed for, "" when the whole page was sent."""
        return str(self.data.get("move", ""))

    def verdict_of(self, fear: Fear) -> str:
        picked = self.cleaned_data.get(f"move_{fear.item}")
        return str(picked or fear.stands.value)

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        for fear in self._meant():
            moved = self.verdict_of(fear) not in (fear.suggested.value, fear.put.value)
            if moved and data.get(f"move_{fear.item}"):
                self.require(f"why_{fear.item}")
        if self.goes_on and not self.moving and "price" in self.fields:
            self.require("price")
        return data

    @property
    def stays(self) -> bool:
        return bool(self.moving) or super().stays

    def _meant(self) -> list[Fear]:
        """The fears that this sending is about: nobody confirms a verdict by leaving the page."""
        fears = self.at.progress.sortable
        if self.moving:
            return [fear for fear in fears if fear.item == self.moving]
        if self.goes_on:
            return list(fears)
        return [fear for fear in fears if self._moved(fear)]

    def _moved(self, fear: Fear) -> bool:
        picked = self.cleaned_data.get(f"move_{fear.item}")
        return bool(picked) and picked != fear.stands.value

    def entries(self) -> list[Entry]:
        entries = [entry for fear in self._meant() if (entry := self._verdict(fear))]
        price = self.cleaned_data.get("price") or ""
        if self.moving or not (self.goes_on or price):
            return entries
        asked = self.asked("price") if "price" in self.fields else {}
        return [*entries, Entry(Step.SORT, said={"price": price}, asked=asked)]

    def _verdict(self, fear: Fear) -> Entry | None:
        verdict = self.verdict_of(fear)
        moved = verdict not in (fear.suggested.value, fear.put.value)
        why = self.cleaned_data.get(f"why_{fear.item}", "") if moved else ""
        if fear.chosen is not None and not self.cleaned_data.get(f"move_{fear.item}"):
            return None
        if fear.chosen is not None and (fear.chosen.value, fear.why_moved) == (verdict, why):
            return None
        # The suggestion as it was put, beside what was made of it.
        asked = {"verdict": f"{wording.VERDICTS[fear.suggested]}: {wording.because(fear)}"}
        said = {"verdict": verdict, "why": why}
        return Entry(Step.SORT, uuid.UUID(fear.item), said=said, asked=asked)
