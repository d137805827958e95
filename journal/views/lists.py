"""The journal by day, and what is found in it. All rows are the person's own."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.http import require_POST, require_safe

from journal.actions.entries import UNDO
from journal.finding import Sought, rows_for, seal_sought, sift_for, unseal_sought
from journal.forms.finding import FindForm
from journal.paging import Mark, page_of
from journal.reading import days_of
from journal.wording import place_label
from people.access import require_patient
from people.carry import carried
from people.clock import today
from people.requests import PersonRequest

# A form with mistakes.
NOT_YET = 422


@require_safe
@require_patient
def entries(request: PersonRequest) -> HttpResponse:
    """A page of them, of all or of what ``q`` seals; ``older`` and ``newer`` are places in it."""
    return _show(request)


@require_POST
@require_patient
def find(request: PersonRequest) -> HttpResponse:
    """What to look for goes into a seal: no word of it stands in an address, or in a log.

    It keeps nothing, so it may be sent as often as one likes.
    """
    form = FindForm(request.POST, triggers=request.user.triggers.all())
    if not form.is_valid():
        return _show(request, form)
    sought = form.sought()
    page = reverse("journal:entries")
    if not sought:
        return redirect(page)
    return redirect(f"{page}?{urlencode({'q': seal_sought(sought, request.user)})}")


def _show(request: PersonRequest, form: FindForm | None = None) -> HttpResponse:
    q = request.GET.get("q", "")
    found = unseal_sought(q, request.user) if q else Sought()
    sought = found or Sought()
    vocabulary = list(request.user.triggers.all())
    page = page_of(
        rows_for(request.user, sought),
        older=Mark.read(request.GET.get("older", "")),
        newer=Mark.read(request.GET.get("newer", "")),
        sift=sift_for(sought.words, vocabulary),
    )
    typed = form or FindForm(
        carried(request, action=reverse("journal:find")), triggers=vocabulary, sought=sought
    )
    context = {
        "page": page,
        "days": days_of(page.days, today(request.user)),
        "q": q if sought else "",
        "sought": sought,
        "trigger": next((one for one in vocabulary if one.pk == sought.trigger), None),
        "place": place_label(sought.place) if sought.place else "",
        "broken": found is None,
        "form": typed,
        "deleted": _deleted(request) if page.first and not sought else [],
    }
    return render(request, "journal/entries.html", context, status=NOT_YET if form else 200)


def _deleted(request: PersonRequest) -> list[object]:
    """What can still be brought back, the last one first."""
    since = timezone.now() - UNDO
    return list(request.user.entries.filter(deleted_at__gte=since).order_by("-deleted_at"))
