"""Whatever is sent to whatever address: a clear answer, never a 500, and the words escaped."""

import re
from typing import Any

import pytest
from django.urls import reverse
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tests.access import NAMED, ROWS
from tests.builders import share
from tests.visits import Visitor

JUNK = [
    "",
    " ",
    "-1",
    "101",
    "99999999999999999999",
    "1e9",
    "NaN",
    "0x10",
    "٤٢",
    "\x00",
    "a\x00b",
    "\ud7ff\U0001f494",
    "שלום עולם",
    "\u202edrow",
    "x" * 20_000,
    "9999-12-31",
    "0000-00-00",
    "2026-02-30",
    "'; DROP TABLE people_user; --",
    "../../etc/passwd",
    "{{ 7*7 }}{% now %}",
    "00000000-0000-0000-0000-000000000000",
    "next",
    "leave",
    "on",
    "yes",
]
# Words that fit into any field, in a script that the fonts have not.
MOST = "ქართული 🙂 " * 12
POSTS = [row for row in ROWS if row.posts[1] not in ("405", "404")]
NAMES = re.compile(r"<(?:input|textarea|select|button)\b[^>]*\bname=\"([^\"]+)\"")
ONCE_A_ROW = settings(
    max_examples=8,
    deadline=None,
    phases=[Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture],
    derandomize=True,
)


def path_of(row: Any, hers: Any) -> str:
    return reverse(row.name, kwargs=NAMED[row.name](hers) if row.name in NAMED else None)


def fields_of(visitor: Visitor, path: str) -> list[str]:
    """The names that the form on a page sends, and some that it does not."""
    page = visitor.get(path, follow=True).content.decode()
    names = set(NAMES.findall(page)) - {"csrfmiddlewaretoken", "form_key"}
    return [*sorted(names), "then", "next", "seen", "remove", "use", "move", "person", "id"]


@pytest.mark.parametrize("row", POSTS, ids=lambda row: row.name)
def test_junk_gets_an_answer(row, stage):
    path = path_of(row, stage.hers)
    ana = Visitor(stage.cast["ana"], raise_request_exception=False)
    names = fields_of(ana, path)
    value = st.one_of(st.sampled_from(JUNK), st.text(max_size=40))
    values = st.one_of(value, st.lists(value, max_size=3))

    @ONCE_A_ROW
    @given(st.dictionaries(st.sampled_from(names), values, max_size=len(names)))
    def send(data: dict[str, Any]) -> None:
        # Each junk meets a logged-in person: a log-out among them is undone.
        ana.force_login(stage.cast["ana"])
        assert ana.send(path, data).status_code < 500

    send()


@pytest.mark.parametrize("row", POSTS, ids=lambda row: row.name)
def test_every_field_at_its_worst_at_once(row, stage):
    path = path_of(row, stage.hers)
    ana = Visitor(stage.cast["ana"], raise_request_exception=False)
    names = fields_of(ana, path)
    for worst in JUNK:
        ana.force_login(stage.cast["ana"])
        assert ana.send(path, dict.fromkeys(names, worst)).status_code < 500, repr(worst[:40])


# What a therapist sends, of a patient who shares it all.
THEIRS = [row for row in ROWS if row.name.startswith(("care:", "sessions:lead", "sessions:led"))]
THEIRS = [row for row in THEIRS if row.posts[2] != "405"]


@pytest.mark.parametrize("row", THEIRS, ids=lambda row: row.name)
def test_junk_of_a_therapist_gets_an_answer(row, stage):
    ben, clinic = stage.cast["ben"], stage.hers.membership.clinic
    share(stage.hers.person, ben, clinic)
    path = path_of(row, stage.hers)
    his = Visitor(ben, raise_request_exception=False)
    names = [*fields_of(his, path), "note", "answer", "text", "kind", "until", "reason"]
    for worst in (*JUNK, MOST):
        assert his.send(path, dict.fromkeys(names, worst)).status_code < 500, repr(worst[:40])


ADDRESSES = [
    "/examine/not-a-uuid/",
    "/examine/00000000-0000-0000-0000-000000000000/",
    "/examine/00000000-0000-0000-0000-000000000000/belief/",
    "/examine/?page=99999999999999999999",
    "/examine/?page=-1",
    "/examine/?page=%00",
    "/examine/start/?use=%00%ff",
    "/help/?country=%00",
    "/help/?country=XX&country=YY",
    "/safety/flags/?next=https://evil.example/",
    "/safety/flags/?next=//evil.example",
    "/account/login/?next=//evil.example/",
    "/invitation/%00/",
    "/%2e%2e/%2e%2e/etc/passwd",
    "/" + "a" * 3000,
    "/accounts/?q=%00&role=x&state=y&page=x",
    "/patients/?page=%F0%9F%92%94",
]


@pytest.mark.parametrize("address", ADDRESSES, ids=range(len(ADDRESSES)))
@pytest.mark.parametrize("who", ["nobody", "ana", "ben", "edna"])
def test_odd_addresses_get_an_answer(address, who, stage):
    visitor = Visitor(stage.cast.get(who), raise_request_exception=False)
    assert visitor.get(address).status_code < 500


@pytest.mark.parametrize("address", [a for a in ADDRESSES if "evil" in a])
def test_nobody_is_sent_elsewhere_by_an_address(address, stage):
    response = Visitor(stage.cast["ana"]).get(address)
    assert "evil.example" not in response.get("Location", "")
