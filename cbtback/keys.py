"""The secrets the product runs on: read from the environment, or made once for a local run.

Three of them, never derived from one another: Django's `SECRET_KEY`; the field keys, which
encrypt what people write (a list, newest first, so that a key can be rotated); the hash key,
which lets us look up an encrypted value without decrypting it.
"""

import base64
import binascii
import os
import secrets
from pathlib import Path

KEY_BYTES = 32

FieldKeys = list[tuple[str, bytes]]


class BadKey(ValueError):
    """A secret that cannot be used. The message names the fault, never the secret."""


def new_secrets() -> dict[str, str]:
    """Fresh values for the three variables, in the form `parse_*` reads."""
    return {
        "CBTBACK_SECRET_KEY": secrets.token_urlsafe(50),
        "CBTBACK_FIELD_KEYS": f"k{secrets.token_hex(3)}:{_encode(secrets.token_bytes(KEY_BYTES))}",
        "CBTBACK_HASH_KEY": _encode(secrets.token_bytes(KEY_BYTES)),
    }


def parse_field_keys(text: str) -> FieldKeys:
    """`id:base64,id:base64`, newest first; each key 32 bytes, each id once, letters and digits."""
    keys = []
    for item in text.split(","):
        key_id, colon, encoded = item.strip().partition(":")
        if not colon or not key_id.isalnum() or not key_id.isascii():
            raise BadKey("write each key as id:base64, the id in letters and digits")
        keys.append((key_id, _decode(encoded, f"key {key_id}")))
    if len({key_id for key_id, _ in keys}) < len(keys):
        raise BadKey("two keys have the same id; an id belongs to one key for ever")
    return keys


def parse_hash_key(text: str) -> bytes:
    """32 bytes, in base64."""
    return _decode(text, "the hash key")


def local_secrets(path: Path, *, data: Path) -> dict[str, str]:
    """The secrets of a local run, made at the first start and kept in `path` (0600).

    `data` is the local database: when it is there and the secrets are gone, what people wrote
    can no longer be read, and a new key would only hide that.
    """
    if not path.exists():
        if data.exists():
            raise BadKey(
                f"{path} is missing, but {data} holds text that only its keys can read. "
                "Put the file back; or, to begin again with nothing, move both away"
            )
        _write_once(path, "".join(f"{name}={value}\n" for name, value in new_secrets().items()))
    lines = path.read_text(encoding="ascii").splitlines()
    return dict(line.split("=", 1) for line in lines if "=" in line)


def _write_once(path: Path, text: str) -> None:
    """Whole or not at all, and the first of several processes wins."""
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    try:
        with os.fdopen(descriptor, "w", encoding="ascii") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        try:
            os.link(part, path)
        except FileExistsError:
            pass
    finally:
        os.unlink(part)


def _encode(raw: bytes) -> str:
    return base64.b64encode(raw).decode("ascii")


def _decode(text: str, name: str) -> bytes:
    try:
        raw = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        raise BadKey(f"{name} is not base64") from None
    if len(raw) != KEY_BYTES:
        raise BadKey(f"{name} has {len(raw)} bytes where {KEY_BYTES} are needed")
    return raw
