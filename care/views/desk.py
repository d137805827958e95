"""The therapist's desk. Every row is found by the right to it anew, on GET and on POST alike."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from care.desk import (
    asks_to_answer,
    caseload_of,
    for_the_team,
    open_alerts,
    shared_pages,
    suggestions_to,
    tests_to_approve,
)
from care.forms import FindForm, ReplyForm, ReviewForm
from people import audit
from people.access import care_team_of, patients_of, require_role
from people.carry import carried
from people.models import CareRelationship, Role, User
from people.requests import PersonRequest
from people.submissions import once
from sessions import actions
from sessions.actions import Refused
from sessions.models import Examination
from sessions.notes import notes_for, notes_of
from sessions.paper import page_pdf
from sessions.views.papers import paper

SUGGESTIONS_SHOWN = 20


@require_http_methods(["GET", "HEAD", "POST"])
@require_role(Role.THERAPIST)
def patients(request: PersonRequest) -> HttpResponse:
    """The caseload. Looking for a name is a POST, so that names stay out of addresses and logs."""
    form = FindForm(request.POST if request.method == "POST" else None)
    words = form.cleaned_data["words"] if form.is_valid() else ""
    context = {"caseload": caseload_of(request.user, words), "form": form, "words": words}
    return render(request, "care/patients.html", context)


@require_safe
@require_role(Role.THERAPIST)
def patient(request: PersonRequest, pk: UUID) -> HttpResponse:
    person = get_object_or_404(patients_of(request.user), pk=pk)
    pages = shared_pages(request.user).filter(person=person)
    notes = notes_for(pages, request.user)
    if notes:
        audit.record_read(by=request.user, person=person, area="examinations")
    context = {
        "person": person,
        "care": _care(request.user, person),
        "pages": notes,
        "waiting": [one for one in notes if for_the_team(one)],
        "back": sum(one.back_and_mattered for one in notes),
        "alerts": open_alerts(request.user).filter(person=person),
        "suggestions": suggestions_to(request.user).filter(patient=person)[:SUGGESTIONS_SHOWN],
    }
    return render(request, "care/patient.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@require_role(Role.THERAPIST)
@once
def review(request: PersonRequest, pk: UUID) -> HttpResponse:
    """One shared page, read and marked as reviewed."""
    examination = _shared(request, pk)
    form = ReviewForm(request.POST if request.method == "POST" else carried(request))
    if request.method == "POST" and form.is_valid():
        actions.review_examination(
            examination=examination,
            by=request.user,
            clinic=_care(request.user, examination.person).clinic,
            note=form.cleaned_data["note"],
        )
        messages.success(request, _("Marked as reviewed."))
        return redirect("care:patient", pk=examination.person_id)
    _note_reading(request.user, examination)
    notes = notes_of(examination, request.user)
    context = {
        "notes": notes,
        "waiting": [notes] if for_the_team(notes) else [],
        "form": form,
        "reviewed": examination.reviewed,
    }
    return render(request, "care/review.html", context)


@require_safe
@require_role(Role.THERAPIST)
def page_paper(request: PersonRequest, pk: UUID) -> HttpResponse:
    """One shared page, to be put into the chart."""
    examination = _shared(request, pk)
    _note_reading(request.user, examination)
    return paper(page_pdf(notes_of(examination, request.user)), "cbtback-page.pdf")


@require_POST
@require_role(Role.THERAPIST)
@once
def approve(request: PersonRequest, pk: UUID) -> HttpResponse:
    """Agree to a test of movement."""
    experiment = get_object_or_404(tests_to_approve(request.user), pk=pk)
    try:
        actions.approve_experiment(experiment=experiment, by=request.user)
    except Refused:
        raise Http404 from None
    messages.success(request, _("You agreed to the test. The patient sees it."))
    return redirect("care:review", pk=experiment.examination_id)


@require_http_methods(["GET", "HEAD", "POST"])
@require_role(Role.THERAPIST)
@once
def answer(request: PersonRequest, pk: UUID) -> HttpResponse:
    """A question of a patient's page, and the answer to it."""
    question = get_object_or_404(asks_to_answer(request.user), pk=pk)
    form = ReplyForm(request.POST if request.method == "POST" else carried(request))
    if request.method == "POST" and form.is_valid():
        try:
            actions.answer_care_question(
                question=question, by=request.user, answer=form.cleaned_data["answer"]
            )
        except Refused:
            raise Http404 from None
        messages.success(request, _("Your answer is on the patient’s page."))
        return redirect("care:review", pk=question.examination_id)
    examination = _shared(request, question.examination_id)
    _note_reading(request.user, examination)
    notes = notes_of(examination, request.user)
    fear = next(fear for fear in notes.fears if fear.item == question.fear)
    return render(request, "care/answer.html", {"notes": notes, "fear": fear, "form": form})


def _shared(request: PersonRequest, pk: UUID) -> Any:
    """The page, with whether it was ``reviewed``."""
    return get_object_or_404(shared_pages(request.user), pk=pk)


def _care(therapist: User, person: User) -> CareRelationship:
    return get_object_or_404(care_team_of(person).filter(therapist=therapist)[:1])


def _note_reading(therapist: User, examination: Examination) -> None:
    audit.record_read(by=therapist, person=examination.person, area="examination", on=examination)
