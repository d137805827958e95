"""A person's own tests: what was planned, what came of each, and what they say together."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from journal.trials import tried_by
from people.access import require_patient
from people.carry import carried
from people.clock import today
from people.requests import PersonRequest
from people.submissions import once
from safety.queries import hold_for, who_is_told
from safety.triage import Held
from sessions import actions
from sessions.actions import Refused
from sessions.fear_notes import FearNotes, Test
from sessions.models import Experiment
from sessions.notes import Notes, notes_of
from sessions.page_forms import AgreementForm
from sessions.sharing import readers_of
from sessions.trial_forms import CheckForm, ResultForm
from sessions.trials import trials_of
from sessions.trying import THIRD
from sessions.views.before import NOT_YET
from sessions.views.onward import by_way_of
from sessions.views.typed import words_in


@require_safe
@require_patient
def tests(request: PersonRequest) -> HttpResponse:
    """All tests: what is open or asked about, and what was guessed beside what came true; and the
    trials of what goes with the pain."""
    context = {
        "tests": trials_of(request.user),
        "tried": tried_by(request.user, today(request.user)),
    }
    return render(request, "sessions/tests.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@require_patient
@once
def experiment(request: PersonRequest, pk: UUID) -> HttpResponse:
    """What was planned, and what came of it; or why it waits."""
    own = _own(request, pk)
    form = ResultForm(
        request.POST if request.method == "POST" else carried(request),
        person=request.user,
        initial={"done": own.done, "result": own.result, "pain_before": own.pain_before},
    )
    if request.method == "POST" and form.is_valid():
        try:
            actions.record_result(experiment=own, by=request.user, **form.cleaned_data)
        except Refused as refused:
            if refused.code == "told":
                return _told_before(request, own, form)
            messages.error(request, _("This test still waits. Nothing was saved."))
            return redirect("sessions:experiment", pk=pk)
        messages.success(request, _("Saved. Any of these is worth knowing."))
        return redirect("sessions:experiment", pk=pk)
    # Its own form posts elsewhere: what a log-out kept of it is asked for by that address.
    kept = carried(request, action=reverse("sessions:agreed", args=[pk]))
    return _show(request, own, form, AgreementForm(kept))


@require_POST
@require_patient
@once
def agreed(request: PersonRequest, pk: UUID) -> HttpResponse:
    """Somebody without a therapist here writes down who agreed to a test."""
    own = _own(request, pk)
    form = AgreementForm(request.POST)
    if not form.is_valid():
        return _show(request, own, ResultForm(person=request.user), form)
    try:
        actions.record_agreement(experiment=own, by=request.user, **form.cleaned_data)
    except Refused:
        raise Http404 from None
    messages.success(request, _("Saved. You can go on with this test."))
    return redirect("sessions:experiment", pk=pk)


@require_http_methods(["GET", "HEAD", "POST"])
@require_patient
@once
def check(request: PersonRequest, pk: UUID, day: int) -> HttpResponse:
    """How it is some days after a test: the warning signs first."""
    own = _own(request, pk)
    notes, fear, test = _test(request, own)
    form = CheckForm(request.POST if request.method == "POST" else carried(request), day=day)
    if test.trial is None or not test.trial.may_tell(day, today(request.user)):
        if request.method == "POST":
            return _told_before(request, own, form)
        messages.info(request, _("There is nothing to tell for that day now."))
        return redirect("sessions:experiment", pk=pk)
    if request.method == "POST" and form.is_valid():
        try:
            signs = actions.record_check(
                experiment=own, by=request.user, day=day, flags=form.codes, **form.said
            )
        except Refused:
            return _told_before(request, own, form)
        messages.success(request, _("Saved. Any of these is worth knowing."))
        here = reverse("sessions:experiment", kwargs={"pk": pk})
        first = [reverse("safety:advice", kwargs={"pk": signs.pk})] if signs.urgency else []
        return redirect(by_way_of(first, here))
    context = {
        **_shared(notes, fear, test),
        "form": form,
        "day": day,
        "told": who_is_told(request.user),
        "asks_more": day == THIRD,
        "signs": _signs(form),
    }
    return render(request, "sessions/check.html", context)


def _signs(form: Form) -> bool:
    """A sign of danger is ticked on a page that was not kept: help does not wait until it is."""
    names = [name for name in ("emergency", "same_day") if name in form.fields]
    return form.is_bound and any(form[name].value() for name in names)


def _told_before(request: PersonRequest, own: Experiment, form: Form) -> HttpResponse:
    """Another window was quicker, or it is too late: what was typed is shown, to be copied."""
    typed = list(words_in(form).items())
    context = {"experiment": own, "typed": typed, "signs": _signs(form)}
    return render(request, "sessions/told_before.html", context, status=NOT_YET)


def _own(request: PersonRequest, pk: UUID) -> Experiment:
    own = request.user.experiments.filter(dropped_at=None).select_related("examination__person")
    return get_object_or_404(own, pk=pk)


def _test(request: PersonRequest, own: Experiment) -> tuple[Notes, FearNotes, Test]:
    """The page it stands on, its fear, and the test as it is read."""
    notes = notes_of(own.examination, request.user)
    found = (
        (notes, fear, test)
        for fear in notes.fears
        for test in fear.tests
        if test.experiment.pk == own.pk
    )
    one = next(found, None)
    if one is None:
        # Its fear was taken away.
        raise Http404
    return one


def _shared(notes: Notes, fear: FearNotes, test: Test) -> dict[str, Any]:
    return {"notes": notes, "fear": fear, "test": test, "is_last": fear.test is test}


def _show(
    request: PersonRequest, experiment: Experiment, form: Form, agreement: Form
) -> HttpResponse:
    notes, fear, test = _test(request, experiment)
    context = {
        **_shared(notes, fear, test),
        "form": form,
        "agreement": agreement,
        "readers": readers_of(experiment.examination),
        "hold": hold_for(request.user, Held.TEST),
    }
    return render(request, "sessions/experiment.html", context)
