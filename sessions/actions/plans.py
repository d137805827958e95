"""What becomes of a plan, and of what a belief had cost: used, agreed to, taken back into life."""

from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from people import audit
from people.clock import stamp
from people.models import User
from sessions.actions.answers import Refused, locked
from sessions.models import Examination, ExaminationEvent, Plan, PlanUse, Reclaim
from sessions.record import progress_of
from sessions.steps import Step


@transaction.atomic
def use_plan(
    *, plan: Plan, by: User, kind: str, on: date, helped: int | None = None, note: str = ""
) -> PlanUse:
    """Note that a plan was rehearsed or used on a day; ``helped``: 0–10, None where it was not
    said. Raises ``Refused`` with ``dropped``."""
    plan = _in_force(plan)
    use = PlanUse.objects.create(
        person=plan.person,
        plan=plan,
        kind=kind,
        on=on,
        helped=helped,
        note=note,
        **stamp(plan.person),
    )
    audit.record(
        by=by,
        action="use-plan",
        person=plan.person,
        on=use,
        fields=["kind", "on", "helped", "note"],
    )
    return use


@transaction.atomic
def approve_plan(*, plan: Plan, by: User, seen: int) -> Plan:
    """A therapist agrees to a plan as it stood at the answer ``seen``. Again is the same.

    Raises ``Refused``: ``dropped``, or ``changed`` where it was written anew meanwhile.
    """
    plan = _in_force(plan)
    if plan.answer_position != seen:
        raise Refused("changed")
    if plan.approved_at is None:
        plan.approved_by = by
        plan.approved_at = timezone.now()
        plan.save(update_fields=["approved_by", "approved_at"])
        audit.record(by=by, action="approve-plan", person=plan.person, on=plan)
    return plan


@transaction.atomic
def reclaim(*, examination: Examination, by: User, cost: UUID, on: date, note: str = "") -> Reclaim:
    """Something that the belief had cost was done after all, on a day. Again changes day and note.

    Raises ``Refused``: ``not_finished``, or ``not_there`` for a cost that is not on the page.
    """
    examination = locked(examination, "belief")
    if not examination.events.filter(kind=ExaminationEvent.Kind.COMPLETED).exists():
        raise Refused("not_finished")
    if progress_of(examination).latest(Step.COST, str(cost)) is None:
        raise Refused("not_there")
    back, _new = Reclaim.objects.update_or_create(
        examination=examination,
        cost=cost,
        defaults={"on": on, "note": note},
        create_defaults={
            "on": on,
            "note": note,
            "person": examination.person,
            **stamp(examination.person),
        },
    )
    audit.record(by=by, action="reclaim", person=examination.person, on=back, fields=["on", "note"])
    return back


@transaction.atomic
def take_back_reclaim(*, examination: Examination, by: User, cost: UUID) -> None:
    """It was marked by mistake: as if it had not been. Again is the same."""
    examination = locked(examination, "belief")
    back = Reclaim.objects.filter(examination=examination, cost=cost).first()
    if back is not None:
        audit.record(by=by, action="take-back-reclaim", person=examination.person, on=back)
        back.delete()


def _in_force(plan: Plan) -> Plan:
    """The row as it stands, held until the transaction ends."""
    plan = Plan.objects.select_for_update(of=("self",)).select_related("person").get(pk=plan.pk)
    if plan.dropped_at:
        raise Refused("dropped")
    return plan
