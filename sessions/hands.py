"""Who wrote an answer, where it was not the person: a therapist who leads writes too."""

from collections.abc import Iterable, Mapping
from uuid import UUID

from django.utils.translation import gettext as _

from people.models import User
from sessions.models import Answer, Examination

# The name of whoever wrote what counts at a place, "step" or "step/item"; the person's own words
# are not in it.
Hands = Mapping[str, str]


def place_name(step: str, item: object = None) -> str:
    return f"{step}/{item}" if item else step


def hands_of(
    examination: Examination, answers: Iterable[Answer], names: Mapping[UUID, str]
) -> Hands:
    """``answers`` in their order; ``names`` of all who wrote them, by id."""
    last = {place_name(row.step, row.item): row.by_id for row in answers}
    return {
        place: names.get(by, _("somebody else")) if by else _("somebody else")
        for place, by in last.items()
        if by != examination.person_id
    }


def names_of_others(answers: Iterable[Answer], people: Iterable[UUID]) -> dict[UUID, str]:
    """Whoever else than ``people`` wrote any of ``answers``; one query, none where nobody did."""
    others = {row.by_id for row in answers if row.by_id} - set(people)
    if not others:
        return {}
    return {user.pk: user.get_full_name() for user in User.objects.filter(pk__in=others)}
