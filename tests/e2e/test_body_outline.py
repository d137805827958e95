"""Where it hurts: told to the picture by touch, and to the boxes beside it by keyboard alone."""

import pytest
from playwright.sync_api import expect

from journal.areas import AREAS
from journal.models import Entry
from journal.outline import BOX, FIGURES
from tests.builders import write_entry
from tests.e2e.browser import PHONE

WIDTH, HEIGHT = (int(number) for number in BOX.split()[2:])
# How far a shape is filled, and what is written on it.
FILL = "node => getComputedStyle(node).fill"
NUMBER = "node => getComputedStyle(node, '::before').content"


class Body:
    """The picture and the boxes of a form that is open."""

    def __init__(self, window):
        self.window, self.page = window, window.page
        fold = self.page.locator("details:has(.body)")
        if fold.count() and fold.get_attribute("open") is None:
            fold.locator("> summary").click()
        expect(self.page.locator(".body").first).to_be_visible()

    def box(self, code):
        return self.page.locator(f'.body input[value="{code}"]')

    def strength(self, code):
        return self.page.locator(f'select[name="hurting-{code}"]')

    def mark(self, code, what):
        return self.page.locator(f'.body .at:has([value="{code}"]) {what}')

    def ticked(self):
        return [code for code in AREAS if self.box(code).is_checked()]

    def tap(self, view, x, y):
        """A touch of the picture, at a place of its drawing."""
        figure = self.page.locator(f".body.{view} > .figure")
        figure.scroll_into_view_if_needed()
        # In the middle of the window, where no bar lies over it.
        figure.evaluate(
            "(node, part) => scrollTo({ behavior: 'instant', top: scrollY"
            " + node.getBoundingClientRect().top + part * node.clientHeight - innerHeight / 2 })",
            y / HEIGHT,
        )
        place = figure.bounding_box()
        self.page.mouse.click(
            place["x"] + x / WIDTH * place["width"], place["y"] + y / HEIGHT * place["height"]
        )


@pytest.fixture(params=[True, False], ids=["with script", "without script"])
def script(request):
    return request.param


def test_a_tap_on_the_picture_ticks_the_box_of_that_side(browse, ana, script):
    body = Body(browse(script=script, width=PHONE).log_in(ana).goto("/journal/new/"))
    body.tap("back", 90, 180)
    assert body.ticked() == ["back-low-back-left"]
    body.tap("front", 90, 180)
    assert body.ticked() == ["back-low-back-left", "front-belly-right"]
    body.tap("back", 90, 180)
    assert body.ticked() == ["front-belly-right"]


def test_every_area_can_be_touched_where_it_is_drawn(browse, ana, width):
    body = Body(browse(width=width).log_in(ana).goto("/journal/new/"))
    for view, figure in FIGURES.items():
        for code, drawn in figure.areas.items():
            before = body.ticked()
            body.tap(view, drawn.x, drawn.y)
            assert set(body.ticked()) - set(before) == {code}
            # Nothing to touch is smaller than 44 pixels each way.
            size = body.mark(code, ".touch").bounding_box()
            assert min(size["width"], size["height"]) >= 44, code
    assert len(body.ticked()) == len(AREAS)


def test_by_keyboard_alone_and_the_picture_shows_it(browse, ana, width):
    window = browse(width=width).log_in(ana).goto("/journal/new/")
    body = Body(window)
    keyboard = window.page.keyboard
    # The one tick that puts it at the first box; from there on only keys.
    body.box("back-neck-left").focus()
    for _box in range(6):
        keyboard.press("Tab")
    box = body.box("back-low-back-left")
    expect(box).to_be_focused()
    plain = body.mark("back-low-back-left", ".shade").evaluate(FILL)
    edge = "node => getComputedStyle(node).strokeWidth"
    assert body.mark("back-low-back-left", ".shade").evaluate(edge) == "8px"
    keyboard.press("Space")
    expect(box).to_be_checked()
    assert body.mark("back-low-back-left", ".shade").evaluate(FILL) != plain
    keyboard.press("Tab")
    expect(body.strength("back-low-back-left")).to_be_focused()
    keyboard.type("7")
    assert body.mark("back-low-back-left", ".much").evaluate(NUMBER) == '"7"'
    assert "hatch-strong" in body.mark("back-low-back-left", ".shade").evaluate(FILL)
    keyboard.press("Tab")
    expect(body.box("back-low-back-right")).to_be_focused()
    window.look("body-outline")


def test_what_is_unticked_has_no_strength_left(browse, ana):
    body = Body(browse(width=PHONE).log_in(ana).goto("/journal/new/"))
    body.box("back-seat-right").check()
    body.strength("back-seat-right").select_option("4")
    body.box("back-seat-right").uncheck()
    expect(body.strength("back-seat-right")).to_be_hidden()
    expect(body.strength("back-seat-right")).to_have_value("")


def test_what_was_tapped_is_kept_and_shown_with_its_sides(browse, ana, script):
    window = browse(script=script, width=PHONE).log_in(ana).goto("/journal/new/")
    window.page.locator('.scale input[name="pain"][value="6"]').check()
    body = Body(window)
    body.tap("back", 90, 180)
    body.strength("back-low-back-left").select_option("7")
    body.tap("front", 130, 122)
    window.press("Save")
    # With script it goes by way of the box that also waits for a network.
    window.page.wait_for_url(lambda address: "/journal/new/" not in address)
    entry = Entry.objects.get(person=ana)
    assert sorted(entry.areas.values_list("area", "strength")) == [
        ("back-low-back-left", 7),
        ("front-chest-left", None),
    ]
    window.goto(f"/journal/{entry.pk}/").sees("Low back, left 7; chest, left")
    mark = window.page.locator('.body-shown [aria-label^="From behind"] .shade').bounding_box()
    figure = window.page.locator('.body-shown [aria-label^="From behind"]').bounding_box()
    assert mark["x"] + mark["width"] <= figure["x"] + figure["width"] / 2 + 3


def test_a_reader_hears_the_view_and_the_side(browse, ana):
    body = Body(browse(width=PHONE).log_in(ana).goto("/journal/new/"))
    behind = body.page.get_by_role("group", name="From behind", exact=True)
    behind.get_by_role("checkbox", name="Low back, left", exact=True).check()
    behind.get_by_role("combobox", name="How strong is it, Low back, left? 1 to 10").select_option(
        "3"
    )
    assert body.ticked() == ["back-low-back-left"]
    # The picture says nothing of its own: the boxes are all there is to hear.
    assert behind.get_by_role("img").count() == 0
    assert behind.get_by_role("checkbox").count() == len(FIGURES["back"].areas)


def test_an_earlier_entry_comes_back_with_its_marks(browse, ana, width):
    entry = write_entry(ana, hurting=())
    entry.areas.create(area="back-neck-right", strength=9)
    body = Body(browse(width=width).log_in(ana).goto(f"/journal/{entry.pk}/change/"))
    assert body.ticked() == ["back-neck-right"]
    expect(body.strength("back-neck-right")).to_have_value("9")
    assert "hatch-strong" in body.mark("back-neck-right", ".shade").evaluate(FILL)
    assert body.mark("back-neck-right", ".much").evaluate(NUMBER) == '"9"'
