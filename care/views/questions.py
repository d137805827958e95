"""A therapist's own questions: for one patient's examination, and the clinic's sets."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from care.desk import question_sets_of
from care.forms import QuestionForm, QuestionSetForm
from people.access import care_team_of, clinics_of, patients_of, require_role
from people.carry import carried
from people.models import Clinic, Role, User
from people.requests import PersonRequest
from people.submissions import once
from sessions import actions
from sessions.content import QuestionSet, question_set
from sessions.models import AddedQuestion, BeliefKind, ClinicQuestions

KINDS: dict[str, Any] = dict(BeliefKind.choices)


@require_http_methods(["GET", "HEAD", "POST"])
@require_role(Role.THERAPIST)
@once
def questions(request: PersonRequest, pk: UUID) -> HttpResponse:
    """What an own patient is asked besides the sets: next time, or in the one that is open."""
    person = get_object_or_404(patients_of(request.user), pk=pk)
    care = get_object_or_404(care_team_of(person).filter(therapist=request.user)[:1])
    form = QuestionForm(request.POST if request.method == "POST" else carried(request))
    if request.method == "POST" and form.is_valid():
        actions.add_question(
            patient=person, clinic=care.clinic, by=request.user, text=form.cleaned_data["text"]
        )
        messages.success(request, _("Kept. It is asked in their next examination."))
        return redirect("care:questions", pk=pk)
    context = {"person": person, "form": form, "added": _added(request.user).filter(patient=person)}
    return render(request, "care/questions.html", context)


@require_POST
@require_role(Role.THERAPIST)
@once
def withdraw(request: PersonRequest, pk: UUID) -> HttpResponse:
    question = get_object_or_404(_added(request.user).filter(author=request.user), pk=pk)
    actions.withdraw_question(question=question, by=request.user)
    messages.success(request, _("Withdrawn. It is not asked any more."))
    return redirect("care:questions", pk=question.patient_id)


@dataclass(frozen=True)
class OwnSet:
    """One kind of belief in one clinic: the set in force, None where there is none."""

    clinic: Clinic
    kind: str
    label: Any
    published: ClinicQuestions | None
    built_in: QuestionSet


@require_safe
@require_role(Role.THERAPIST)
def sets(request: PersonRequest) -> HttpResponse:
    """The sets by kind of belief, of each clinic where one works."""
    in_force = {
        (one.clinic_id, one.kind): one
        for one in question_sets_of(request.user).filter(retired_at=None)
    }
    found = [
        OwnSet(clinic, kind, label, in_force.get((clinic.pk, kind)), question_set(kind))
        for clinic in clinics_of(request.user, Role.THERAPIST)
        for kind, label in KINDS.items()
    ]
    return render(request, "care/question_sets.html", {"sets": found})


@require_http_methods(["GET", "HEAD", "POST"])
@require_role(Role.THERAPIST)
@once
def one_set(request: PersonRequest, clinic: UUID, kind: str) -> HttpResponse:
    """The clinic's own questions for one kind of belief beside the built-in ones."""
    own = get_object_or_404(clinics_of(request.user, Role.THERAPIST), pk=clinic)
    if kind not in KINDS:
        raise Http404
    versions = question_sets_of(request.user).filter(clinic=own, kind=kind).order_by("-version")
    now = next((one for one in versions if one.retired_at is None), None)
    form = QuestionSetForm(
        request.POST if request.method == "POST" else carried(request),
        initial={"questions": "\n".join(now.questions) if now else ""},
    )
    if request.method == "POST" and form.is_valid():
        actions.publish_questions(
            clinic=own, kind=kind, questions=form.cleaned_data["questions"], by=request.user
        )
        messages.success(request, _("Published. Examinations that begin now ask them."))
        return redirect("care:question_set", clinic=clinic, kind=kind)
    context = {
        "set": OwnSet(own, kind, KINDS[kind], now, question_set(kind)),
        "earlier": [one for one in versions if one is not now],
        "form": form,
    }
    return render(request, "care/question_set.html", context)


@require_POST
@require_role(Role.THERAPIST)
@once
def retire(request: PersonRequest, pk: UUID) -> HttpResponse:
    published = get_object_or_404(question_sets_of(request.user), pk=pk)
    actions.retire_questions(published=published, by=request.user)
    messages.success(request, _("Retired. Only the built-in questions are asked now."))
    return redirect("care:question_set", clinic=published.clinic_id, kind=published.kind)


def _added(therapist: User) -> QuerySet[AddedQuestion]:
    """Those of the clinics where one works, to own patients, the newest first."""
    rows: QuerySet[AddedQuestion] = AddedQuestion.objects.visible_to(therapist)
    return (
        rows.filter(patient__in=patients_of(therapist))
        .select_related("author", "examination")
        .order_by("-created")
    )
