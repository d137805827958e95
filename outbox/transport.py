"""Hands one message to the real mail back end and says how that ended."""

import logging
import smtplib
from dataclasses import dataclass
from email.utils import parseaddr
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.mail import EmailMultiAlternatives, get_connection
from django.core.mail.backends import smtp
from django.core.validators import validate_email

from outbox.models import Message, Outcome

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Result:
    """How an attempt ended; `lost` means that the connection did too."""

    outcome: Outcome
    reason: str = ""
    lost: bool = False


SENT = Result(Outcome.SENT)
# Django's SMTP back end cannot say whether a text was handed over when the line broke; ours can.
STAND_INS = {"django.core.mail.backends.smtp.EmailBackend": "outbox.smtp.EmailBackend"}


class Line:
    """The connection for one batch: opened when first needed, made anew when it breaks."""

    def __init__(self) -> None:
        self._backend: Any = None
        self._down: Result | None = None

    def send(self, message: Message) -> Result:
        """Makes one attempt. Raises nothing: what went wrong is in the Result."""
        try:
            mail = _compose(message)
        except (ValueError, ValidationError):  # An address that is none, a stray line break.
            return Result(Outcome.REFUSED, "malformed")
        reused = self._backend is not None
        result = self._attempt(mail)
        # Servers hang up between two messages as they please; then this one has not begun.
        if reused and result.lost and result.outcome == Outcome.FAILED:
            result = self._attempt(mail)
        return result

    def close(self) -> None:
        """Says good-bye. Raises nothing: by now the messages have their outcome."""
        backend, self._backend = self._backend, None
        if backend is not None:
            try:
                backend.close()
            except Exception as error:
                logger.info("closing the mail connection: %s", type(error).__name__)

    def _drop(self) -> None:
        """Hangs up without a word to a server that may not be listening."""
        connection = getattr(self._backend, "connection", None)
        if isinstance(connection, smtplib.SMTP):
            connection.close()
            self._backend.connection = None
        self._backend = None

    def _attempt(self, mail: EmailMultiAlternatives) -> Result:
        # A server that did not answer once is not asked again for each message of the batch.
        if self._down:
            return self._down
        if self._backend is None:
            path = settings.OUTBOX_TRANSPORT
            self._backend = get_connection(STAND_INS.get(path, path))
            try:
                self._backend.open()
            except Exception as error:
                self.close()  # Also what was opened half-way, before TLS or log-in.
                self._down = _explain(error, in_doubt=False)
                return self._down
        try:
            taken = self._backend.send_messages([mail])
        except Exception as error:
            connection = getattr(self._backend, "connection", None)
            result = _explain(error, in_doubt=getattr(connection, "in_doubt", True))
        else:
            result = SENT if taken else Result(Outcome.FAILED, "not-taken")
        if result.lost:
            self._drop()
        elif not isinstance(self._backend, smtp.EmailBackend):
            # The one that writes files makes a new file for each connection.
            self.close()
        return result


def _compose(message: Message) -> EmailMultiAlternatives:
    validate_email(parseaddr(message.to)[1] if "<" in message.to else message.to)
    headers = {"Message-ID": message.message_id, "Auto-Submitted": "auto-generated"}
    mail = EmailMultiAlternatives(
        message.subject,
        message.body_text,
        settings.DEFAULT_FROM_EMAIL,
        [message.to],
        headers=headers,
    )
    if message.body_html:
        mail.attach_alternative(message.body_html, "text/html")
    mail.message()
    return mail


def _explain(error: Exception, *, in_doubt: bool) -> Result:
    """The outcome and a short code; never the server's words, which repeat the address."""
    match error:
        case smtplib.SMTPRecipientsRefused():
            code = next(iter(error.recipients.values()))[0]
            return _by_code("rcpt", code)
        case smtplib.SMTPDataError():
            return _by_code("data", error.smtp_code)
        case smtplib.SMTPResponseException():
            # Our own address, log-in or greeting: the operator's to mend, not this message's end.
            stage = {smtplib.SMTPSenderRefused: "sender", smtplib.SMTPAuthenticationError: "login"}
            name = stage.get(type(error), "greeting")
            return Result(Outcome.FAILED, f"{name}-{error.smtp_code}", lost=True)
        case smtplib.SMTPNotSupportedError():
            # No STARTTLS where we ask for it, most often: then nothing goes in the clear.
            return Result(Outcome.FAILED, "not-supported", lost=True)
    late = isinstance(error, TimeoutError) or isinstance(error.__context__, TimeoutError)
    if late:
        reason = "timeout"
    elif isinstance(error, OSError):  # smtplib's own errors are among them.
        reason = "connection"
    else:
        reason = type(error).__name__[:40]
    return Result(Outcome.UNKNOWN if in_doubt else Outcome.FAILED, reason, lost=True)


def _by_code(stage: str, code: int) -> Result:
    for_good = 500 <= code < 600
    # 421 is 'closing': smtplib hangs up after it.
    outcome = Outcome.REFUSED if for_good else Outcome.FAILED
    return Result(outcome, f"{stage}-{code}", lost=code == 421)
