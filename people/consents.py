"""The texts that people agree to. A published version never changes: a new text is a new one."""

from django.utils.translation import gettext_lazy as _

from people.models import Consent, Role, User

USE = 1
WORK = 1

TEXTS = {
    ("use", 1): (
        _("CBTBack is self-help. It is not a doctor or a therapist."),
        _("It can’t tell you what is wrong with your back or neck."),
        _("It is not for emergencies, and no one watches it live."),
        _("It does not take the place of what your own doctor or therapist tells you."),
        _("What you write is yours. No one at a clinic can read it unless you share it."),
        _(
            "If you belong to a clinic, it may be told that you gave an answer that worried us. "
            "It is not told your words."
        ),
        _("The people who run this server keep your words locked, but could open them."),
        _("An employer or an insurer may not ask to see what you write here. You can say no."),
    ),
    ("work", 1): (
        _("CBTBack is a tool for those who treat people with pain. It is not a medical device."),
        _("It is not for emergencies, and no one watches it live."),
        _("You see what a patient shares with you, and nothing else. They see that you looked."),
        _("Who runs the accounts sees names and addresses, and no word that anyone writes."),
        _("What you read here is as private as a patient’s file."),
    ),
}


def asked_of(role: str) -> tuple[str, int]:
    """Kind and version of what someone agrees to who comes in as ``role``."""
    if role == Role.PATIENT:
        return Consent.Kind.USE, USE
    return Consent.Kind.WORK, WORK


def has_agreed(person: User, kind: str, version: int) -> bool:
    return person.consents.filter(kind=kind, version=version, withdrawn_at=None).exists()


def text(kind: str, version: int) -> tuple[str, ...]:
    return tuple(str(sentence) for sentence in TEXTS[(kind, version)])
