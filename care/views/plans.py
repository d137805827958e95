"""What a therapist adds to a patient's plans: limits, agreement, and a lock for a while."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from care.desk import plans_to_read, shared_pages
from care.forms import LimitForm, LockForm
from people import audit
from people.access import care_team_of, patients_of, require_role
from people.carry import carried
from people.clock import today
from people.models import CareRelationship, Role, User
from people.requests import PersonRequest
from people.submissions import once
from safety.limits import set_limit, withdraw_limit
from safety.models import CareLimit
from safety.queries import limits_of
from sessions import actions
from sessions.actions import LONGEST_LOCK, Refused
from sessions.fear_notes import FearNotes
from sessions.models import PlanLock
from sessions.notes import notes_of
from sessions.sorting import Verdict


@require_http_methods(["GET", "HEAD", "POST"])
@require_role(Role.THERAPIST)
@once
def limits(request: PersonRequest, pk: UUID) -> HttpResponse:
    """What an own patient is asked to keep to, and the form for more."""
    person = get_object_or_404(patients_of(request.user), pk=pk)
    care = _care(request.user, person)
    form = LimitForm(request.POST if request.method == "POST" else carried(request))
    if request.method == "POST" and form.is_valid():
        set_limit(
            patient=person, clinic=care.clinic, text=form.cleaned_data["text"], by=request.user
        )
        messages.success(request, _("Saved. The patient reads it on plans and tests."))
        return redirect("care:limits", pk=pk)
    written = CareLimit.objects.visible_to(request.user).filter(patient=person)
    context = {
        "person": person,
        "limits": limits_of([person], request.user),
        "withdrawn": written.exclude(withdrawn_at=None).order_by("-withdrawn_at")[:10],
        "locks": _locks(request.user, person).filter(ended_at=None, until__gte=today(person)),
        "form": form,
    }
    return render(request, "care/limits.html", context)


@require_POST
@require_role(Role.THERAPIST)
@once
def withdraw(request: PersonRequest, pk: UUID) -> HttpResponse:
    own = CareLimit.objects.visible_to(request.user)
    limit = get_object_or_404(own.filter(patient__in=patients_of(request.user)), pk=pk)
    withdraw_limit(limit=limit, by=request.user)
    messages.success(request, _("Withdrawn. The patient does not see it any more."))
    return redirect("care:limits", pk=limit.patient_id)


@require_POST
@require_role(Role.THERAPIST)
@once
def approve_plan(request: PersonRequest, pk: UUID) -> HttpResponse:
    """Agree to a plan, as it stood on the page that was read."""
    plan = get_object_or_404(plans_to_read(request.user), pk=pk)
    seen = request.POST.get("seen", "")
    try:
        actions.approve_plan(plan=plan, by=request.user, seen=int(seen) if seen.isdecimal() else 0)
    except Refused as refused:
        if refused.code != "changed":
            raise Http404 from None
        messages.error(request, _("The plan was changed meanwhile. Read it as it is now."))
    else:
        messages.success(request, _("You agreed to the plan. The patient sees it."))
    return redirect("care:review", pk=plan.examination_id)


@require_http_methods(["GET", "HEAD", "POST"])
@require_role(Role.THERAPIST)
@once
def lock(request: PersonRequest, pk: UUID, fear: UUID) -> HttpResponse:
    """Keep a fear at *plan ahead* up to a day, for a reason that the patient reads."""
    examination = get_object_or_404(shared_pages(request.user), pk=pk)
    notes = notes_of(examination, request.user)
    found = next((one for one in notes.fears if one.item == fear), None)
    if found is None or found.verdict is not Verdict.PLAN:
        raise Http404
    day = today(examination.person)
    form = LockForm(
        request.POST if request.method == "POST" else carried(request),
        first=day,
        last=day + LONGEST_LOCK,
        initial=_as_it_is(found),
    )
    if request.method == "POST" and form.is_valid():
        try:
            actions.lock_plan(
                examination=examination,
                fear=fear,
                clinic=_care(request.user, examination.person).clinic,
                by=request.user,
                **form.cleaned_data,
            )
        except Refused as refused:
            if refused.code != "locked":
                raise Http404 from None
            messages.error(request, _("Another clinic keeps this plan already. Nothing was saved."))
        else:
            messages.success(request, _("It stays at “Plan ahead”. The patient reads why."))
        return redirect("care:review", pk=pk)
    audit.record_read(
        by=request.user, person=examination.person, area="examination", on=examination
    )
    return render(request, "care/lock.html", {"notes": notes, "fear": found, "form": form})


@require_POST
@require_role(Role.THERAPIST)
@once
def unlock(request: PersonRequest, pk: UUID) -> HttpResponse:
    own = PlanLock.objects.visible_to(request.user)
    kept = get_object_or_404(own.filter(patient__in=patients_of(request.user)), pk=pk)
    actions.unlock_plan(lock=kept, by=request.user)
    messages.success(request, _("The patient can move this fear again."))
    if shared_pages(request.user).filter(pk=kept.examination_id).exists():
        return redirect("care:review", pk=kept.examination_id)
    return redirect("care:limits", pk=kept.patient_id)


def _as_it_is(fear: FearNotes) -> dict[str, Any]:
    return {"reason": fear.lock.reason, "until": fear.lock.until} if fear.lock else {}


def _locks(therapist: User, person: User) -> Any:
    return PlanLock.objects.visible_to(therapist).filter(patient=person).select_related("author")


def _care(therapist: User, person: User) -> CareRelationship:
    return get_object_or_404(care_team_of(person).filter(therapist=therapist)[:1])
