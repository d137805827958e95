"""A trial of one trigger: begun, its days told, its result, its end."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from journal import actions
from journal.forms.trial import TrialEndForm, TrialForm, as_id
from journal.models import TrialDay, Trigger, TriggerTrial
from journal.offers import usual
from journal.trials import sheet_of
from people.access import require_patient
from people.carry import carried
from people.clock import today
from people.requests import PersonRequest
from people.submissions import once
from safety.phrases import shows_help
from safety.queries import hold_for
from safety.triage import Held

# A form with mistakes; app.js shows it in place.
NOT_YET = 422
OFFERED = 20


@require_http_methods(["GET", "HEAD", "POST"])
@require_patient
@once
def trial_new(request: PersonRequest) -> HttpResponse:
    """Which trigger (``?trigger=``), what on which days, for how long. The order is drawn on
    saving. Nothing is asked while a trial runs or tests are held."""
    data = request.POST if request.method == "POST" else carried(request)
    form = _form(request, data)
    if request.method == "POST" and form.is_valid():
        try:
            trial = actions.start_trial(by=request.user, **form.said)
        except actions.TrialRefused:
            # Begun in another window, or a warning sign since: the page says so, words and all.
            return _show_new(request, form)
        messages.success(request, _("Your trial is set. The order of the days is drawn."))
        return redirect("journal:trial", pk=trial.pk)
    return _show_new(request, form)


def _form(request: PersonRequest, data: QueryDict | None) -> TrialForm:
    asked = data if data is not None else request.GET
    return TrialForm(
        data,
        person=request.user,
        picked=_picked(request, asked.get("trigger")),
        offered=usual(request.user, OFFERED),
        initial={"look": as_id(asked.get("look"))},
    )


def _picked(request: PersonRequest, pk: str | None) -> Trigger | None:
    wanted = as_id(pk)
    own = request.user.triggers.select_related("merged_into", "person")
    found: Trigger | None = own.filter(pk=wanted).first() if wanted else None
    return (found.merged_into or found) if found else None


def _show_new(request: PersonRequest, form: TrialForm) -> HttpResponse:
    bound = request.method == "POST"
    context = {
        "form": form,
        "running": request.user.triggertrials.filter(ended_at=None).first(),
        "hold": hold_for(request.user, Held.TEST),
        "help_shown": shows_help(" . ".join(form.own_words), request.LANGUAGE_CODE),
    }
    return render(request, "journal/trial_new.html", context, status=NOT_YET if bound else 200)


@require_http_methods(["GET", "HEAD"])
@require_patient
def trial(request: PersonRequest, pk: UUID) -> HttpResponse:
    """Its days, what came of it, and what can be done with it."""
    own = _own(request, pk)
    # Its form posts elsewhere: what a log-out kept of it is asked for by that address.
    kept = carried(request, action=reverse("journal:trial_end", args=[pk]))
    return _show(request, own, TrialEndForm(kept, initial={"learnt": own.learnt}))


@require_POST
@require_patient
@once
def trial_day(request: PersonRequest, pk: UUID) -> HttpResponse:
    """How a day went, by one button: ``said`` is a day and a code, ``2026-03-12 yes``."""
    own = _own(request, pk)
    on, _space, kept = request.POST.get("said", "").partition(" ")
    try:
        day = parse_date(on)
    except ValueError:
        day = None
    if day is None or kept not in TrialDay.Kept.values:
        messages.info(request, _("Nothing was picked, so nothing was saved."))
        return redirect("journal:trial", pk=pk)
    try:
        actions.record_trial_day(trial=own, by=request.user, on=day, kept=kept)
    except actions.TrialRefused as refused:
        ended = refused.code == "ended"
        no = _("This trial is over.") if ended else _("That day cannot be told now.")
        messages.info(request, f"{no} {_('Nothing was saved.')}")
        return redirect("journal:trial", pk=pk)
    messages.success(request, _("Saved. Any of these is worth knowing."))
    return redirect("journal:trial", pk=pk)


@require_POST
@require_patient
@once
def trial_end(request: PersonRequest, pk: UUID) -> HttpResponse:
    """Stopped early, or done; and what was learnt, which can be changed later."""
    own = _own(request, pk)
    form = TrialEndForm(request.POST)
    if not form.is_valid():
        return _show(request, own, form, status=NOT_YET)
    actions.end_trial(trial=own, by=request.user, learnt=form.cleaned_data["learnt"])
    messages.success(request, _("Saved."))
    return redirect("journal:trial", pk=pk)


@require_POST
@require_patient
@once
def trial_delete(request: PersonRequest, pk: UUID) -> HttpResponse:
    """Erased. The entries of its days stay."""
    actions.delete_trial(trial=_own(request, pk), by=request.user)
    messages.success(request, _("The trial is deleted. Your entries are all there."))
    return redirect("sessions:tests")


def _own(request: PersonRequest, pk: UUID) -> TriggerTrial:
    own = request.user.triggertrials.select_related("person", "trigger__merged_into")
    found: TriggerTrial = get_object_or_404(own.prefetch_related("days"), pk=pk)
    return found


def _show(
    request: PersonRequest, own: TriggerTrial, form: TrialEndForm, status: int = 200
) -> HttpResponse:
    context: dict[str, Any] = {
        "sheet": sheet_of(own, today(request.user)),
        "form": form,
        "hold": hold_for(request.user, Held.TEST),
        "codes": TrialDay.Kept.choices,
        "help_shown": shows_help(" . ".join([own.learnt, own.guess]), request.LANGUAGE_CODE),
    }
    return render(request, "journal/trial.html", context, status=status)
