"""What export and erasure do with each model.

A model above ``people`` (and those of ``people`` itself) says it in a class attribute
``custody``; models below and those of libraries stand in ``ELSEWHERE``. A test finds a model
that says nothing.
"""

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True)
class Custody:
    """``export``: given to the person or not. ``erasure``: what closing an account does.

    ``why`` is required where something is kept or not given.
    """

    export: Literal["give", "withhold"]
    erasure: Literal["erase", "keep", "unlink"]
    why: str = ""

    def __post_init__(self) -> None:
        if (self.export == "withhold" or self.erasure != "erase") and not self.why:
            raise ValueError("say why it is withheld or kept")


OWN = Custody(export="give", erasure="erase")
CLINICS = Custody(
    export="give",
    erasure="keep",
    why="The clinic's own record of care; the law sets how long it is kept.",
)
MACHINERY = Custody(
    export="withhold",
    erasure="erase",
    why="Keeps the service working; holds nothing a person wrote.",
)

ELSEWHERE: dict[str, Custody] = {
    "account.emailaddress": OWN,
    "account.emailconfirmation": MACHINERY,
    "outbox.message": Custody(
        export="withhold",
        erasure="erase",
        why="A letter on its way; its words are wiped once sent.",
    ),
    "outbox.attempt": MACHINERY,
    "auth.group": MACHINERY,
    "auth.permission": MACHINERY,
    "contenttypes.contenttype": MACHINERY,
    "sessions.session": MACHINERY,
}
