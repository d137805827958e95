"""The clinic's alerts: what waits, who has it, what became of it."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from people import audit
from people.access import require_role, treats
from people.carry import carried
from people.models import Role
from people.submissions import once
from safety.actions import acknowledge, mark_seen, record_clearance, record_outcome
from safety.forms import AcknowledgeForm, DeskClearanceForm, OutcomeForm
from safety.models import SafetyAlert
from safety.queries import clearance_of, desk_alerts
from safety.returning import reader


def _find(request: HttpRequest, pk: UUID) -> SafetyAlert:
    return get_object_or_404(desk_alerts(reader(request)), pk=pk)


@require_role(Role.THERAPIST)
@require_safe
def alerts(request: HttpRequest) -> HttpResponse:
    """Kinds and names only: an alert discloses itself alone."""
    found = list(desk_alerts(reader(request)))
    context = {
        "waiting": [alert for alert in found if alert.acknowledged is None],
        "taken": [alert for alert in found if alert.acknowledged is not None],
    }
    return render(request, "safety/alerts.html", context)


@require_role(Role.THERAPIST)
@require_POST
@once
def seen(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Opening an alert is written down, so it is a POST."""
    alert = _find(request, pk)
    mark_seen(alert=alert, by=reader(request))
    return redirect("safety:alert", pk=alert.pk)


@require_role(Role.THERAPIST)
@require_safe
def alert(request: HttpRequest, pk: UUID) -> HttpResponse:
    found = _find(request, pk)
    if found.person:
        audit.record_read(by=reader(request), person=found.person, area="safety-alert", on=found)
    return _show(request, found)


@require_role(Role.THERAPIST)
@require_POST
@once
def take(request: HttpRequest, pk: UUID) -> HttpResponse:
    found = _find(request, pk)
    form = AcknowledgeForm(request.POST)
    if not form.is_valid():
        return _show(request, found, acknowledge_form=form)
    acknowledge(alert=found, by=reader(request), **form.cleaned_data)
    return redirect("safety:alert", pk=found.pk)


@require_role(Role.THERAPIST)
@require_POST
@once
def outcome(request: HttpRequest, pk: UUID) -> HttpResponse:
    found = _find(request, pk)
    form = OutcomeForm(request.POST)
    if not form.is_valid():
        return _show(request, found, outcome_form=form)
    record_outcome(alert=found, by=reader(request), **form.cleaned_data)
    return redirect("safety:alert", pk=found.pk)


@require_role(Role.THERAPIST)
@require_POST
@once
def clear_for_clinic(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The clinic says that what waits may go on."""
    found = _find(request, pk)
    hold = found.hold
    if hold is None:
        raise Http404
    form = DeskClearanceForm(request.POST, hold=hold)
    if not form.is_valid():
        return _show(request, found, clearance_form=form)
    record_clearance(hold=hold, by=reader(request), clinic=found.clinic, **form.cleaned_data)
    return redirect("safety:alert", pk=found.pk)


def _show(
    request: HttpRequest,
    found: SafetyAlert,
    acknowledge_form: AcknowledgeForm | None = None,
    outcome_form: OutcomeForm | None = None,
    clearance_form: DeskClearanceForm | None = None,
) -> HttpResponse:
    hold = found.hold
    clearance = clearance_of(hold)

    def kept(name: str) -> QueryDict | None:
        """What was on its way to this form when the log-in ran out."""
        return carried(request, action=reverse(f"safety:{name}", args=[found.pk]))

    if hold is not None and clearance is None and clearance_form is None:
        clearance_form = DeskClearanceForm(kept("alert_clear"), hold=hold)
    context = {
        "alert": found,
        "treats": found.person is not None and treats(reader(request), found.person),
        "hold": hold,
        "clearance": clearance,
        "form": acknowledge_form or outcome_form or clearance_form,
        "acknowledge_form": acknowledge_form or AcknowledgeForm(kept("acknowledge")),
        "outcome_form": outcome_form or OutcomeForm(kept("outcome")),
        "clearance_form": clearance_form,
    }
    return render(request, "safety/alert.html", context)
