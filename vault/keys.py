"""The keyring: settings.FIELD_KEYS, newest first. New values take the newest key."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

from vault.errors import NoKey, Unreadable

KEY_ID = re.compile(r"[A-Za-z0-9_-]{1,32}")
KEY_BYTES = 32


@dataclass(frozen=True)
class Key:
    """One key: `id` is stored beside each ciphertext, `secret` is 32 bytes."""

    id: str
    secret: bytes = field(repr=False)

    def cipher(self, purpose: str) -> AESGCM:
        """AES-256-GCM under a subkey of this purpose alone.

        With a subkey for each purpose, random nonces are counted per column and per kind of
        token, and stay far from the 2**32 at which NIST SP 800-38D ends a key.
        """
        return _cipher(self.secret, purpose)


def keyring() -> tuple[Key, ...]:
    """All keys, newest first."""
    return _keyring(tuple((name, secret) for name, secret in settings.FIELD_KEYS))


def newest_key() -> Key:
    """The key that writes. NoKey if there is none."""
    keys = keyring()
    if not keys:
        raise NoKey("FIELD_KEYS is empty: nothing can be encrypted")
    return keys[0]


def key_named(key_id: str) -> Key:
    """The key that wrote a value. Unreadable if it is no longer in the ring."""
    for key in keyring():
        if key.id == key_id:
            return key
    raise Unreadable(f"its key {key_id!r} is not in FIELD_KEYS")


@lru_cache(maxsize=8)
def _keyring(pairs: Sequence[tuple[str, bytes]]) -> tuple[Key, ...]:
    return tuple(Key(name, secret) for name, secret in pairs)


@lru_cache(maxsize=1024)
def _cipher(secret: bytes, purpose: str) -> AESGCM:
    derived = HKDF(
        algorithm=SHA256(), length=KEY_BYTES, salt=None, info=f"vault:{purpose}".encode()
    ).derive(secret)
    return AESGCM(derived)
