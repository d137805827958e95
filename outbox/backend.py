"""EMAIL_BACKEND: what Django and the accounts library send goes through the outbox."""

from collections.abc import Sequence

from django.core.mail import EmailMessage, EmailMultiAlternatives
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction
from django.utils.html import strip_tags

from outbox.actions import put_message
from outbox.models import Policy


class EmailBackend(BaseEmailBackend):
    """Puts a message for each recipient. The sender is always DEFAULT_FROM_EMAIL."""

    @transaction.atomic
    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        for mail in email_messages:
            text, html = _bodies(mail)
            for to in mail.recipients():
                put_message(
                    to=to,
                    subject=str(mail.subject),
                    text=text,
                    html=html,
                    policy=Policy.ALERT,
                    purpose="account",
                )
        return len(email_messages)


def _bodies(mail: EmailMessage) -> tuple[str, str]:
    """Text and HTML. ValueError for what the outbox would lose: it says so, and sends nothing."""
    if mail.attachments or mail.extra_headers or mail.reply_to:
        raise ValueError("the outbox carries no attachments, extra headers or reply-to")
    body = str(mail.body)
    if mail.content_subtype == "html":
        return strip_tags(body), body
    html = ""
    if isinstance(mail, EmailMultiAlternatives):
        for content, mimetype in mail.alternatives:
            if mimetype != "text/html" or html:
                raise ValueError("the outbox carries one text and one HTML body")
            html = str(content)
    return body, html
