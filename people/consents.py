"""The texts that people agree to. A published version never changes: a new text is a new one."""

from django.utils.translation import gettext_lazy as _

USE = 1

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
}


def text(kind: str, version: int) -> tuple[str, ...]:
    return tuple(str(sentence) for sentence in TEXTS[(kind, version)])
