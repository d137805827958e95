"""What a person takes with them as PDF."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from people.access import require_patient
from people.requests import PersonRequest
from sessions.notes import notes_of
from sessions.paper import card_pdf, page_pdf


def paper(content: bytes, name: str) -> HttpResponse:
    """A PDF to keep, under a name that says nothing of what is in it."""
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@require_safe
@require_patient
def page_paper(request: PersonRequest, pk: UUID) -> HttpResponse:
    """An own page that was finished, or set aside."""
    own = request.user.examinations.select_related("person", "belief")
    notes = notes_of(get_object_or_404(own, pk=pk), request.user)
    if notes.ended_at is None:
        raise Http404
    return paper(page_pdf(notes), "cbtback-page.pdf")


@require_safe
@require_patient
def plan_card(request: PersonRequest, pk: UUID) -> HttpResponse:
    """An own plan in force."""
    row = get_object_or_404(
        request.user.plans.filter(dropped_at=None).select_related("examination"), pk=pk
    )
    notes = notes_of(row.examination, request.user)
    plan = next((fear.plan for fear in notes.fears if fear.plan and fear.plan.row == row), None)
    if plan is None:
        raise Http404
    return paper(card_pdf(plan, request.user), "cbtback-card.pdf")
