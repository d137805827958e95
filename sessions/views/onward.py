"""Where an answer leads to: pages of safety first, then the way on, back, or out."""

from collections.abc import Iterable
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from people.requests import PersonRequest
from sessions import actions
from sessions.actions import Heard
from sessions.forms import StepForm
from sessions.place import Place
from sessions.steps import WAYS, Progress, Step
from sessions.views.leader import ask_url

# Buttons that leave the page, with what is on it kept. Whoever leads may also go and add a
# question, and bring the person's page here: neither saves an answer.
LEADERS_WAYS = ("ask", "here")
AWAY = ("back", "leave", *LEADERS_WAYS)
# Added to a finished examination, these may call for another screen; all else leads back.
LEAVES_MORE = frozenset({Step.FEARS, Step.SORT, *WAYS.values()})


def by_way_of(pages: Iterable[str], to: str) -> str:
    """The last of ``pages``, which leads on to the one before it, and the first to ``to``."""
    for page in pages:
        to = f"{page}?{urlencode({'next': to})}"
    return to


def destination(request: PersonRequest, at: Place, form: StepForm, progress: Progress) -> str:
    if at.progress.completed:
        return _after_adding(at, form, progress)
    if progress.finished:
        return at.seat.page
    if form.then in ("back", "leave"):
        return away_from(request, at, form.then).url
    if form.stays or at.screen != at.list_screen:
        return at.seat.url(at.list_screen)
    if at.seat.together and not at.seat.leads:
        return at.seat.together
    following = progress.after(at.screen)
    return at.seat.url(following or at.screen)


def _after_adding(at: Place, form: StepForm, progress: Progress) -> str:
    """Back to the finished page; from a fear on to what it leaves to be done."""
    if form.stays:
        return at.seat.url(at.list_screen)
    leads_on = at.step in LEAVES_MORE and form.then not in AWAY
    return at.seat.url(progress.next) if leads_on and progress.next else at.seat.page


def safety_first(heard: Heard) -> Iterable[str]:
    """Pages of safety that come before all else, the last one first of all."""
    if heard.talk:
        yield reverse("safety:talk")
    if heard.support is not None:
        yield reverse("safety:support_screen", kwargs={"pk": heard.support.pk})
    if heard.flags is not None:
        yield reverse("safety:advice", kwargs={"pk": heard.flags.pk})


def unheard(form: StepForm) -> Iterable[str]:
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


def away_from(request: PersonRequest, at: Place, then: str) -> HttpResponseRedirect:
    if at.progress.completed:
        return redirect("sessions:page", pk=at.examination.pk)
    if then == "leave":
        return leave(request, at)
    if at.seat.leads and then in LEADERS_WAYS:
        return redirect(at.url if then == "here" else ask_url(at))
    if at.screen != at.list_screen:
        return redirect(at.seat.url(at.list_screen))
    before = at.progress.before(at.screen)
    return redirect(at.seat.url(before) if before else reverse("sessions:beliefs"))


def leave(request: PersonRequest, at: Place) -> HttpResponseRedirect:
    if at.seat.leads or at.progress.completed:
        return redirect(at.seat.page)
    actions.pause_examination(examination=at.examination, by=request.user)
    messages.success(request, _("Kept. You can go on when you like."))
    return redirect("home")
