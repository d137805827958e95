"""The colours of the tokens, in both themes, against WCAG 2.2 (text 4.5, controls 3)."""

import re

import pytest
from django.conf import settings

SHEET = (settings.BASE_DIR / "static" / "css" / "tokens.css").read_text()
DARK = "@media (prefers-color-scheme: dark)"


def colours(css):
    return dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6})", css))


THEMES = {
    "light": colours(SHEET.split(DARK)[0]),
    "dark": colours(SHEET.split(DARK)[1].split("@media")[0]),
}


def luminance(colour):
    def linear(pair):
        part = int(pair, 16) / 255
        return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4

    red, green, blue = (linear(colour[i : i + 2]) for i in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one, other):
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("theme", THEMES)
def test_both_themes_name_the_same_colours(theme):
    assert THEMES[theme].keys() == THEMES["light"].keys()


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("ground", ["paper", "sheet", "shade"])
@pytest.mark.parametrize("text", ["ink", "soft", "act", "act-deep", "clay", "warn"])
def test_text_can_be_read_on_every_ground(theme, ground, text):
    assert contrast(THEMES[theme][text], THEMES[theme][ground]) >= 4.5


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("ground", ["act", "act-deep"])
def test_text_can_be_read_on_a_button(theme, ground):
    assert contrast(THEMES[theme]["on-act"], THEMES[theme][ground]) >= 4.5


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("ground", ["paper", "sheet", "shade"])
def test_the_edge_of_a_control_can_be_seen(theme, ground):
    assert contrast(THEMES[theme]["edge"], THEMES[theme][ground]) >= 3
