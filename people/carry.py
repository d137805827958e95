"""What was typed outlives a log-out, a stale page and a key that is no good any more.

A view shows it again by making its form from ``carried``::

    form = AnswerForm(request.POST if request.method == "POST" else carried(request))

On a page with several forms each asks for its own: ``carried(request, action=url)`` gives what
was on its way to that address. It is given once, to the person who typed it alone.

On the way it is sealed: in a hidden field of the log-in page, then in the session. Passwords are
never carried.
"""

import json
import zlib
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.urls import Resolver404, resolve
from django.utils.http import url_has_allowed_host_and_scheme

from people.models import User
from vault.errors import Unreadable
from vault.seal import seal, unseal

PURPOSE = "carry"
MAX_AGE = 24 * 60 * 60
# 20,000 characters of four bytes each and their field names, three times over.
MAX_BYTES = 256 * 1024
SESSION_KEY = "carried"
FIELD = "carry"
_NOT_CARRIED = ("csrfmiddlewaretoken", "form_key", FIELD, "next")


@dataclass(frozen=True)
class Carried:
    """``person`` ("" for a visitor) typed ``query`` on ``page``, on its way to ``action``."""

    person: str
    page: str
    action: str
    query: str


def posted(request: HttpRequest, *, person: str, page: str = "") -> Carried:
    """What this POST brings, but for keys and passwords."""
    words = request.POST.copy()
    for name in list(words):
        if name in _NOT_CARRIED or "password" in name.lower():
            del words[name]
    return Carried(person, page_of(request, page), request.path, words.urlencode())


def page_of(request: HttpRequest, page: str = "") -> str:
    """An address of ours to show the form again: its page, else where the POST came from."""
    if page:
        return page
    came_from = urlsplit(request.headers.get("Referer", ""))
    if came_from.netloc == request.get_host() and _is_ours(came_from.path):
        return came_from.path
    return request.path


def pack(what: Carried) -> str:
    """Sealed, for a hidden field or the session; "" when it is more than can be carried."""
    data = json.dumps([what.person, what.page, what.action, what.query]).encode()
    if len(data) > MAX_BYTES:
        return ""
    return seal(zlib.compress(data), purpose=PURPOSE)


def unpack(token: str) -> Carried | None:
    """None if it is too old, or none of ours."""
    try:
        data = unseal(token, purpose=PURPOSE, max_age=MAX_AGE)
    except Unreadable:
        return None
    return Carried(*json.loads(zlib.decompress(data)))


def keep(request: HttpRequest, what: Carried) -> bool:
    """Keep it in the session until its page asks for it; False when it is too long."""
    token = pack(what)
    request.session[SESSION_KEY] = token
    return bool(token)


def carried(request: HttpRequest, action: str | None = None) -> QueryDict | None:
    """What this person had typed into the form that goes to ``action`` (by default, this page's
    own address), once; None if there is nothing."""
    token = request.session.get(SESSION_KEY)
    if not token:
        return None
    what = unpack(token)
    if what is None or what.person != person_of(request):
        del request.session[SESSION_KEY]
        return None
    if what.action != (action or request.path):
        return None
    del request.session[SESSION_KEY]
    return QueryDict(what.query)


def go_to(request: HttpRequest, address: str) -> HttpResponse:
    """On to a page of ours, by htmx too: as a whole page, so that its messages are seen."""
    if request.headers.get("HX-Request"):
        response = HttpResponse(status=409)
        response["HX-Redirect"] = address
        return response
    return HttpResponseRedirect(address, status=303)


def person_of(request: HttpRequest) -> str:
    """The id of who is logged in, "" for a visitor."""
    return str(request.user.pk) if isinstance(request.user, User) else ""


def _is_ours(path: str) -> bool:
    try:
        resolve(path)
    except Resolver404:
        return False
    return url_has_allowed_host_and_scheme(path, allowed_hosts=None)
