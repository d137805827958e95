"""AES-256-GCM as stored: round trips, one spelling, and nothing opens anything else."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from pytest_django import Settings

from vault.crypto import decrypt, encrypt, split
from vault.errors import NoKey, Unreadable
from vault.keys import Key, keyring

PLACE = {"purpose": "field:a.B.c", "bound_to": "a.B.c:1"}
places = st.fixed_dictionaries({"purpose": st.text(), "bound_to": st.text()})


@given(st.binary(max_size=2000), places)
def test_what_went_in_comes_out(data: bytes, place: dict[str, str]) -> None:
    assume(not any(0xD800 <= ord(c) < 0xE000 for text in place.values() for c in text))
    assert decrypt(encrypt(data, **place), **place) == data


@given(st.binary(max_size=50), places)
def test_nothing_opens_it_in_another_place(data: bytes, place: dict[str, str]) -> None:
    assume(place != PLACE)
    assume(not any(0xD800 <= ord(c) < 0xE000 for text in place.values() for c in text))
    token = encrypt(data, **PLACE)
    with pytest.raises(Unreadable):
        decrypt(token, **place)


@given(st.binary(max_size=50), st.data())
def test_no_other_text_opens(data: bytes, draw: st.DataObject) -> None:
    token = encrypt(data, **PLACE)
    place = draw.draw(st.integers(0, len(token) - 1))
    other = token[:place] + draw.draw(st.characters()) + token[place + 1 :]
    assume(other != token)
    with pytest.raises(Unreadable):
        decrypt(other, **PLACE)


@given(st.text())
def test_any_text_is_refused_without_being_repeated(text: str) -> None:
    with pytest.raises(Unreadable) as caught:
        decrypt(text, **PLACE)
    assert str(caught.value) == "a sealed value: it is not ciphertext"


def test_a_token_has_one_spelling() -> None:
    token = encrypt(b"x", **PLACE)
    for other in (token + "=", token + "\n", token.replace(".", ". "), token + "!"):
        with pytest.raises(Unreadable):
            split(other)


def test_the_token_names_the_key_that_wrote_it() -> None:
    assert split(encrypt(b"x", **PLACE))[0] == keyring()[0].id


def test_no_key_writes_nothing(settings: Settings) -> None:
    settings.FIELD_KEYS = []
    with pytest.raises(NoKey):
        encrypt(b"x", **PLACE)


def test_the_same_id_with_another_secret_is_refused(settings: Settings) -> None:
    settings.FIELD_KEYS = [("k", b"a" * 32)]
    token = encrypt(b"x", **PLACE)
    settings.FIELD_KEYS = [("k", b"b" * 32)]
    with pytest.raises(Unreadable, match="altered"):
        decrypt(token, **PLACE)


def test_a_key_never_shows_its_secret() -> None:
    assert "secret" not in repr(Key("k", b"a" * 32))
