"""Who treats a person, and which of them may read one page."""

from dataclasses import dataclass

from people.access import care_team_of, grants_of
from people.models import CareRelationship, Scope
from sessions.models import Examination


def is_private(examination: Examination) -> bool:
    """The person keeps the page, or the thought it is about, to themselves: nobody else reads it,
    whatever was shared."""
    belief = examination.belief
    return examination.private or (belief is not None and belief.private)


@dataclass(frozen=True)
class Reader:
    """A therapist of the person. ``page``: this page was opened to them; ``all``: every page."""

    care: CareRelationship
    page: bool
    all: bool

    @property
    def reads(self) -> bool:
        return self.page or self.all


def readers_of(examination: Examination) -> list[Reader]:
    """Everyone who treats the person now, in two queries."""
    person = examination.person
    shut = is_private(examination)
    open_to = {
        (grant.reader_id, grant.clinic_id, grant.root)
        for grant in grants_of(person).filter(scope=Scope.EXAMINATIONS)
    }
    return [
        Reader(
            care,
            page=not shut and (care.therapist_id, care.clinic_id, examination.pk) in open_to,
            all=not shut and (care.therapist_id, care.clinic_id, None) in open_to,
        )
        for care in care_team_of(person)
    ]
