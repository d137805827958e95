"""What was typed and is no answer yet: kept when somebody goes away from a page."""

from collections.abc import Mapping, Sequence

from django.db import transaction
from django.utils import timezone

from people import audit
from people.models import User
from sessions.models import Draft, Examination
from sessions.record import place_of
from sessions.steps import Screen


@transaction.atomic
def keep_draft(
    *, examination: Examination, by: User, screen: Screen, words: Mapping[str, Sequence[str]]
) -> Draft:
    """Keep the fields of a form as they were sent; what was kept there before gives way."""
    draft, _new = Draft.objects.select_for_update().get_or_create(
        examination=examination, place=place_of(screen), defaults={"words": {}}
    )
    draft.words = {name: list(values) for name, values in words.items()}
    draft.at = timezone.now()
    draft.save(update_fields=["words", "at"])
    audit.record(by=by, action="keep-draft", person=examination.person, on=draft, fields=words)
    return draft


def forget_drafts(examination: Examination, screens: Sequence[Screen]) -> None:
    """They have become answers. In the caller's transaction."""
    places = {place_of(screen) for screen in screens} | {screen.step.value for screen in screens}
    Draft.objects.filter(examination=examination, place__in=places).delete()
