"""Leading an examination: the therapist asks, has the steps from a seat beside the patient's, and
adds questions. Either ends it.

Every row is found by the right to it anew, on GET and on POST alike.
"""

from urllib.parse import urlsplit
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import Resolver404, resolve
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from people import audit
from people.access import care_team_of, patients_of, require_role
from people.carry import carried
from people.models import Role
from people.requests import PersonRequest
from people.submissions import once
from sessions import actions
from sessions.actions import Refused
from sessions.leading import State
from sessions.led import led_rows, state_of
from sessions.led_forms import LeadForm, QuestionForm
from sessions.models import Examination, LedSession, Suggestion
from sessions.record import progress_of
from sessions.seats import Seat
from sessions.steps import Screen, Step
from sessions.together import mark_of, screen_of, together_of
from sessions.views.before import NOT_YET
from sessions.views.steps import visit

LONG_WORD = 20  # characters; the code of a choice is shorter
NOT_CONTENT = ("csrfmiddlewaretoken", "form_key", "seen", "then", "remove", "source", "belief")


@require_http_methods(["GET", "HEAD", "POST"])
@require_role(Role.THERAPIST)
@once
def lead(request: PersonRequest, pk: UUID) -> HttpResponse:
    """Ask an own patient to look at a thought together."""
    person = get_object_or_404(patients_of(request.user), pk=pk)
    care = get_object_or_404(care_team_of(person).filter(therapist=request.user)[:1])
    offered = Suggestion.objects.visible_to(request.user).filter(patient=person, answered_at=None)
    form = LeadForm(
        request.POST if request.method == "POST" else carried(request),
        offered=list(offered.order_by("-created")),
    )
    if request.method == "POST" and form.is_valid():
        try:
            led = actions.ask_to_lead(care=care, by=request.user, **form.proposal)
        except Refused:
            messages.info(request, _("Somebody is looking at a thought with this patient now."))
            return redirect("care:patient", pk=pk)
        return redirect("sessions:led_desk", pk=led.pk)
    now = led_rows().filter(author=request.user, patient=person, ended_at=None).first()
    if request.method != "POST" and now is not None and state_of(now) is not State.OVER:
        return redirect("sessions:led_desk", pk=now.pk)
    return render(request, "sessions/led/lead.html", {"person": person, "form": form})


@require_safe
@require_role(Role.THERAPIST)
def desk(request: PersonRequest, pk: UUID) -> HttpResponse:
    """Where it stands: waiting for the patient, on (to the open screen), or over."""
    led = _mine(request, pk)
    state = state_of(led)
    seat = seat_of(request, led)
    if seat is not None:
        return redirect(_open_screen(led, seat))
    care = led.patient is not None and patients_of(request.user).filter(pk=led.patient.pk).exists()
    context = {"led": led, "waits": state is State.ASKED, "care": care}
    return render(request, "sessions/led/desk.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@require_role(Role.THERAPIST)
@once
def step(request: PersonRequest, pk: UUID, step: str, item: UUID | None = None) -> HttpResponse:
    """A screen of the examination from the therapist's seat."""
    led = _mine(request, pk)
    seat = seat_of(request, led)
    if seat is None:
        return _out(request, led)
    audit.record_read(
        by=request.user, person=seat.examination.person, area="led", on=seat.examination
    )
    response = visit(request, seat, step, item)
    if request.method == "POST" and 300 <= response.status_code < 400:
        _follow(request, led, response["Location"])
    return response


@require_http_methods(["GET", "HEAD", "POST"])
@require_role(Role.THERAPIST)
@once
def question(request: PersonRequest, pk: UUID) -> HttpResponse:
    """Add one to the series, in the middle; what was typed on the step is kept meanwhile."""
    led = _mine(request, pk)
    seat = seat_of(request, led)
    if seat is None:
        return _out(request, led)
    form = QuestionForm(request.POST if request.method == "POST" else carried(request))
    back = _ours(led, request.GET.get("next", "")) or _open_screen(led, seat)
    if request.method == "POST" and form.is_valid():
        actions.add_question(
            examination=seat.examination,
            patient=seat.examination.person,
            clinic=led.clinic,
            by=request.user,
            text=form.cleaned_data["text"],
        )
        messages.success(request, _("Your question is in the series now."))
        return redirect(back)
    status = NOT_YET if request.method == "POST" else 200
    context = {"form": form, "back": back, "led": led, "person": seat.examination.person}
    return render(request, "sessions/led/question.html", context, status=status)


@require_safe
@require_role(Role.THERAPIST)
def news(request: PersonRequest, pk: UUID) -> HttpResponse:
    """What is new since ``seen``: 204 for nothing. It never touches what is being typed.

    With ``wait``: the page only waits for the patient, and goes on by itself.
    """
    led = _mine(request, pk)
    seat = seat_of(request, led)
    seen, waits = request.GET.get("seen", ""), request.GET.get("wait", "")
    if seat is None:
        if state_of(led) is State.ASKED:
            return HttpResponse(status=204)
        return render(request, "sessions/led/_over.html", {"led": led})
    if seen == mark_of(led, seat.examination):
        return HttpResponse(status=204)
    if waits:
        return HttpResponse(status=204, headers={"HX-Redirect": _open_screen(led, seat)})
    audit.record_read(
        by=request.user, person=seat.examination.person, area="led", on=seat.examination
    )
    together = together_of(led, seat.examination, request.user, progress_of(seat.examination))
    context = {"together": together, "person": seat.examination.person, "fresh": True}
    return render(request, "sessions/led/_news.html", context)


@require_POST
@once
def end(request: PersonRequest, pk: UUID) -> HttpResponse:
    """The patient says not now, or that it is enough; the therapist takes it back or ends it."""
    rows = led_rows().filter(ended_at=None)
    led = get_object_or_404(
        rows.filter(patient=request.user) | rows.filter(author=request.user), pk=pk
    )
    actions.end_lead(led=led, by=request.user)
    if led.patient_id == request.user.pk:
        messages.success(request, _("Ended. What you opened for it is closed again."))
        return redirect("home")
    messages.success(request, _("Ended. What was saved is with your patient."))
    return redirect("sessions:led_desk", pk=pk)


def _mine(request: PersonRequest, pk: UUID) -> LedSession:
    """One that this therapist asked for, however it stands."""
    visible = LedSession.objects.visible_to(request.user).filter(author=request.user)
    return get_object_or_404(led_rows().filter(pk__in=visible.values("pk")), pk=pk)


def seat_of(request: PersonRequest, led: LedSession) -> Seat | None:
    """The therapist's seat, None where they have none (any more): the lease, the care and the
    patient's grant must all hold."""
    if state_of(led) is not State.ON:
        return None
    visible = Examination.objects.visible_to(request.user).select_related("person", "belief")
    examination = visible.filter(pk=led.examination_id).first()
    return Seat(examination, request.user, led) if examination else None


def _open_screen(led: LedSession, seat: Seat) -> str:
    progress = progress_of(seat.examination)
    screen = screen_of(led, progress)
    return seat.url(screen) if screen else seat.page


def _follow(request: PersonRequest, led: LedSession, location: str) -> None:
    """The patient's page goes where a POST of the therapist's has led."""
    if not _ours(led, location):
        return
    found = resolve(urlsplit(location).path)
    item = found.kwargs.get("item")
    screen = Screen(Step(found.kwargs["step"]), str(item) if item else None)
    actions.lead_to(led=led, screen=screen, by=request.user)


def _ours(led: LedSession, address: str) -> str:
    """``address``, where it is a screen of this very session; else ""."""
    parts = urlsplit(address)
    try:
        found = resolve(parts.path)
    except Resolver404:
        return ""
    here = not parts.netloc and found.view_name in ("sessions:led_step", "sessions:led_item")
    known = here and found.kwargs["pk"] == led.pk and found.kwargs["step"] in set(Step)
    return parts.path if known else ""


def _out(request: PersonRequest, led: LedSession) -> HttpResponse:
    """It is over. What was typed is shown, to be copied: it is nobody's answer."""
    if request.method != "POST":
        return redirect("sessions:led_desk", pk=led.pk)
    # Words, and not the codes of what was picked.
    typed = [
        words
        for name, words in request.POST.dict().items()
        if name not in NOT_CONTENT and (" " in words.strip() or len(words) > LONG_WORD)
    ]
    return render(request, "sessions/led/over.html", {"typed": typed}, status=NOT_YET)
