"""A person's own plans when they are needed, and what they have taken back into their life."""

from uuid import UUID

from django.contrib import messages
from django.contrib.humanize.templatetags.humanize import apnumber
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from people.access import require_patient
from people.carry import carried
from people.clock import today
from people.requests import PersonRequest
from people.submissions import once
from safety.queries import hold_for, limits_of
from sessions import actions
from sessions.actions import Refused
from sessions.models import Examination
from sessions.notes import Cost, Notes, notes_of
from sessions.plan_forms import ReclaimForm, UseForm
from sessions.plans import in_force, plans_of, standing


@require_safe
@require_patient
def plans(request: PersonRequest) -> HttpResponse:
    """When it happens: every plan in force, large enough to be used in the moment."""
    day = today(request.user)
    found = plans_of(request.user, day)
    context = {
        "thoughts": found.thoughts,
        "back": found.back,
        "back_in_words": str(apnumber(len(found.back))).capitalize(),
        "limits": limits_of([request.user], request.user),
        "hold": hold_for(request.user),
        "day": day,
    }
    return render(request, "sessions/plans.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@require_patient
@once
def plan(request: PersonRequest, pk: UUID) -> HttpResponse:
    """One plan, what became of it so far, and the form to say how it went."""
    rows = in_force(request.user).select_related("examination__person", "examination__belief")
    row = get_object_or_404(rows, pk=pk)
    day = today(request.user)
    notes = notes_of(row.examination, request.user)
    found = next((one for one in standing([notes], day) if one.plan.row.pk == pk), None)
    if found is None:
        raise Http404
    form = UseForm(
        request.POST if request.method == "POST" else carried(request), person=request.user
    )
    if request.method == "POST" and form.is_valid():
        try:
            actions.use_plan(plan=row, by=request.user, **form.cleaned_data)
        except Refused:
            raise Http404 from None
        messages.success(request, _("Saved. Any of these is worth knowing."))
        return redirect("sessions:plan", pk=pk)
    context = {"standing": found, "form": form, "hold": hold_for(request.user), "day": day}
    return render(request, "sessions/plan.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@require_patient
@once
def reclaim(request: PersonRequest, pk: UUID, cost: UUID) -> HttpResponse:
    """Something the thought had cost was done after all, on a day."""
    notes, given_up = _cost(request, pk, cost)
    back = given_up.reclaimed
    form = ReclaimForm(
        request.POST if request.method == "POST" else carried(request),
        person=request.user,
        initial={"on": back.on, "note": back.note} if back else {},
    )
    if request.method == "POST" and form.is_valid():
        try:
            actions.reclaim(
                examination=notes.examination, by=request.user, cost=cost, **form.cleaned_data
            )
        except Refused:
            raise Http404 from None
        messages.success(request, _("Saved. It is marked as back."))
        return redirect(_costs_on_page(notes))
    context = {"notes": notes, "cost": given_up, "form": form}
    return render(request, "sessions/reclaim.html", context)


@require_POST
@require_patient
@once
def take_back_reclaim(request: PersonRequest, pk: UUID, cost: UUID) -> HttpResponse:
    notes, _given_up = _cost(request, pk, cost)
    actions.take_back_reclaim(examination=notes.examination, by=request.user, cost=cost)
    messages.success(request, _("Undone. It is not marked as back any more."))
    return redirect(_costs_on_page(notes))


def _cost(request: PersonRequest, pk: UUID, item: UUID) -> tuple[Notes, Cost]:
    """A finished page of the person's own, and the cost on it."""
    own: Examination = get_object_or_404(request.user.examinations.completed(), pk=pk)
    notes = notes_of(own, request.user)
    found = next((cost for cost in notes.costs if cost.item == item), None)
    if found is None:
        raise Http404
    return notes, found


def _costs_on_page(notes: Notes) -> str:
    return reverse("sessions:page", kwargs={"pk": notes.examination.pk}) + "#what-it-cost"
