"""The steps of an examination: one view for all of them, and what may come before a step.

The person has these pages; a therapist who leads has the same from another seat (``views.led``).
What each step asks, and how it is kept, stands in ``screens``.
"""

from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from people.access import require_patient
from people.requests import PersonRequest
from people.submissions import once
from safety.queries import who_is_told
from sessions import actions
from sessions.actions import Entry, Heard, Refused
from sessions.forms import StepForm, picked
from sessions.gates import help_shown
from sessions.led import led_in
from sessions.models import Examination
from sessions.offers import OFFERS, ends_worse, offer_after
from sessions.place import Place
from sessions.record import progress_of
from sessions.screens import page_of
from sessions.seats import Seat
from sessions.stages import stages_at
from sessions.steps import LISTS, WAYS, Screen, Step
from sessions.views.before import NOT_YET, before, elsewhere, over
from sessions.views.leader import beside, tell_leader
from sessions.views.onward import (
    AWAY,
    LEADERS_WAYS,
    away_from,
    by_way_of,
    destination,
    safety_first,
    unheard,
)
from sessions.views.typed import all_words, keep_typed, seen_in, typed_before


@require_http_methods(["GET", "HEAD", "POST"])
@require_patient
@once
def step(request: PersonRequest, pk: UUID, step: str, item: UUID | None = None) -> HttpResponse:
    examination = _own(request, pk)
    return visit(request, Seat(examination, request.user, led_in(examination)), step, item)


def visit(request: PersonRequest, seat: Seat, step: str, item: UUID | None = None) -> HttpResponse:
    """A screen, for whoever sits in ``seat``: shown, or its answer kept."""
    at = _place(request, seat, step, item)
    first = before(request, at)
    if first is not None:
        return first
    if request.method != "POST":
        return _show(request, at)
    if request.POST.get("remove"):
        return _remove(request, at, request.POST["remove"])
    if at.step is Step.BELIEF and picked(request.POST):
        use = actions.take_up_picked(use=picked(request.POST), by=request.user)
        return redirect(f"{at.url}?{urlencode({'use': use})}")
    return _take(request, at)


@require_safe
@require_patient
def offer(request: PersonRequest, pk: UUID, what: str) -> HttpResponse:
    """A pause, or another thought: offered after an answer, and always with a way on."""
    examination = _own(request, pk)
    if what not in OFFERS:
        raise Http404
    progress = progress_of(examination)
    context = {
        "offer": OFFERS[what],
        "what": what,
        "worse": ends_worse(progress),
        "on": Seat(examination, request.user).current(progress),
        "here": request.path,
        "examination": examination,
        "told": who_is_told(request.user),
    }
    return render(request, "sessions/offer.html", context)


def _own(request: PersonRequest, pk: UUID) -> Examination:
    return get_object_or_404(request.user.examinations.select_related("person", "belief"), pk=pk)


def _place(request: PersonRequest, seat: Seat, step: str, item: UUID | None) -> Place:
    """404 for a step there is none of, and for a fact, cost or fear of somewhere else."""
    progress = progress_of(seat.examination)
    try:
        screen = Screen(Step(step), None if item is None else str(item))
    except ValueError:
        raise Http404 from None
    if (screen.step in WAYS.values()) != (item is not None) and screen.step not in LISTS:
        raise Http404
    mine = {given.item for given in progress.givens}
    if screen.item not in {None, *mine}:
        raise Http404
    return Place(seat, progress, screen, use=picked(request.GET))


def _show(
    request: PersonRequest, at: Place, form: StepForm | None = None, status: int = 200
) -> HttpResponse:
    page = page_of(at.screen)
    if form is None:
        # A thought that was just picked is what the person wants to see, not what they typed.
        form = page.form(at=at, typed=typed_before(request, at))
    part = request.headers.get("HX-Request") and request.headers.get("HX-Target") == "spread"
    context = {
        "at": at,
        "page": page,
        "form": form,
        "here": at.url,
        "seen": len(at.progress.givens),
        "first": at.progress.before(at.screen) is None,
        "help_shown": help_shown(at, all_words(form)) or any(unheard(form)),
        "told": who_is_told(request.user) if at.step is Step.READY else None,
        **stages_at(at),
        **(beside(at, request.user) if at.seat.leads else {}),
    }
    whole = "sessions/led/step.html" if at.seat.leads else "sessions/step.html"
    template = "sessions/_step.html" if part else whole
    response = render(request, template, context, status=status)
    response["Vary"] = "HX-Request, HX-Target, Cookie"
    return response


def _take(request: PersonRequest, at: Place) -> HttpResponse:
    """Keep what the form says, or show it again with what is wrong with it."""
    page = page_of(at.screen)
    form = page.form(request.POST, at=at)
    goes_away = form.then in AWAY
    if goes_away and not form.has_changed():
        return away_from(request, at, form.then)
    # Nobody finishes by leaving.
    part = not form.is_valid() or at.step is Step.AGAIN or form.then in LEADERS_WAYS
    if goes_away and part:
        keep_typed(request, at)
        away = away_from(request, at, form.then).url
        return redirect(away if at.seat.leads else by_way_of(unheard(form), away))
    if not form.is_valid():
        return _show(request, at, form, status=NOT_YET)
    try:
        heard = page.keep(form, request.user, seen_in(request.POST))
    except Refused as refused:
        return _refused(request, at, form, refused)
    return _onward(request, at, form, heard)


def _refused(request: PersonRequest, at: Place, form: StepForm, refused: Refused) -> HttpResponse:
    """Another window was quicker."""
    now = Place(at.seat, progress_of(at.examination), at.screen)
    if refused.code == "closed":
        return over(request, now)
    if refused.code == "too_early":
        return elsewhere(request, now)
    form.add_error(None, _("This has changed in another window. Please look at it once more."))
    return _show(request, now, form, status=NOT_YET)


def _onward(request: PersonRequest, at: Place, form: StepForm, heard: Heard) -> HttpResponse:
    progress = heard.outcome.progress
    if heard.outcome.crossed:
        messages.warning(
            request,
            _("This was changed on the other screen too. Both are kept; the newest counts.")
            if at.seat.led
            else _("You had changed this in another window too. Both are kept; the newest counts."),
        )
    to = destination(request, at, form, progress)
    if at.progress.completed and to == at.seat.page:
        messages.success(request, _("Kept on your page."))
    offered = offer_after(at.step, at.progress, progress)
    if at.seat.leads:
        tell_leader(request, heard, offered)
        return redirect(to)
    if offered and not form.stays and form.then != "leave":
        to = reverse("sessions:offer", kwargs={"pk": at.examination.pk, "what": offered})
    return redirect(by_way_of(safety_first(heard), to))


def _remove(request: PersonRequest, at: Place, item: str) -> HttpResponse:
    """Take back a fact, a cost or a fear; what was typed beside it is kept."""
    known = {given.item for given in at.progress.items(at.step)} if at.step in LISTS else set()
    if item not in known:
        raise Http404
    entry = Entry(at.step, UUID(item), removed=True)
    try:
        actions.answer_step(examination=at.examination, by=request.user, entries=[entry])
    except Refused as refused:
        return _refused(request, at, page_of(at.screen).form(request.POST, at=at), refused)
    if at.screen == at.list_screen:
        keep_typed(request, at)
    messages.info(request, _("Removed."))
    return redirect(at.seat.url(at.list_screen))
