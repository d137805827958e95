"""The steps of an examination: one view for all of them, and what may come before a step.

Only the person has these pages. What each step asks, and how it is kept, stands in ``screens``.
"""

from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from people.access import require_patient
from people.carry import carried
from people.requests import PersonRequest
from people.submissions import once
from safety.forms import LivingForm
from safety.models import Hold, HoldKind
from safety.queries import who_is_told
from safety.triage import Answer
from sessions import actions, wording
from sessions.actions import Entry, Heard, Refused
from sessions.addresses import screen_url
from sessions.forms import StepForm, picked
from sessions.gates import asks_living, held_at, help_shown
from sessions.models import Examination
from sessions.offers import OFFERS, ends_worse, offer_after
from sessions.place import Place
from sessions.record import draft_at, progress_of
from sessions.screens import page_of
from sessions.steps import ADDABLE, LISTS, WAYS, Progress, Screen, Step

# A form with mistakes; app.js shows it in place.
NOT_YET = 422


@require_http_methods(["GET", "HEAD", "POST"])
@require_patient
@once
def step(request: PersonRequest, pk: UUID, step: str, item: UUID | None = None) -> HttpResponse:
    at = _place(request, pk, step, item)
    detour = _detour(request, at)
    if detour is not None:
        return detour
    if request.method != "POST":
        return _show(request, at)
    if request.POST.get("remove"):
        return _remove(request, at, request.POST["remove"])
    if at.step is Step.BELIEF and picked(request.POST):
        return redirect(f"{_url(at)}?{urlencode({'use': picked(request.POST)})}")
    return _take(request, at)


@require_safe
@require_patient
def offer(request: PersonRequest, pk: UUID, what: str) -> HttpResponse:
    """A pause, or another thought: offered after an answer, and always with a way on."""
    examination = _own(request, pk)
    if what not in OFFERS:
        raise Http404
    progress = progress_of(examination)
    context = {
        "offer": OFFERS[what],
        "what": what,
        "worse": ends_worse(progress),
        "on": _current(examination, progress),
        "here": request.path,
        "examination": examination,
        "told": who_is_told(request.user),
    }
    return render(request, "sessions/offer.html", context)


# --- Where -----------------------------------------------------------------------------------


def _own(request: PersonRequest, pk: UUID) -> Examination:
    return get_object_or_404(request.user.examinations.select_related("person", "belief"), pk=pk)


def _place(request: PersonRequest, pk: UUID, step: str, item: UUID | None) -> Place:
    """404 for a step there is none of, and for a fact, cost or fear of somewhere else."""
    examination = _own(request, pk)
    progress = progress_of(examination)
    try:
        screen = Screen(Step(step), None if item is None else str(item))
    except ValueError:
        raise Http404 from None
    if (screen.step in WAYS.values()) != (item is not None) and screen.step not in LISTS:
        raise Http404
    mine = {given.item for given in progress.givens}
    if screen.item not in {None, *mine}:
        raise Http404
    return Place(examination, progress, screen, use=picked(request.GET))


def _url(at: Place) -> str:
    return screen_url(at.examination, at.screen)


def _current(examination: Examination, progress: Progress) -> str:
    """The screen that is open; the finished page where none is."""
    if progress.closed or progress.next is None:
        return reverse("sessions:page", kwargs={"pk": examination.pk})
    return screen_url(examination, progress.next)


# --- What comes before a step ----------------------------------------------------------------


def _detour(request: PersonRequest, at: Place) -> HttpResponse | None:
    if at.progress.closed or (at.progress.completed and at.step not in ADDABLE):
        return _over(request, at)
    if not at.progress.can_open(at.screen):
        return _elsewhere(request, at)
    hold = held_at(at)
    if hold is not None:
        return _held(request, at, hold)
    about = asks_living(at)
    return _living(request, at, about) if about else None


def _over(request: PersonRequest, at: Place) -> HttpResponse:
    """Finished or set aside. What was typed is shown, to be copied: nowhere is left to keep it."""
    if request.method == "POST":
        typed = list(_typed(request, at).items())
        context = {"typed": typed, "examination": at.examination}
        return render(request, "sessions/over.html", context, status=NOT_YET)
    messages.info(request, _("You have finished this one. Here is what you wrote."))
    return redirect("sessions:page", pk=at.examination.pk)


def _elsewhere(request: PersonRequest, at: Place) -> HttpResponse:
    if request.method == "POST" and _keep_typed(request, at):
        text = _(
            "Something before this has changed. What you typed is kept for when you get there."
        )
    else:
        text = _("That page opens a little later. This is where you are.")
    messages.info(request, text)
    return redirect(_current(at.examination, at.progress))


def _held(request: PersonRequest, at: Place, hold: Hold) -> HttpResponse:
    if request.method == "POST":
        _keep_typed(request, at)
        if request.POST.get("then") == "leave":
            return _leave(request, at)
        return redirect(_url(at))
    context = {
        "at": at,
        "self_harm": hold.kind == HoldKind.SELF_HARM,
        "advice": f"{_advice(hold)}?{urlencode({'next': _url(at)})}",
        "belief_url": screen_url(at.examination, Screen(Step.BELIEF)),
        "sort_url": screen_url(at.examination, Screen(Step.SORT)),
    }
    return render(request, "sessions/held.html", context)


def _advice(hold: Hold) -> str:
    """The page that says whom to call, and where the person may write down who cleared it."""
    if hold.support is None:
        return reverse("safety:advice", kwargs={"pk": hold.flags_id})
    return reverse("safety:support_screen", kwargs={"pk": hold.support.check_asked_id})


def _living(request: PersonRequest, at: Place, about: str) -> HttpResponse:
    """The question about not wanting to be alive, on a screen of its own."""
    leaves = request.POST.get("then") == "leave"
    if "seen" in request.POST:
        # The step itself, drawn before another window gave reason to ask.
        _keep_typed(request, at)
        return _leave(request, at) if leaves else redirect(_url(at))
    form = LivingForm(request.POST if "living" in request.POST else None)
    if request.method == "POST" and form.is_valid():
        living = Answer(form.cleaned_data["living"])
        check = actions.answer_living(
            examination=at.examination, by=request.user, living=living, about=about
        )
        to = _leave(request, at).url if leaves else _url(at)
        if not check.opens_support:
            return redirect(to)
        support = reverse("safety:support_screen", kwargs={"pk": check.pk})
        return redirect(f"{support}?{urlencode({'next': to})}")
    if leaves:
        return _leave(request, at)
    context = {"at": at, "form": form, "told": who_is_told(request.user), "about": about}
    status = NOT_YET if request.method == "POST" else 200
    return render(request, "sessions/living.html", context, status=status)


# --- A step ----------------------------------------------------------------------------------


def _show(
    request: PersonRequest, at: Place, form: StepForm | None = None, status: int = 200
) -> HttpResponse:
    page = page_of(at.screen)
    if form is None:
        # A thought that was just picked is what the person wants to see, not what they typed.
        typed = None if at.use else carried(request) or draft_at(at.examination, at.screen)
        form = page.form(at=at, typed=typed)
    part = request.headers.get("HX-Request") and request.headers.get("HX-Target") == "spread"
    context = {
        "at": at,
        "page": page,
        "form": form,
        "here": _url(at),
        "seen": len(at.progress.givens),
        "first": at.progress.before(at.screen) is None,
        "help_shown": help_shown(at, _all_words(form)) or any(_unheard(form)),
        "told": who_is_told(request.user) if at.step is Step.READY else None,
        **_stages(at),
    }
    template = "sessions/_step.html" if part else "sessions/step.html"
    response = render(request, template, context, status=status)
    response["Vary"] = "HX-Request, HX-Target, Cookie"
    return response


def _stages(at: Place) -> dict[str, Any]:
    """The list of steps on the left page, and how far this one is."""
    first: dict[str, Screen] = {}
    for screen in at.progress.screens:
        name = "ways" if screen.step in WAYS.values() else screen.step.value
        first.setdefault(name, screen)
    stages = at.progress.stages(at.screen)
    place = next(number for number, stage in enumerate(stages, 1) if stage.state == "now")
    listed = [
        {
            "title": wording.STAGES[stage.name],
            "state": {"ahead": "later"}.get(stage.state, stage.state),
            "url": screen_url(at.examination, first[stage.name])
            if stage.state == "done" and stage.name in first
            else "",
        }
        for stage in stages
    ]
    return {
        "stages": listed,
        "number": place,
        "of": len(stages),
        "title": wording.STAGES[stages[place - 1].name],
    }


def _take(request: PersonRequest, at: Place) -> HttpResponse:
    """Keep what the form says, or show it again with what is wrong with it."""
    page = page_of(at.screen)
    form = page.form(request.POST, at=at)
    goes_away = form.then in ("back", "leave")
    if goes_away and not form.has_changed():
        return _away(request, at, form.then)
    # Nobody finishes by leaving: a finished page cannot be changed any more.
    part = not form.is_valid() or at.step is Step.AGAIN
    if goes_away and part:
        _keep_typed(request, at)
        return redirect(_by_way_of(_unheard(form), _away(request, at, form.then).url))
    if not form.is_valid():
        return _show(request, at, form, status=NOT_YET)
    try:
        heard = page.keep(form, request.user, _seen(request.POST))
    except Refused as refused:
        return _refused(request, at, form, refused)
    return _onward(request, at, form, heard)


def _refused(request: PersonRequest, at: Place, form: StepForm, refused: Refused) -> HttpResponse:
    """Another window was quicker."""
    now = Place(at.examination, progress_of(at.examination), at.screen)
    if refused.code == "closed":
        return _over(request, now)
    if refused.code == "too_early":
        return _elsewhere(request, now)
    form.add_error(None, _("This has changed in another window. Please look at it once more."))
    return _show(request, now, form, status=NOT_YET)


def _onward(request: PersonRequest, at: Place, form: StepForm, heard: Heard) -> HttpResponse:
    progress = heard.outcome.progress
    if heard.outcome.crossed:
        messages.warning(
            request,
            _("You had changed this in another window too. Both are kept; the newest counts."),
        )
    to = _destination(request, at, form, progress)
    offered = offer_after(at.step, at.progress, progress)
    if offered and not form.stays and form.then != "leave":
        to = reverse("sessions:offer", kwargs={"pk": at.examination.pk, "what": offered})
    return redirect(_by_way_of(_safety_first(heard), to))


def _by_way_of(pages: Iterable[str], to: str) -> str:
    """The last of ``pages``, which leads on to the one before it, and the first to ``to``."""
    for page in pages:
        to = f"{page}?{urlencode({'next': to})}"
    return to


def _destination(request: PersonRequest, at: Place, form: StepForm, progress: Progress) -> str:
    adding = at.progress.completed
    if progress.finished and not (adding and form.stays):
        return reverse("sessions:page", kwargs={"pk": at.examination.pk})
    if form.then in ("back", "leave"):
        return _away(request, at, form.then).url
    if form.stays or (at.screen != at.list_screen and not adding):
        return screen_url(at.examination, at.list_screen)
    following = progress.after(at.screen)
    return screen_url(at.examination, following or at.screen)


def _safety_first(heard: Heard) -> Iterable[str]:
    """Pages of safety that come before all else, the last one first of all."""
    if heard.talk:
        yield reverse("safety:talk")
    if heard.support is not None:
        yield reverse("safety:support_screen", kwargs={"pk": heard.support.pk})
    if heard.flags is not None:
        yield reverse("safety:advice", kwargs={"pk": heard.flags.pk})


def _unheard(form: StepForm) -> Iterable[str]:
    """The same for a half-filled page: heard once it is whole, but help does not wait for that."""
    if not form.is_bound:
        return
    said = {str(form[name].value()) for name in ("safe", "harm") if name in form.fields}
    if "other" in said:
        yield reverse("safety:talk")
    if said & {"self", "rather_not"}:
        yield reverse("safety:support")
    if any(form[name].value() for name in ("emergency", "same_day") if name in form.fields):
        yield reverse("safety:help")


def _away(request: PersonRequest, at: Place, then: str) -> HttpResponseRedirect:
    if at.progress.completed:
        return redirect("sessions:page", pk=at.examination.pk)
    if then == "leave":
        return _leave(request, at)
    if at.screen != at.list_screen:
        return redirect(screen_url(at.examination, at.list_screen))
    before = at.progress.before(at.screen)
    return redirect(screen_url(at.examination, before) if before else reverse("sessions:beliefs"))


def _leave(request: PersonRequest, at: Place) -> HttpResponseRedirect:
    actions.pause_examination(examination=at.examination, by=request.user)
    messages.success(request, _("Kept. You can go on when you like."))
    return redirect("home")


def _remove(request: PersonRequest, at: Place, item: str) -> HttpResponse:
    """Take back a fact, a cost or a fear; what was typed beside it is kept."""
    known = {given.item for given in at.progress.items(at.step)} if at.step in LISTS else set()
    if item not in known:
        raise Http404
    entry = Entry(at.step, UUID(item), removed=True)
    try:
        actions.answer_step(examination=at.examination, by=request.user, entries=[entry])
    except Refused as refused:
        return _refused(request, at, page_of(at.screen).form(request.POST, at=at), refused)
    if at.screen == at.list_screen:
        _keep_typed(request, at)
    messages.info(request, _("Removed."))
    return redirect(screen_url(at.examination, at.list_screen))


# --- What was typed --------------------------------------------------------------------------


def _keep_typed(request: PersonRequest, at: Place) -> bool:
    """Keep a form's fields as they were sent, to be shown there again. False where it is empty."""
    form = page_of(at.screen).form(request.POST, at=at)
    if not form.has_changed():
        return False
    names = {sent for name in form.fields for sent in (name, f"{name}_exact")}
    words = {name: values for name, values in request.POST.lists() if name in names}
    actions.keep_draft(examination=at.examination, by=request.user, screen=at.screen, words=words)
    return True


def _typed(request: PersonRequest, at: Place) -> Mapping[str, str]:
    """The person's own words in a form, by label."""
    form = page_of(at.screen).form(request.POST, at=at)
    return {
        str(field.label): str(field.value())
        for field in form
        if not field.is_hidden and isinstance(field.value(), str) and len(field.value()) > 3
    }


def _all_words(form: StepForm) -> str:
    return " . ".join(str(field.value()) for field in form if isinstance(field.value(), str))


def _seen(data: QueryDict) -> int | None:
    """How many answers there were when the page was drawn; None where that is not said."""
    text = data.get("seen", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 9 else None
