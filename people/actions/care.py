"""Who cares for whom."""

from django.db import transaction
from django.db.models.functions import Greatest
from django.utils import timezone

from people.access import runs
from people.actions.sharing import end_grants
from people.audit import record
from people.errors import NotAllowed, NoTherapist
from people.models import AccessGrant, CareRelationship, Clinic, Membership, Role, User


@transaction.atomic
def start_care(
    *, patient: User, therapist: User, clinic: Clinic, by: User | None
) -> CareRelationship:
    """``therapist`` treats ``patient`` from now on; the relationship in force, if there is one.

    It opens no record: the patient shares, or does not. NotAllowed unless ``by`` runs the
    clinic and the patient belongs to it; NoTherapist if the therapist does not work there.
    """
    # Locked, so that an end of either role that comes now waits, and then ends this too.
    here = Membership.objects.active().filter(clinic=clinic).select_for_update(of=("self",))
    if not runs(by, clinic) or here.filter(user=patient, role=Role.PATIENT).first() is None:
        raise NotAllowed
    works_here = here.filter(user=therapist, role=Role.THERAPIST).first()
    if patient == therapist or works_here is None:
        raise NoTherapist
    care, new = CareRelationship.objects.get_or_create(
        clinic=clinic, patient=patient, therapist=therapist, until=None
    )
    if new:
        record(by=by, action="start-care", person=patient, on=care, clinic=clinic)
    return care


@transaction.atomic
def end_care(*, care: CareRelationship, by: User | None) -> None:
    """End it, and what the patient had opened to that therapist there. Ending twice is once.

    The clinic's admin may, the therapist may, and the patient may.
    """
    if by not in (care.patient, care.therapist) and not runs(by, care.clinic):
        raise NotAllowed
    # Greatest: a clock that was set back must not make an end before the start.
    ended = CareRelationship.objects.filter(pk=care.pk, until=None).update(
        until=Greatest("since", timezone.now())
    )
    if not ended:
        return
    record(by=by, action="end-care", person=care.patient, on=care, clinic=care.clinic)
    end_grants(
        AccessGrant.objects.filter(person=care.patient, reader=care.therapist, clinic=care.clinic),
        by=by,
    )
