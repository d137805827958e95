"""The letters of this room. Subjects say nothing that a lock screen should not show."""

from django.conf import settings
from django.urls import reverse

from outbox.actions import put_message
from outbox.letters import render
from people.models import Invitation


def send_invitation(invitation: Invitation, *, token: str) -> None:
    """The link that lets someone in; tried again until their server takes it."""
    subject, text, html = render(
        "invitation",
        {
            "clinic": invitation.clinic.name,
            "link": settings.SITE_URL + reverse("people:invitation", args=[token]),
            "expires": invitation.expires_at,
        },
    )
    put_message(
        to=invitation.email,
        subject=subject,
        text=text,
        html=html,
        policy="alert",
        purpose="invitation",
        expires=invitation.expires_at,
    )
