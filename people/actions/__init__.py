"""Every write of this room."""

from people.actions.accounts import (
    change_settings,
    end_log_ins,
    give_consent,
    register_person,
    withdraw_consent,
)
from people.actions.care import end_care, start_care
from people.actions.clinics import (
    create_clinic,
    deactivate_membership,
    join_clinic,
    reactivate_membership,
    set_alerts,
)
from people.actions.invitations import (
    accept_as_new,
    accept_invitation,
    invite,
    revoke_invitation,
)
from people.actions.sharing import share, stop_sharing

__all__ = [
    "accept_as_new",
    "accept_invitation",
    "change_settings",
    "create_clinic",
    "deactivate_membership",
    "end_care",
    "end_log_ins",
    "give_consent",
    "invite",
    "join_clinic",
    "reactivate_membership",
    "register_person",
    "revoke_invitation",
    "set_alerts",
    "share",
    "start_care",
    "stop_sharing",
    "withdraw_consent",
]
