"""A journal is saved as a file on one account and brought into another, as a browser does it."""

import pytest

from journal.saying import said_of
from tests.builders import activity, write_entry

PAGE = "/journal/take-along/"


@pytest.mark.parametrize("button", ["Save as a table (CSV)", "Save for a move (JSON)"])
def test_a_journal_moves_to_another_account(button, browse, cast, width, tmp_path):
    ana, finn = cast["ana"], cast["finn"]
    write_entry(ana, note="=Not a sum\nbut two lines", named=(activity("Stood all shift"),))
    hers = browse(width=width).log_in(ana).goto(PAGE)
    with hers.page.expect_download() as saving:
        hers.page.get_by_role("link", name=button).click()
    assert saving.value.suggested_filename.startswith("journal-2")
    file = tmp_path / saving.value.suggested_filename
    saving.value.save_as(file)
    his = browse(width=width).log_in(finn).goto(PAGE)
    his.page.get_by_label("The file", exact=True).set_input_files(file)
    his.press("Bring it in")
    his.page.get_by_text("1 entry came in.").wait_for()
    assert said_of(finn.entries.get()) == said_of(ana.entries.get())


def test_what_is_wrong_is_read_first_and_leads_to_the_file(browse, cast, width):
    window = browse(width=width).log_in(cast["finn"]).goto(PAGE)
    wrong = {"name": "a.csv", "mimeType": "text/csv", "buffer": b"client_id,at,pain\nx,y,12\n"}
    window.page.get_by_label("The file", exact=True).set_input_files(wrong)
    window.press("Bring it in")
    window.look("journal-take-along-wrong")
    assert "summary" in (window.page.evaluate("document.activeElement.className") or "")
    assert window.page.get_by_text("This must be a whole number from 0 to 10.").is_visible()
    window.press("Mend this and bring the file once more.")
