"""What to do about one fear: plan ahead, try it out, ask the care team, find out or talk."""

from typing import Any

from django.core.exceptions import ValidationError
from django.forms import BoundField
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from people.access import clinic_of_patient
from people.widgets import Line, ScaleField, Words
from safety.models import CareLimit
from safety.queries import limits_of, profile_for
from sessions import phrasing
from sessions.fear_notes import PAIRS
from sessions.forms.base import LINE, ComingDay, OwnWords, PastDay, StepForm
from sessions.forms.weighing import FACT


def _trigger(label: Any, **kwargs: Any) -> OwnWords:
    return OwnWords(
        most=LINE,
        widget=Line,
        label=label,
        please=_("Write what you would notice first."),
        **kwargs,
    )


def _action(label: Any, **kwargs: Any) -> OwnWords:
    return OwnWords(
        most=FACT, widget=Words, label=label, please=_("Write what you will do."), **kwargs
    )


class PlanForm(StepForm):
    """One *if … then …*, up to two more of them, and what makes it ready."""

    stay = ("rehearse_on", "near_on", "review_on")
    says = (
        *(name for pair in PAIRS for name in pair),
        "prepare",
        "supports",
        "equipment",
        "rehearse_on",
        "near_on",
        "review_on",
    )

    trigger = _trigger(_("If this starts to happen …"), help_text=_("What would you notice first?"))
    action = _action(
        _("… then I will …"),
        help_text=_("What you will do at once, one thing after the other."),
    )
    trigger_2 = _trigger(_("If this happens …"), required=False)
    action_2 = _action(_("… then I will …"), required=False)
    trigger_3 = _trigger(_("And if this happens …"), required=False)
    action_3 = _action(_("… then I will …"), required=False)
    prepare = OwnWords(
        most=FACT, widget=Words, required=False, label=_("What can you get ready before?")
    )
    supports = OwnWords(most=FACT, widget=Words, required=False, label=_("Who can help?"))
    equipment = OwnWords(
        most=FACT,
        widget=Words,
        required=False,
        label=_("What will you have with you?"),
        help_text=_("Such as shoes, a stick, a phone, a number to call."),
    )
    rehearse_on = ComingDay(
        required=False,
        label=_("When will you try the plan out, to be ready?"),
        help_text=_("A quiet day, before you need it."),
    )
    near_on = ComingDay(
        required=False,
        label=_("Is there a day when it may happen?"),
        help_text=_("Your plan comes up again when that day is near."),
    )
    review_on = ComingDay(required=False, label=_("When will you look at this plan again?"))

    @property
    def others(self) -> list[BoundField]:
        """The pairs that may be left."""
        return [self[name] for pair in PAIRS[1:] for name in pair]

    @property
    def opened(self) -> bool:
        return any(field.value() or field.errors for field in self.others)

    @cached_property
    def limits(self) -> list[CareLimit]:
        return list(limits_of([self.at.person], self.at.seat.by))

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        for trigger, action in PAIRS[1:]:
            if bool(data.get(trigger)) != bool(data.get(action)):
                self.require(trigger, action)
        return self.cleaned_data


class TestForm(StepForm):
    """A small, safe test. Where the movement-risk profile names anything, somebody of the care
    team agrees first; without a clinic the person writes down who did, and when."""

    __test__ = False  # not one of pytest's

    says: tuple[str, ...] = (
        "prediction",
        "soreness",
        "step",
        "place",
        "when",
        "at_time",
        "crutch",
    )
    rates = ("certainty",)

    step = OwnWords(
        most=FACT,
        widget=Words,
        label=_("What is the smallest safe step that would test this?"),
        please=_("Write one small step."),
    )
    prediction = OwnWords(
        most=FACT,
        widget=Words,
        label=_("What do you think will happen?"),
        please=_("Write what you think will happen."),
    )
    certainty = ScaleField(
        top=100, low=_("not at all"), high=_("totally sure"), label=_("How sure are you?")
    )
    soreness = OwnWords(
        most=LINE,
        widget=Line,
        required=False,
        label=_("How sore might you be after, and for how long?"),
        help_text=_("Sore is not the same as harmed."),
    )
    place = OwnWords(
        most=LINE,
        widget=Line,
        label=_("Where will you do it?"),
        please=_("Write where you will do it."),
    )
    when = ComingDay(label=_("On which day?"))
    at_time = OwnWords(
        most=LINE,
        widget=Line,
        required=False,
        label=_("At what time, or after what?"),
        help_text=_("Such as: at ten, or after lunch. You can leave this."),
    )
    crutch = OwnWords(
        most=LINE,
        widget=Line,
        required=False,
        label=_("What will you do without this time?"),
        help_text=_(
            "Something you do to feel safe, such as holding on. Never medicine, an aid you were "
            "given, or what your care team asked for."
        ),
    )
    agreed_by = OwnWords(
        most=LINE,
        widget=Line,
        required=False,
        label=_("Who said it is fine?"),
        help_text=_("A doctor, a nurse or a physio. You can leave this until you have asked."),
    )
    agreed_on = PastDay(required=False, label=_("On which day did they say so?"))

    def build(self) -> None:
        if self.asks_here:
            self.says = (*self.says, "agreed_by", "agreed_on")
        else:
            del self.fields["agreed_by"], self.fields["agreed_on"]

    @cached_property
    def needs_approval(self) -> bool:
        profile = profile_for(self.at.person)
        return profile is None or profile.needs_approval

    @cached_property
    def clinic(self) -> Any:
        return clinic_of_patient(self.at.person)

    @cached_property
    def limits(self) -> list[CareLimit]:
        return list(limits_of([self.at.person], self.at.seat.by))

    @property
    def asks_here(self) -> bool:
        """Nobody here can agree, so the person records who did."""
        return self.needs_approval and self.clinic is None

    def clean_crutch(self) -> str:
        crutch: str = self.cleaned_data["crutch"]
        if phrasing.is_care(crutch):
            raise ValidationError(
                _(
                    "Keep your medicine, and any aid you were given. Pick something else, or leave "
                    "this empty."
                )
            )
        return crutch

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if self.asks_here and bool(data.get("agreed_by")) != bool(data.get("agreed_on")):
            missing = "agreed_on" if data.get("agreed_by") else "agreed_by"
            if missing not in self.errors:
                self.add_error(missing, _("Write who said so, and on which day."))
        return self.cleaned_data


class AskForm(StepForm):
    """Whom to ask, what, by when, and what happens until then."""

    says = ("whom", "what", "by_when", "until_then")

    whom = OwnWords(
        most=LINE,
        widget=Line,
        label=_("Whom will you ask?"),
        please=_("Write whom you will ask."),
    )
    what = OwnWords(
        most=FACT,
        widget=Words,
        label=_("What will you ask?"),
        help_text=_("Write it the way you would say it."),
        please=_("Write what you will ask."),
    )
    by_when = ComingDay(label=_("By which day?"))
    until_then = OwnWords(most=FACT, widget=Words, required=False, label=_("Until then I will …"))

    @cached_property
    def clinic(self) -> Any:
        return clinic_of_patient(self.at.person)


class TalkForm(AskForm):
    """The same for what is too big to test: somebody to talk to, something to find out."""

    whom = OwnWords(
        most=LINE,
        widget=Line,
        label=_("Who could tell you more, or talk it over with you?"),
        please=_("Write who that could be."),
    )
    what = OwnWords(
        most=FACT,
        widget=Words,
        label=_("What do you want to find out, or to say?"),
        please=_("Write what you want to find out, or to say."),
    )
