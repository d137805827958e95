"""A person's own pages of this room: their day, and what their journal shows.

All rows are reached through the person's own managers: nobody else has these pages.
"""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from insights import actions
from insights.findings import read
from insights.models import Finding
from insights.overview import FIRST_SPAN, SPANS, overview_of
from insights.today import today_of
from people.access import require_patient
from people.requests import PersonRequest
from people.submissions import once


@require_safe
@require_patient
def today(request: PersonRequest) -> HttpResponse:
    return render(request, "insights/today.html", {"today": today_of(request.user)})


@require_safe
@require_patient
def patterns(request: PersonRequest) -> HttpResponse:
    span = request.GET.get("span", FIRST_SPAN)
    seen = overview_of(request.user, timezone.now(), span if span in SPANS else FIRST_SPAN)
    return render(request, "insights/patterns.html", {"seen": seen})


@require_POST
@require_patient
@once
def take_look(request: PersonRequest) -> HttpResponse:
    """Where one is due and the clock has not come by yet; else it is there already."""
    person = request.user
    if actions.take_look(person=person, now=timezone.now(), by=person) is None:
        messages.info(request, _("There is no new look yet. One comes each month."))
    return redirect("insights:patterns")


@require_safe
@require_patient
def look(request: PersonRequest, pk: UUID) -> HttpResponse:
    found = get_object_or_404(request.user.looks, pk=pk)
    return render(request, "insights/look.html", {"read": read(found)})


@require_POST
@require_patient
@once
def hide(request: PersonRequest, pk: UUID, finding: UUID) -> HttpResponse:
    actions.hide_finding(finding=_own(request, pk, finding), by=request.user)
    messages.info(request, _("Put away. You can bring it back below."))
    return redirect("insights:patterns")


@require_POST
@require_patient
@once
def show_again(request: PersonRequest, pk: UUID, finding: UUID) -> HttpResponse:
    actions.show_again(finding=_own(request, pk, finding), by=request.user)
    return redirect("insights:patterns")


def _own(request: PersonRequest, pk: UUID, finding: UUID) -> Finding:
    own = get_object_or_404(request.user.looks, pk=pk)
    found: Finding = get_object_or_404(own.findings.select_related("look__person"), pk=finding)
    return found
