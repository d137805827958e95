"""Not wanting to be alive: one question, whom to call, three questions, what comes next."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from people.access import require_patient
from people.carry import carried
from people.submissions import once
from safety.actions import record_support, record_support_questions
from safety.forms import ClearanceForm, LivingForm, SupportQuestionsForm
from safety.help import help_for
from safety.models import SupportCheck
from safety.queries import alerts_of, clearance_of, may_clear_self, who_is_told
from safety.returning import carrying_on, reader, way_back


@require_patient
@require_http_methods(["GET", "POST"])
@once
def support(request: HttpRequest) -> HttpResponse:
    """The one question; yes and rather not say lead to the support screen."""
    person = reader(request)
    form = LivingForm(request.POST if request.method == "POST" else carried(request))
    if request.method == "POST" and form.is_valid():
        check = record_support(
            person=person, answer=form.cleaned_data["living"], about="support-page", by=person
        )
        if check.opens_support:
            page = reverse("safety:support_screen", args=[check.pk])
            return redirect(carrying_on(request, page))
        return redirect(way_back(request) or "home")
    context = {
        "form": form,
        "help": help_for(person.country),
        "told": who_is_told(person),
        "next": way_back(request),
    }
    return render(request, "safety/support.html", context)


@require_patient
@require_http_methods(["GET", "POST"])
@once
def support_screen(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Whom to call comes first; the three questions are below it, and can be left."""
    person = reader(request)
    own = SupportCheck.objects.visible_to(person).filter(person=person)
    check = get_object_or_404(own, pk=pk)
    form = SupportQuestionsForm(request.POST if request.method == "POST" else carried(request))
    if request.method == "POST" and form.is_valid():
        record_support_questions(check=check, by=person, **form.cleaned_data)
        return redirect(carrying_on(request, request.path))
    questions = check.latest_questions()
    hold = getattr(questions, "hold", None)
    clearance = clearance_of(hold)
    open_hold = hold if clearance is None else None
    may_clear = open_hold is not None and may_clear_self(person, open_hold)
    urgent = questions is not None and questions.is_urgent and clearance is None
    context = {
        "layout": "safety/urgent.html" if urgent else "base.html",
        "questions": questions,
        "urgent": urgent,
        "form": form,
        "help": help_for(person.country),
        "told": who_is_told(person),
        "alerts": alerts_of(person, source=check.pk),
        "hold": open_hold,
        "clearance": clearance,
        "clearance_form": ClearanceForm(hold=open_hold) if open_hold and may_clear else None,
        "next": way_back(request),
    }
    return render(request, "safety/support_screen.html", context)
