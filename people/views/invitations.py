"""From the link in a letter to a place in a clinic.

The link's page takes the token out of the address at once (it would stay in the history and on
the screen) and into a cookie; nothing is changed by looking.
"""

from collections.abc import Mapping

from allauth.account.utils import perform_login
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from people import consents
from people.actions import accept_as_new, accept_invitation
from people.carry import carried
from people.errors import InvitationClosed
from people.forms import AcceptForm, adults_only, open_countries
from people.invitations import found_by, has_account, state_of
from people.models import Invitation, User
from people.submissions import once

COOKIE = "cbtback_invitation"
# Long enough to think about it, short enough for a device that others use.
COOKIE_SECONDS = 2 * 60 * 60


@login_not_required
@never_cache
@require_safe
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    response = redirect("people:accept")
    response["Referrer-Policy"] = "no-referrer"
    response.set_cookie(
        _cookie_name(),
        token,
        max_age=COOKIE_SECONDS,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
    return response


@login_not_required
@never_cache
@sensitive_post_parameters("password1", "password2")
@require_http_methods(["GET", "HEAD", "POST"])
@once
def accept(request: HttpRequest) -> HttpResponse:
    found = found_by(request.COOKIES.get(_cookie_name(), ""))
    state = state_of(found)
    if found is None or state != "open":
        return _closed(request, state)
    try:
        if isinstance(request.user, User):
            return _join(request, found, request.user)
        if has_account(found.email):
            return _page(request, found, "people/invitation_log_in.html")
        return _begin(request, found)
    except InvitationClosed:
        # Used in another tab since the lines above.
        return _closed(request, "used")


def _join(request: HttpRequest, found: Invitation, person: User) -> HttpResponse:
    """Somebody with an account, logged in: one button."""
    if person.email != found.email:
        return _page(request, found, "people/invitation_other.html")
    if request.method == "POST":
        accept_invitation(invitation=found, by=person)
        return _done(redirect("home"))
    kind, version = consents.asked_of(found.role)
    agreed = consents.has_agreed(person, kind, version)
    context = {"consent": () if agreed else consents.text(kind, version)}
    return _page(request, found, "people/invitation_join.html", context)


def _begin(request: HttpRequest, found: Invitation) -> HttpResponse:
    """Somebody new: age and country, then the rest."""
    if not open_countries():
        return render(request, "account/signup_closed.html")
    posted = request.method == "POST"
    form = AcceptForm(request.POST if posted else carried(request), email=found.email)
    if posted and form.under_age:
        return adults_only(request)
    if posted and form.is_valid():
        data = form.cleaned_data
        try:
            person = accept_as_new(
                invitation=found,
                password=data["password1"],
                country=data["country"],
                name=data["name"],
                time_zone=data["time_zone"],
            )
        except (IntegrityError, ValidationError):
            # They signed up by themselves since the page was drawn: now they can log in.
            return redirect("people:accept")
        return _done(perform_login(request, person, redirect_url=reverse("home")))
    context = {"form": form, "consent": consents.text(*consents.asked_of(found.role))}
    return _page(request, found, "people/invitation.html", context, status=422 if posted else 200)


def _page(
    request: HttpRequest,
    found: Invitation,
    template: str,
    context: Mapping[str, object] | None = None,
    status: int = 200,
) -> HttpResponse:
    return render(request, template, {"invitation": found, **(context or {})}, status=status)


def _closed(request: HttpRequest, state: str) -> HttpResponse:
    status = 404 if state == "unknown" else 410
    return render(request, "people/invitation_closed.html", {"state": state}, status=status)


def _done(response: HttpResponse) -> HttpResponse:
    response.delete_cookie(_cookie_name(), samesite="Lax")
    return response


def _cookie_name() -> str:
    return f"__Host-{COOKIE}" if settings.SESSION_COOKIE_SECURE else COOKIE
