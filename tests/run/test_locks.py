"""The locks pin everything, name no place to fetch from, and agree with each other."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
LOCKS = ["requirements.lock", "requirements-dev.lock"]


def pins(lock: str) -> set[str]:
    text = (ROOT / lock).read_text().replace("\\\n", " ")
    return {line.split(" ")[0] for line in text.splitlines()}


@pytest.mark.parametrize("lock", LOCKS)
def test_every_line_is_a_pin_with_hashes(lock: str) -> None:
    text = (ROOT / lock).read_text().replace("\\\n", " ")
    pin = re.compile(r"[a-z0-9-]+==[^ ]+( ; [^-]+?)?\s+(--hash=sha256:[0-9a-f]{64}\s*)+")
    assert [line for line in text.splitlines() if not pin.fullmatch(line)] == []


def test_the_tests_run_with_what_the_product_runs_with() -> None:
    assert pins("requirements.lock") <= pins("requirements-dev.lock")


def test_each_dependency_says_why_it_is_there() -> None:
    lines = [line.strip() for line in (ROOT / "pyproject.toml").read_text().splitlines()]
    start = lines.index("dependencies = [")
    listed = lines[start + 1 : lines.index("]", start)]
    kinds = ["#" if line.startswith("#") else "package" for line in listed]
    # The two typefaces, and the two halves of cutting them, share a reason.
    shared = {"fontpkg-literata", "brotli"}
    bare = [
        line
        for before, kind, line in zip(["", *kinds], kinds, listed, strict=False)
        if kind == "package" and before != "#"
    ]
    assert {re.match(r'"([a-z0-9-]+)', line).group(1) for line in bare} == shared  # type: ignore[union-attr]
