"""What was typed on a step and is no answer: kept, and shown there again."""

from collections.abc import Mapping

from django.forms import Form
from django.http import QueryDict
from django.utils import timezone

from people.carry import carried
from people.requests import PersonRequest
from sessions import actions
from sessions.forms import StepForm
from sessions.place import Place
from sessions.record import RESUMABLE, draft_at
from sessions.screens import page_of
from sessions.steps import Step
from sessions.views.leader import proposed


def keep_typed(request: PersonRequest, at: Place) -> bool:
    """Keep a form's fields as they were sent, to be shown there again. False where it is empty."""
    form = page_of(at.screen).form(request.POST, at=at)
    if not form.has_changed():
        return False
    names = {sent for name in form.fields for sent in (name, f"{name}_exact")}
    words = {name: values for name, values in request.POST.lists() if name in names}
    actions.keep_draft(examination=at.examination, by=request.user, screen=at.screen, words=words)
    return True


def typed_words(request: PersonRequest, at: Place) -> Mapping[str, str]:
    """The person's own words in a form, by label."""
    return words_in(page_of(at.screen).form(request.POST, at=at))


def words_in(form: Form) -> Mapping[str, str]:
    return {
        str(field.label): str(field.value())
        for field in form
        if not field.is_hidden and isinstance(field.value(), str) and len(field.value()) > 3
    }


def typed_before(request: PersonRequest, at: Place) -> QueryDict | None:
    """What this person has typed here and not saved; else the thought they proposed."""
    if at.use:
        # Picked just now: that is what they want to see.
        return None
    since = None
    if at.step is Step.READY and at.progress.stale:
        # Of how things were that long ago nothing is brought back.
        since = timezone.now() - RESUMABLE
    typed = carried(request) or draft_at(at.examination, at.screen, request.user, since=since)
    return typed or (proposed(at) if at.seat.leads else None)


def all_words(form: StepForm) -> str:
    return " . ".join(str(field.value()) for field in form if isinstance(field.value(), str))


def seen_in(data: QueryDict) -> int | None:
    """How many answers there were when the page was drawn; None where that is not said."""
    text = data.get("seen", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 9 else None
