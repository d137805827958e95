"""What the forms of the journal share: their fields, and that typed words come back unjudged."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms import BoundField
from django.forms.utils import ErrorDict
from django.http import QueryDict
from django.template.loader import render_to_string
from django.utils.functional import Promise
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from journal import wording
from journal.scales import MOST_SLEEP_HOURS, SCALES
from people import widgets
from people.widgets import MARKS, Choices, Ruler, ScaleField

Label = str | Promise

CANNOT_SAY = _("I can’t say")

# Characters that fit.
WORD = 80
LINE = 200
ANSWER = 500
NOTE = 4000


class OwnWords(widgets.OwnWords):
    """Own words of the journal: a line unless it says otherwise, and may be left."""

    def __init__(self, *, most: int = LINE, **kwargs: Any) -> None:
        kwargs.setdefault("required", False)
        super().__init__(most=most, **kwargs)


class OneOf(forms.ChoiceField):
    """One of a few, in rows; may be left."""

    def __init__(self, words: Mapping[str, Label], **kwargs: Any) -> None:
        kwargs.setdefault("required", False)
        kwargs.setdefault("widget", Choices)
        kwargs.setdefault("error_messages", {"invalid_choice": _("Pick one of these.")})
        super().__init__(choices=list(words.items()), **kwargs)


class YesNo(OneOf):
    """Yes or no, as True or False; None where it was left."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__({"yes": _("Yes"), "no": _("No"), "": CANNOT_SAY}, **kwargs)

    def clean(self, value: Any) -> bool | None:
        return {"yes": True, "no": False}.get(super().clean(value))

    def prepare_value(self, value: Any) -> Any:
        return {True: "yes", False: "no"}.get(value, value) if isinstance(value, bool) else value


class Leavable(Ruler):
    """A ruler whose mark can be taken back, without script too."""

    template_name = "journal/writing/_ruler.html"


class Rating(ScaleField):
    """The ruler of one of ``journal.scales``, by its name. May be left, and taken back."""

    def __init__(self, name: str, *, required: bool = False, **kwargs: Any) -> None:
        low, high = wording.ENDS[name]
        top = SCALES[name].high if name in SCALES else MARKS
        if not required:
            kwargs["widget"] = Leavable(top=top, low=low, high=high, exact=top > MARKS)
        super().__init__(top=top, low=low, high=high, required=required, **kwargs)


class Count(forms.IntegerField):
    """Whole minutes, in a small box. May be left."""

    def __init__(self, *, most: int, **kwargs: Any) -> None:
        wrong = _("Write a whole number from 0 to %(most)s.") % {"most": most}
        kwargs["error_messages"] = dict.fromkeys(("invalid", "min_value", "max_value"), wrong)
        box = forms.TextInput(
            attrs={"class": "short", "inputmode": "numeric", "autocomplete": "off"}
        )
        super().__init__(min_value=0, max_value=most, required=False, widget=box, **kwargs)


class Hours(forms.DecimalField):
    """Hours of sleep to a tenth, with a point or a comma. May be left."""

    def __init__(self, **kwargs: Any) -> None:
        wrong = _("Write hours from 0 to 16, such as 7 or 6.5.")
        kwargs["error_messages"] = {"invalid": wrong}
        box = forms.TextInput(
            attrs={"class": "short", "inputmode": "decimal", "autocomplete": "off"}
        )
        super().__init__(
            min_value=0,
            max_value=MOST_SLEEP_HOURS,
            max_digits=3,
            decimal_places=1,
            required=False,
            widget=box,
            **kwargs,
        )

    def to_python(self, value: Any) -> Decimal | None:  # type: ignore[override]
        typed = value.replace(",", ".") if isinstance(value, str) else value
        hours: Any = super().to_python(typed)
        # There is no less than none: "-0" is 0.
        return abs(hours) if hours is not None and hours == 0 else hours

    def clean(self, value: Any) -> Decimal | None:
        try:
            return super().clean(value)
        except ValidationError:
            # Several things may be wrong with a number; it is said once.
            raise ValidationError(self.error_messages["invalid"], "invalid") from None

    def prepare_value(self, value: Any) -> Any:
        # 7.0 is read as 7.
        return f"{value.normalize():f}" if isinstance(value, Decimal) else value


class Mood(forms.RadioSelect):
    """Five words, each with a line that bends as it says."""

    template_name = "journal/writing/_mood.html"

    def _render(
        self, template_name: str, context: dict[str, Any], renderer: Any = None
    ) -> SafeString:
        # Django's form renderer looks into packages only; our templates lie in templates/.
        return render_to_string(template_name, context)


class MoodField(forms.TypedChoiceField):
    """1, very low, to 5, very good; None where it was left."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            choices=list(wording.MOODS.items()),
            coerce=int,
            empty_value=None,
            required=False,
            widget=Mood,
            error_messages={"invalid_choice": _("Pick one of these.")},
            **kwargs,
        )


class Typed(forms.Form):
    """``begun``: typed before and never sent, so it is shown as it is and not judged."""

    use_required_attribute = False

    def __init__(
        self, data: QueryDict | None = None, *, begun: bool = False, **kwargs: Any
    ) -> None:
        self.begun = begun
        super().__init__(data, **kwargs)

    def full_clean(self) -> None:
        if self.begun:
            self._errors = ErrorDict()
            self.cleaned_data = {}
        else:
            super().full_clean()

    @property
    def own_words(self) -> list[str]:
        """All that was typed in the person's own words."""
        return [
            value
            for field in self
            if isinstance(field.field, OwnWords)
            and isinstance(value := field.value(), str)
            and value.strip()
        ]


@dataclass(frozen=True)
class Whole:
    """Several forms that stand on a page as one, for the summary of what is wrong with it."""

    forms: Sequence[Typed]

    @property
    def errors(self) -> dict[str, list[str]]:
        return {
            form.add_prefix(name): [str(error) for error in errors]
            for form in self.forms
            for name, errors in form.errors.items()
        }

    def non_field_errors(self) -> list[str]:
        return [str(error) for form in self.forms for error in form.non_field_errors()]

    def __iter__(self) -> Iterator[BoundField]:
        for form in self.forms:
            yield from form
