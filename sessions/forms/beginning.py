"""A good time, moving safely, the thought, how sure."""

from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from people.widgets import Checks, ScaleField
from safety import triage
from safety.forms import CrisisForm, RedFlagForm, RiskProfileForm
from sessions import phrasing, wording
from sessions.actions import Entry
from sessions.content import library
from sessions.forms.base import OneOf, StepForm
from sessions.forms.thought import ThoughtFields
from sessions.models import Belief, BeliefKind
from sessions.place import Place
from sessions.steps import Path


class DistressNow(StepForm):
    distress_now = ScaleField(
        top=100,
        low=_("calm"),
        high=_("the worst I can think of"),
        label=_("How upset are you right now?"),
    )


class ReadyForm(DistressNow, RedFlagForm, CrisisForm):
    """Is this a good time? Distress now, the red flags, and whether the person is safe."""

    rates = ("distress_now",)
    field_order = ["distress_now", *RedFlagForm.ticked, "none", "safe", "path"]

    path = OneOf(
        wording.PATHS,
        required=False,
        label=_("Which way today?"),
        help_text=_(
            "A bad day is a good reason for the short way. What it leaves out, you can add later."
        ),
    )

    @classmethod
    def kept(cls, at: Place) -> dict[str, Any]:
        path = {"path": path_offered(at).value}
        if not at.said or at.progress.stale:
            # How things were two weeks ago says nothing of now.
            return path
        codes = [str(code) for code in at.said.get("flags") or []]  # type: ignore[attr-defined]
        tiers = {
            tier.value: [code for code in codes if triage.flag(code).tier is tier]
            for tier in triage.Urgency
        }
        now, safe = at.said.get("distress_now"), at.said.get("crisis")
        return {**tiers, **path, "none": not codes, "distress_now": now, "safe": safe}

    def clean_path(self) -> str:
        return self.cleaned_data["path"] or str(self.at.said.get("path") or Path.SHORT)

    def entries(self) -> list[Entry]:
        data = self.cleaned_data
        said = {"flags": sorted(self.codes), "crisis": data["safe"], "path": data["path"]}
        asked = self.asked("distress_now", *self.ticked, "path") | {
            "crisis": str(self.fields["safe"].label)
        }
        return [Entry(self.at.step, said=said, ratings=self.entry().ratings, asked=asked)]


def path_offered(at: Place) -> Path:
    """The one that is picked beforehand: as the person chose, else the short one for whoever has
    not finished an examination before. Source: the project's clinical method, section 1."""
    if at.said.get("path"):
        return Path(str(at.said["path"]))
    return Path.FULL if at.person.examinations.completed().exists() else Path.SHORT


class SafeForm(StepForm, RiskProfileForm):
    """The movement-risk profile, until the first visit has a place for it."""

    @classmethod
    def kept(cls, at: Place) -> dict[str, Any]:
        if not at.said:
            return {}
        risks = at.said.get("risks") or []
        return {"risks": risks, "none": not risks, "known": at.said.get("known") == "yes"}

    def entries(self) -> list[Entry]:
        known = ("yes" if self.known_to_doctor else "no") if self.codes else ""
        said = {"risks": sorted(self.codes), "known": known}
        return [Entry(self.at.step, said=said, asked=self.asked("risks", "known"))]


class BeliefForm(StepForm, ThoughtFields):
    """The one thought, in words that can be checked."""

    says = ("text", "kind", "source", "if_clause", "then_clause", "timeframe")

    source = forms.ChoiceField(
        choices=Belief.Source.choices, required=False, widget=forms.HiddenInput
    )
    belief = forms.ModelChoiceField(
        Belief.objects.none(),
        required=False,
        widget=forms.HiddenInput,
        error_messages={"invalid_choice": _("That thought is not here any more.")},
    )

    @classmethod
    def kept(cls, at: Place) -> dict[str, Any]:
        examined = at.examination.belief
        if at.use:
            own = next((one for one in at.own_beliefs() if str(one.pk) == at.use), None)
            if own is not None:
                return {"text": own.text, "kind": own.kind, "source": own.source, "belief": own.pk}
            common = next((one for one in cls.library(at) if one.id == at.use), None)
            if common is not None:
                return {"text": common.text, "kind": common.kind, "source": Belief.Source.LIBRARY}
        if at.said:
            return {**at.said, "belief": examined.pk if examined else None}
        if examined is not None:
            words = {"text": examined.text, "kind": examined.kind, "source": examined.source}
            return {**words, "belief": examined.pk}
        return {}

    @staticmethod
    def library(at: Place) -> Any:
        return library(at.examination.content_version, at.examination.language)

    def build(self) -> None:
        mine = self.at.seat.beliefs()
        self.fields["belief"].queryset = mine  # type: ignore[attr-defined]

    @property
    def own(self) -> list[Belief]:
        return self.at.own_beliefs()

    @property
    def common(self) -> dict[str, list[Any]]:
        """The library by kind, under the words of the kind."""
        kinds = dict(BeliefKind.choices)
        by_kind: dict[str, list[Any]] = {}
        for one in self.library(self.at):
            by_kind.setdefault(str(kinds[one.kind]), []).append(one)
        return by_kind

    @property
    def helping(self) -> bool:
        """The part that helps to phrase it stands open."""
        names = ("if_clause", "then_clause", "timeframe")
        return bool(self.at.said.get("reword")) or any(self[name].value() for name in names)

    @property
    def reword(self) -> str:
        """Why it came back for a second look; "" where it did not."""
        hint = str(self.at.said.get("reword") or "")
        twice = self.at.progress.count(self.at.step) > 1
        return "" if twice or not hint else str(wording.HINTS[hint])

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        data["source"] = data.get("source") or Belief.Source.OWN.value
        return data

    def entries(self) -> list[Entry]:
        entry = self.entry()
        found = phrasing.hint(self.cleaned_data["text"])
        said = {**entry.said, "reword": found.value if found else ""}
        asked = {name: words for name, words in entry.asked.items() if name != "source"}
        return [Entry(entry.step, said=said, asked=asked)]


class RatingsForm(StepForm):
    says = ("emotions",)
    rates = ("conviction", "distress")

    conviction = ScaleField(
        top=100,
        low=_("not at all"),
        high=_("totally sure"),
        label=_("Right now, how much do you believe this?"),
        help_text=_("0 is not at all. 100 is totally sure. There is no right number."),
    )
    distress = ScaleField(
        top=100,
        low=_("calm"),
        high=_("the worst I can think of"),
        label=_("How upset does this thought make you?"),
        help_text=_("A high number is fine. It does not stop you here."),
    )
    emotions = forms.MultipleChoiceField(
        choices=list(wording.EMOTIONS.items()),
        widget=Checks,
        required=False,
        label=_("What do you feel with it?"),
        help_text=_("Tick any that fit, or none."),
        error_messages={"invalid_choice": _("Tick some of these.")},
    )


def picked(data: QueryDict) -> str:
    """The id of what was picked from a list to begin with, "" for nothing."""
    return str(data.get("use", ""))[:60]
