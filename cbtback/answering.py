"""Waits for the web process to answer, then goes on; or asks once, for Compose's health check.

    python -m cbtback.answering URL                  code 0 when it answers, 1 when not
    python -m cbtback.answering URL say TEXT         waits, then prints TEXT
    python -m cbtback.answering URL run MODULE ...   waits, then becomes `python -m MODULE ...`

Plain standard library: it starts in a few milliseconds beside everything else.
"""

import contextlib
import http.client
import os
import sys
import time
from urllib.parse import urlsplit

GIVE_UP_AFTER = 120.0  # seconds
ASK_EVERY = 0.1


def answers(url: str, host: str = "") -> bool:
    """Is there a 200? `host` is the name to ask for, when it is not the address's own."""
    parts = urlsplit(url)
    connection = http.client.HTTPConnection(parts.hostname or "", parts.port, timeout=5)
    try:
        connection.request("GET", parts.path, headers={"Host": host} if host else {})
        return connection.getresponse().status == http.HTTPStatus.OK
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()


def wait_for(url: str) -> bool:
    """True as soon as it answers; False when it never did, or when whoever asked has gone."""
    parent, stop = os.getppid(), time.monotonic() + GIVE_UP_AFTER
    while time.monotonic() < stop and os.getppid() == parent:
        if answers(url):
            return True
        time.sleep(ASK_EVERY)
    return False


def main(url: str, then: str = "", *rest: str) -> int:
    if not then:
        return 0 if answers(url, urlsplit(os.environ.get("CBTBACK_URL", "")).netloc) else 1
    with contextlib.suppress(KeyboardInterrupt):
        if wait_for(url):
            if then == "run":
                os.execv(sys.executable, [sys.executable, "-m", *rest])  # noqa: S606
            print(*rest, flush=True)
            return 0
    return 1


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
