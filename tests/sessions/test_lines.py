"""How sure somebody was of a thought over time, and the sentence that says so."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from people.clock import stamp
from sessions import actions
from sessions.lines import Line, Moment, Point, line_of, lines_of
from sessions.models import ExperimentCheck, FollowUp
from sessions.steps import Step
from tests.builders import examine, make_belief
from tests.readability import LIMIT, grade
from tests.sessions.walk import RATINGS, Walk

CHICAGO = ZoneInfo("America/Chicago")
TODAY = date(2026, 11, 25)


def follow_up(examination, day, conviction, **later):
    made = {**stamp(examination.person)}
    made["created"] += timedelta(**later)
    return FollowUp.objects.create(
        person=examination.person,
        examination=examination,
        day=day,
        conviction=conviction,
        came_back="no",
        **made,
    )


def values(line):
    return [(point.value, point.moment) for point in line.points]


# --- Its points ---------------------------------------------------------------------------------


@pytest.mark.django_db
def test_an_examination_gives_its_first_and_its_last_rating(example):
    # How sure she is of the fair line is none of them.
    assert values(line_of(example.belief)) == [(85, Moment.START), (40, Moment.END)]


@pytest.mark.django_db
def test_one_that_was_set_aside_gives_its_first(ana):
    examination = examine(ana, upto=Step.COST)
    actions.set_aside(examination=examination, by=ana)
    assert values(line_of(examination.belief)) == [(85, Moment.START)]


@pytest.mark.django_db
def test_a_changed_rating_counts_in_place_of_the_first(ana):
    walk = Walk(ana).go_to("evidence")
    walk.say("ratings", {**RATINGS, "conviction_exact": "70"})
    walk.examination.refresh_from_db()
    assert values(line_of(walk.examination.belief)) == [(70, Moment.START)]


@pytest.mark.django_db
def test_a_test_and_the_follow_ups_are_on_it_too(example, ana):
    later = stamp(ana)
    later["created"] += timedelta(days=4)
    ExperimentCheck.objects.create(
        person=ana, experiment=example.experiments.get(), day=3, conviction=35, **later
    )
    ExperimentCheck.objects.create(
        person=ana, experiment=example.experiments.get(), day=1, pain=3, **stamp(ana)
    )
    follow_up(example, 14, 50, days=14)
    assert values(line_of(example.belief))[2:] == [(35, Moment.TEST), (50, Moment.FOLLOW_UP)]


@pytest.mark.django_db
def test_each_thought_has_its_own(example, ana):
    other = examine(ana, belief="If I sing I will be laughed at", conviction=60).belief
    lines = lines_of(ana, [example.belief, other, make_belief(ana)])
    assert [len(line.points) for line in lines.values()] == [2, 2, 0]
    assert lines[other.pk].points[0].value == 60


@pytest.mark.django_db
def test_many_take_no_more_queries_than_one(ana, django_assert_num_queries):
    beliefs = [examine(ana).belief for _ in range(3)]
    for belief in beliefs:
        follow_up(belief.examinations.get(), 3, 20)
    for some in (beliefs[:1], beliefs):
        with django_assert_num_queries(3):
            lines_of(ana, some)


@pytest.mark.django_db
@settings(
    max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.dictionaries(st.sampled_from(FollowUp.DAYS), st.integers(0, 100)))
def test_whatever_was_answered_when_it_is_there_once_and_in_order(example, told):
    FollowUp.objects.filter(examination=example).delete()
    for day, conviction in told.items():
        follow_up(example, day, conviction, days=day)
    line = line_of(example.belief)
    assert [point.value for point in line.points] == [85, 40, *(told[day] for day in sorted(told))]
    assert line.chart.dots.count("h0") == len(told) + 2


# --- What it says -------------------------------------------------------------------------------


def line(*points, today=TODAY):
    """``points``: (day, value), the first of a day before, the next after looking at it."""
    made, seen = [], set()
    for day, value in points:
        moment = Moment.END if day in seen else Moment.START
        at = datetime(day.year, day.month, day.day, 12 + len(made) % 10, tzinfo=CHICAGO)
        made.append(Point(at, day, value, moment))
        seen.add(day)
    return Line(tuple(made), today, CHICAGO)


MARCH, JUNE = date(2026, 3, 4), date(2026, 6, 9)


@pytest.mark.parametrize(
    ("points", "says"),
    [
        ([], "You have not rated this thought yet."),
        ([(MARCH, 85)], "You were 85 of 100 sure on March 4."),
        (
            [(TODAY, 85), (TODAY, 40)],
            "You were 85 of 100 sure before you looked at it, and 40 after.",
        ),
        ([(MARCH, 85), (TODAY, 40)], "You were 85 of 100 sure in March, and 40 sure now."),
        ([(MARCH, 85), (JUNE, 40)], "You were 85 of 100 sure in March, and 40 sure in June."),
        (
            [(date(2025, 3, 4), 85), (JUNE, 90)],
            "You were 85 of 100 sure in March 2025, and 90 sure in June.",
        ),
        (
            [(JUNE, 85), (date(2026, 6, 20), 40)],
            "You were 85 of 100 sure on June 9, and 40 sure on June 20.",
        ),
        ([(MARCH, 85), (TODAY, 85)], "You were 85 of 100 sure in March, and just as sure now."),
        (
            [(MARCH, 85), (JUNE, 20), (TODAY, 60)],
            "You were 85 of 100 sure in March, and 60 sure now. In between it was as low as 20.",
        ),
        (
            [(MARCH, 50), (JUNE, 20), (JUNE, 90), (TODAY, 60)],
            "You were 50 of 100 sure in March, and 60 sure now. In between it went from 20 to 90.",
        ),
    ],
)
def test_a_sentence_says_what_the_line_shows(points, says):
    assert line(*points).says == says


@given(st.lists(st.tuples(st.dates(date(2024, 1, 1), TODAY), st.integers(0, 100)), min_size=1))
def test_it_names_the_first_and_the_last_number_in_plain_words(points):
    told = line(*sorted(points))
    says = told.says
    assert str(told.points[0].value) in says
    assert str(told.points[-1].value) in says or "just as sure" in says
    assert grade(says) <= LIMIT
    # A low number is no success, and a high one no failure.
    assert not any(word in says.lower() for word in ("well done", "success", "better", "worse"))


def test_the_latest_is_said_in_a_few_words():
    assert line((TODAY - timedelta(days=3), 40)).latest_says == "Now 40 of 100 sure."
    assert line((MARCH, 85), (JUNE, 40)).latest_says == "40 of 100 sure on June 9."
    assert line().latest_says == "Not looked at yet."
