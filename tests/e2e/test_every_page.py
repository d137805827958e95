"""Every page that the access table shows somebody, held against WCAG at both widths."""

import pytest
from django.urls import reverse

from tests.access import COLUMNS, NAMED, ROWS
from tests.builders import share
from tests.hers import make_hers

# Parts of a page that another one asks for, and files: no pages of their own.
NO_PAGES = {
    "journal:export_csv",
    "journal:export_json",
    "journal:keep",
    "journal:manifest",
    "journal:queue",
    "journal:worker",
    "sessions:led_follow",
    "sessions:led_news",
    "sessions:page_pdf",
    "sessions:plan_card",
    "care:page_pdf",
}


def seen_by_all(who: str) -> set[str]:
    """Pages that look the same whoever looks; nobody looks at them for all, but at help."""
    public = {row.name for row in ROWS if row.gets[0] == "200"} - {"safety:help"}
    return {"healthz"} if who == "nobody" else public


@pytest.mark.parametrize("who", ["nobody", "ana", "ben", "edna"])
def test_every_page_can_be_used_by_everyone(who, browse, width, cast):
    hers = make_hers(cast["ana"], cast["ben"], cast["edna"])
    share(hers.person, cast["ben"], hers.membership.clinic)
    window = browse(width=width)
    if who != "nobody":
        window.log_in(cast[who])
    for row in ROWS:
        if row.gets[COLUMNS.index(who)] == "200" and row.name not in seen_by_all(who) | NO_PAGES:
            names = NAMED[row.name](hers) if row.name in NAMED else None
            window.goto(reverse(row.name, kwargs=names))
            window.look(f"{who}-{row.name.replace(':', '-')}")
