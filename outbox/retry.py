"""When a message that was not accepted is tried again, and when that ends.

An alert (an invitation, a reset, a confirmation, a safety alert) is tried for three days: first
after a minute, then ever more rarely, once an hour in the end. A nudge is stale within two
hours. Only a refusal that says 'later', or a failure before the text was handed over, is tried
again for a nudge; for an alert also the attempt whose end nobody saw, with the same Message-ID.
"""

from datetime import datetime, timedelta

LIFETIME = {"alert": timedelta(days=3), "nudge": timedelta(hours=2)}
DELAYS = {
    "alert": [timedelta(minutes=m) for m in (1, 2, 5, 10, 20, 30, 60)],
    "nudge": [timedelta(minutes=m) for m in (2, 5, 15, 30)],
}
# Longer than the slowest dialogue with a mail server that the time-outs allow. An attempt that
# is still open then belongs to a process that died.
IN_FLIGHT = timedelta(minutes=15)
# How long ids handed to a worker are left alone before the next tick hands them over again.
LEASE = timedelta(minutes=2)
# After a failure of our own code that asks whether the message is still wanted.
ASK_AGAIN = timedelta(minutes=5)


def expiry(policy: str, start: datetime) -> datetime:
    """When a message of this policy that may go out from `start` is given up."""
    return start + LIFETIME[policy]


def next_try(policy: str, tries: int, now: datetime, expires: datetime) -> datetime | None:
    """The time of the next attempt after `tries` (1 or more) of them; None means give up."""
    delays = DELAYS[policy]
    when = now + delays[min(tries, len(delays)) - 1]
    return when if when < expires else None


def may_follow_unknown(policy: str) -> bool:
    """Whether to try again when nobody knows if the last attempt arrived."""
    return policy == "alert"
