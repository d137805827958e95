"""AES-256-GCM in the form it is stored: `key_id.base64url(nonce + ciphertext + tag)`."""

import base64
import binascii
import os

from cryptography.exceptions import InvalidTag

from vault.errors import Unreadable
from vault.keys import KEY_ID, key_named, newest_key

NONCE_BYTES = 12
TAG_BYTES = 16


def encrypt(data: bytes, *, purpose: str, bound_to: str) -> str:
    """The token of `data` under the newest key; only the same two strings open it again."""
    key = newest_key()
    nonce = os.urandom(NONCE_BYTES)
    sealed = key.cipher(purpose).encrypt(nonce, data, bound_to.encode())
    return f"{key.id}.{_text(nonce + sealed)}"


def decrypt(token: str, *, purpose: str, bound_to: str) -> bytes:
    """The bytes of a token. Unreadable if key, purpose, binding or a single bit differ."""
    key_id, raw = split(token)
    cipher = key_named(key_id).cipher(purpose)
    try:
        return cipher.decrypt(raw[:NONCE_BYTES], raw[NONCE_BYTES:], bound_to.encode())
    except InvalidTag:
        raise Unreadable("it was altered, or moved here from another row or field") from None


def split(token: str) -> tuple[str, bytes]:
    """The key id and the bytes of a token. Unreadable if it does not have that form."""
    key_id, _, text = token.partition(".")
    try:
        raw = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
    except (binascii.Error, ValueError):
        raw = b""
    # Python's decoder skips foreign characters and spare bits: one value, one spelling.
    well_formed = len(raw) >= NONCE_BYTES + TAG_BYTES and _text(raw) == text
    if not (KEY_ID.fullmatch(key_id) and well_formed):
        raise Unreadable("it is not ciphertext")
    return key_id, raw


def _text(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")
