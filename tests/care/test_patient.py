"""One patient, as far as they share, to whoever treats them."""

import pytest

from people.actions import end_care
from people.models import AuditEvent, Role
from safety.actions import record_flags
from sessions import actions
from tests.builders import examine, join, make_user, share, watch
from tests.visits import Visitor

pytestmark = pytest.mark.django_db


def read(person, patient):
    return Visitor(person).get(f"/patients/{patient.pk}/")


def test_it_shows_the_shared_pages_with_how_sure_before_and_after(shared, ana, ben):
    html = read(ben, ana).content.decode()
    assert shared.belief.text in html
    assert '<b class="own number">85</b>' in html
    assert f'href="/review/{shared.pk}/"' in html


def test_it_shows_no_other_page(shared, ana, ben):
    hidden = examine(ana, belief="If I sneeze my back will go out.")
    html = read(ben, ana).content.decode()
    assert f"/review/{hidden.pk}/" not in html
    assert "sneeze" not in html


def test_with_nothing_shared_it_says_so(example, ana, ben):
    html = read(ben, ana).content.decode()
    assert "Nothing is shared with you." in html
    assert "dancing" not in html


def test_a_page_marked_private_is_never_there(example, ana, ben, northfield):
    share(ana, ben, northfield)
    example.private = True
    example.save(update_fields=["private"])
    assert "dancing" not in read(ben, ana).content.decode()


def test_what_waits_is_there_to_be_done(shared, ana, ben):
    html = read(ben, ana).content.decode()
    assert "A test waits until you agree" in html
    assert f'action="/experiments/{shared.experiments.get().pk}/approve/"' in html
    assert "One or both of my legs are weak" in html


def test_a_question_is_there_to_be_answered(asked, ana, ben):
    html = read(ben, ana).content.decode()
    assert f'href="/asks/{asked.care_questions.get().pk}/answer/"' in html


@pytest.mark.parametrize("name", ["ana", "cleo", "dev", "edna", "finn"])
def test_it_is_her_therapists_alone(shared, cast, name):
    assert read(cast[name], cast["ana"]).status_code == 404


def test_a_colleague_in_the_same_clinic_has_it_not(shared, ana, northfield):
    colleague = make_user("gil@cbtback.example", "Gil Amin")
    join(colleague, northfield, Role.THERAPIST)
    assert read(colleague, ana).status_code == 404


def test_it_closes_when_care_ends(shared, ana, ben, care):
    end_care(care=care, by=ana)
    assert read(ben, ana).status_code == 404


def test_a_grant_that_outlived_the_care_opens_nothing(shared, ana, ben, care):
    # However a grant came to be left over, both must hold.
    type(care).objects.filter(pk=care.pk).update(until=care.since)
    assert read(ben, ana).status_code == 404
    assert Visitor(ben).get(f"/review/{shared.pk}/").status_code == 404


def test_reading_is_written_down_once(shared, ana, ben):
    read(ben, ana)
    read(ben, ana)
    event = AuditEvent.objects.get(action="read-examinations")
    assert (event.actor, event.person) == (ben.pk, ana.pk)


def test_where_nothing_is_shared_nothing_was_read(ana, ben):
    read(ben, ana)
    assert not AuditEvent.objects.filter(action__startswith="read-").exists()


def test_an_alert_shows_itself_alone(ana, ben, northfield):
    deputy = make_user("gil@cbtback.example", "Gil Amin")
    join(deputy, northfield, Role.THERAPIST)
    watch(northfield, ben, deputy)
    record_flags(person=ana, codes=["saddle_numb"], about="flags-page", by=ana)
    html = read(ben, ana).content.decode()
    assert "Nobody has taken this on." in html
    assert "Numb between the legs" not in html


def test_more_pages_take_no_more_queries(shared, ana, ben, care, django_assert_max_num_queries):
    visitor = Visitor(ben)
    visitor.get(f"/patients/{ana.pk}/")
    for _ in range(2):
        actions.share_page(examination=examine(ana), care=care, by=ana)
    with django_assert_max_num_queries(26):
        visitor.get(f"/patients/{ana.pk}/")
