"""The front door, the way home, and a person's own settings."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.csrf import requires_csrf_token
from django.views.decorators.http import require_http_methods, require_safe

from people import carry
from people.access import roles_of
from people.actions import change_settings
from people.carry import carried
from people.forms import SettingsForm
from people.log_in import log_in_page
from people.models import Role
from people.requests import PersonRequest
from people.submissions import key_of, once


@login_not_required
@require_safe
def welcome(request: HttpRequest) -> HttpResponse:
    if request.user.is_authenticated:
        return redirect("home")
    return render(request, "welcome.html")


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Where each role begins; who treats people and is treated too begins with the others."""
    roles = roles_of(request.user)
    if Role.THERAPIST in roles:
        return redirect("care:patients")
    if Role.ADMIN in roles:
        return redirect("people:accounts")
    return redirect("insights:today")


@require_http_methods(["GET", "HEAD", "POST"])
@once
def settings(request: PersonRequest) -> HttpResponse:
    person = request.user
    form = SettingsForm(
        request.POST if request.method == "POST" else carried(request), person=person
    )
    if request.method == "POST" and form.is_valid():
        change_settings(person=person, by=person, **form.cleaned_data)
        messages.success(request, _("Saved."))
        return redirect("people:settings")
    status = 422 if request.method == "POST" else 200
    return render(request, "people/settings.html", {"form": form}, status=status)


@requires_csrf_token
def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A page from before a log-in, or from elsewhere: nothing is done, but own words are kept.

    Only a form key that names this person shows that the words are theirs; another site that
    sends a form in their name has none.
    """
    key = key_of(request)
    me = carry.person_of(request)
    if key and key.person and not me:
        return log_in_page(request, carry.posted(request, person=key.person, page=key.page))
    if key and key.person == me and me:
        what = carry.posted(request, person=me, page=key.page)
        if carry.keep(request, what):
            messages.error(
                request,
                _("This page was too old to save from. What you typed is here: send it again."),
            )
            return carry.go_to(request, what.page)
    if me and request.path == reverse("account_login"):
        # Log in, pressed twice.
        return redirect("home")
    return render(request, "403_csrf.html", status=403)
