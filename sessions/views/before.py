"""What may come before a step: it is over or not open yet, a hold, a question about safety."""

from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from people.requests import PersonRequest
from safety.forms import LivingForm
from safety.models import Hold, HoldKind
from safety.queries import who_is_told
from safety.triage import Answer
from sessions import actions
from sessions.gates import asks_flags, asks_living, held_at, step_waits
from sessions.place import Place
from sessions.stages import stages_at
from sessions.steps import ADDABLE, Screen, Step
from sessions.views.leader import beside
from sessions.views.onward import AWAY, away_from, by_way_of, leave
from sessions.views.typed import keep_typed, typed_words

# A form with mistakes; app.js shows it in place.
NOT_YET = 422


def before(request: PersonRequest, at: Place) -> HttpResponse | None:
    """The page that stands before this screen; None where it may be shown or answered."""
    if at.progress.closed or (at.progress.completed and at.step not in ADDABLE):
        return over(request, at)
    if not at.progress.can_open(at.screen):
        return elsewhere(request, at)
    hold = held_at(at)
    about = "" if hold else asks_living(at)
    if at.seat.leads:
        theirs = hold or about or not at.seat.may_answer(at.step)
        return _theirs(request, at, hold) if theirs else None
    if hold is not None:
        return _held(request, at, hold)
    if asks_flags(at):
        return _flags(request, at)
    waiting = step_waits(at)
    if waiting is not None:
        keep_typed(request, at)
        return redirect("sessions:experiment", pk=waiting.pk)
    return _living(request, at, about) if about else None


def _theirs(request: PersonRequest, at: Place, hold: Hold | None) -> HttpResponse:
    """What is the person's own to answer, or to have cleared: whoever leads waits beside them."""
    if request.method == "POST":
        keep_typed(request, at)
        return redirect(at.url)
    context = {
        "at": at,
        "held": hold is not None,
        "answered": at.progress.done(at.screen),
        **beside(at, request.user),
        **stages_at(at),
    }
    return render(request, "sessions/led/theirs.html", context)


def over(request: PersonRequest, at: Place) -> HttpResponse:
    """Finished or set aside. What was typed is shown, to be copied: nowhere is left to keep it."""
    if request.method == "POST":
        words = typed_words(request, at)
        if at.seat.leads:
            typed = {"typed": words.values()}
            return render(request, "sessions/led/over.html", typed, status=NOT_YET)
        context = {"typed": words.items(), "examination": at.examination}
        return render(request, "sessions/over.html", context, status=NOT_YET)
    messages.info(request, _("You have finished this one. Here is what you wrote."))
    return redirect("sessions:page", pk=at.examination.pk)


def elsewhere(request: PersonRequest, at: Place) -> HttpResponse:
    if request.method == "POST" and keep_typed(request, at):
        text = _(
            "Something before this has changed. What you typed is kept for when you get there."
        )
    elif at.progress.stale:
        text = _("It has been a while. First of all: how are you now?")
    else:
        text = _("That page opens a little later. This is where you are.")
    messages.info(request, text)
    return redirect(at.seat.current(at.progress))


def _held(request: PersonRequest, at: Place, hold: Hold) -> HttpResponse:
    if request.method == "POST":
        keep_typed(request, at)
        if request.POST.get("then") == "leave":
            return leave(request, at)
        return redirect(at.url)
    context = {
        "at": at,
        "self_harm": hold.kind == HoldKind.SELF_HARM,
        "advice": f"{_advice(hold)}?{urlencode({'next': at.url})}",
        "belief_url": reverse("sessions:beliefs")
        if at.progress.completed
        else at.seat.url(Screen(Step.BELIEF)),
        "sort_url": at.seat.url(Screen(Step.SORT)),
    }
    return render(request, "sessions/held.html", context)


def _advice(hold: Hold) -> str:
    """The page that says whom to call, and where the person may write down who cleared it."""
    if hold.support is None:
        return reverse("safety:advice", kwargs={"pk": hold.flags_id})
    return reverse("safety:support_screen", kwargs={"pk": hold.support.check_asked_id})


def _flags(request: PersonRequest, at: Place) -> HttpResponse:
    """The warning signs once more, on their own page, which leads back here."""
    if request.method == "POST":
        keep_typed(request, at)
        if request.POST.get("then") in AWAY:
            return away_from(request, at, request.POST["then"])
    messages.info(request, _("Before you go on: is there any new warning sign?"))
    return redirect(by_way_of([reverse("safety:flags")], at.url))


def _living(request: PersonRequest, at: Place, about: str) -> HttpResponse:
    """The question about not wanting to be alive, on a screen of its own."""
    leaves = request.POST.get("then") == "leave"
    if "seen" in request.POST:
        # The step itself, drawn before another window gave reason to ask.
        keep_typed(request, at)
        return leave(request, at) if leaves else redirect(at.url)
    form = LivingForm(request.POST if "living" in request.POST else None)
    if request.method == "POST" and form.is_valid():
        living = Answer(form.cleaned_data["living"])
        check = actions.answer_living(
            examination=at.examination, by=request.user, living=living, about=about
        )
        to = leave(request, at).url if leaves else at.url
        if not check.opens_support:
            return redirect(to)
        support = reverse("safety:support_screen", kwargs={"pk": check.pk})
        return redirect(f"{support}?{urlencode({'next': to})}")
    if leaves:
        return leave(request, at)
    context = {"at": at, "form": form, "told": who_is_told(request.user), "about": about}
    status = NOT_YET if request.method == "POST" else 200
    return render(request, "sessions/living.html", context, status=status)
