"""A person's own words: all of them, and one to rename, merge, put away or move."""

from itertools import groupby
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from journal import actions
from journal.actions import WordTaken
from journal.forms.words import MergeForm, MoveForm, RenameForm
from journal.models import Trigger
from journal.vocabulary import others_of, word_of, words_of
from journal.wording import KIND_GROUPS
from people.access import require_patient
from people.carry import carried
from people.models import User
from people.requests import PersonRequest
from people.submissions import once

# A form with mistakes.
NOT_YET = 422
TAKEN = {
    "rename": ("text", _("You have this word already. You can count the two as one.")),
    "move": ("kind", _("You have the same word there. Give one of the two another name first.")),
}
SAID = {
    "rename": _("Saved. Your entries show the new word."),
    "merge": _("Saved. The two count as one now."),
    "part": _("It counts for itself again."),
    "archive": _("It is put away. Your entries keep it."),
    "bring_back": _("It is offered again."),
    "move": _("Saved."),
}


@require_safe
@require_patient
def triggers(request: PersonRequest) -> HttpResponse:
    """By kind, each with how many entries name it; what was put away stands apart."""
    words = words_of(request.user)
    offered = [word for word in words if word.trigger.archived_at is None]
    kinds = [
        (KIND_GROUPS[kind], list(group))
        for kind, group in groupby(offered, key=lambda word: word.trigger.kind)
    ]
    away = [word for word in words if word.trigger.archived_at is not None]
    return render(request, "journal/triggers.html", {"kinds": kinds, "away": away})


@require_http_methods(["GET", "HEAD", "POST"])
@require_patient
@once
def trigger(request: PersonRequest, pk: UUID) -> HttpResponse:
    """One word, and everything that can be done with it; ``do`` says what."""
    row = get_object_or_404(request.user.triggers.select_related("person", "merged_into"), pk=pk)
    posted = request.method == "POST"
    sent = request.POST if posted else carried(request)
    asked = sent.get("do", "") if sent else ""
    asked = asked if asked in SAID else "rename"
    tried = _forms(row, asked, sent)
    form = tried.get(asked, tried["rename"])
    taken = None
    if posted and (asked not in tried or form.is_valid()):
        try:
            shown = _done(asked, row, request.user, form)
        except WordTaken as error:
            form.add_error(*TAKEN[asked])
            taken = error.counts_as
        else:
            messages.success(request, SAID[asked])
            return redirect("journal:trigger", pk=shown.pk)
    context = {"word": word_of(row), "kind": KIND_GROUPS[row.kind], "taken": taken, "form": form}
    return render(
        request, "journal/trigger.html", context | tried, status=NOT_YET if posted else 200
    )


def _forms(row: Trigger, asked: str, sent: QueryDict | None) -> dict[str, forms.Form]:
    """Those of the page; the one that was asked for holds what was ``sent``."""
    given = {asked: sent}
    return {
        "rename": RenameForm(given.get("rename"), initial={"text": row.text}),
        "merge": MergeForm(given.get("merge"), others=others_of(row)),
        "move": MoveForm(given.get("move"), initial={"kind": row.kind}),
    }


def _done(asked: str, row: Trigger, by: User, form: forms.Form) -> Trigger:
    """Do it; the word whose page is shown then."""
    match asked:
        case "rename":
            return actions.rename_trigger(trigger=row, by=by, text=form.cleaned_data["text"])
        case "merge":
            return actions.merge_triggers(trigger=row, by=by, into=form.cleaned_data["into"])
        case "move":
            return actions.move_trigger(trigger=row, by=by, kind=form.cleaned_data["kind"])
        case "part":
            return actions.part_triggers(trigger=row, by=by)
        case "archive":
            return actions.archive_trigger(trigger=row, by=by)
    return actions.bring_back_trigger(trigger=row, by=by)
