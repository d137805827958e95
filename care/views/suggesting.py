"""Thoughts that a therapist suggests to an own patient, and takes back while they wait."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from care.desk import suggestions_to
from care.forms import SuggestForm
from people.access import care_team_of, patients_of, require_role
from people.carry import carried
from people.models import Role
from people.requests import PersonRequest
from people.submissions import once
from sessions import actions


@require_http_methods(["GET", "HEAD", "POST"])
@require_role(Role.THERAPIST)
@once
def suggest(request: PersonRequest, pk: UUID) -> HttpResponse:
    """A thought to look at: the patient reads it, and takes it up or leaves it."""
    person = get_object_or_404(patients_of(request.user), pk=pk)
    care = get_object_or_404(care_team_of(person).filter(therapist=request.user)[:1])
    form = SuggestForm(request.POST if request.method == "POST" else carried(request))
    if request.method == "POST" and form.is_valid():
        actions.suggest_belief(
            patient=person,
            clinic=care.clinic,
            by=request.user,
            text=form.cleaned_data["text"],
            kind=form.cleaned_data["kind"],
        )
        messages.success(request, _("Suggested. The patient sees it under Examine."))
        return redirect("care:patient", pk=pk)
    return render(request, "care/suggest.html", {"person": person, "form": form})


@require_POST
@require_role(Role.THERAPIST)
@once
def unsuggest(request: PersonRequest, pk: UUID) -> HttpResponse:
    """Take back one's own suggestion, while the patient has not answered it."""
    mine = suggestions_to(request.user).filter(author=request.user, answered_at=None)
    suggestion = get_object_or_404(mine, pk=pk)
    actions.withdraw_suggestion(suggestion=suggestion, by=request.user)
    messages.success(request, _("Taken back. The patient does not see it any more."))
    return redirect("care:patient", pk=suggestion.patient_id)
