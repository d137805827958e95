"""Keys are read strictly, made once, and never quietly replaced."""

import base64
import stat
from pathlib import Path

import pytest

from cbtback import keys

GOOD = base64.b64encode(bytes(range(32))).decode()
SHORT = base64.b64encode(b"short").decode()


def test_the_newest_key_comes_first() -> None:
    parsed = keys.parse_field_keys(f"new:{GOOD}, old:{GOOD}")
    assert [key_id for key_id, _ in parsed] == ["new", "old"]


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "id:base64"),
        (GOOD, "id:base64"),
        (f"a.b:{GOOD}", "letters and digits"),
        (f"é:{GOOD}", "letters and digits"),
        ("a:not base64", "not base64"),
        (f"a:{SHORT}", "5 bytes where 32"),
        (f"a:{GOOD},a:{GOOD}", "same id"),
    ],
)
def test_a_field_key_that_cannot_be_used_is_refused(text: str, why: str) -> None:
    with pytest.raises(keys.BadKey, match=why):
        keys.parse_field_keys(text)


def test_a_refusal_does_not_show_the_key() -> None:
    with pytest.raises(keys.BadKey) as refusal:
        keys.parse_field_keys(f"a:{SHORT}")
    assert SHORT not in str(refusal.value)


def test_new_secrets_can_be_read_back() -> None:
    made = keys.new_secrets()
    assert len(keys.parse_field_keys(made["CBTBACK_FIELD_KEYS"])) == 1
    assert len(keys.parse_hash_key(made["CBTBACK_HASH_KEY"])) == keys.KEY_BYTES
    assert made != keys.new_secrets()


def test_local_secrets_are_made_once_and_for_their_owner_alone(tmp_path: Path) -> None:
    path = tmp_path / "secrets"
    first = keys.local_secrets(path, data=tmp_path / "none")
    assert first == keys.local_secrets(path, data=tmp_path / "none")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [entry.name for entry in tmp_path.iterdir()] == ["secrets"]


def test_of_two_first_starts_one_makes_the_secrets(tmp_path: Path) -> None:
    path = tmp_path / "secrets"
    keys.local_secrets(path, data=tmp_path / "none")
    before = path.read_text()
    keys._write_once(path, "other")
    assert path.read_text() == before


def test_lost_secrets_are_not_replaced_while_there_is_data(tmp_path: Path) -> None:
    data = tmp_path / "data"
    data.touch()
    with pytest.raises(keys.BadKey, match="only its keys can read"):
        keys.local_secrets(tmp_path / "secrets", data=data)
    assert not (tmp_path / "secrets").exists()
