"""The series of questions about a thought."""

from typing import Any

from django.forms import BoundField
from django.utils.functional import cached_property

from sessions.asking import Series, series_of
from sessions.content import FactCard
from sessions.forms.base import ANSWER, OwnWords, StepForm
from sessions.said import Words
from sessions.steps import Path


class QuestionsForm(StepForm):
    """The series for the kind of this thought, as its version asks it. Each may be skipped."""

    @cached_property
    def series(self) -> Series:
        path = Path.FULL if self.at.full else Path.SHORT
        return series_of(self.at.examination, self.at.kind, path)

    def build(self) -> None:
        for one in self.series.asked:
            self.fields[one.id] = OwnWords(
                most=ANSWER, required=False, label=one.text, help_text=one.who
            )
        self.says = tuple(one.id for one in self.series.asked)

    @property
    def parts(self) -> list[tuple[Words, list[BoundField], bool]]:
        """For the page: when a part fits, its fields, and whether something stands in them."""
        parts = []
        for part in self.series.parts:
            fields = [self[one.id] for one in part.asked]
            parts.append((part.label, fields, any(field.value() for field in fields)))
        return parts

    @property
    def pick(self) -> bool:
        """Some of it fits, and some does not."""
        return any(part.label for part in self.series.parts)

    @property
    def facts(self) -> tuple[FactCard, ...]:
        return self.series.facts

    def entry(self, **place: Any) -> Any:
        """With what was said to a question that is not asked now: of another path, or one that was
        taken back since."""
        entry = super().entry(**place)
        before = {
            name: text for name, text in self.at.said.items() if text and name not in self.fields
        }
        return type(entry)(entry.step, said={**before, **entry.said}, asked=entry.asked)
