"""What a spreadsheet would run is text in our table, and comes back exactly."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from journal.files.cells import (
    NotACell,
    areas_cell,
    areas_in,
    guarded,
    opened,
    trigger_part,
    triggers_in,
)

FORMULAS = [
    "=1+1",
    "+1",
    "-1 today",
    "@SUM(A1)",
    "\tx",
    "\rx",
    "\nx",
    " =1",
    "'=1",
    "' \t=1",
    '"=1',
    "  '\"=cmd|' /C calc'!A0",
    "\u200b=1",
    "\ufeff@a",
    "\u202e=1",
    "\u00a0+1",
    "＝1+1",
    "”=1",
]


@pytest.mark.parametrize("text", FORMULAS)
def test_what_a_spreadsheet_could_run_gets_an_apostrophe_and_loses_it_again(text):
    cell = guarded(text)
    assert cell == "'" + text
    assert opened(cell) == text


@pytest.mark.parametrize("text", ["", "Rain", "5", "'tis raining", "“Sore”, she said", "a=b", "🙂"])
def test_all_else_is_left_as_it_is(text):
    assert guarded(text) == text
    assert opened(text) == text


SIGNS = st.sampled_from([*"=+-@\t\r\n '\"“‘=ab", "\u200b", "\ufeff", "＋"])


@settings(deadline=None)
@given(st.one_of(st.text(), st.text(SIGNS, max_size=6)))
def test_what_was_guarded_is_opened_to_the_very_same(text):
    cell = guarded(text)
    assert opened(cell) == text
    bare = cell.lstrip(" '\"\t\r\n")
    if bare[:1] in tuple("=+-@") and bare:
        assert cell.startswith("'")


@settings(deadline=None)
@given(
    st.lists(
        st.tuples(
            st.sampled_from(["back-neck-left", "front-arm-right"]), st.none() | st.integers(1, 10)
        )
    )
)
def test_areas_are_read_back_from_their_cell(areas):
    found = [(one["area"], one["strength"]) for one in areas_in(areas_cell(areas))]
    assert found == [
        (code, None if strength is None else str(strength)) for code, strength in areas
    ]


ONE = st.fixed_dictionaries(
    {
        "kind": st.sampled_from(["activity", "weather"]),
        "text": st.text(min_size=1),
        "effect": st.sampled_from(["", "worse", "better"]),
        "minutes": st.none() | st.integers(0, 720),
        "effort": st.none() | st.integers(0, 10),
        "planned": st.none() | st.booleans(),
        "ended": st.sampled_from(["", "plan", "not_done"]),
    }
)


@settings(deadline=None)
@given(st.lists(ONE, max_size=4))
def test_triggers_are_read_back_from_their_cell(named):
    cell = "; ".join(trigger_part(**one) for one in named)
    said = [
        {name: value for name, value in one.items() if value not in ("", None) or name == "text"}
        for one in named
    ]
    numbers = [
        {**one, **{name: str(one[name]) for name in ("minutes", "effort") if name in one}}
        for one in said
    ]
    assert triggers_in(cell) == numbers


@pytest.mark.parametrize(
    "cell",
    [
        "rain",
        'weather: "Rain',
        'weather "Rain"',
        'weather: "Rain", worse, worse',
        'weather: "Rain" weather: "Snow"',
        'weather: "Rain"; x',
    ],
)
def test_a_list_that_is_written_otherwise_is_refused(cell):
    with pytest.raises(NotACell):
        triggers_in(cell)


@pytest.mark.parametrize("cell", ["back-neck-left 7 8", "back neck", "Back-neck-left", "=1"])
def test_areas_that_are_written_otherwise_are_refused(cell):
    with pytest.raises(NotACell):
        areas_in(cell)
