"""Letters of this app: one."""

from django.conf import settings
from django.urls import reverse

from outbox.actions import put_message
from outbox.letters import render
from outbox.models import Message
from people.models import User


def safety_alert(to: User) -> Message:
    """That something waits, and nothing else: mail is read on lock screens and by others."""
    link = settings.SITE_URL + reverse("safety:alerts")
    subject, text, html = render("safety_alert", {"link": link}, language=to.language)
    return put_message(
        to=to.email,
        subject=subject,
        text=text,
        html=html,
        policy="alert",
        purpose="safety-alert",
    )
