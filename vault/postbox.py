"""Boxes sealed to the server: whoever has the public key can close one, the server alone opens it.

For what has to wait where others may look, such as a browser that is offline. A box is
``key_id.base64url(ephemeral public key + nonce + ciphertext + tag)``: ECDH on P-256, which every
browser has, HKDF-SHA-256 and AES-256-GCM. Purpose and owner are its associated data.

The private keys are made from the field keys, so that rotation keeps old boxes readable for as
long as the old key stays in the ring, and no further secret has to be looked after.
static/js/sealing.js closes boxes in the browser and says the same constants.
"""

import base64
import os
from dataclasses import dataclass
from functools import lru_cache

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from vault.crypto import NONCE_BYTES, split
from vault.errors import Unreadable
from vault.keys import KEY_BYTES, key_named, newest_key

CURVE = ec.SECP256R1()
# An uncompressed point: 4, x, y.
POINT_BYTES = 65
ORDER = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551
# 128 bits more than the order has, so that the remainder favours no key (FIPS 186-5, A.2.1).
SEED_BYTES = 48


@dataclass(frozen=True)
class PublicKey:
    """What a box is closed with: the key's id, and the point in base64url without padding."""

    id: str
    public: str


def public_key() -> PublicKey:
    """Of the newest key. NoKey if there is none."""
    key = newest_key()
    return PublicKey(key.id, _text(_point(_private(key.secret).public_key())))


def close(data: bytes, *, purpose: str, owner: str) -> str:
    """A box for ``owner``, an opaque token of theirs; ``purpose`` is a constant of code."""
    key = newest_key()
    theirs = _private(key.secret).public_key()
    once = ec.generate_private_key(CURVE)
    point = _point(once.public_key())
    secret = _secret(once.exchange(ec.ECDH(), theirs), point, _point(theirs), purpose)
    nonce = os.urandom(NONCE_BYTES)
    sealed = AESGCM(secret).encrypt(nonce, data, _bound(purpose, owner))
    return f"{key.id}.{_text(point + nonce + sealed)}"


def open_box(box: str, *, purpose: str, owner: str) -> bytes:
    """What is in it. Unreadable if key, purpose, owner or a single bit differ."""
    what = f"a box for {purpose}"
    try:
        key_id, raw = split(box)
        mine = _private(key_named(key_id).secret)
    except Unreadable as error:
        raise Unreadable(error.reason, what) from None
    point, rest = raw[:POINT_BYTES], raw[POINT_BYTES:]
    try:
        theirs = ec.EllipticCurvePublicKey.from_encoded_point(CURVE, point)
        shared = mine.exchange(ec.ECDH(), theirs)
    except ValueError:
        raise Unreadable("it is not a box", what) from None
    secret = _secret(shared, point, _point(mine.public_key()), purpose)
    try:
        return AESGCM(secret).decrypt(
            rest[:NONCE_BYTES], rest[NONCE_BYTES:], _bound(purpose, owner)
        )
    # ValueError: too short to hold a nonce and a tag.
    except (InvalidTag, ValueError):
        raise Unreadable("it was altered, or closed for another owner", what) from None


@lru_cache(maxsize=8)
def _private(secret: bytes) -> ec.EllipticCurvePrivateKey:
    seed = _derived(secret, salt=None, info=b"vault:postbox", length=SEED_BYTES)
    return ec.derive_private_key(int.from_bytes(seed) % (ORDER - 1) + 1, CURVE)


def _secret(shared: bytes, once: bytes, server: bytes, purpose: str) -> bytes:
    """The key of one box: of this exchange, between these two, for this purpose."""
    info = f"postbox:{purpose}".encode()
    return _derived(shared, salt=once + server, info=info, length=KEY_BYTES)


def _derived(secret: bytes, *, salt: bytes | None, info: bytes, length: int) -> bytes:
    return HKDF(algorithm=SHA256(), length=length, salt=salt, info=info).derive(secret)


def _bound(purpose: str, owner: str) -> bytes:
    return f"{purpose}\0{owner}".encode()


def _point(key: ec.EllipticCurvePublicKey) -> bytes:
    return key.public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)


def _text(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")
