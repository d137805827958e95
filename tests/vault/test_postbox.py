"""Boxes sealed to the server: they open for their purpose and owner, and for nothing else."""

import base64
import json
import os

import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from hypothesis import assume, given
from hypothesis import strategies as st
from pytest_django import Settings

from vault.errors import NoKey, Unreadable
from vault.postbox import POINT_BYTES, close, open_box, public_key

PLACE = {"purpose": "journal-entry", "owner": "0a1b"}
OLD, NEW = ("old", b"o" * 32), ("new", b"n" * 32)


@given(st.binary(max_size=3000), st.text(st.characters(codec="utf-8")))
def test_what_went_in_comes_out(data: bytes, owner: str) -> None:
    assert open_box(close(data, purpose="p", owner=owner), purpose="p", owner=owner) == data


@pytest.mark.parametrize(
    "place",
    [
        {**PLACE, "owner": "0a1c"},
        {**PLACE, "owner": ""},
        {**PLACE, "purpose": "journal-draft"},
        {"purpose": "journal-entry\x000a1b", "owner": ""},
    ],
)
def test_nobody_else_and_no_other_purpose_opens_it(place: dict[str, str]) -> None:
    with pytest.raises(Unreadable, match="closed for another owner"):
        open_box(close(b"I will fall", **PLACE), **place)


@given(st.data())
def test_a_box_with_one_bit_flipped_stays_closed(draw: st.DataObject) -> None:
    key_id, _, text = close(b"I will fall", **PLACE).partition(".")
    raw = bytearray(base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)))
    bit = draw.draw(st.integers(0, len(raw) * 8 - 1))
    raw[bit // 8] ^= 1 << bit % 8
    other = base64.urlsafe_b64encode(bytes(raw)).decode().rstrip("=")
    with pytest.raises(Unreadable):
        open_box(f"{key_id}.{other}", **PLACE)


@given(st.text())
def test_any_text_is_refused_without_being_repeated(text: str) -> None:
    with pytest.raises(Unreadable) as caught:
        open_box(text, **PLACE)
    assert str(caught.value) == "a box for journal-entry: it is not ciphertext"


@given(st.integers(28, 200))
def test_a_box_that_was_cut_off_is_refused(length: int) -> None:
    key_id, _, text = close(b"I will fall" * 10, **PLACE).partition(".")
    raw = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
    assume(length < len(raw))
    cut = base64.urlsafe_b64encode(raw[:length]).decode().rstrip("=")
    with pytest.raises(Unreadable):
        open_box(f"{key_id}.{cut}", **PLACE)


def test_a_point_off_the_curve_is_no_box() -> None:
    """Points of other curves would give the private key away, a little each time."""
    forged = b"\x04" + os.urandom(POINT_BYTES - 1) + bytes(40)
    with pytest.raises(Unreadable, match="it is not a box"):
        open_box(f"{public_key().id}.{base64.urlsafe_b64encode(forged).decode()}", **PLACE)


def test_it_shows_nothing_and_is_never_the_same_twice() -> None:
    first, second = close(b"I will fall", **PLACE), close(b"I will fall", **PLACE)
    assert first != second
    assert b"fall" not in base64.urlsafe_b64decode(first.partition(".")[2] + "==")


def test_rotated_keys_go_on_opening_and_retired_ones_do_not(settings: Settings) -> None:
    settings.FIELD_KEYS = [OLD]
    box, before = close(b"I will fall", **PLACE), public_key()
    settings.FIELD_KEYS = [NEW, OLD]
    assert public_key().id == "new"
    assert public_key().public != before.public
    assert open_box(box, **PLACE) == b"I will fall"
    settings.FIELD_KEYS = [NEW]
    with pytest.raises(Unreadable, match="its key 'old' is not in FIELD_KEYS"):
        open_box(box, **PLACE)


def test_the_public_key_stays_the_same_and_tells_nothing_of_the_field_key(
    settings: Settings,
) -> None:
    settings.FIELD_KEYS = [OLD]
    key = public_key()
    assert key == public_key()
    assert key.id == "old"
    raw = base64.urlsafe_b64decode(key.public + "==")
    assert len(raw) == POINT_BYTES
    assert OLD[1] not in raw


def test_without_a_key_there_is_no_postbox(settings: Settings) -> None:
    settings.FIELD_KEYS = []
    with pytest.raises(NoKey):
        public_key()


def test_a_box_closed_by_the_rules_as_written_opens() -> None:
    """As a browser does it, with nothing of ours but the public key."""
    key = public_key()
    server = base64.urlsafe_b64decode(key.public + "==")
    theirs = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), server)
    once = ec.generate_private_key(ec.SECP256R1())
    point = once.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
    secret = HKDF(
        algorithm=SHA256(), length=32, salt=point + server, info=b"postbox:journal-entry"
    ).derive(once.exchange(ec.ECDH(), theirs))
    nonce, words = os.urandom(12), json.dumps({"note": "I will fall"}).encode()
    sealed = AESGCM(secret).encrypt(nonce, words, b"journal-entry\x000a1b")
    text = base64.urlsafe_b64encode(point + nonce + sealed).decode().rstrip("=")
    assert open_box(f"{key.id}.{text}", **PLACE) == words
