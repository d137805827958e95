"""A person's own questions after the examination, and what was answered."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from people.access import require_patient
from people.carry import carried
from people.requests import PersonRequest
from people.submissions import once
from sessions import actions
from sessions.actions import Refused
from sessions.notes import notes_of
from sessions.page_forms import AnswerForm
from sessions.sharing import readers_of


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
