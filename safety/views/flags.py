"""Warning signs: asking, what to do now, a mis-tap, and going on again."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from people.access import require_patient
from people.carry import carried
from people.submissions import once
from safety.actions import record_clearance, record_flags
from safety.forms import ClearanceForm, RedFlagForm
from safety.help import help_for
from safety.models import Hold, RedFlagCheck
from safety.queries import alerts_of, clearance_of, may_clear_self, who_is_told
from safety.returning import carrying_on, reader, way_back
from safety.wording import SIGNS


def _own_check(request: HttpRequest, pk: UUID) -> RedFlagCheck:
    # A therapist who may read the answer still does not act as the person.
    own = RedFlagCheck.objects.visible_to(request.user).filter(person=reader(request))
    return get_object_or_404(own, pk=pk)


@require_patient
@require_http_methods(["GET", "POST"])
@once
def flags(request: HttpRequest) -> HttpResponse:
    """For 'new or much worse', at any time."""
    return _ask(request, corrects=None)


@require_patient
@require_http_methods(["GET", "POST"])
@once
def correct(request: HttpRequest, pk: UUID) -> HttpResponse:
    """After a mis-tap: the same question again; both answers are kept."""
    return _ask(request, corrects=_own_check(request, pk))


def _ask(request: HttpRequest, corrects: RedFlagCheck | None) -> HttpResponse:
    person = reader(request)
    form = RedFlagForm(request.POST if request.method == "POST" else carried(request))
    if request.method == "POST" and form.is_valid():
        check = record_flags(
            person=person,
            codes=form.codes,
            about=corrects.about if corrects else "flags-page",
            examination=corrects.examination if corrects else None,
            corrects=corrects,
            by=person,
        )
        if check.urgency or corrects:
            return redirect(carrying_on(request, reverse("safety:advice", args=[check.pk])))
        messages.success(request, _("Kept: none of these signs."))
        return redirect(way_back(request) or "home")
    context = {
        "form": form,
        "told": who_is_told(person),
        "corrects": corrects,
        "next": way_back(request),
    }
    return render(request, "safety/flags.html", context)


@require_patient
def advice(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What to do now, who was told, and what has become of that."""
    return _advise(request, _own_check(request, pk), form=None)


def _advise(request: HttpRequest, check: RedFlagCheck, form: ClearanceForm | None) -> HttpResponse:
    person = reader(request)
    hold = getattr(check, "hold", None)
    clearance = clearance_of(hold)
    may_clear = hold is not None and clearance is None and may_clear_self(person, hold)
    if hold is not None and may_clear and form is None:
        form = ClearanceForm(carried(request, action=_clear_url(hold)), hold=hold)
    context = {
        "check": check,
        "layout": "safety/urgent.html" if check.urgency == "emergency" else "base.html",
        "signs": [SIGNS[code] for code in check.codes],
        "help": help_for(person.country),
        "told": who_is_told(person),
        "alerts": alerts_of(person, source=check.pk),
        "hold": hold,
        "clearance": clearance,
        "form": form if may_clear else None,
        "next": way_back(request),
        # Another answer of the same page called for people to talk to.
        "then_support": way_back(request).startswith("/safety/"),
    }
    return render(request, "safety/advice.html", context)


def _clear_url(hold: Hold) -> str:
    return reverse("safety:clear", args=[hold.pk])


@require_patient
@require_POST
@once
def clear(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The person writes down who said that they may go on, where that is theirs to do."""
    person = reader(request)
    own = Hold.objects.visible_to(request.user).filter(person=person)
    hold = get_object_or_404(own, pk=pk)
    page = (
        reverse("safety:support_screen", args=[hold.support.check_asked_id])
        if (hold.support)
        else reverse("safety:advice", args=[hold.flags_id])
    )
    form = ClearanceForm(request.POST, hold=hold)
    if form.is_valid():
        record_clearance(hold=hold, by=person, **form.cleaned_data)
        messages.success(request, _("Kept. You can go on."))
        return redirect(carrying_on(request, page))
    return render(request, "safety/clear.html", {"form": form, "hold": hold, "page": page})
