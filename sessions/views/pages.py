"""What a person sees of their own examinations between and after the steps.

All rows are reached through the person's own managers: nobody else has these pages. Therapists
read what was shared with them on the desk (``care``).
"""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from people.access import care_team_of, require_patient
from people.readers import looks_at, named
from people.requests import PersonRequest
from people.submissions import once
from sessions import actions
from sessions.actions import Refused
from sessions.addresses import screen_url
from sessions.models import Examination
from sessions.more import more_of
from sessions.notes import notes_of
from sessions.record import progress_of, screen_to_go_on
from sessions.sharing import is_private, readers_of

PAGES_AT_ONCE = 20
LOOKS_SHOWN = 10


@require_safe
@require_patient
def page(request: PersonRequest, pk: UUID) -> HttpResponse:
    examination = _own(request, pk)
    notes = notes_of(examination, request.user)
    if notes.ended_at is None:
        return redirect(current_screen(examination))
    return render(
        request,
        "sessions/page.html",
        {
            "notes": notes,
            "more": more_of(examination) if notes.completed_at else None,
            "private": is_private(examination),
            "readers": readers_of(examination),
            "looks": named(looks_at(request.user).filter(object_id=pk)[:LOOKS_SHOWN]),
        },
    )


@require_POST
@require_patient
@once
def share(request: PersonRequest, pk: UUID) -> HttpResponse:
    examination = _own(request, pk)
    care = get_object_or_404(care_team_of(request.user), pk=_uuid(request.POST.get("care")))
    try:
        actions.share_page(examination=examination, care=care, by=request.user)
    except Refused:
        raise Http404 from None
    messages.success(request, _("Shared. You can stop at any time."))
    return redirect("sessions:page", pk=pk)


@require_POST
@require_patient
@once
def unshare(request: PersonRequest, pk: UUID) -> HttpResponse:
    examination = _own(request, pk)
    care = get_object_or_404(care_team_of(request.user), pk=_uuid(request.POST.get("care")))
    actions.unshare_page(examination=examination, reader=care.therapist, by=request.user)
    messages.success(request, _("Stopped. The page is closed to them now."))
    return redirect("sessions:page", pk=pk)


@require_POST
@require_patient
@once
def set_aside(request: PersonRequest, pk: UUID) -> HttpResponse:
    try:
        actions.set_aside(examination=_own(request, pk), by=request.user)
    except Refused:
        messages.info(request, _("That one was finished or set aside before."))
    else:
        messages.success(request, _("Set aside. What you wrote is kept."))
    return redirect("sessions:beliefs")


@require_http_methods(["GET", "HEAD", "POST"])
@require_patient
@once
def erase(request: PersonRequest, pk: UUID) -> HttpResponse:
    examination = _own(request, pk)
    if request.method == "POST":
        actions.erase_examination(examination=examination, by=request.user)
        messages.success(request, _("Deleted, with all you wrote in it."))
        return redirect("sessions:beliefs")
    return render(request, "sessions/erase.html", {"notes": notes_of(examination, request.user)})


def _own(request: PersonRequest, pk: UUID) -> Examination:
    return get_object_or_404(request.user.examinations.select_related("person", "belief"), pk=pk)


def current_screen(examination: Examination) -> str:
    """The screen on which the person goes on."""
    return screen_url(examination, screen_to_go_on(examination, progress_of(examination)))


def _uuid(value: str | None) -> UUID:
    try:
        return UUID(value or "")
    except ValueError:
        raise Http404 from None
