"""The page to keep and the wallet card: all is there as it was typed, and nothing is markup."""

from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from sessions import actions
from sessions.notes import notes_of
from sessions.paper import card_pdf, page_pdf
from sessions.paper.glyphs import MISSING, drawn, printable
from sessions.paper.reading import parts_of
from sessions.paper.setting import pdf
from sessions.steps import Step
from tests.builders import examine, share
from tests.visits import Visitor

# What typst, HTML or a shell would take for more than words.
MARKUP = '#set page(width: 1cm) $x^2$ *no* _no_ <b>no</b> @ref \\ [[x]] `r` // #read("/etc/passwd")'


def text_of(content: bytes) -> str:
    """The words of all pages, with white space as single spaces."""
    pages = PdfReader(BytesIO(content)).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


def squeezed(text: str) -> str:
    """Without the spaces that a line's end may add."""
    return "".join(text.replace("\u200b", "").split())


@pytest.fixture
def kept(db, ana):
    """The text of the page to keep of an examination that says ``changes``."""

    def keep(**changes: object) -> str:
        return text_of(page_pdf(notes_of(examine(ana, **changes), ana)))

    return keep


# --- The page -------------------------------------------------------------------------------------


def test_the_page_holds_what_the_finished_page_shows(example, ana):
    notes = notes_of(example, ana)
    text = squeezed(text_of(page_pdf(notes)))
    wanted = [notes.belief, notes.fair, notes.yes, *(cost.text for cost in notes.costs)]
    for fear in notes.fears:
        wanted += [fear.text, fear.how]
    wanted += [reply.text for reply in notes.replies]
    assert [words for words in wanted if squeezed(words) not in text] == []
    assert squeezed("85 before, and 40 after") in text


def test_what_was_typed_is_never_markup(kept):
    assert squeezed(MARKUP) in squeezed(kept(fair=MARKUP))


def test_an_emoji_is_named_and_fails_nothing(kept):
    assert squeezed("So I go [grinning face].") in squeezed(kept(fair="So I go 😀."))


def test_what_no_face_can_draw_is_said_to_be_missing(kept):
    assert squeezed(f"I say {MISSING} to it") in squeezed(kept(fair="I say 你好 to it"))


def test_the_pdf_is_tagged_and_its_title_says_nothing(example, ana):
    reader = PdfReader(BytesIO(page_pdf(notes_of(example, ana))))
    assert reader.metadata is not None
    assert reader.metadata.title == "CBTBack"
    assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"]
    assert reader.trailer["/Root"]["/Lang"]


def test_the_worked_example_takes_two_pages_at_most(example, ana):
    assert len(PdfReader(BytesIO(page_pdf(notes_of(example, ana)))).pages) <= 2


def test_what_the_browser_alone_is_for_is_left_out():
    html = (
        '<section class="part"><h2 class="side">Side</h2><div><p class="own">Mine</p>'
        '<p class="screen-only"><a>Go</a></p><form><button>Send</button></form>'
        "<p>a <b>b</b><br>c</p></div></section>"
    )
    (part,) = parts_of(html)
    assert part["title"] == "Side"
    assert [[run["text"] for run in block["runs"]] for block in part["blocks"]] == [
        ["Mine"],
        ["a ", "b", "\nc"],
    ]
    assert part["blocks"][0]["own"]


def test_every_sign_we_say_we_can_draw_is_drawn(tmp_path):
    text = "".join(chr(code) for code in sorted(drawn()))
    whole = {"lang": "en", "paper": "a4", "belief": "x", "when": [], "foot": "", "parts": []}
    run = {"text": text, "own": True, "bold": False, "soft": False, "big": False}
    plain = {**run, "own": False}
    block = {"runs": [run, plain], "own": False, "note": False, "rule": False}
    # It refuses a sign that no face has.
    assert pdf("page.typ", {**whole, "parts": [{"title": "x", "blocks": [block]}]})


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=60))
def test_any_text_can_be_printed_and_none_vanishes(text):
    shown = printable(text)
    assert all(ord(char) in drawn() for char in shown)
    if any(char.isalpha() for char in text):
        assert shown.strip()


# --- The card -------------------------------------------------------------------------------------


def plan_of(examination, person):
    return next(fear.plan for fear in notes_of(examination, person).fears if fear.plan)


def test_the_card_holds_the_plan_and_whom_to_call(example, ana):
    plan = plan_of(example, ana)
    text = squeezed(text_of(card_pdf(plan, ana)))
    for words in (plan.trigger, plan.action, plan.prepare, plan.supports):
        assert squeezed(words) in text
    assert "5550100" in text
    assert "911" in text


def test_long_words_flow_on_to_further_cards(example, ana):
    plan = plan_of(example, ana)
    long = " ".join(f"word{number}" for number in range(300))
    object.__setattr__(plan, "supports", long)
    assert squeezed(long[-20:]) in squeezed(text_of(card_pdf(plan, ana)))


@pytest.mark.parametrize(
    "words", ["W" * 400, "a\n" * 200, "W W " * 100], ids=str.split("wide lines words")
)
def test_no_word_of_a_card_is_lost_however_it_is_written(example, ana, words):
    plan = plan_of(example, ana)
    object.__setattr__(plan, "supports", words)
    assert squeezed(words) in squeezed(text_of(card_pdf(plan, ana))).replace(
        squeezed("Who and what helps:"), ""
    )


def test_a_word_without_a_space_is_broken_at_the_end_of_a_line(kept):
    assert "W" * 400 not in kept(fair="W" * 400)
    assert "W" * 400 in squeezed(kept(fair="W" * 400))


# --- Who gets it ----------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["page", "card"])
def test_it_is_a_file_with_a_neutral_name_that_no_cache_keeps(example, ana, kind):
    plan = example.plans.get()
    path = {"page": f"/examine/{example.pk}/page.pdf", "card": f"/plans/{plan.pk}/card.pdf"}[kind]
    response = Visitor(ana).get(path)
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"] == f'attachment; filename="cbtback-{kind}.pdf"'
    assert "no-store" in response["Cache-Control"]
    assert response.content.startswith(b"%PDF")


def test_an_open_examination_has_no_page_to_keep_yet(ana, db):
    unfinished = examine(ana, upto=Step.FEARS)
    assert Visitor(ana).get(f"/examine/{unfinished.pk}/page.pdf").status_code == 404


def test_a_therapist_gets_it_while_it_is_shared_and_is_seen_to_have_read_it(
    example, ana, ben, northfield
):
    path = f"/review/{example.pk}/page.pdf"
    assert Visitor(ben).get(path).status_code == 404
    share(ana, ben, northfield, example)
    assert Visitor(ben).get(path).content.startswith(b"%PDF")
    assert "Ben" in Visitor(ana).get("/who-can-see/").content.decode()
    actions.unshare_page(examination=example, reader=ben, by=ana)
    assert Visitor(ben).get(path).status_code == 404
