"""What a person sees of their own examinations between and after the steps.

All rows are reached through the person's own managers: nobody else has these pages. Therapists
read what was shared with them on the desk (``care``).
"""

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from people.access import care_team_of, require_patient
from people.carry import carried
from people.readers import looks_at, named
from people.requests import PersonRequest
from people.submissions import once
from safety.queries import hold_for
from safety.triage import Held
from sessions import actions
from sessions.actions import Refused
from sessions.addresses import screen_url
from sessions.models import Examination
from sessions.notes import notes_for, notes_of
from sessions.page_forms import StartForm
from sessions.record import open_examination, progress_of, screen_to_go_on
from sessions.sharing import readers_of

PAGES_AT_ONCE = 20
LOOKS_SHOWN = 10


@require_safe
@require_patient
def beliefs(request: PersonRequest) -> HttpResponse:
    own = request.user.examinations
    finished = Paginator(own.completed().select_related("belief"), PAGES_AT_ONCE)
    page = finished.get_page(request.GET.get("page"))
    now_open = open_examination(request.user)
    return render(
        request,
        "sessions/beliefs.html",
        {
            "open": now_open,
            "open_notes": notes_of(now_open, request.user) if now_open else None,
            "page": page,
            "finished": notes_for(page, request.user),
            "set_aside": notes_for(own.set_aside()[:PAGES_AT_ONCE], request.user),
            "hold": hold_for(request.user, Held.SESSION),
        },
    )


@require_http_methods(["GET", "HEAD", "POST"])
@require_patient
@once
def start(request: PersonRequest) -> HttpResponse:
    now_open = open_examination(request.user)
    if now_open is not None:
        messages.info(request, _("You have this one open. Finish it or set it aside first."))
        return redirect(_current(now_open))
    hold = hold_for(request.user, Held.SESSION)
    data = request.POST if request.method == "POST" else carried(request)
    form = StartForm(
        data,
        beliefs=list(request.user.beliefs.order_by("-created")),
        initial={"belief": request.GET.get("belief", "")},
    )
    if request.method == "POST" and hold is None and form.is_valid():
        examination = actions.start_examination(
            person=request.user, by=request.user, belief=form.chosen
        )
        return redirect(_current(examination))
    return render(request, "sessions/start.html", {"form": form, "hold": hold})


@require_safe
@require_patient
def page(request: PersonRequest, pk: UUID) -> HttpResponse:
    examination = _own(request, pk)
    notes = notes_of(examination, request.user)
    if notes.ended_at is None:
        return redirect(_current(examination))
    return render(
        request,
        "sessions/page.html",
        {
            "notes": notes,
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


def _current(examination: Examination) -> str:
    """The screen on which the person goes on."""
    return screen_url(examination, screen_to_go_on(examination, progress_of(examination)))


def _uuid(value: str | None) -> UUID:
    try:
        return UUID(value or "")
    except ValueError:
        raise Http404 from None
