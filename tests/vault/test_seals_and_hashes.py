"""Tokens for hidden fields, and hashes for equality."""

import pytest
import time_machine
from pytest_django import Settings

from vault.errors import Expired, NoKey, Unreadable
from vault.hashes import keyed_hash
from vault.seal import seal, unseal


@pytest.mark.parametrize("data", [b"", b"\x00\xff", "I will fall. 🙂"])
def test_a_seal_opens_for_its_purpose(data: bytes | str) -> None:
    expected = data.encode() if isinstance(data, str) else data
    assert unseal(seal(data, purpose="form"), purpose="form", max_age=None) == expected


def test_a_seal_shows_nothing() -> None:
    assert "fall" not in seal("I will fall", purpose="form")


def test_a_seal_does_not_open_for_another_purpose() -> None:
    with pytest.raises(Unreadable, match="a token for link"):
        unseal(seal("x", purpose="form"), purpose="link", max_age=None)


@pytest.mark.parametrize("token", ["", "x", "dev.AAAA", "🙂", "a.b.c", "\0", "k." + "A" * 100_000])
def test_anything_else_is_refused(token: str) -> None:
    with pytest.raises(Unreadable):
        unseal(token, purpose="form", max_age=60)


def test_a_seal_grows_too_old() -> None:
    with time_machine.travel(1_800_000_000, tick=False) as clock:
        token = seal("x", purpose="form")
        clock.shift(60)
        assert unseal(token, purpose="form", max_age=60) == b"x"
        clock.shift(1)
        with pytest.raises(Expired):
            unseal(token, purpose="form", max_age=60)
        assert unseal(token, purpose="form", max_age=None) == b"x"


def test_a_clock_put_back_spoils_no_seal() -> None:
    with time_machine.travel(1_800_000_000, tick=False) as clock:
        token = seal("x", purpose="form")
        clock.shift(-7200)
        assert unseal(token, purpose="form", max_age=60) == b"x"


def test_a_seal_outlives_a_rotation(settings: Settings) -> None:
    old, new = ("old", b"o" * 32), ("new", b"n" * 32)
    settings.FIELD_KEYS = [old]
    token = seal("x", purpose="form")
    settings.FIELD_KEYS = [new, old]
    assert unseal(token, purpose="form", max_age=None) == b"x"
    settings.FIELD_KEYS = [new]
    with pytest.raises(Unreadable, match="'old' is not in FIELD_KEYS"):
        unseal(token, purpose="form", max_age=None)


def test_a_hash_is_equal_for_equal_values_of_one_purpose() -> None:
    assert keyed_hash("dancing", purpose="trigger") == keyed_hash("dancing", purpose="trigger")
    assert len(keyed_hash("dancing", purpose="trigger")) == 64


def test_a_hash_differs_by_value_and_by_purpose() -> None:
    hashes = {
        keyed_hash(value, purpose=purpose) for value in ("a", "ab", "") for purpose in ("x", "xa")
    }
    assert len(hashes) == 6


def test_a_hash_depends_on_its_key(settings: Settings) -> None:
    before = keyed_hash("dancing", purpose="trigger")
    settings.HASH_KEY = b"h" * 32
    assert keyed_hash("dancing", purpose="trigger") != before


def test_without_a_key_nothing_is_hashed(settings: Settings) -> None:
    settings.HASH_KEY = b""
    with pytest.raises(NoKey):
        keyed_hash("dancing", purpose="trigger")


@pytest.mark.parametrize("purpose", ["", "a\0b"])
def test_a_hash_needs_a_purpose(purpose: str) -> None:
    with pytest.raises(ValueError, match="purpose"):
        keyed_hash("dancing", purpose=purpose)
