"""What was typed and is no answer yet: kept when somebody goes away from a page."""

from collections.abc import Mapping, Sequence

from django.db import transaction
from django.utils import timezone

from people import audit
from people.models import User
from sessions.models import Draft, Examination
from sessions.record import draft_place
from sessions.steps import Screen


@transaction.atomic
def keep_draft(
    *, examination: Examination, by: User, screen: Screen, words: Mapping[str, Sequence[str]]
) -> Draft:
    """Keep the fields of a form as they were sent; what was kept there before gives way."""
    draft, _new = Draft.objects.select_for_update().get_or_create(
        examination=examination,
        place=draft_place(examination, screen, by),
        defaults={"words": {}},
    )
    draft.words = {name: list(values) for name, values in words.items()}
    draft.at = timezone.now()
    draft.save(update_fields=["words", "at"])
    audit.record(by=by, action="keep-draft", person=examination.person, on=draft, fields=words)
    return draft


def forget_drafts(examination: Examination, screens: Sequence[Screen], by: User) -> None:
    """They have become answers of ``by``. In the caller's transaction."""
    lists = {Screen(screen.step) for screen in screens}
    places = {draft_place(examination, screen, by) for screen in {*screens, *lists}}
    Draft.objects.filter(examination=examination, place__in=places).delete()
