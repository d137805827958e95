"""One entry: what it says and said before, its deletion, and the way back from that."""

from uuid import UUID

from django.contrib import messages
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from journal import actions
from journal.actions.entries import UNDO
from journal.models import Entry
from journal.paging import neighbours
from journal.reading import PAIN, history_of, lines_of
from journal.saying import said_of
from people.access import require_patient
from people.requests import PersonRequest
from people.submissions import once
from safety.phrases import shows_help


@require_safe
@require_patient
def entry(request: PersonRequest, pk: UUID) -> HttpResponse:
    """All it says, and what it said before it was changed."""
    whole = request.user.entries.kept().prefetch_related("mentions__trigger", "areas", "versions")
    own = get_object_or_404(whole, pk=pk)
    before, after = neighbours(request.user.entries.kept(), own)
    said = said_of(own)
    lines = lines_of(said)
    words = " . ".join(getattr(said, name) for name in ("thought", "declined", "note"))
    context = {
        "entry": own,
        "said": said,
        # Where it hurt stands between the two, beside its picture.
        "pain": [line for line in lines if line.key in PAIN],
        "lines": [line for line in lines if line.key not in (*PAIN, "where")],
        "history": history_of(own),
        "before": before,
        "after": after,
        "help_shown": shows_help(words, request.LANGUAGE_CODE),
    }
    return render(request, "journal/entry.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@require_patient
@once
def delete(request: PersonRequest, pk: UUID) -> HttpResponse:
    """Asked once more; the list then offers to undo it."""
    own: Entry = get_object_or_404(request.user.entries.kept(), pk=pk)
    if request.method == "POST":
        actions.delete_entry(entry=own, by=request.user)
        return redirect("journal:entries")
    return render(request, "journal/delete.html", {"entry": own})


@require_POST
@require_patient
@once
def restore(request: PersonRequest, pk: UUID) -> HttpResponse:
    """For a day. One that is there is left as it is."""
    there = Q(deleted_at=None) | Q(deleted_at__gte=timezone.now() - UNDO)
    own: Entry = get_object_or_404(request.user.entries.filter(there), pk=pk)
    actions.restore_entry(entry=own, by=request.user)
    messages.success(request, _("It is back."))
    return redirect("journal:entry", pk=pk)
