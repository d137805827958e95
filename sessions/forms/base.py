"""What the forms of all steps share: their place, their fields, and how they become answers."""

import uuid
from datetime import date, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from people import widgets
from people.clock import today
from people.models import User
from people.widgets import Choices, Day
from sessions.actions import Entry
from sessions.place import Place
from sessions.steps import Screen

Label = str | Promise

LINE = 200  # characters of one line
ANSWER = 2000  # characters of a longer answer
FURTHEST = timedelta(days=366)
PICK = {"required": _("Pick one."), "invalid_choice": _("Pick one of these.")}
NUMBER = _("Write a whole number, 0 or more.")


class OwnWords(widgets.OwnWords):
    """Own words of an answer."""

    def __init__(self, *, most: int = ANSWER, **kwargs: Any) -> None:
        super().__init__(most=most, **kwargs)


class OneOf(forms.ChoiceField):
    """One of a few, in rows."""

    def __init__(self, words: Any, **kwargs: Any) -> None:
        kwargs.setdefault("widget", Choices)
        kwargs.setdefault("error_messages", PICK)
        super().__init__(choices=list(words.items()), **kwargs)


class YesNo(OneOf):
    """Yes or no, as True or False; None where it may be left and was."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__({"yes": _("Yes"), "no": _("No")}, **kwargs)

    def clean(self, value: Any) -> bool | None:
        return {"yes": True, "no": False}.get(super().clean(value))

    def prepare_value(self, value: Any) -> Any:
        if isinstance(value, bool):
            return "yes" if value else "no"
        return value

    def has_changed(self, initial: Any, data: Any) -> bool:
        return super().has_changed(self.prepare_value(initial), data)


class Count(forms.IntegerField):
    def __init__(self, *, most: int, **kwargs: Any) -> None:
        wrong = _("Write a whole number from 0 to %(most)s.") % {"most": most}
        kwargs["error_messages"] = dict.fromkeys(
            ("required", "invalid", "min_value", "max_value"), wrong
        )
        box = forms.TextInput(
            attrs={"class": "short", "inputmode": "numeric", "autocomplete": "off"}
        )
        super().__init__(min_value=0, max_value=most, widget=box, **kwargs)


class SomeDay(forms.DateField):
    """A day within a year of the person's today, in the direction that ``ahead`` says."""

    ahead = True

    def __init__(self, **kwargs: Any) -> None:
        kwargs["error_messages"] = {
            "required": _("Pick a day."),
            "invalid": _("Write the day as a date."),
        }
        super().__init__(widget=Day, **kwargs)

    def has_changed(self, initial: Any, data: Any) -> bool:
        return super().has_changed(self.to_python(initial), data)

    def check(self, day: date, person: User) -> None:
        """Raise ValidationError for a day on the wrong side, or further off than a year."""
        away = day - today(person)
        if self.ahead and away < timedelta():
            raise ValidationError(_("That day is over. Pick one that is still to come."))
        if not self.ahead and away > timedelta():
            raise ValidationError(_("That day is still to come."))
        if abs(away) > FURTHEST:
            raise ValidationError(_("That is more than a year away. Pick a nearer day."))


class ComingDay(SomeDay):
    """From the person's today on."""


class PastDay(SomeDay):
    """Up to the person's today."""

    ahead = False


class AnyDay(SomeDay):
    """A day that is over or still to come; what a thought has cost may lie many years back."""

    LONGEST = timedelta(days=366 * 100)

    def check(self, day: date, person: User) -> None:
        if not -self.LONGEST <= day - today(person) <= FURTHEST:
            raise ValidationError(_("That is too far away. Pick a nearer day, or leave it."))


class StepForm(forms.Form):
    """``at``: where it stands. ``typed``: words kept from before, shown again and not judged."""

    use_required_attribute = False

    # Fields of the answer: words and codes, and the columns of ``models.RATINGS``.
    says: tuple[str, ...] = ()
    rates: tuple[str, ...] = ()
    # Days that may lie behind once they were said, so that other words can be changed later.
    stay: tuple[str, ...] = ()
    # Fields of the full path alone. What was said in one stays in sight on the short one too.
    more: tuple[str, ...] = ()

    def __init__(
        self, data: QueryDict | None = None, *, at: Place, typed: QueryDict | None = None
    ) -> None:
        self.at, self.typed = at, typed
        super().__init__(data, initial=self.kept(at))
        self._leave_out()
        self.build()
        for name, field in self.fields.items():
            if typed is not None:
                self.initial[name] = field.widget.value_from_datadict(typed, {}, name)

    @classmethod
    def kept(cls, at: Place) -> dict[str, Any]:
        """What was said here before, by field."""
        return dict(at.said)

    def _leave_out(self) -> None:
        for name in self.more:
            if not self.at.full and self.at.said.get(name) in (None, "", []):
                del self.fields[name]
        self.says = tuple(name for name in self.says if name in self.fields)
        self.rates = tuple(name for name in self.rates if name in self.fields)

    def build(self) -> None:
        """Fields that depend on the examination."""

    @property
    def then(self) -> str:
        return str(self.data.get("then", "next"))

    @property
    def goes_on(self) -> bool:
        """Whole answers are wanted; whoever adds one more, goes back or leaves may give a part."""
        return self.then == "next"

    @property
    def stays(self) -> bool:
        """The same page again, for one more."""
        return self.then == "again"

    def require(self, *names: str) -> None:
        """Raise the field's own 'required' for each of ``names`` that is empty."""
        for name in names:
            if name not in self.errors and self.cleaned_data.get(name) in (None, "", []):
                self.add_error(name, self.fields[name].error_messages["required"])

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        for name, field in self.fields.items():
            if isinstance(field, SomeDay) and data.get(name):
                if name in self.stay and plain(data[name]) == self.at.said.get(name):
                    continue
                try:
                    field.check(data[name], self.at.person)
                except ValidationError as error:
                    self.add_error(name, error)
        return self.cleaned_data

    def asked(self, *names: str) -> dict[str, str]:
        """The wording by field, as it stood on the page."""
        return {name: str(self.fields[name].label) for name in names}

    def entry(self, *, item: uuid.UUID | None = None, screen: Screen | None = None) -> Entry:
        """One answer of what ``says`` and ``rates`` name."""
        screen = screen or self.at.screen
        if item is None and screen.item is not None:
            item = uuid.UUID(screen.item)
        return Entry(
            screen.step,
            item,
            said={name: plain(self.cleaned_data[name]) for name in self.says},
            ratings={name: self.cleaned_data[name] for name in self.rates},
            asked=self.asked(*self.says, *self.rates),
        )

    def entries(self) -> list[Entry]:
        return [self.entry()]


def plain(value: Any) -> Any:
    """As JSON keeps it: a day as text, nothing as an empty text."""
    if isinstance(value, date):
        return value.isoformat()
    return "" if value is None else value
