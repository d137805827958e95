"""Keyed hashes: equality of secret values without storing them."""

import hashlib
import hmac

from django.conf import settings

from vault.errors import NoKey


def keyed_hash(value: str, *, purpose: str) -> str:
    """HMAC-SHA256 of `value` as 64 hex digits; another purpose, another hash.

    The caller folds case and spaces first. HASH_KEY is not rotated: a new one makes every
    stored hash meet nothing.
    """
    if not settings.HASH_KEY:
        raise NoKey("HASH_KEY is empty: nothing can be hashed")
    if not purpose or "\0" in purpose:
        raise ValueError("a keyed hash needs a purpose, without NUL")
    data = f"{purpose}\0{value}".encode("utf-8", "surrogatepass")
    return hmac.new(settings.HASH_KEY, data, hashlib.sha256).hexdigest()
