"""The patient's side of an examination that is led: asked to join, and a page that follows."""

from collections.abc import Sequence
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from people.access import require_patient
from people.requests import PersonRequest
from people.submissions import once
from safety.queries import hold_for
from safety.triage import Held
from sessions import actions, wording
from sessions.actions import Refused
from sessions.gates import asks_living, held_at, help_shown
from sessions.leading import State
from sessions.led import led_rows, state_of
from sessions.models import Examination, LedSession
from sessions.notes import notes_of
from sessions.place import Place
from sessions.record import open_examination, progress_of
from sessions.screens import page_of
from sessions.seats import Seat
from sessions.stages import stages_at
from sessions.steps import OWN_ALONE, WAYS, Given, Step
from sessions.together import answers_in, mark_of, needs_a_person, support_in, together_of


@require_safe
@require_patient
def led(request: PersonRequest, pk: UUID) -> HttpResponse:
    """The request with what it means, the page that follows, or that it is over."""
    one = _of_mine(request, pk)
    state = state_of(one)
    if state is State.ON:
        return render(request, "sessions/led/together.html", _together(request, one))
    if state is State.ASKED:
        now_open = open_examination(request.user)
        context = {
            "led": one,
            "open": notes_of(now_open, request.user) if now_open else None,
            "hold": hold_for(request.user, Held.SESSION),
        }
        return render(request, "sessions/led/join.html", context)
    return render(request, "sessions/led/ended.html", _ended(one))


@require_POST
@require_patient
@once
def join(request: PersonRequest, pk: UUID) -> HttpResponse:
    one = _of_mine(request, pk)
    try:
        actions.join_lead(led=one, by=request.user)
    except Refused as refused:
        if refused.code == "private":
            text = _("The thought you have open is private. Finish it or set it aside first.")
            messages.info(request, text)
    return redirect("sessions:led", pk=pk)


@require_safe
@require_patient
def follow(request: PersonRequest, pk: UUID) -> HttpResponse:
    """The inside of the page that follows; 204 where nothing has changed since ``seen``."""
    one = _of_mine(request, pk)
    seen = request.GET.get("seen", "")
    if state_of(one) is not State.ON or one.examination is None:
        return render(request, "sessions/led/_ended.html", _ended(one))
    if seen == mark_of(one, one.examination):
        return HttpResponse(status=204)
    context = _together(request, one)
    urgent = needs_a_person(context["together"].progress, after=answers_in(seen))
    if urgent:
        page = _safety_page(one.examination, urgent)
        to = f"{page}?{urlencode({'next': reverse('sessions:led', kwargs={'pk': pk})})}"
        return HttpResponse(status=204, headers={"HX-Redirect": to})
    return render(request, "sessions/led/_together.html", {**context, "fresh": True})


def _of_mine(request: PersonRequest, pk: UUID) -> LedSession:
    mine = LedSession.objects.visible_to(request.user).filter(patient=request.user)
    return get_object_or_404(led_rows().filter(pk__in=mine.values("pk")), pk=pk)


def _safety_page(examination: Examination, urgent: str) -> str:
    """Who answers now: the page that the same answer opens on the person's own screen."""
    if urgent == "other":
        return reverse("safety:talk")
    check = support_in(examination)
    if check is None:
        return reverse("safety:support")
    return reverse("safety:support_screen", kwargs={"pk": check.pk})


def _together(request: PersonRequest, one: LedSession) -> dict[str, Any]:
    if one.examination is None:
        raise Http404
    together = together_of(one, one.examination, request.user, progress_of(one.examination))
    seat = Seat(one.examination, request.user, one)
    context: dict[str, Any] = {"led": one, "together": together}
    screen = together.screen
    if screen is None:
        return context
    at = Place(seat, together.progress, screen)
    hold = held_at(at)
    return {
        **context,
        "at": at,
        "page": page_of(screen),
        "asked": _asked(at),
        "here": seat.url(screen),
        "hold": hold,
        "mine": bool(hold or asks_living(at) or screen.step in OWN_ALONE),
        "urgent": needs_a_person(together.progress),
        "help_shown": help_shown(at, ""),
        "news": _news(together.progress.givens),
        **stages_at(at),
    }


def _news(givens: Sequence[Given]) -> str:
    """Which step was answered last, in words; "" before the first answer."""
    if not givens:
        return ""
    step = givens[-1].step
    return str(wording.STAGES["ways" if step in WAYS.values() else step])


def _asked(at: Place) -> list[str]:
    """The questions of the series, as the therapist asks them."""
    if at.step is not Step.QUESTIONS:
        return []
    form = page_of(at.screen).form(at=at)
    return [str(field.label) for field in form.visible_fields()]


def _ended(one: LedSession) -> dict[str, Any]:
    return {"led": one, "examination": one.examination, "joined": one.accepted_at is not None}
