"""A person's own account: made, agreed to, changed."""

import uuid

from allauth.account.models import EmailAddress
from django.db import transaction
from django.utils import timezone

from people.audit import record
from people.models import Consent, User


@transaction.atomic
def register_person(
    *,
    email: str,
    password: str | None,
    country: str,
    name: str = "",
    time_zone: str = "UTC",
    language: str = "en",
    consent_version: int | None = None,
    consent_kind: str = Consent.Kind.USE,
    email_verified: bool = False,
    by: User | None = None,
) -> User:
    """Make the account of someone who said they are 18 or over and live in ``country``.

    ``email_verified``: the address is proved already (an invitation); otherwise the accounts
    library keeps and proves it. Without ``password`` nobody can log in until a reset.
    """
    person = User.objects.create_user(
        email=email,
        password=password,
        country=country,
        name=name,
        time_zone=time_zone,
        language=language,
        adult_confirmed_at=timezone.now(),
    )
    if email_verified:
        EmailAddress.objects.create(user=person, email=person.email, verified=True, primary=True)
    record(by=by or person, action="register", person=person, on=person)
    if consent_version is not None:
        give_consent(person=person, kind=consent_kind, version=consent_version, by=by or person)
    return person


@transaction.atomic
def give_consent(*, person: User, kind: str, version: int, by: User) -> Consent:
    """Agree to a text of a version; agreeing again gives the consent that stands."""
    consent, new = Consent.objects.get_or_create(
        person=person, kind=kind, version=version, withdrawn_at=None
    )
    if new:
        record(by=by, action="give-consent", person=person, on=consent)
    return consent


@transaction.atomic
def withdraw_consent(*, consent: Consent, by: User) -> Consent:
    """Take it back; taking it back twice keeps the first moment."""
    now = timezone.now()
    if Consent.objects.filter(pk=consent.pk, withdrawn_at=None).update(withdrawn_at=now):
        record(by=by, action="withdraw-consent", person=consent.person, on=consent)
    consent.refresh_from_db()
    return consent


@transaction.atomic
def change_settings(*, person: User, name: str, time_zone: str, by: User) -> User:
    changed = [
        field
        for field, value in (("name", name), ("time_zone", time_zone))
        if getattr(person, field) != value
    ]
    person.name = name
    person.time_zone = time_zone
    if changed:
        person.save(update_fields=changed)
        record(by=by, action="change-settings", person=person, on=person, fields=changed)
    return person


@transaction.atomic
def end_log_ins(*, person: User, by: User | None) -> None:
    """End every session of ``person``, on every device; the password stays."""
    person.log_in_key = uuid.uuid4()
    person.save(update_fields=["log_in_key"])
    record(by=by, action="end-log-ins", person=person, on=person)
