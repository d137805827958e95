"""Who can see this: what is open, to whom, who looked, and how to close it."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from people.access import require_patient
from people.actions import stop_sharing as stop
from people.readers import clinics_around, looks_at, named, readers_of
from people.requests import PersonRequest
from people.submissions import once

LOOKS_ON_A_PAGE = 20


@require_safe
@require_patient
def who_can_see(request: PersonRequest) -> HttpResponse:
    person = request.user
    looks = Paginator(looks_at(person), LOOKS_ON_A_PAGE).get_page(request.GET.get("page"))
    return render(
        request,
        "people/who_can_see.html",
        {
            "readers": readers_of(person),
            "clinics": clinics_around(person),
            "page": looks,
            "looks": named(looks),
        },
    )


@require_POST
@require_patient
@once
def stop_sharing(request: PersonRequest, pk: str) -> HttpResponse:
    grant = get_object_or_404(request.user.grants_given.all(), pk=pk)
    stop(grant=grant, by=request.user)
    # Without a name: what a page says after a redirect goes through a cookie.
    messages.success(request, _("Stopped. They can’t read it any more."))
    return redirect("people:who_can_see")
