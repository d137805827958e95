"""Writing a thought down, in words that can be checked; and answering one that was suggested.

An upper or lower room that has a thought of its own (a journal entry, a skipped exercise) leads
here by a form, so that no word of it stands in an address::

    <form method="post" action="{% url 'sessions:new_belief' %}" novalidate>
      {% csrf_token %}{% form_key %}
      <input type="hidden" name="draft" value="1">
      <input type="hidden" name="source" value="journal">  {# or barrier #}
      <input type="hidden" name="source_id" value="{{ row.pk }}">
      <input type="hidden" name="text" value="{{ row.thought }}">
      <button class="plain">…</button>
    </form>

The page shows the form filled in and keeps nothing yet. A row whose thought is on the list already
leads to that thought. Where a thought was put on the list, its page offers to look at it now
(``sessions:start`` with ``?belief=<id>``) or later.
"""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from people.access import require_patient
from people.carry import carried
from people.requests import PersonRequest
from people.submissions import once
from safety.phrases import shows_help
from sessions import actions
from sessions.forms import ThoughtForm
from sessions.models import Suggestion
from sessions.thoughts import beliefs_from

# A form with mistakes, or to be looked at once more; app.js shows it in place.
NOT_YET = 422


@require_http_methods(["GET", "HEAD", "POST"])
@require_patient
@once
def new_belief(request: PersonRequest) -> HttpResponse:
    """A thought for the list: written here, or sent by another room to be put into words."""
    data = _sent(request)
    if data is not None and "draft" in data:
        return _draft(request, data)
    form = ThoughtForm(data)
    if request.method == "POST" and form.good:
        said = form.cleaned_data
        belief = actions.write_belief(
            person=request.user,
            by=request.user,
            text=said["text"],
            kind=said["kind"],
            source=said["source"],
            source_id=said["source_id"],
        )
        messages.success(request, _("It is on your list. Look at it now, or any time later."))
        return redirect("sessions:belief", pk=belief.pk)
    return _show(request, form)


@require_http_methods(["GET", "HEAD", "POST"])
@require_patient
@once
def reword(request: PersonRequest, pk: UUID) -> HttpResponse:
    """Other words for a thought. Each page keeps those it was written with."""
    belief = get_object_or_404(request.user.beliefs, pk=pk)
    form = ThoughtForm(_sent(request), initial={"text": belief.text, "kind": belief.kind})
    if request.method == "POST" and form.good:
        actions.reword_belief(
            belief=belief,
            by=request.user,
            text=form.cleaned_data["text"],
            kind=form.cleaned_data["kind"],
        )
        messages.success(request, _("Saved."))
        return redirect("sessions:belief", pk=pk)
    return _show(request, form, belief=belief)


@require_http_methods(["GET", "HEAD", "POST"])
@require_patient
@once
def suggestion(request: PersonRequest, pk: UUID) -> HttpResponse:
    """A thought from the care team: taken up in the person's own words, or not."""
    mine = Suggestion.objects.visible_to(request.user).filter(patient=request.user)
    offered = get_object_or_404(mine.select_related("author", "belief"), pk=pk)
    form = ThoughtForm(_sent(request), initial={"text": offered.text, "kind": offered.kind})
    if request.method == "POST" and request.POST.get("then") == "no":
        actions.decline_suggestion(suggestion=offered, by=request.user)
        messages.success(request, _("All right. It is off your page."))
        return redirect("sessions:beliefs")
    if request.method == "POST" and form.good:
        belief = actions.take_up_suggestion(
            suggestion=offered,
            by=request.user,
            text=form.cleaned_data["text"],
            kind=form.cleaned_data["kind"],
        )
        messages.success(request, _("It is on your list. Look at it now, or any time later."))
        return redirect("sessions:belief", pk=belief.pk)
    if request.method != "POST" and offered.answered_at:
        if offered.belief is None:
            return redirect("sessions:beliefs")
        return redirect("sessions:belief", pk=offered.belief.pk)
    return _show(request, form, suggestion=offered)


def _sent(request: PersonRequest) -> QueryDict | None:
    return request.POST if request.method == "POST" else carried(request)


def _draft(request: PersonRequest, data: QueryDict) -> HttpResponse:
    """Words from another room, to be made a thought of; nothing is kept yet."""
    given = ThoughtForm(data)
    given.is_valid()
    said = given.cleaned_data
    known = beliefs_from(request.user, said["source"], said.get("source_id"))
    if known:
        messages.info(request, _("You have this thought on your list."))
        return redirect("sessions:belief", pk=known[0].pk)
    names = ("text", "kind", "source", "source_id")
    return _show(request, ThoughtForm(initial={name: data.get(name, "") for name in names}))


def _show(request: PersonRequest, form: ThoughtForm, **around: object) -> HttpResponse:
    bound = form.is_bound and request.method == "POST"
    words = str(form["text"].value() or "")
    context = {
        "form": form,
        "form_page": request.path,
        "help_shown": shows_help(words, request.LANGUAGE_CODE),
        **around,
    }
    return render(request, "sessions/thought.html", context, status=NOT_YET if bound else 200)
