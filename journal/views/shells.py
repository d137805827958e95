"""What a browser may keep: the service worker, and shells that hold nothing of anybody."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.templatetags.static import static
from django.urls import reverse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from journal import shells


@login_not_required
@require_safe
@cache_control(public=True, max_age=60)
def shell(request: HttpRequest, name: str) -> HttpResponse:
    return HttpResponse(shells.drawn(name))


@login_not_required
@require_safe
@cache_control(no_cache=True)
def worker(request: HttpRequest) -> HttpResponse:
    """From the root, so that it stands for every address."""
    return HttpResponse(shells.worker(), content_type="text/javascript; charset=utf-8")


@login_not_required
@require_safe
@cache_control(public=True, max_age=60)
def manifest(request: HttpRequest) -> JsonResponse:
    """For a start from a phone's first screen; the name says nothing of pain."""
    icon = {"src": static("icons/mark.svg"), "sizes": "any", "type": "image/svg+xml"}
    kept = {
        "name": "CBTBack",
        "short_name": "CBTBack",
        "start_url": reverse("home"),
        "scope": "/",
        "display": "standalone",
        "icons": [icon],
    }
    return JsonResponse(kept, content_type="application/manifest+json")
