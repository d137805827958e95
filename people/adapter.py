"""How the accounts library makes users and sends mail here."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.forms import BaseForm
from django.http import HttpRequest
from django.urls import reverse

from outbox.actions import put_message
from outbox.letters import render
from people import consents
from people.actions import register_person
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

    def is_ajax(self, request: HttpRequest) -> bool:
        """Never: no page of ours asks for JSON, and what is not there cannot leak."""
        return False


def _reset_url() -> str:
    return str(settings.SITE_URL + reverse("account_reset_password"))
