"""A person's thoughts: the list of them, the start of an examination, one thought's page.

All rows are reached through the person's own managers: nobody else has these pages.
"""

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from people.access import require_patient
from people.carry import carried
from people.requests import PersonRequest
from people.submissions import once
from safety.phrases import shows_help
from safety.queries import hold_for
from safety.triage import Held
from sessions import actions
from sessions.from_journal import entry_behind
from sessions.led import led_now
from sessions.lines import line_of
from sessions.models import Belief, BeliefState, ExaminationEvent
from sessions.notes import notes_for, notes_of
from sessions.page_forms import StartForm
from sessions.record import open_examination
from sessions.thoughts import since_of, suggestions_for, thoughts_of, to_pick_from
from sessions.views.pages import current_screen

PAGES_AT_ONCE = 20

_MARKED = {
    BeliefState.CURRENT: gettext_lazy("It is on your list again."),
    BeliefState.PARKED: gettext_lazy("Parked. It waits here until you want it."),
    BeliefState.RESOLVED: gettext_lazy("Noted. You can take it up again at any time."),
}
_PRIVACY = {
    "yes": gettext_lazy("Private. Only you can read it and its pages."),
    "no": gettext_lazy("Its pages can be shared now."),
}


@require_safe
@require_patient
def beliefs(request: PersonRequest) -> HttpResponse:
    own = request.user.examinations
    finished = Paginator(own.completed().select_related("belief"), PAGES_AT_ONCE)
    page = finished.get_page(request.GET.get("page"))
    now_open = open_examination(request.user)
    thoughts = thoughts_of(request.user)
    context = {
        "open": now_open,
        "open_notes": notes_of(now_open, request.user) if now_open else None,
        "led": led_now(request.user),
        "suggestions": suggestions_for(request.user),
        "current": [one for one in thoughts if one.state is BeliefState.CURRENT],
        "parked": [one for one in thoughts if one.state is BeliefState.PARKED],
        "resolved": [one for one in thoughts if one.state is BeliefState.RESOLVED],
        "page": page,
        "finished": notes_for(page, request.user),
        "set_aside": notes_for(own.set_aside()[:PAGES_AT_ONCE], request.user),
        "hold": hold_for(request.user, Held.SESSION),
    }
    return render(request, "sessions/beliefs.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@require_patient
@once
def start(request: PersonRequest) -> HttpResponse:
    now_open = open_examination(request.user)
    if now_open is not None:
        messages.info(request, _("You have this one open. Finish it or set it aside first."))
        return redirect(current_screen(now_open))
    hold = hold_for(request.user, Held.SESSION)
    data = request.POST if request.method == "POST" else carried(request)
    form = StartForm(
        data,
        beliefs=to_pick_from(request.user.beliefs.with_state().order_by("-created")),
        initial={"belief": request.GET.get("belief", "")},
    )
    if request.method == "POST" and hold is None and form.is_valid():
        examination = actions.start_examination(
            person=request.user, by=request.user, belief=form.chosen
        )
        return redirect(current_screen(examination))
    return render(request, "sessions/start.html", {"form": form, "hold": hold})


@require_safe
@require_patient
def belief(request: PersonRequest, pk: UUID) -> HttpResponse:
    """One thought: how sure the person was over time, and what it was looked at with."""
    own = _own(request, pk)
    examined = own.examinations.ended(*ExaminationEvent.ENDS).select_related("belief")
    page = Paginator(examined, PAGES_AT_ONCE).get_page(request.GET.get("page"))
    notes = notes_for(page, request.user)
    now_open = open_examination(request.user)
    context = {
        "belief": own,
        "from_team": own.suggestions.select_related("author").first(),
        "entry": entry_behind(own),
        "line": line_of(own),
        "page": page,
        "ended": notes,
        "fears": [fear for one in notes for fear in one.fears if fear.plan or fear.test],
        "since": since_of(own),
        "open": now_open,
        "open_here": now_open is not None and now_open.belief_id == own.pk,
        "hold": hold_for(request.user, Held.SESSION),
        "help_shown": shows_help(own.text, request.LANGUAGE_CODE),
    }
    return render(request, "sessions/belief.html", context)


@require_POST
@require_patient
@once
def belief_state(request: PersonRequest, pk: UUID) -> HttpResponse:
    """Park it, say that it no longer holds one back, take it up again."""
    own = _own(request, pk)
    state = request.POST.get("state", "")
    if state not in BeliefState:
        raise Http404
    actions.mark_belief(belief=own, state=state, by=request.user)
    messages.success(request, _MARKED[BeliefState(state)])
    return redirect("sessions:belief", pk=pk)


@require_POST
@require_patient
@once
def belief_privacy(request: PersonRequest, pk: UUID) -> HttpResponse:
    """Kept to oneself, or open to whom its pages are shared with."""
    own = _own(request, pk)
    private = request.POST.get("private", "")
    if private not in _PRIVACY:
        raise Http404
    actions.set_belief_private(belief=own, private=private == "yes", by=request.user)
    messages.success(request, _PRIVACY[private])
    return redirect("sessions:belief", pk=pk)


@require_http_methods(["GET", "HEAD", "POST"])
@require_patient
@once
def erase_belief(request: PersonRequest, pk: UUID) -> HttpResponse:
    """Only one that was never looked at: another goes with its last page."""
    own = _own(request, pk)
    if own.examinations.exists():
        raise Http404
    if request.method == "POST":
        actions.erase_belief(belief=own, by=request.user)
        messages.success(request, _("Deleted."))
        return redirect("sessions:beliefs")
    return render(request, "sessions/erase_belief.html", {"belief": own})


def _own(request: PersonRequest, pk: UUID) -> Belief:
    found: Belief = get_object_or_404(
        request.user.beliefs.with_state().select_related("person"), pk=pk
    )
    return found
