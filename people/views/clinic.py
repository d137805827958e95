"""The admin's pages: who belongs to the clinic, and as what. Never a word of what they write.

What a page says after a redirect goes through a cookie, so it names nobody.
"""

from urllib.parse import urlencode

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from people import actions
from people.access import accounts_of, care_of, clinics_of, invitations_of, require_role
from people.accounts import (
    find_accounts,
    therapists_by_clinic,
    therapists_of,
    waiting_invitations,
    would_silence_alerts,
)
from people.carry import carried
from people.errors import AlreadyMember, LastAdmin, NoTherapist
from people.forms import AssignForm, InviteForm, SearchForm
from people.models import Role
from people.requests import PersonRequest
from people.submissions import once

ON_A_PAGE = 50
MOST_FOUND = 200


@require_http_methods(["GET", "HEAD", "POST"])
@require_role(Role.ADMIN)
def accounts(request: PersonRequest) -> HttpResponse:
    """A search comes by POST and writes nothing: names and addresses stay out of addresses."""
    form = SearchForm(request.POST if request.method == "POST" else carried(request) or request.GET)
    wanted = form.cleaned_data if form.is_valid() else {}
    by_name = bool(wanted.get("q"))
    found = find_accounts(request.user, **wanted)
    # The way to a second page is an address, and a name has no place in it.
    paginator = Paginator(found, MOST_FOUND if by_name else ON_A_PAGE)
    page = paginator.get_page(request.GET.get("page"))
    return render(
        request,
        "people/accounts.html",
        {
            "form": form,
            "page": page,
            "too_many": by_name and page.has_next(),
            "query": urlencode({name: wanted.get(name, "") for name in ("role", "state")}),
            "invitations": waiting_invitations(request.user, **wanted),
            "several": clinics_of(request.user, Role.ADMIN).count() > 1,
        },
        status=200 if form.is_valid() else 422,
    )


@require_http_methods(["GET", "HEAD", "POST"])
@require_role(Role.ADMIN)
@once
def invite(request: PersonRequest) -> HttpResponse:
    therapists = therapists_by_clinic(request.user)
    posted = request.method == "POST"
    form = InviteForm(
        request.POST if posted else carried(request),
        clinics=list(therapists),
        therapists=therapists,
    )
    if posted and form.is_valid():
        data = form.cleaned_data
        try:
            actions.invite(by=request.user, **data)
        except AlreadyMember:
            form.add_error("email", _("This person has that role here already."))
        except NoTherapist:
            form.add_error("therapist", _("This person does not work here any more."))
        else:
            messages.success(request, _("The invitation is on its way."))
            return redirect("people:accounts")
    return render(request, "people/invite.html", {"form": form}, status=422 if posted else 200)


@require_POST
@require_role(Role.ADMIN)
@once
def resend(request: PersonRequest, pk: str) -> HttpResponse:
    """A new link; the old one stops working."""
    old = get_object_or_404(
        invitations_of(request.user).filter(accepted_at=None, revoked_at=None), pk=pk
    )
    try:
        actions.invite(
            clinic=old.clinic,
            email=old.email,
            role=old.role,
            therapist=old.therapist,
            by=request.user,
        )
    except AlreadyMember:
        messages.info(request, _("They have joined meanwhile."))
    except NoTherapist:
        messages.error(request, _("The therapist named in it has left. Invite again with another."))
    else:
        messages.success(request, _("A new link is on its way."))
    return redirect("people:accounts")


@require_POST
@require_role(Role.ADMIN)
@once
def revoke(request: PersonRequest, pk: str) -> HttpResponse:
    found = get_object_or_404(invitations_of(request.user), pk=pk)
    actions.revoke_invitation(invitation=found, by=request.user)
    messages.success(request, _("That link does not work any more."))
    return redirect("people:accounts")


@require_http_methods(["GET", "HEAD", "POST"])
@require_role(Role.ADMIN)
@once
def deactivate(request: PersonRequest, pk: str) -> HttpResponse:
    """Asks first, and says what goes with it."""
    membership = get_object_or_404(
        accounts_of(request.user).select_related("user", "clinic"), pk=pk
    )
    if request.method == "POST":
        try:
            actions.deactivate_membership(membership=membership, by=request.user)
        except LastAdmin:
            messages.error(request, _("A clinic needs an admin. Invite another first."))
        else:
            messages.success(request, _("Deactivated."))
        return redirect("home" if membership.user == request.user else "people:accounts")
    context = {"membership": membership, "on_alerts": would_silence_alerts(membership)}
    return render(request, "people/deactivate.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@require_role(Role.ADMIN)
@once
def reactivate(request: PersonRequest, pk: str) -> HttpResponse:
    membership = get_object_or_404(
        accounts_of(request.user).select_related("user", "clinic"), pk=pk
    )
    if request.method == "POST":
        actions.reactivate_membership(membership=membership, by=request.user)
        messages.success(request, _("Active again."))
        return redirect("people:accounts")
    return render(request, "people/reactivate.html", {"membership": membership})


@require_http_methods(["GET", "HEAD", "POST"])
@require_role(Role.ADMIN)
@once
def assign(request: PersonRequest, pk: str) -> HttpResponse:
    """Who treats one patient: name a therapist, or end their care."""
    membership = get_object_or_404(
        accounts_of(request.user)
        .active()
        .filter(role=Role.PATIENT)
        .select_related("user", "clinic"),
        pk=pk,
    )
    patient, clinic = membership.user, membership.clinic
    team = list(care_of(patient, clinic))
    treating = {care.therapist for care in team}
    others = [t for t in therapists_of(clinic) if t not in treating and t != patient]
    posted = request.method == "POST"
    form = AssignForm(request.POST if posted else carried(request), therapists=others)
    if posted and form.is_valid():
        therapist = form.cleaned_data["therapist"]
        try:
            actions.start_care(patient=patient, therapist=therapist, clinic=clinic, by=request.user)
        except NoTherapist:
            form.add_error("therapist", _("This person does not work here any more."))
        else:
            messages.success(request, _("Named. They treat this patient from now on."))
            return redirect("people:assign", pk=membership.pk)
    context = {"membership": membership, "team": team, "form": form, "others": others}
    return render(request, "people/assign.html", context, status=422 if posted else 200)


@require_POST
@require_role(Role.ADMIN)
@once
def end_care(request: PersonRequest, pk: str, care: str) -> HttpResponse:
    membership = get_object_or_404(accounts_of(request.user).filter(role=Role.PATIENT), pk=pk)
    found = get_object_or_404(care_of(membership.user, membership.clinic), pk=care)
    actions.end_care(care=found, by=request.user)
    messages.success(request, _("Ended. What the patient had shared with them is closed too."))
    return redirect(reverse("people:assign", args=[pk]))
