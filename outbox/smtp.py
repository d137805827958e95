"""Django's SMTP back end, which also remembers how far a dialogue got."""

import smtplib
from typing import Any

from django.core.mail.backends import smtp


class _Staged(smtplib.SMTP):
    """`in_doubt` is true from DATA on: after that a lost connection proves nothing."""

    in_doubt = False
    # Seconds for the server to accept a text it has in full. It may be checking it, and giving up
    # early means sending it twice: RFC 5321, 4.5.3.2.6, would even wait ten minutes.
    patience = 60.0

    def mail(self, sender: str, options: Any = ()) -> Any:
        self.in_doubt = False
        return super().mail(sender, options)

    def data(self, msg: Any) -> Any:
        self.in_doubt = True
        usual = self.sock.gettimeout()  # type: ignore[union-attr]
        self.sock.settimeout(max(self.patience, usual or 0))  # type: ignore[union-attr]
        try:
            return super().data(msg)
        finally:
            if self.sock is not None:
                self.sock.settimeout(usual)


class _StagedSsl(_Staged, smtplib.SMTP_SSL):
    """The same over TLS from the first byte."""


class EmailBackend(smtp.EmailBackend):
    """Stands in for Django's own wherever OUTBOX_TRANSPORT names that; the same settings."""

    @property
    def connection_class(self) -> type[smtplib.SMTP]:
        return _StagedSsl if self.use_ssl else _Staged
