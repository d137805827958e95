"""Who on a caseload comes first, by rule alone: no database."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest

from care.attention import Case, Need, Waiting, in_order, reasons

NOW = datetime(2026, 3, 12, 9, tzinfo=UTC)


def case(name, *waiting):
    return Case(uuid4(), name, pages=0, latest=None, why=reasons(waiting))


def since(need, days):
    return Waiting(need, NOW - timedelta(days=days))


def test_whoever_nothing_waits_for_is_among_the_others_by_name():
    first, others = in_order([case("Zoe"), case("adam"), case("Ben", since(Need.PAGE, 1))])
    assert [one.name for one in first] == ["Ben"]
    assert [one.name for one in others] == ["adam", "Zoe"]


@pytest.mark.parametrize(
    ("more", "less"), [(a, b) for a in Need for b in Need if a < b], ids=lambda need: need.code
)
def test_the_more_pressing_comes_first_however_long_the_other_waited(more, less):
    first, _ = in_order([case("waited long", since(less, 300)), case("pressing", since(more, 0))])
    assert [one.name for one in first] == ["pressing", "waited long"]


def test_among_equals_who_waited_longest_comes_first():
    first, _ = in_order([case("new", since(Need.PAGE, 1)), case("old", since(Need.PAGE, 9))])
    assert [one.name for one in first] == ["old", "new"]


def test_one_kind_is_said_once_with_its_number_and_its_oldest():
    (why,) = reasons([since(Need.PAGE, 1), since(Need.PAGE, 5)])
    assert (why.count, why.since) == (2, NOW - timedelta(days=5))


def test_the_most_pressing_reason_is_said_first():
    kinds = [why.need for why in reasons([since(Need.PAGE, 9), since(Need.ALERT, 0)])]
    assert kinds == [Need.ALERT, Need.PAGE]
