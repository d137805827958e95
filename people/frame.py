"""What every page's frame needs to know of its reader."""

from functools import cache
from typing import Any

from django.conf import settings
from django.http import HttpRequest

from people.access import STAFF
from people.models import Membership, Role, User


def frame(request: HttpRequest) -> dict[str, Any]:
    """Context processor: where Quick exit leads, and whose page this is.

    All but ``leave_url`` are callables, which a template calls by naming them: one query, and
    only when a page asks. It decides what is shown, never what is allowed. ``frame`` is the base
    of pages that patients and staff share; who has no clinic is a patient of their own.
    """
    # An error page may come before the middleware that knows who is asking.
    user = getattr(request, "user", None)

    @cache
    def memberships() -> list[Membership]:
        if not isinstance(user, User):
            return []
        return list(Membership.objects.active().filter(user=user).select_related("clinic"))

    def has(*roles: str) -> bool:
        return any(membership.role in roles for membership in memberships())

    def is_patient() -> bool:
        return isinstance(user, User) and (has(Role.PATIENT) or not memberships())

    def clinic_name() -> str:
        return next((m.clinic.name for m in memberships() if m.role in STAFF), "")

    return {
        "leave_url": settings.QUICK_LEAVE_URL,
        "is_patient": is_patient,
        "is_therapist": lambda: has(Role.THERAPIST),
        "is_admin": lambda: has(Role.ADMIN),
        "is_staffer": lambda: has(*STAFF),
        "clinic_name": clinic_name,
        "frame": lambda: "desk.html" if has(*STAFF) else "base.html",
    }
