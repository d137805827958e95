"""What can go wrong in the vault. No message ever holds content."""


class VaultError(Exception):
    """Any failure of the vault."""


class NoKey(VaultError):
    """FIELD_KEYS or HASH_KEY is empty."""


class Unreadable(VaultError):
    """A stored value or token that the keyring, the field and the row do not open.

    `what` names it ("people.User.name 6f0c…"), `reason` says why, in plain words.
    """

    def __init__(self, reason: str, what: str = "a sealed value") -> None:
        self.reason = reason
        self.what = what
        super().__init__(f"{what}: {reason}")


class Expired(Unreadable):
    """A token that was good once and is older than `max_age`."""


class NeedsRow(VaultError, TypeError):
    """Words offered to a query: they are encrypted for one row, so only save() can."""


class StillSealed(VaultError, TypeError):
    """Ciphertext used as if it were words, as values() hands it out."""
