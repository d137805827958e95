"""Fonts are cut once, and again only when the recipe or a package changes."""

import pytest

from cbtback import fonts


@pytest.fixture
def cuts(monkeypatch):
    made = []

    def cut(one, target):
        made.append(one.name)
        target.write_bytes(b"wOF2")

    monkeypatch.setattr(fonts, "_cut", cut)
    return made


def test_every_file_is_made_with_its_licence(cuts, tmp_path):
    assert fonts.build(tmp_path / "fonts")
    there = {path.name for path in (tmp_path / "fonts").iterdir()}
    assert there == {*cuts, "OFL-atkinson-hyperlegible.txt", "OFL-literata.txt", fonts.STAMP}


def test_a_second_time_nothing_is_done(cuts, tmp_path):
    fonts.build(tmp_path / "fonts")
    cuts.clear()
    assert not fonts.build(tmp_path / "fonts")
    assert cuts == []


def test_a_missing_file_is_made_again(cuts, tmp_path):
    fonts.build(tmp_path / "fonts")
    (tmp_path / "fonts" / "literata-400.woff2").unlink()
    assert fonts.build(tmp_path / "fonts")


def test_another_version_of_a_package_makes_them_again(cuts, tmp_path, monkeypatch):
    fonts.build(tmp_path / "fonts")
    monkeypatch.setattr(fonts.metadata, "version", lambda name: "99")
    assert fonts.build(tmp_path / "fonts")


def test_the_real_cut_is_small_and_has_our_letters(tmp_path):
    figures = fonts.CUTS[-1]
    fonts._cut(figures, tmp_path / figures.name)
    assert (tmp_path / figures.name).stat().st_size < 6_000
    with fonts.TTFont(tmp_path / figures.name) as font:
        assert set(map(ord, "0123456789")) <= set(font.getBestCmap())
