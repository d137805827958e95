"""What an invitation's link leads to."""

from typing import Literal

from people.actions.invitations import token_hash
from people.models import Invitation, User

State = Literal["unknown", "used", "revoked", "expired", "open"]


def found_by(token: str) -> Invitation | None:
    """The invitation whose link holds ``token``, in whatever state."""
    if not token:
        return None
    return (
        Invitation.objects.filter(token_hash=token_hash(token))
        .select_related("clinic", "therapist")
        .first()
    )


def state_of(invitation: Invitation | None) -> State:
    if invitation is None:
        return "unknown"
    if invitation.accepted_at:
        return "used"
    if invitation.revoked_at:
        return "revoked"
    return "open" if invitation.is_open else "expired"


def has_account(email: str) -> bool:
    return User.objects.filter(email=email).exists()
