"""What came of a test: on its day, and one and three days after."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from people.clock import today
from people.models import User
from people.widgets import Choices, Day, ScaleField, Words
from safety.forms import RedFlagForm
from sessions.page_forms import LONGEST
from sessions.trying import THIRD


def _pain(label: Any, **kwargs: Any) -> ScaleField:
    return ScaleField(top=10, low=_("no pain"), high=_("worst pain"), label=label, **kwargs)


class ResultForm(forms.Form):
    """On the day: done or not, and what happened. How much of it came true is asked on day 3."""

    done = forms.ChoiceField(
        label=_("Did you do it?"),
        choices=[("yes", _("Yes")), ("partly", _("Partly")), ("no", _("No"))],
        widget=Choices,
        error_messages={"required": _("Pick one."), "invalid_choice": _("Pick one of these.")},
    )
    pain_before = _pain(
        _("How much pain did you have just before?"),
        help_text=_("We ask how it is on the next day, and on day 3, and look at the change."),
        required=False,
    )
    result = forms.CharField(
        label=_("What happened?"),
        help_text=_("What you saw and felt. If you did not do it: what got in the way?"),
        widget=Words,
        required=False,
        max_length=LONGEST,
    )
    again_on = forms.DateField(
        label=_("If you did not do it: would you like another day?"),
        help_text=_("You can leave this. Then the test ends here, and that is fine."),
        widget=Day,
        required=False,
        error_messages={"invalid": _("Write a day, such as 2026-03-12.")},
    )

    def __init__(self, *args: Any, person: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today(person)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("done") in ("yes", "partly"):
            if not data.get("result") and "result" not in self.errors:
                self.add_error("result", _("Write what happened."))
            if data.get("pain_before") is None and "pain_before" not in self.errors:
                self.add_error("pain_before", _("Pick a number, or write one."))
            data["again_on"] = None
        elif data.get("done") == "no":
            data["pain_before"] = None
            on = data.get("again_on")
            if on and not 0 <= (on - self.today).days <= 366:
                self.add_error("again_on", _("Pick a day from today on, within a year."))
        return data


class CheckForm(RedFlagForm):
    """Some days after: the warning signs first, then pain; from day 3 on what the test showed."""

    pain = _pain(_("How much pain do you have now?"))
    came_true = ScaleField(
        top=100,
        low=_("none of it"),
        high=_("all of it"),
        label=_("How much of what you feared came true?"),
    )
    surprise = ScaleField(
        top=100,
        low=_("not at all"),
        high=_("totally"),
        label=_("How much did it surprise you?"),
    )
    learnt = forms.CharField(
        label=_("What does it say about your thought?"),
        help_text=_("You can leave this."),
        widget=Words,
        required=False,
        max_length=LONGEST,
    )
    conviction = ScaleField(
        top=100,
        low=_("not at all"),
        high=_("totally sure"),
        label=_("How much do you believe your thought now?"),
        help_text=_("It may be less, more, or the same. Any of these is worth knowing."),
    )
    field_order = [*RedFlagForm.ticked, "none", "pain", "came_true", "surprise", "learnt"]

    def __init__(self, *args: Any, day: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if day != THIRD:
            for name in ("came_true", "surprise", "learnt", "conviction"):
                del self.fields[name]

    @property
    def said(self) -> dict[str, Any]:
        """The answers beside the warning signs."""
        names = ("pain", "came_true", "surprise", "learnt", "conviction")
        return {name: self.cleaned_data[name] for name in names if name in self.fields}
