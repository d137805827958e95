"""Sealed tokens for hidden fields and links: nobody reads or alters what is in them."""

import struct
import time

from vault.crypto import decrypt, encrypt
from vault.errors import Expired, Unreadable

_STAMP = struct.Struct(">Q")


def seal(data: bytes | str, *, purpose: str) -> str:
    """A token of `data`, fit for a form field or an address; `purpose` is a constant of code."""
    if isinstance(data, str):
        data = data.encode()
    stamped = _STAMP.pack(int(time.time())) + data
    return encrypt(stamped, purpose=f"seal:{purpose}", bound_to=purpose)


def unseal(token: str, *, purpose: str, max_age: int | None) -> bytes:
    """The bytes sealed for this purpose; `max_age` in seconds, None for any age.

    Unreadable if it is not ours, was altered or has another purpose; Expired if too old.
    """
    what = f"a token for {purpose}"
    try:
        stamped = decrypt(token, purpose=f"seal:{purpose}", bound_to=purpose)
    except Unreadable as error:
        raise Unreadable(error.reason, what) from None
    (made,) = _STAMP.unpack_from(stamped)
    if max_age is not None and time.time() - made > max_age:
        raise Expired("it is too old", what)
    return stamped[_STAMP.size :]
