"""What a therapist adds to plans: limits, agreement, a lock; by right alone, and read by both."""

from datetime import timedelta

import pytest

from people.actions import deactivate_membership
from people.clock import today
from people.errors import NotAllowed
from people.models import AuditEvent, Membership, Role
from safety.limits import set_limit, withdraw_limit
from safety.models import CareLimit
from sessions import actions
from sessions.actions import Entry
from sessions.models import PlanLock
from sessions.steps import Step
from tests.builders import join, make_user, treat
from tests.visits import Visitor, changed, snapshot

pytestmark = pytest.mark.django_db

LIMIT = "Nothing over 15 kilos until June."


@pytest.fixture
def gil(northfield):
    """A colleague of Ben's who does not treat Ana."""
    person = make_user("gil@cbtback.example", "Gil Amin")
    join(person, northfield, Role.THERAPIST)
    return person


@pytest.fixture
def limit(ana, ben, northfield):
    return set_limit(patient=ana, clinic=northfield, text=LIMIT, by=ben)


@pytest.fixture
def plan(shared):
    return shared.plans.get()


def lock_url(page, plan):
    return f"/review/{page.pk}/lock/{plan.fear}/"


def lasting(person, days=30):
    until = today(person) + timedelta(days=days)
    return {"reason": "Your leg gives way.", "until": until.isoformat()}


# --- Limits ---------------------------------------------------------------------------------------


def test_a_limit_is_written_and_read_by_the_patient_everywhere(shared, plan, ana, ben):
    response = Visitor(ben).send(f"/patients/{ana.pk}/limits/", {"text": LIMIT})
    assert response["Location"] == f"/patients/{ana.pk}/limits/"
    visitor = Visitor(ana)
    test = shared.experiments.get()
    page = f"/examine/{shared.pk}/"
    for address in (page, "/examine/plans/", f"/plans/{plan.pk}/", f"/tests/{test.pk}/"):
        html = visitor.get(address).content.decode()
        assert LIMIT in html, address
        assert "Ben Okoro, Northfield Pain Clinic, " in html, address


def test_nothing_has_to_be_shared_for_a_limit(example, ana, ben):
    Visitor(ben).send(f"/patients/{ana.pk}/limits/", {"text": LIMIT})
    assert CareLimit.objects.get().text == LIMIT
    assert (
        example.belief.text not in Visitor(ben).get(f"/patients/{ana.pk}/limits/").content.decode()
    )


def test_an_empty_limit_is_told_at_its_field(ana, ben):
    html = Visitor(ben).send(f"/patients/{ana.pk}/limits/", {"text": " "}).content.decode()
    assert 'id="id_text_error"' in html
    assert not CareLimit.objects.exists()


def test_a_withdrawn_limit_is_off_the_patients_pages_and_stays_on_the_desk(
    limit, example, ana, ben
):
    visitor = Visitor(ben)
    for _ in range(2):
        visitor.send(f"/limits/{limit.pk}/withdraw/")
    assert LIMIT not in Visitor(ana).get("/examine/plans/").content.decode()
    html = visitor.get(f"/patients/{ana.pk}/limits/").content.decode()
    assert "Withdrawn" in html
    assert LIMIT in html
    assert AuditEvent.objects.filter(action="withdraw-limit").count() == 1


@pytest.mark.parametrize("name", ["ana", "cleo", "dev", "edna", "finn"])
def test_nobody_else_writes_or_withdraws_one(limit, cast, name):
    visitor = Visitor(cast[name])
    before = snapshot()
    assert visitor.get(f"/patients/{cast['ana'].pk}/limits/").status_code == 404
    assert visitor.send(f"/patients/{cast['ana'].pk}/limits/", {"text": "X"}).status_code == 404
    assert visitor.send(f"/limits/{limit.pk}/withdraw/").status_code == 404
    assert changed(before) == set()


def test_a_colleague_who_does_not_treat_her_neither(limit, ana, gil):
    visitor = Visitor(gil)
    assert visitor.get(f"/patients/{ana.pk}/limits/").status_code == 404
    assert visitor.send(f"/limits/{limit.pk}/withdraw/").status_code == 404


def test_a_second_therapist_of_hers_reads_and_withdraws_it(limit, ana, gil, northfield):
    treat(gil, ana, northfield)
    visitor = Visitor(gil)
    assert LIMIT in visitor.get(f"/patients/{ana.pk}/limits/").content.decode()
    visitor.send(f"/limits/{limit.pk}/withdraw/")
    limit.refresh_from_db()
    assert limit.withdrawn_at is not None


def test_a_limit_of_another_clinic_is_not_read_here(limit, shared, ana, dev, harbor):
    join(ana, harbor)
    actions.share_page(examination=shared, care=treat(dev, ana, harbor), by=ana)
    visitor = Visitor(dev)
    assert LIMIT not in visitor.get(f"/patients/{ana.pk}/limits/").content.decode()
    assert LIMIT not in visitor.get(f"/review/{shared.pk}/").content.decode()
    assert visitor.send(f"/limits/{limit.pk}/withdraw/").status_code == 404


def test_who_has_stopped_working_there_writes_nothing(limit, ana, ben):
    deactivate_membership(membership=Membership.objects.get(user=ben, role=Role.THERAPIST), by=None)
    ben.refresh_from_db()
    assert Visitor(ben).send(f"/limits/{limit.pk}/withdraw/").status_code == 404


def test_only_who_treats_her_sets_one(ana, gil, dev, northfield, harbor):
    for by, clinic in ((gil, northfield), (dev, harbor), (ana, northfield)):
        with pytest.raises(NotAllowed):
            set_limit(patient=ana, clinic=clinic, text=LIMIT, by=by)


def test_the_trail_of_a_limit_names_no_words(limit, ben):
    withdraw_limit(limit=limit, by=ben)
    told = AuditEvent.objects.filter(action__contains="limit").order_by("pk")
    assert [(event.action, event.fields) for event in told] == [
        ("set-limit", ["text"]),
        ("withdraw-limit", []),
    ]


# --- Agreement ------------------------------------------------------------------------------------


def test_a_plan_is_agreed_to_and_the_patient_sees_it(shared, plan, ana, ben):
    visitor = Visitor(ben)
    html = visitor.get(f"/review/{shared.pk}/").content.decode()
    assert f"/plans/{plan.pk}/agree/" in html
    sent = {"seen": plan.answer_position}
    response = visitor.send(f"/plans/{plan.pk}/agree/", sent)
    assert response["Location"] == f"/review/{shared.pk}/"
    plan.refresh_from_db()
    assert (plan.approved_by, plan.approved_at is not None) == (ben, True)
    assert "Ben Okoro agreed to this plan" in Visitor(ana).get("/examine/plans/").content.decode()
    assert f"/plans/{plan.pk}/agree/" not in visitor.get(f"/review/{shared.pk}/").content.decode()


def rewrite(plan, person):
    given = plan.examination.answers.get(step=Step.PLAN, item=plan.fear)
    said = {**given.said, "action": "sit down at once"}
    entry = Entry(Step.PLAN, plan.fear, said=said, asked=given.asked)
    actions.answer_step(examination=plan.examination, by=person, entries=[entry])


def test_a_plan_that_was_changed_since_it_was_read_is_not_agreed_to(shared, plan, ana, ben):
    seen = plan.answer_position
    rewrite(plan, ana)
    response = Visitor(ben).send(f"/plans/{plan.pk}/agree/", {"seen": seen}, follow=True)
    assert "The plan was changed meanwhile." in response.content.decode()
    plan.refresh_from_db()
    assert plan.approved_at is None


@pytest.mark.parametrize("seen", ["", "x", "-1", "9" * 400])
def test_what_was_not_read_is_not_agreed_to(plan, ben, seen):
    Visitor(ben).send(f"/plans/{plan.pk}/agree/", {"seen": seen})
    plan.refresh_from_db()
    assert plan.approved_at is None


def test_a_changed_plan_loses_the_agreement(plan, ana, ben):
    actions.approve_plan(plan=plan, by=ben, seen=plan.answer_position)
    rewrite(plan, ana)
    plan.refresh_from_db()
    assert (plan.approved_by, plan.approved_at) == (None, None)


def test_a_plan_on_a_page_that_is_not_shared_is_not_there(example, ben):
    plan = example.plans.get()
    sent = {"seen": plan.answer_position}
    assert Visitor(ben).send(f"/plans/{plan.pk}/agree/", sent).status_code == 404


# --- The lock -------------------------------------------------------------------------------------


def test_a_fear_is_kept_at_its_plan(shared, plan, ana, ben):
    visitor = Visitor(ben)
    assert lock_url(shared, plan) in visitor.get(f"/review/{shared.pk}/").content.decode()
    response = visitor.send(lock_url(shared, plan), lasting(ana))
    assert response["Location"] == f"/review/{shared.pk}/"
    kept = PlanLock.objects.get()
    assert (kept.fear, kept.reason, kept.author) == (plan.fear, "Your leg gives way.", ben)
    assert "Your leg gives way." in visitor.get(f"/review/{shared.pk}/").content.decode()


def test_its_reason_and_end_may_be_changed(shared, plan, ana, ben):
    visitor = Visitor(ben)
    visitor.send(lock_url(shared, plan), lasting(ana))
    assert "Your leg gives way." in visitor.get(lock_url(shared, plan)).content.decode()
    visitor.send(lock_url(shared, plan), lasting(ana, days=60))
    assert PlanLock.objects.get(ended_at=None).until == today(ana) + timedelta(days=60)


@pytest.mark.parametrize(
    ("field", "wrong"), [("reason", ""), ("until", ""), ("until", "2020-01-01"), ("until", "soon")]
)
def test_a_lock_without_reason_or_end_is_told_at_the_field(shared, plan, ana, ben, field, wrong):
    sent = {**lasting(ana), field: wrong}
    html = Visitor(ben).send(lock_url(shared, plan), sent).content.decode()
    assert f'id="id_{field}_error"' in html
    assert not PlanLock.objects.exists()


def test_more_than_twelve_months_is_too_long(shared, plan, ana, ben):
    html = Visitor(ben).send(lock_url(shared, plan), lasting(ana, days=366)).content.decode()
    assert 'id="id_until_error"' in html


def test_a_fear_that_stands_elsewhere_has_no_lock(shared, ben):
    test = shared.experiments.get()
    assert Visitor(ben).get(f"/review/{shared.pk}/lock/{test.fear}/").status_code == 404


def test_a_page_that_is_not_shared_has_no_lock(example, ana, ben):
    address = lock_url(example, example.plans.get())
    visitor = Visitor(ben)
    assert visitor.get(address).status_code == 404
    assert visitor.send(address, lasting(ana)).status_code == 404


def test_it_is_ended_from_the_page_or_once_that_is_closed_from_the_limits(shared, plan, ana, ben):
    visitor = Visitor(ben)
    visitor.send(lock_url(shared, plan), lasting(ana))
    kept = PlanLock.objects.get()
    assert f"/locks/{kept.pk}/end/" in visitor.get(f"/review/{shared.pk}/").content.decode()
    actions.unshare_page(examination=shared, reader=ben, by=ana)
    assert f"/locks/{kept.pk}/end/" in visitor.get(f"/patients/{ana.pk}/limits/").content.decode()
    response = visitor.send(f"/locks/{kept.pk}/end/")
    assert response["Location"] == f"/patients/{ana.pk}/limits/"
    kept.refresh_from_db()
    assert kept.ended_at is not None


def test_reading_a_page_to_lock_it_is_noted(shared, plan, ben):
    Visitor(ben).get(lock_url(shared, plan))
    event = AuditEvent.objects.get(action="read-examination")
    assert (event.actor, event.object_id) == (ben.pk, shared.pk)


@pytest.mark.parametrize("name", ["ana", "cleo", "dev", "edna", "finn"])
def test_nobody_else_locks_unlocks_or_agrees(shared, plan, cast, name):
    Visitor(cast["ben"]).send(lock_url(shared, plan), lasting(cast["ana"]))
    kept = PlanLock.objects.get()
    visitor = Visitor(cast[name])
    before = snapshot()
    for address, sent in (
        (lock_url(shared, plan), lasting(cast["ana"])),
        (f"/locks/{kept.pk}/end/", {}),
        (f"/plans/{plan.pk}/agree/", {"seen": plan.answer_position}),
    ):
        assert visitor.send(address, sent).status_code == 404
    assert changed(before) == set()
