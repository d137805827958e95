"""Who may come in, and in whose time."""

from collections.abc import Callable

from django.conf import settings
from django.contrib.auth.middleware import LoginRequiredMiddleware as DjangoLoginRequired
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import resolve_url
from django.utils import timezone, translation

from people import carry
from people.clock import zone_of
from people.log_in import log_in_page
from people.models import User
from people.submissions import key_of


class LoginRequiredMiddleware(DjangoLoginRequired):
    """Django's, but nothing typed is lost: a form that a log-out met goes on with the log-in."""

    def handle_no_permission(  # type: ignore[override]
        self, request: HttpRequest, view_func: Callable[..., HttpResponseBase]
    ) -> HttpResponseBase:
        if request.method == "POST":
            key = key_of(request)
            if key and key.person:
                return log_in_page(request, carry.posted(request, person=key.person, page=key.page))
        if request.headers.get("HX-Request"):
            # A part of a page: the log-in page does not belong there, and what is half typed
            # around it must stay.
            return HttpResponse(status=401, headers={"HX-Reswap": "none"})
        if request.method not in ("GET", "HEAD"):
            # To come back there by GET would find no page.
            return HttpResponseRedirect(resolve_url(settings.LOGIN_URL))
        return super().handle_no_permission(request, view_func)


class TimeZoneMiddleware:
    """The person's own zone and language, for as long as their request takes."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not isinstance(request.user, User):
            return self.get_response(request)
        if request.user.language in dict(settings.LANGUAGES):
            translation.activate(request.user.language)
            request.LANGUAGE_CODE = translation.get_language()
        with timezone.override(zone_of(request.user)):
            return self.get_response(request)
