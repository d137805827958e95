"""The caseload: own patients, what waits and why, found by name."""

import pytest

from care.attention import Need
from care.desk import caseload_of
from people.actions import end_care
from people.models import AuditEvent, Role
from safety.actions import acknowledge, record_flags
from safety.models import SafetyAlert
from sessions import actions
from sessions.steps import Step
from tests.builders import examine, join, make_clinic, make_user, share, treat, watch
from tests.visits import Visitor, changed, snapshot

pytestmark = pytest.mark.django_db


def show(person, **sent):
    visitor = Visitor(person)
    response = visitor.send("/patients/", sent) if sent else visitor.get("/patients/")
    return response.content.decode()


def needs(therapist):
    return [why.need for case in caseload_of(therapist).first for why in case.why]


@pytest.fixture
def more(ben, northfield):
    """Three more patients of Ben's."""
    people = []
    for name in ("José Muñoz", "Imani Cole", "Ana Maria Petrov"):
        person = make_user(f"{len(people)}@cbtback.example", name)
        join(person, northfield)
        treat(ben, person, northfield)
        people.append(person)
    return people


def test_it_lists_ones_own_patients_and_nobody_elses(cast, more):
    html = show(cast["ben"])
    assert "4 patients" in html
    assert "Ana Moreno" in html
    assert not any(name in html for name in ("Cleo Hart", "Finn Adeyemi", "Dev Raman"))


@pytest.mark.parametrize("name", ["ana", "cleo", "edna", "finn"])
def test_it_is_the_therapists_alone(cast, name):
    assert Visitor(cast[name]).get("/patients/").status_code == 404


def test_without_patients_it_says_so(northfield):
    alone = make_user("hana@cbtback.example", "Hana")
    join(alone, northfield, Role.THERAPIST)
    assert "No patients yet" in show(alone)


def test_what_is_not_shared_does_not_show(example, ben):
    assert caseload_of(ben).first == []
    html = show(ben)
    assert "Nothing shared" in html
    assert "Nothing waits for you" in html


def test_a_shared_page_waits_to_be_reviewed_and_its_test_to_be_agreed_to(shared, ben):
    assert needs(ben) == [Need.TEST, Need.PAGE]
    html = show(ben)
    assert "A test waits until you agree." in html
    assert "Finished a page, not yet reviewed." in html
    assert f'href="/review/{shared.pk}/"' in html


def test_once_done_nothing_waits(shared, ben, northfield):
    actions.approve_experiment(experiment=shared.experiments.get(), by=ben)
    actions.review_examination(examination=shared, by=ben, clinic=northfield)
    assert needs(ben) == []
    assert caseload_of(ben).others[0].pages == 1


def test_a_question_waits_for_an_answer(asked, ben, northfield):
    actions.review_examination(examination=asked, by=ben, clinic=northfield)
    assert needs(ben) == [Need.ASK]


def test_sharing_that_ends_takes_it_away(shared, ana, ben):
    actions.unshare_page(examination=shared, reader=ben, by=ana)
    assert needs(ben) == []


def test_an_unfinished_examination_does_not_show_even_where_all_is_shared(ana, ben, northfield):
    share(ana, ben, northfield)
    examine(ana, upto=Step.AGAIN)
    assert needs(ben) == []


def test_an_alert_comes_first_without_anything_shared(ana, ben, northfield, more):
    deputy = make_user("gil@cbtback.example", "Gil Amin")
    join(deputy, northfield, Role.THERAPIST)
    watch(northfield, deputy, ben)
    record_flags(person=ana, codes=["saddle_numb"], about="flags-page", by=ana)
    assert needs(ben) == [Need.URGENT_ALERT]
    html = show(ben)
    assert "Urgent safety alert, not taken on." in html
    assert "1 safety alert that nobody has taken on" in html
    acknowledge(alert=SafetyAlert.objects.get(), action_taken="Called her.", by=deputy)
    assert needs(ben) == []


def test_a_patient_whose_care_ended_is_gone(shared, ana, ben, care):
    end_care(care=care, by=ana)
    assert "Ana Moreno" not in show(ben)


def test_a_patient_of_a_colleague_is_not_there(shared, ana, dev, northfield):
    join(dev, northfield, Role.THERAPIST)
    assert "Ana Moreno" not in show(dev)


def test_the_list_holds_no_word_of_a_page(shared, ben):
    # What is read is written down; a look at the list is not a reading.
    html = show(ben)
    assert "dancing" not in html
    assert not AuditEvent.objects.filter(action__startswith="read-").exists()


# --- Finding ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("moreno", ["Ana Moreno"]),
        ("ANA", ["Ana Maria Petrov", "Ana Moreno"]),
        ("munoz", ["José Muñoz"]),
        ("Muñoz josé", ["José Muñoz"]),
        ("cleo", []),
        ("%", []),
    ],
)
def test_a_name_is_found_by_its_parts(ana, ben, cleo, more, words, found):
    caseload = caseload_of(ben, words)
    assert sorted(case.name for case in caseload.first + caseload.others) == found


def test_a_name_stands_in_no_address(ana, ben, more):
    html = show(ben, words="moreno")
    assert "1 patient found" in html
    assert "Imani Cole" not in html
    assert 'method="post"' in html.split('role="search"')[0].rsplit("<form", 1)[1]


def test_a_name_that_nobody_has_is_said_to_be_nobodys(ana, ben):
    assert "None of your patients has that name." in show(ben, words="Zebulon")


@pytest.mark.parametrize("words", ["x" * 20_000, "a\x00b", "<script>"])
def test_odd_words_find_nobody_or_everybody(ana, ben, words):
    html = show(ben, words=words)
    assert "<script>" not in html


def test_finding_writes_nothing(shared, ben):
    visitor = Visitor(ben)
    before = snapshot()
    visitor.send("/patients/", {"words": "ana"})
    assert changed(before) == set()


def test_the_same_name_in_another_clinic_is_not_found(ana, ben, dev):
    other = make_clinic("Elsewhere")
    same = make_user("ana2@cbtback.example", "Ana Moreno")
    join(same, other)
    assert caseload_of(ben, "ana moreno").count == 1


def test_more_patients_take_no_more_queries(shared, ben, more, django_assert_num_queries):
    with django_assert_num_queries(5):
        caseload_of(ben)
    for person in more:
        examine(person)
    with django_assert_num_queries(5):
        caseload_of(ben)
