"""What every page's frame needs to know of its reader."""

from typing import Any

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest

from people import access
from people.models import Role, User


def frame(request: HttpRequest) -> dict[str, Any]:
    """Context processor: where Quick exit leads, and whose page this is.

    All but ``leave_url`` are callables, which a template calls by naming them, so that a page
    asks for no more than it shows. ``frame`` is the base of pages that patients and staff share.
    """
    # An error page may come before the middleware that knows who is asking.
    user: User | AnonymousUser = getattr(request, "user", AnonymousUser())

    def is_staffer() -> bool:
        return not access.roles_of(user).isdisjoint(access.STAFF)

    def clinic_name() -> str:
        if not isinstance(user, User):
            return ""
        role = Role.THERAPIST if access.has_role(user, Role.THERAPIST) else Role.ADMIN
        clinic = access.clinics_of(user, role).first()
        return clinic.name if clinic else ""

    return {
        "leave_url": settings.QUICK_LEAVE_URL,
        "is_patient": lambda: access.is_patient(user),
        "is_therapist": lambda: access.has_role(user, Role.THERAPIST),
        "is_admin": lambda: access.has_role(user, Role.ADMIN),
        "is_staffer": is_staffer,
        "clinic_name": clinic_name,
        "frame": lambda: "desk.html" if is_staffer() else "base.html",
    }
