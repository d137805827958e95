"""Where a browser sends what it kept: JSON for script, and never a redirect.

A CSRF token is needed as everywhere, but no form key: ``client_id`` says what came before, and a
draft that comes twice is the same draft.
"""

import json
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import RequestDataTooBig
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from journal.receiving import MOST_BYTES, keep, open_draft, open_entry, owner_of, receive
from people.access import is_patient
from people.models import User
from vault.errors import Unreadable
from vault.postbox import public_key

STATUS = {"saved": 201, "here": 200, "deleted": 200, "draft": 422, "waits": 422}


# Its own answers say that a log-in is needed: a redirect would be followed by script in vain.
@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def queue(request: HttpRequest) -> HttpResponse:
    """GET: what is needed to seal and to send. POST: one entry that waited."""
    person = _patient(request)
    if person is None:
        return _says("log-in", 401)
    if request.method != "POST":
        key = public_key()
        return JsonResponse(
            {
                "owner": owner_of(person),
                "csrf": get_token(request),
                "key": {"id": key.id, "public": key.public},
            }
        )
    item = _item(request, person)
    if isinstance(item, HttpResponse):
        return item
    try:
        waiting = open_entry(person, item["sealed"])
    except Unreadable:
        return _says("unreadable", 422)
    if str(waiting.client_id) != item.get("client_id"):
        return _says("malformed", 400)
    outcome = receive(person, waiting)
    return _says(outcome.state, STATUS[outcome.state], help=outcome.help)


@login_not_required
@never_cache
@require_POST
def keep_typed(request: HttpRequest) -> HttpResponse:
    """A form as it is being typed."""
    person = _patient(request)
    if person is None:
        return _says("log-in", 401)
    item = _item(request, person)
    if isinstance(item, HttpResponse):
        return item
    try:
        typed = open_draft(person, item["sealed"])
    except Unreadable:
        return _says("unreadable", 422)
    return _says(keep(person, typed), 200)


def _patient(request: HttpRequest) -> User | None:
    """Nobody is None; whoever is no patient has no journal here."""
    if not isinstance(request.user, User):
        return None
    if not is_patient(request.user):
        raise Http404
    return request.user


def _item(request: HttpRequest, person: User) -> dict[str, Any] | HttpResponse:
    """What was posted, or the answer to what cannot be opened for ``person``."""
    try:
        if int(request.headers.get("Content-Length") or 0) > MOST_BYTES:
            return _says("too-large", 413)
        item = json.loads(request.body)
    except RequestDataTooBig:
        return _says("too-large", 413)
    # ValueError: no JSON; RecursionError: far too deep.
    except (ValueError, RecursionError):
        return _says("malformed", 400)
    if not isinstance(item, dict) or not isinstance(item.get("sealed"), str):
        return _says("malformed", 400)
    if item.get("owner") != owner_of(person):
        return _says("another-person", 409)
    return item


def _says(state: str, status: int, **more: bool) -> JsonResponse:
    return JsonResponse({"state": state, **more}, status=status)
