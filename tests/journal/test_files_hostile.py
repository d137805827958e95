"""A file that was made to hurt is refused within two seconds and without filling the memory."""

import time
import tracemalloc
import uuid
from datetime import UTC, datetime

import pytest

from journal.files.bringing import bring
from journal.files.uploads import MOST_BYTES

NOW = datetime(2026, 11, 25, tzinfo=UTC)
MEGABYTE = 1024 * 1024
TABLE = b"client_id,at,pain,note\n"
ENTRIES = b'{"format":"cbtback-journal","version":1,"entries":['
ROW = "%s,2026-01-01T08:00:00Z,5,\n"


def rows(count: int) -> bytes:
    return "".join(ROW % uuid.UUID(int=number) for number in range(count)).encode()


HOSTILE = {
    "one line": lambda: b"a" * MOST_BYTES,
    "one cell": lambda: TABLE + b'"' + b"a" * MOST_BYTES,
    "one cell of many lines": lambda: TABLE + b'"' + b"\n" * MOST_BYTES,
    "only commas": lambda: TABLE + b"," * MOST_BYTES,
    "empty lines": lambda: TABLE + b"\n" * MOST_BYTES,
    "no text": lambda: TABLE + (b"\xff" * 1000 + b"\n") * 20_000,
    "more rows than years": lambda: TABLE + rows(60_000),
    "deep": lambda: ENTRIES + b"[" * MOST_BYTES,
    "deep objects": lambda: ENTRIES + b'{"a":' * (MOST_BYTES // 5),
    "many empty ones": lambda: ENTRIES + b"[]," * (MOST_BYTES // 3),
    "one that is broad": lambda: ENTRIES + b'{"note":[' + b"[]," * (MOST_BYTES // 3),
    "a text without an end": lambda: ENTRIES + b'{"note":"' + b"\\u0041" * (MOST_BYTES // 6),
    "a number without an end": lambda: ENTRIES + b"9" * MOST_BYTES,
    "spaces": lambda: b"{" + b" " * MOST_BYTES,
    "a million words": lambda: (
        b'{"format":"cbtback-journal","version":1,"vocabulary":['
        + b",".join(b'{"kind":"other","text":"w%d"}' % number for number in range(500_000))
    ),
}


@pytest.mark.parametrize("shape", HOSTILE)
def test_it_is_refused_in_time_and_in_bounds(shape):
    data = HOSTILE[shape]()[: MOST_BYTES + MEGABYTE]
    begin = time.process_time()
    problems = bring(data, NOW).problems
    took = time.process_time() - begin
    assert problems
    assert took < 2, f"{took:.1f} s"
    tracemalloc.start()
    bring(data, NOW)
    _now, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    # The file itself is there already; once more of it is the copy without its mark.
    assert peak < 2 * MOST_BYTES, f"{peak / MEGABYTE:.0f} MB"
