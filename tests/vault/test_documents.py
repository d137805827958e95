"""docs/security.md lists what is encrypted: exactly what is."""

from pathlib import Path

from vault.registry import encrypted_fields, label

PAGE = Path(__file__).resolve().parents[2] / "docs" / "security.md"


def test_the_list_of_encrypted_columns_is_complete() -> None:
    text = PAGE.read_text(encoding="utf-8")
    listed = text.partition("<!-- encrypted columns -->")[2].partition("<!-- end -->")[0]
    columns = "".join(f"- `{label(model, field)}`\n" for model, field in encrypted_fields())
    assert listed.strip() == columns.strip(), f"docs/security.md should list:\n{columns}"
