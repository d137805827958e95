"""A person's own tests and questions after the examination: what came of them."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from people.access import require_patient
from people.carry import carried
from people.requests import PersonRequest
from people.submissions import once
from safety.queries import hold_for
from safety.triage import Held
from sessions import actions
from sessions.actions import Refused
from sessions.models import Experiment
from sessions.notes import notes_of
from sessions.page_forms import AgreementForm, AnswerForm, ResultForm
from sessions.sharing import readers_of


@require_http_methods(["GET", "HEAD", "POST"])
@require_patient
@once
def experiment(request: PersonRequest, pk: UUID) -> HttpResponse:
    """What was planned, and what came of it; or why it waits."""
    own = _own_test(request, pk)
    form = ResultForm(
        request.POST if request.method == "POST" else carried(request),
        initial={
            "done": own.done,
            "result": own.result,
            "came_true": own.came_true,
            "learnt": own.learnt,
        },
    )
    if request.method == "POST" and form.is_valid():
        try:
            actions.record_result(experiment=own, by=request.user, **form.cleaned_data)
        except Refused:
            messages.error(request, _("This test still waits. Nothing was saved."))
            return redirect("sessions:experiment", pk=pk)
        messages.success(request, _("Saved. Any of these is worth knowing."))
        return redirect("sessions:page", pk=own.examination_id)
    # Its own form posts elsewhere: what a log-out kept of it is asked for by that address.
    kept = carried(request, action=reverse("sessions:agreed", args=[pk]))
    return _show(request, own, form, AgreementForm(kept))


@require_POST
@require_patient
@once
def agreed(request: PersonRequest, pk: UUID) -> HttpResponse:
    """Somebody without a therapist here writes down who agreed to a test."""
    own = _own_test(request, pk)
    form = AgreementForm(request.POST)
    if not form.is_valid():
        return _show(request, own, ResultForm(), form)
    try:
        actions.record_agreement(experiment=own, by=request.user, **form.cleaned_data)
    except Refused:
        raise Http404 from None
    messages.success(request, _("Saved. You can go on with this test."))
    return redirect("sessions:experiment", pk=pk)


@require_http_methods(["GET", "HEAD", "POST"])
@require_patient
@once
def care_answer(request: PersonRequest, pk: UUID) -> HttpResponse:
    """A question and its answer, which the person writes down unless the care team gave it."""
    question = get_object_or_404(
        request.user.carequestions.filter(dropped_at=None).select_related("examination"), pk=pk
    )
    initial: dict[str, Any] = {"answer": question.answer, "name": question.answered_by_name}
    if question.answered_on:
        initial["on"] = question.answered_on
    form = AnswerForm(
        request.POST if request.method == "POST" else carried(request),
        person=request.user,
        initial=initial,
    )
    if request.method == "POST" and form.is_valid():
        try:
            actions.answer_care_question(question=question, by=request.user, **form.cleaned_data)
        except Refused:
            messages.info(request, _("Your care team has answered this. Nothing was changed."))
            return redirect("sessions:care_answer", pk=pk)
        messages.success(request, _("Saved."))
        return redirect("sessions:page", pk=question.examination_id)
    notes = notes_of(question.examination, request.user)
    fear = next(fear for fear in notes.fears if fear.item == question.fear)
    context = {
        "notes": notes,
        "fear": fear,
        "ask": fear.ask,
        "form": form,
        "readers": readers_of(question.examination),
    }
    return render(request, "sessions/answer.html", context)


def _own_test(request: PersonRequest, pk: UUID) -> Experiment:
    own = request.user.experiments.filter(dropped_at=None).select_related("examination__person")
    return get_object_or_404(own, pk=pk)


def _show(
    request: PersonRequest, experiment: Experiment, form: Form, agreement: Form
) -> HttpResponse:
    notes = notes_of(experiment.examination, request.user)
    fear = next(fear for fear in notes.fears if fear.item == experiment.fear)
    context = {
        "notes": notes,
        "fear": fear,
        "test": fear.test,
        "form": form,
        "agreement": agreement,
        "readers": readers_of(experiment.examination),
        "hold": hold_for(request.user, Held.TEST),
    }
    return render(request, "sessions/experiment.html", context)
