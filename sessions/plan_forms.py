"""Forms around plans, and around what is back: how it went, and on which day."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from people.clock import today
from people.models import User
from people.widgets import ScaleField, Words
from sessions.forms.base import ANSWER, OneOf, OwnWords, PastDay
from sessions.models import PlanUse


class _OnADay(forms.Form):
    """Something that was done on a day, today unless said otherwise."""

    use_required_attribute = False

    def __init__(self, *args: Any, person: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.person = person
        self.fields["on"].initial = today(person)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        field = self.fields["on"]
        if data.get("on") and isinstance(field, PastDay):
            try:
                field.check(data["on"], self.person)
            except ValidationError as error:
                self.add_error("on", error)
        return self.cleaned_data


class UseForm(_OnADay):
    kind = OneOf(dict(PlanUse.Kind.choices), label=_("What did you do?"))
    on = PastDay(label=_("On which day?"))
    helped = ScaleField(
        top=10,
        low=_("not at all"),
        high=_("a lot"),
        label=_("How much did it help?"),
        help_text=_("You can leave this."),
        required=False,
    )
    note = OwnWords(
        most=ANSWER,
        widget=Words,
        required=False,
        label=_("What would you keep, or change?"),
        help_text=_("You can leave this."),
    )


class ReclaimForm(_OnADay):
    on = PastDay(label=_("On which day?"))
    note = OwnWords(
        most=ANSWER,
        widget=Words,
        required=False,
        label=_("How was it?"),
        help_text=_("You can leave this."),
    )
