"""How the accounts library makes users and sends mail here."""

from typing import Any
from urllib.parse import urlsplit

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.models import EmailAddress, EmailConfirmationMixin
from django.conf import settings
from django.forms import BaseForm
from django.http import HttpRequest
from django.urls import reverse

from outbox.actions import put_message
from outbox.letters import render
from people import consents
from people.actions import register_person
from people.audit import record
from people.forms import open_countries
from people.models import User


class AccountAdapter(DefaultAccountAdapter):
    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """In production, once somebody has checked whom to call in at least one country."""
        return bool(open_countries())

    def save_user(
        self, request: HttpRequest, user: User, form: BaseForm, commit: bool = True
    ) -> User:
        data = form.cleaned_data
        return register_person(
            email=data["email"],
            password=data["password1"],
            country=data["country"],
            name=data["name"],
            time_zone=data["time_zone"],
            consent_version=consents.USE,
        )

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """templates/emails/<the library's name of the letter>/, through the outbox."""
        name = template_prefix.rpartition("/")[2]
        subject, text, html = render(name, {"email": email, "reset_url": _reset_url(), **context})
        put_message(
            to=email,
            subject=subject,
            text=text,
            html=html,
            policy="alert",
            purpose=name.replace("_", "-"),
        )

    def get_reset_password_from_key_url(self, key: str) -> str:
        return _ours(super().get_reset_password_from_key_url(key))

    def get_email_confirmation_url(
        self, request: HttpRequest, emailconfirmation: EmailConfirmationMixin
    ) -> str:
        return _ours(super().get_email_confirmation_url(request, emailconfirmation))

    def login(self, request: HttpRequest, user: User) -> None:
        super().login(request, user)
        record(by=user, action="log-in", person=user)

    def logout(self, request: HttpRequest) -> None:
        if isinstance(request.user, User):
            record(by=request.user, action="log-out", person=request.user)
        super().logout(request)

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        """Recorded without the address: it may be of somebody who has no account here."""
        person = User.objects.filter(email=credentials.get("email", "").lower()).first()
        record(by=None, action="log-in-failed", person=person)
        super().authentication_failed(request, **credentials)

    def set_password(self, user: User, password: str) -> None:
        super().set_password(user, password)
        record(by=user, action="set-password", person=user)

    def confirm_email(self, request: HttpRequest, email_address: EmailAddress) -> bool:
        confirmed: bool = super().confirm_email(request, email_address)
        if confirmed:
            person = email_address.user
            record(by=person, action="confirm-email", person=person)
        return confirmed

    def is_ajax(self, request: HttpRequest) -> bool:
        """Never: no page of ours asks for JSON, and what is not there cannot leak."""
        return False


def _ours(url: str) -> str:
    """At the address people use, whatever host this request was sent to."""
    return str(settings.SITE_URL + urlsplit(url).path)


def _reset_url() -> str:
    return str(settings.SITE_URL + reverse("account_reset_password"))
