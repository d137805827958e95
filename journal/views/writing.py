"""Writing in the journal: a check-in, an entry, and changing one.

What was typed and not sent is shown again as it was left. A form that was begun in another room,
such as a check-in that grew, comes as a POST with ``then=begun``: it is shown filled in, and
nothing is kept yet.
"""

from dataclasses import replace
from datetime import datetime
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from journal import actions
from journal.drafts import CHECK_IN, NEW_ENTRY, draft_at, typed_in, with_begun
from journal.forms import CheckInForm, EntryForm
from journal.forms.named import in_full
from journal.models import Entry, EntryDraft
from journal.saying import Said, said_of
from people.access import require_patient
from people.carry import carried
from people.requests import PersonRequest
from people.submissions import once
from safety.phrases import shows_help

# A form with mistakes, or to be looked at once more; app.js shows it in place.
NOT_YET = 422
Form = CheckInForm | EntryForm
TEMPLATES = {CHECK_IN: "journal/check_in.html"}
AFTER = {CHECK_IN: "home"}


@require_http_methods(["GET", "HEAD", "POST"])
@require_patient
@once
def check_in(request: PersonRequest) -> HttpResponse:
    return _new(request, CHECK_IN, CheckInForm)


@require_http_methods(["GET", "HEAD", "POST"])
@require_patient
@once
def new_entry(request: PersonRequest) -> HttpResponse:
    return _new(request, NEW_ENTRY, EntryForm)


@require_http_methods(["GET", "HEAD", "POST"])
@require_patient
@once
def change(request: PersonRequest, pk: UUID) -> HttpResponse:
    """Other words and numbers for an entry; what it said before is kept."""
    whole = request.user.entries.kept().prefetch_related("mentions__trigger", "areas")
    entry: Entry = get_object_or_404(whole, pk=pk)
    said, place = said_of(entry), str(pk)
    if request.method != "POST":
        return _begin(request, place, EntryForm, said=said, since=entry.changed)
    if request.POST.get("then") == "afresh":
        return _afresh(request, place)
    form = EntryForm(request.POST, person=request.user, said=said)
    if not form.is_valid():
        return _show(request, form, place, said=said)
    actions.change_entry(entry=entry, by=request.user, said=form.said(timezone.now()))
    return _after(request, form, place)


def _new(request: PersonRequest, place: str, kind: type[Form]) -> HttpResponse:
    if request.method != "POST":
        return _begin(request, place, kind)
    if request.POST.get("then") == "afresh":
        return _afresh(request, place)
    if request.POST.get("then") == "begun":
        data = with_begun(in_full(request.POST), draft_at(request.user, place))
        return _show(request, kind(data, person=request.user, begun=True), place, status=NOT_YET)
    form = kind(request.POST, person=request.user)
    if not form.is_valid():
        return _show(request, form, place)
    if not _write(request, form):
        messages.info(request, _("You had deleted this entry. It stays deleted."))
        return redirect("journal:entries")
    return _after(request, form, place)


def _write(request: PersonRequest, form: Form) -> Entry | None:
    said = form.said(timezone.now())
    client_id: UUID | None = form.entry_id
    earlier = request.user.entries.kept().filter(client_id=client_id).first()
    if earlier is not None and said_of(earlier) != replace(said, at=earlier.at):
        # The same page once more with something else on it: both are kept.
        client_id = None
    return actions.write_entry(person=request.user, by=request.user, said=said, client_id=client_id)


def _begin(
    request: PersonRequest,
    place: str,
    kind: type[Form],
    *,
    said: Said | None = None,
    since: datetime | None = None,
) -> HttpResponse:
    """The form as it was typed and not sent, where it was; ``since``: what was typed earlier was
    meant for what stood there before."""
    carrying = carried(request)
    draft = None if carrying else draft_at(request.user, place)
    if draft is not None and since is not None and draft.typed < since:
        draft = None
    data = typed_in(draft) if draft else carrying
    form = kind(data, person=request.user, said=said, begun=data is not None)
    return _show(request, form, place, status=200, draft=draft, said=said)


def _afresh(request: PersonRequest, place: str) -> HttpResponse:
    actions.forget_draft(person=request.user, by=request.user, place=place)
    return redirect(request.path)


def _after(request: PersonRequest, form: Form, place: str) -> HttpResponse:
    actions.forget_draft(person=request.user, by=request.user, place=place)
    messages.success(request, _("Saved."))
    if shows_help(form.words, request.LANGUAGE_CODE):
        messages.warning(
            request,
            _(
                "What you wrote sounds very hard. You do not have to carry it alone. "
                "“Get help now” on top of each page shows who answers."
            ),
        )
    return redirect(AFTER.get(place, "journal:entries"))


def _show(
    request: PersonRequest,
    form: Form,
    place: str,
    *,
    status: int = NOT_YET,
    draft: EntryDraft | None = None,
    said: Said | None = None,
) -> HttpResponse:
    context = {
        "form": form,
        "place": place,
        "draft": draft,
        "said": said,
        "form_page": request.path,
        "help_shown": shows_help(form.words, request.LANGUAGE_CODE),
    }
    return render(request, TEMPLATES.get(place, "journal/entry_form.html"), context, status=status)
