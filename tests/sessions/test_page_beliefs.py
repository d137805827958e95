"""The list of one's thoughts: the open one, a new one, the pages, what was set aside."""

import pytest

from sessions import actions
from sessions.models import Examination, ExaminationEvent
from sessions.record import open_examination
from sessions.steps import Step
from sessions.views import beliefs
from tests.builders import examine, make_belief
from tests.visits import Visitor, changed, snapshot

pytestmark = pytest.mark.django_db


def show(person):
    return Visitor(person).get("/examine/").content.decode()


def test_an_empty_list_offers_to_begin(finn):
    html = show(finn)
    assert "Nothing here yet." in html
    assert 'href="/examine/start/"' in html


def test_the_open_one_is_there_to_go_on_with(ana):
    examination = examine(ana, upto=Step.COST)
    html = show(ana)
    assert f'href="/examine/{examination.pk}/"' in html
    assert "Go on with this thought" in html
    assert 'href="/examine/start/"' not in html


def test_a_finished_page_shows_how_sure_before_and_after(example, ana):
    html = show(ana)
    assert '<b class="own number">85</b>' in html
    assert '<b class="own number">40</b>' in html


def test_what_was_set_aside_is_apart(ana):
    examination = examine(ana, upto=Step.COST)
    Visitor(ana).send(f"/examine/{examination.pk}/set-aside/")
    assert examination.events.filter(kind=ExaminationEvent.Kind.CLOSED).exists()
    html = show(ana)
    assert html.index("Set aside</h2>") < html.index(f'href="/examine/{examination.pk}/"')


def test_setting_aside_twice_is_once(ana):
    examination = examine(ana, upto=Step.COST)
    for _ in range(2):
        response = Visitor(ana).send(f"/examine/{examination.pk}/set-aside/")
        assert response.status_code == 302
    assert examination.events.filter(kind=ExaminationEvent.Kind.CLOSED).count() == 1


def test_nobody_sets_it_aside_for_the_person(cast):
    examination = examine(cast["ana"], upto=Step.COST)
    others = [Visitor(person) for name, person in cast.items() if name != "ana"]
    before = snapshot()
    for other in others:
        assert other.send(f"/examine/{examination.pk}/set-aside/").status_code == 404
    assert changed(before) == set()


def test_nobody_elses_are_in_it(example, cleo, finn):
    belief = example.belief.text
    assert belief not in show(cleo)
    assert belief not in show(finn)


def test_staff_have_no_such_list(ben, edna):
    assert {Visitor(person).get("/examine/").status_code for person in (ben, edna)} == {404}


def test_older_pages_are_on_the_next(ana, monkeypatch):
    monkeypatch.setattr(beliefs, "PAGES_AT_ONCE", 1)
    first, second = examine(ana), examine(ana)
    html = show(ana)
    assert f"/examine/{second.pk}/" in html
    assert f"/examine/{first.pk}/" not in html
    older = Visitor(ana).get("/examine/?page=2").content.decode()
    assert f"/examine/{first.pk}/" in older


def test_many_take_no_more_queries_than_one(ana, django_assert_max_num_queries):
    examine(ana)
    visitor = Visitor(ana)
    visitor.get("/examine/")
    for _ in range(2):
        examine(ana)
    with django_assert_max_num_queries(28):
        visitor.get("/examine/")


# --- Starting -----------------------------------------------------------------------------------


def test_a_start_leads_to_the_first_step(ana):
    response = Visitor(ana).send("/examine/start/")
    examination = open_examination(ana)
    assert response["Location"] == f"/examine/{examination.pk}/ready/"


def test_a_get_starts_nothing(ana):
    visitor = Visitor(ana)
    before = snapshot()
    assert visitor.get("/examine/start/").status_code == 200
    assert changed(before) == set()


def test_an_earlier_thought_can_be_looked_at_again(example, ana):
    Visitor(ana).send("/examine/start/", {"belief": str(example.belief_id)})
    assert open_examination(ana).belief == example.belief


def test_the_page_of_a_thought_leads_to_looking_at_it_again(example, ana):
    visitor = Visitor(ana)
    again = f"/examine/start/?belief={example.belief_id}"
    assert f'href="{again}"' in visitor.get(f"/examine/{example.pk}/").content.decode()
    html = visitor.get(again).content.decode()
    assert f'value="{example.belief_id}" id="id_belief_1" checked' in html.replace("\n", " ")


def test_somebody_elses_thought_cannot(ana, cleo):
    hers = make_belief(cleo)
    response = Visitor(ana).send("/examine/start/", {"belief": str(hers.pk)})
    assert response.status_code == 200
    assert "Pick one of these." in response.content.decode()
    assert not Examination.objects.exists()


def test_with_one_open_a_start_leads_to_it(ana):
    examination = examine(ana, upto=Step.COST)
    for response in (Visitor(ana).get("/examine/start/"), Visitor(ana).send("/examine/start/")):
        assert response["Location"] == f"/examine/{examination.pk}/cost/"
    assert Examination.objects.count() == 1


def test_a_start_waits_while_safety_comes_first(ana, held_session):
    response = Visitor(ana).send("/examine/start/")
    assert response.status_code == 200
    assert "can wait for now" in response.content.decode()
    assert not Examination.objects.exists()


def test_the_list_says_so_too(ana, held_session):
    html = show(ana)
    assert "can wait for now" in html
    assert 'href="/examine/start/"' not in html


def test_what_is_held_leads_to_who_answers_and_to_where_it_is_cleared(ana, held_session):
    people = f"/safety/support/{held_session.support.check_asked_id}/"
    assert f'href="{people}"' in show(ana)
    examination = examine(ana, upto=Step.COST)
    html = Visitor(ana).get(f"/examine/{examination.pk}/cost/").content.decode()
    assert f'href="{people}?next=' in html


def test_sent_twice_it_starts_one(ana):
    visitor = Visitor(ana)
    first = visitor.send("/examine/start/")
    second = visitor.send("/examine/start/")
    assert first["Location"] == second["Location"]
    actions.set_aside(examination=open_examination(ana), by=ana)
    assert Examination.objects.count() == 1
