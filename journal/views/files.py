"""The journal as files: saved from here, and brought in again."""

from collections.abc import Iterable, Sequence
from typing import cast

from django.contrib import messages
from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from journal import actions
from journal.files.bringing import Brought, bring
from journal.files.documents import pieces_of
from journal.files.kept import entries_of, words_of
from journal.files.problems import MOST_SHOWN, NO_FILE, TOO_BIG, Problem
from journal.files.tables import rows_of
from journal.files.uploads import is_too_big
from people import clock
from people.access import require_patient
from people.requests import PersonRequest
from people.submissions import once

NOT_YET = 422


@require_http_methods(["GET", "HEAD"])
@require_patient
def take_along(request: PersonRequest) -> HttpResponse:
    """What is in the files, the files, and the way back in."""
    return _show(request)


@require_http_methods(["GET", "HEAD"])
@require_patient
def export_csv(request: PersonRequest) -> HttpResponse:
    return _file(request, rows_of(entries_of(request.user)), "csv", "text/csv; charset=utf-8")


@require_http_methods(["GET", "HEAD"])
@require_patient
def export_json(request: PersonRequest) -> HttpResponse:
    pieces = pieces_of(entries_of(request.user), words_of(request.user))
    return _file(request, pieces, "json", "application/json")


@require_http_methods(["POST"])
@require_patient
@once
def bring_in(request: PersonRequest) -> HttpResponse:
    """All of a file, or nothing and what is wrong with it."""
    file = request.FILES.get("file")
    if is_too_big(request) or file is None:
        what = TOO_BIG if is_too_big(request) else NO_FILE
        return _show(request, problems=[Problem(what)])
    # Read by what is in it: its name says nothing that can be relied on, and is not kept.
    brought = bring(file.read(), timezone.now())
    if brought.problems:
        return _show(request, brought=brought, problems=brought.problems)
    came = actions.import_entries(
        person=request.user, by=request.user, batches=brought.batches(), words=brought.words
    )
    messages.success(request, told_of(came))
    return redirect("journal:take_along")


def told_of(came: actions.Imported) -> str:
    lines = [
        ngettext("%(count)s entry came in.", "%(count)s entries came in.", came.new)
        % {"count": came.new}
    ]
    if came.known:
        lines.append(
            ngettext("%(count)s was here already.", "%(count)s were here already.", came.known)
            % {"count": came.known}
        )
    if came.gone:
        lines.append(
            ngettext(
                "%(count)s was deleted here, and stays so.",
                "%(count)s were deleted here, and stay so.",
                came.gone,
            )
            % {"count": came.gone}
        )
    return " ".join(lines)


def _file(
    request: PersonRequest, pieces: Iterable[str], ending: str, content_type: str
) -> HttpResponse:
    """Named by the day alone, so that a list of downloads tells nothing of anybody."""
    day = clock.today(request.user).isoformat()
    response = StreamingHttpResponse(pieces, content_type=content_type)
    response["Content-Disposition"] = f'attachment; filename="journal-{day}.{ending}"'
    response["Cache-Control"] = "no-store"
    return cast("HttpResponse", response)


def _show(
    request: PersonRequest, *, brought: Brought | None = None, problems: Sequence[Problem] = ()
) -> HttpResponse:
    context = {
        "has_entries": request.user.entries.kept().exists(),
        "problems": problems,
        "all_shown": len(problems) < MOST_SHOWN,
        "is_table": brought is not None and brought.is_table,
    }
    return render(request, "journal/take_along.html", context, status=NOT_YET if problems else 200)
