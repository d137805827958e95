"""What both forms of an entry share: whose they are, what the entry said, and the words in it."""

import uuid
from datetime import UTC, tzinfo
from typing import Any

from django import forms
from django.http import QueryDict

from journal.drafts import as_uuid
from journal.forms.base import Typed, Whole
from journal.forms.named import Naming, with_named
from journal.models import Trigger
from journal.saying import Named, Said
from people.clock import zone_of
from people.models import User


class JournalForm(Typed):
    """``person``: whose entry it is; None for a page that holds nothing of anybody. ``said``: what
    the entry says already."""

    naming: Naming

    client_id = forms.Field(required=False, widget=forms.HiddenInput)

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        person: User | None,
        said: Said | None = None,
        begun: bool = False,
    ) -> None:
        self.person, self.before, self.sent = person, said, data
        initial = {"client_id": uuid.uuid4(), **self.initial_of(said)}
        super().__init__(data, begun=begun, initial=initial)

    def initial_of(self, said: Said | None) -> dict[str, Any]:
        names = type(self).base_fields
        return {name: getattr(said, name) for name in names if said and hasattr(said, name)}

    def vocabulary(self, offered: list[Trigger]) -> list[Trigger]:
        if self.person is None:
            return []
        return with_named(offered, person=self.person, data=self.sent, said=self.named)

    @property
    def zone(self) -> tzinfo:
        return zone_of(self.person) if self.person else UTC

    @property
    def named(self) -> tuple[Named, ...]:
        return self.before.named if self.before else ()

    @property
    def entry_id(self) -> uuid.UUID:
        """Made where the entry was written; what is none gets a new one."""
        return as_uuid(self["client_id"].value()) or uuid.uuid4()

    @property
    def whole(self) -> Whole:
        """This form with those of the words in it."""
        return Whole([self, *self.naming.meant])

    @property
    def words(self) -> str:
        """All that was typed, as one text, for the phrases that show help."""
        return " . ".join(text for form in self.whole.forms for text in form.own_words)

    def is_valid(self) -> bool:
        both = [super().is_valid(), self.naming.is_valid()]
        return not self.begun and all(both)
