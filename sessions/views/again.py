"""Asked again, some days or weeks after an examination."""

from datetime import date
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from people.access import require_patient
from people.carry import carried
from people.clock import today, zone_of
from people.models import User
from people.requests import PersonRequest
from people.submissions import once
from safety.phrases import shows_help
from safety.queries import hold_for
from safety.triage import Held
from sessions import actions
from sessions.actions import Refused
from sessions.follow_up_form import FollowUpForm
from sessions.follow_ups import asked_now
from sessions.following import DAYS, Following
from sessions.lines import APART, line_of
from sessions.models import Examination, FollowUp
from sessions.notes import Notes, notes_of
from sessions.record import open_examination
from sessions.steps import MAX_FEARS
from sessions.views.before import NOT_YET


@require_http_methods(["GET", "HEAD", "POST"])
@require_patient
@once
def follow_up(request: PersonRequest, pk: UUID, day: int) -> HttpResponse:
    """How the thought is now. Once that is told, its line, and what could come next."""
    own = _own(request, pk, day)
    notes = notes_of(own, request.user)
    given = own.follow_ups.filter(day=day).first()
    hold = hold_for(request.user, Held.SESSION)
    is_open = hold is None and _is_open(own, request.user, day)
    form = _form(request, notes, given) if is_open else None
    if request.method == "POST":
        if form is None:
            messages.info(request, _("The time for this one is over. Nothing was changed."))
            return redirect("sessions:page", pk=pk)
        if form.is_valid():
            actions.answer_follow_up(examination=own, by=request.user, day=day, **form.cleaned_data)
            return redirect("sessions:follow_up", pk=pk, day=day)
    typed = form is not None and form.is_bound
    context = {
        "notes": notes,
        "day": day,
        "form": form,
        "hold": hold,
        "help_shown": _help_shown(form, given, own.language),
    }
    if given is not None and given.conviction is not None and not typed:
        return render(request, "sessions/followed_up.html", context | _afterwards(notes, given))
    status = NOT_YET if typed and request.method == "POST" else 200
    return render(request, "sessions/follow_up.html", context, status=status)


@require_POST
@require_patient
@once
def skip_follow_up(request: PersonRequest, pk: UUID, day: int) -> HttpResponse:
    """Not this time, which is fine."""
    try:
        actions.put_away_follow_up(examination=_own(request, pk, day), by=request.user, day=day)
    except Refused:
        messages.info(request, _("The time for this one is over. Nothing was changed."))
    else:
        messages.success(request, _("That is fine. You can look at this thought at any time."))
    return redirect("home")


def _own(request: PersonRequest, pk: UUID, day: int) -> Examination:
    """A finished one of the person's own; 404 for a day on which nothing is asked, or not yet."""
    rows = request.user.examinations.completed().select_related("person", "belief")
    own = get_object_or_404(rows, pk=pk)
    finished: date = own.ended_at.astimezone(zone_of(request.user)).date()
    if day not in DAYS or Following(finished).window(day).opens > today(request.user):
        raise Http404
    return own


def _is_open(examination: Examination, person: User, day: int) -> bool:
    asked = asked_now(examination, today(person))
    return asked is not None and asked.window is not None and asked.window.day == day


def _form(request: PersonRequest, notes: Notes, given: FollowUp | None) -> FollowUpForm:
    """What was answered before stands in it; the first time nothing does."""
    names = ("conviction", "came_back", "yes_done", "plan_used", "in_the_way")
    before = {name: getattr(given, name) for name in names} if given else {}
    data = request.POST if request.method == "POST" else carried(request)
    return FollowUpForm(data, notes=notes, initial=before)


def _help_shown(form: FollowUpForm | None, given: FollowUp | None, language: str) -> bool:
    """Help is shown beside what was written, sent or kept; nobody is told."""
    typed = str(form["in_the_way"].value() or "") if form is not None else ""
    kept = given.in_the_way if given is not None else ""
    return bool(shows_help(f"{typed} . {kept}", language))


def _afterwards(notes: Notes, given: FollowUp) -> dict[str, object]:
    earlier = [notes.conviction.before, notes.conviction.after]
    earlier += [one.conviction for one in notes.follow_ups if one.day < given.day]
    rated = [number for number in earlier if number is not None]
    now = given.conviction or 0
    tests = [fear.test for fear in notes.fears if fear.test]
    belief = notes.examination.belief
    return {
        "given": given,
        "line": line_of(belief) if belief else None,
        "went_up": bool(rated) and now - rated[-1] > APART,
        "tests": tests,
        "test_ahead": next((test for test in tests if not test.experiment.done), None),
        "may_add_fear": len(notes.fears) < MAX_FEARS,
        "open": open_examination(notes.person),
    }
