"""Who asks, and the way back to the page that sent them here: ``?next=/own/path``."""

from typing import cast
from urllib.parse import urlencode

from django.http import HttpRequest
from django.utils.http import url_has_allowed_host_and_scheme

from people.models import User


def way_back(request: HttpRequest) -> str:
    """The path of ours in ``next``, "" when there is none or it leads elsewhere."""
    target = request.GET.get("next", "")
    # A path alone: an address with a host, even ours, is nobody's link of this product.
    safe = target.startswith("/") and url_has_allowed_host_and_scheme(target, allowed_hosts=None)
    return target if safe else ""


def carrying_on(request: HttpRequest, address: str) -> str:
    """``address`` with this page's own way back."""
    target = way_back(request)
    return f"{address}?{urlencode({'next': target})}" if target else address


def reader(request: HttpRequest) -> User:
    """Who is logged in, on a page that the middleware or a role has closed to visitors."""
    return cast(User, request.user)
