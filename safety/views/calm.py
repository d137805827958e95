"""Pages for a hard moment. Public: nobody should have to log in to find a number."""

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from people.access import is_patient, require_patient
from people.models import User
from people.submissions import once
from safety.actions import raise_alert
from safety.help import CountryHelp, countries, help_for
from safety.models import AlertKind, AlertSeverity
from safety.queries import alerts_of, hold_for, who_is_told
from safety.returning import carrying_on, reader, way_back
from safety.triage import Urgency
from safety.wording import signs_of


@login_not_required
@require_safe
def help_now(request: HttpRequest) -> HttpResponse:
    """Whom to call. Nothing about the person stands here but their clinic's number."""
    user = request.user
    written = countries()
    context: dict[str, Any] = {
        "help": _chosen(request),
        "countries": written,
        "some_unchecked": any(country.unchecked for country in written),
        "emergency_signs": [words for _code, words in signs_of(Urgency.EMERGENCY)],
        "same_day_signs": [words for _code, words in signs_of(Urgency.SAME_DAY)],
        "patient": is_patient(user),
        "next": way_back(request),
    }
    if isinstance(user, User):
        context["told"] = who_is_told(user)
    return render(request, "safety/help.html", context)


def _chosen(request: HttpRequest) -> CountryHelp | None:
    """By what was picked, else the person's country, else the browser's; else none."""
    picked = request.GET.get("country", "")
    if picked:
        return help_for(picked)
    if isinstance(request.user, User):
        return help_for(request.user.country)
    for tag in request.headers.get("Accept-Language", "").split(","):
        region = tag.split(";")[0].strip().partition("-")[2]
        if found := help_for(region):
            return found
    return None


@login_not_required
@require_safe
def breathe(request: HttpRequest) -> HttpResponse:
    return render(request, "safety/breathe.html", {"next": way_back(request)})


@login_not_required
@require_safe
def flare(request: HttpRequest) -> HttpResponse:
    """A plain plan for a flare. Who has a hold is told to wait with moving."""
    user = request.user
    hold = hold_for(user) if isinstance(user, User) else None
    context = {"hold": hold, "patient": is_patient(user), "next": way_back(request)}
    return render(request, "safety/flare.html", context)


@require_patient
@require_http_methods(["GET", "POST"])
@once
def talk(request: HttpRequest) -> HttpResponse:
    """Somebody hurts the person. Nobody is told unless the person asks for it here."""
    user = reader(request)
    told = who_is_told(user)
    asked = alerts_of(user, kind=AlertKind.ASKED)
    waiting = any(alert.acknowledged is None for alert in asked)
    may_ask = told.anyone and not waiting
    if request.method == "POST" and may_ask:
        raise_alert(person=user, kind=AlertKind.ASKED, severity=AlertSeverity.SAME_DAY, by=user)
        return redirect(carrying_on(request, reverse("safety:talk")))
    context = {
        "help": help_for(user.country),
        "told": told,
        "alerts": asked[:1],
        "may_ask": may_ask,
        "next": way_back(request),
    }
    return render(request, "safety/talk.html", context)
