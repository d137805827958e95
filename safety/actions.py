"""Writes: answers about safety, holds and their clearance, alerts and what became of them."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from people import audit
from people.clock import stamp, today
from people.errors import NotAllowed
from people.models import Clinic, User
from safety import triage
from safety.emails import safety_alert
from safety.help import written
from safety.models import (
    AlertEvent,
    AlertKind,
    AlertSeverity,
    Clearance,
    ClearanceSource,
    EventKind,
    HelpVerification,
    Hold,
    HoldKind,
    Outcome,
    RedFlagCheck,
    RiskProfile,
    SafetyAlert,
    SupportCheck,
    SupportQuestions,
)
from safety.queries import alert_readers, linked_clinics, may_clear_for, may_clear_self

SIGNS = (HoldKind.EMERGENCY, HoldKind.SAME_DAY)


@transaction.atomic
def record_flags(
    *,
    person: User,
    codes: Iterable[str],
    about: str,
    by: User,
    examination: UUID | None = None,
    corrects: RedFlagCheck | None = None,
) -> RedFlagCheck:
    """Keep which red flags were ticked, 'none' included; ``about``: the page that asked.

    An emergency or same-day flag sets a hold and tells the linked clinics that read alerts.
    With ``corrects`` (a mis-tap) both rows stay; the alert says so, and the hold of the first
    ends where the person may end it. ValueError for an unknown code.
    """
    ticked = sorted(set(codes))
    tier = triage.urgency(ticked)
    check = RedFlagCheck.objects.create(
        person=person,
        codes=ticked,
        urgency=tier,
        about=about,
        examination=examination,
        corrects=corrects,
        **stamp(person),
    )
    audit.record(by=by, action="record-flags", person=person, on=check, fields=["codes"])
    if corrects is not None:
        _correct(corrects, by=by)
    if triage.holds(tier):
        emergency = tier is triage.Urgency.EMERGENCY
        hold = Hold.objects.create(
            person=person,
            kind=HoldKind.EMERGENCY if emergency else HoldKind.SAME_DAY,
            flags=check,
            **stamp(person),
        )
        raise_alert(
            person=person,
            kind=AlertKind.EMERGENCY if emergency else AlertKind.SAME_DAY,
            severity=AlertSeverity.URGENT if emergency else AlertSeverity.SAME_DAY,
            by=by,
            hold=hold,
            source=check.pk,
        )
    return check


def _correct(check: RedFlagCheck, *, by: User) -> None:
    for alert in SafetyAlert.objects.filter(source=check.pk):
        AlertEvent.objects.create(alert=alert, kind=EventKind.CORRECTED, by=by)
    hold = Hold.objects.filter(flags=check).open().first()
    if hold is not None and may_clear_self(by, hold):
        clearance = Clearance.objects.create(
            person=hold.person,
            hold=hold,
            source=ClearanceSource.CORRECTION,
            said_on=today(hold.person),
            recorded_by=by,
            **stamp(hold.person),
        )
        audit.record(by=by, action="correct-flags", person=hold.person, on=clearance)


@transaction.atomic
def record_profile(
    *,
    person: User,
    codes: Iterable[str],
    known_to_doctor: bool,
    by: User,
    note: str = "",
) -> RiskProfile:
    """Append a version of the movement-risk profile. ValueError for an unknown code."""
    risks = sorted(set(codes))
    triage.needs_approval(risks)
    # Two versions at once would take the same number.
    User.objects.select_for_update().get(pk=person.pk)
    last = RiskProfile.objects.current_for(person)
    profile = RiskProfile.objects.create(
        person=person,
        version=last.version + 1 if last else 1,
        codes=risks,
        known_to_doctor=known_to_doctor,
        note=note,
        recorded_by=by,
        **stamp(person),
    )
    audit.record(
        by=by,
        action="record-risk-profile",
        person=person,
        on=profile,
        fields=["codes", "known_to_doctor", "note"],
    )
    return profile


@transaction.atomic
def record_support(
    *, person: User, answer: str, about: str, by: User, examination: UUID | None = None
) -> SupportCheck:
    """Keep an answer about not wanting to be alive; yes and rather not say tell at once."""
    check = SupportCheck.objects.create(
        person=person,
        answer=triage.Answer(answer).value,
        about=about,
        examination=examination,
        **stamp(person),
    )
    audit.record(by=by, action="record-support", person=person, on=check, fields=["answer"])
    if check.opens_support:
        # Before the three questions: whoever leaves here has been heard all the same.
        raise_alert(
            person=person,
            kind=AlertKind.SELF_HARM,
            severity=AlertSeverity.SAME_DAY,
            by=by,
            source=check.pk,
        )
    return check


@transaction.atomic
def record_support_questions(
    *, check: SupportCheck, acting: str, plan: str, today: str, by: User
) -> SupportQuestions:
    """Keep the three answers. Urgent ones hold examinations and tell the clinic once more."""
    given = [triage.Answer(answer) for answer in (acting, plan, today)]
    review = triage.after_questions(*given)
    person = check.person
    questions = SupportQuestions.objects.create(
        person=person,
        check_asked=check,
        answers=dict(zip(("acting", "plan", "today"), given, strict=True)),
        review=review,
        **stamp(person),
    )
    audit.record(by=by, action="record-support", person=person, on=questions, fields=["answers"])
    if review is triage.Review.URGENT:
        hold = Hold.objects.create(
            person=person, kind=HoldKind.SELF_HARM, support=questions, **stamp(person)
        )
        raise_alert(
            person=person,
            kind=AlertKind.SELF_HARM,
            severity=AlertSeverity.URGENT,
            by=by,
            hold=hold,
            source=check.pk,
        )
    return questions


@transaction.atomic
def raise_alert(
    *,
    person: User,
    kind: str,
    severity: str,
    by: User | None,
    hold: Hold | None = None,
    source: UUID | None = None,
) -> list[SafetyAlert]:
    """Tell each linked clinic that reads alerts; an empty list says that nobody was told."""
    alerts = []
    for clinic in linked_clinics(person):
        readers = alert_readers(clinic)
        if not readers:
            continue
        alert = SafetyAlert.objects.create(
            person=person,
            clinic=clinic,
            kind=kind,
            severity=severity,
            hold=hold,
            source=source,
        )
        AlertEvent.objects.create(
            alert=alert,
            kind=EventKind.SENT,
            to=readers[0],
            message=safety_alert(readers[0]),
        )
        audit.record(by=by, action="raise-alert", person=person, on=alert, clinic=clinic)
        alerts.append(alert)
    return alerts


@transaction.atomic
def record_clearance(
    *, hold: Hold, said_by: str, said_on: date, by: User, clinic: Clinic | None = None
) -> Clearance:
    """End a hold: who said on which day that it is safe. ``clinic``: on whose behalf ``by`` acts.

    Ends with it the person's other open holds for signs up to that day, as far as ``by`` may; a
    hold that is cleared already keeps its first clearance. ValueError for a day before the hold
    or after today, NotAllowed for a person whose clinic is the one to say so, or for a stranger.
    """
    person = hold.person
    if not hold.local_date <= said_on <= today(person):
        raise ValueError("clearance before the hold or in the future")
    if not _may_clear(by, hold, clinic):
        raise NotAllowed
    User.objects.select_for_update().get(pk=person.pk)
    family = SIGNS if hold.kind in SIGNS else (HoldKind.SELF_HARM,)
    others = Hold.objects.filter(person=person, kind__in=family, local_date__lte=said_on).open()
    for open_hold in others:
        if not _may_clear(by, open_hold, clinic):
            continue
        clearance = Clearance.objects.create(
            person=person,
            hold=open_hold,
            source=ClearanceSource.CLINIC if clinic else ClearanceSource.PERSON,
            said_by=said_by,
            said_on=said_on,
            recorded_by=by,
            clinic=clinic,
            **stamp(person),
        )
        audit.record(
            by=by,
            action="record-clearance",
            person=person,
            on=clearance,
            fields=["said_by", "said_on"],
            clinic=clinic,
        )
    return Clearance.objects.get(hold=hold)


def _may_clear(by: User, hold: Hold, clinic: Clinic | None) -> bool:
    return may_clear_for(by, hold, clinic) if clinic else may_clear_self(by, hold)


@transaction.atomic
def mark_seen(*, alert: SafetyAlert, by: User) -> AlertEvent:
    """Note that ``by`` opened the alert; again is the same. NotAllowed: not on their desk."""
    _must_answer(alert, by)
    event, new = AlertEvent.objects.get_or_create(alert=alert, kind=EventKind.SEEN, by=by)
    if new:
        _audit(alert, "see-alert", by)
    return event


@transaction.atomic
def acknowledge(*, alert: SafetyAlert, action_taken: str, by: User) -> AlertEvent:
    """Take the alert on, with what was done. The first one stands; a later one gets it back."""
    mark_seen(alert=alert, by=by)
    SafetyAlert.objects.select_for_update().get(pk=alert.pk)
    first = AlertEvent.objects.filter(alert=alert, kind=EventKind.ACKNOWLEDGED).first()
    if first is not None:
        return first
    event = AlertEvent.objects.create(
        alert=alert, kind=EventKind.ACKNOWLEDGED, by=by, words=action_taken
    )
    _audit(alert, "acknowledge-alert", by, fields=["words"])
    return event


@transaction.atomic
def record_outcome(*, alert: SafetyAlert, outcome: str, by: User, reason: str = "") -> AlertEvent:
    """Append what became of it; the last one counts. ValueError: a false alarm without a reason."""
    if Outcome(outcome) is Outcome.FALSE_ALARM and not reason:
        raise ValueError("a false alarm needs a reason")
    _must_answer(alert, by)
    event = AlertEvent.objects.create(
        alert=alert, kind=EventKind.OUTCOME, outcome=outcome, words=reason, by=by
    )
    _audit(alert, "record-alert-outcome", by, fields=["outcome", "words"])
    return event


def _must_answer(alert: SafetyAlert, by: User) -> None:
    if not SafetyAlert.objects.on_desk_of(by).filter(pk=alert.pk).exists():
        raise NotAllowed


def _audit(alert: SafetyAlert, action: str, by: User, fields: Iterable[str] = ()) -> None:
    audit.record(
        by=by,
        action=action,
        person=alert.person,
        on=alert,
        fields=fields,
        clinic=alert.clinic,
    )


@transaction.atomic
def verify_help(*, country: str, verified_by: str) -> HelpVerification:
    """Record that ``verified_by`` checked the numbers of ``country`` as they are written now.

    KeyError where nothing is written. The operator acts at a command line: the audit names none.
    """
    checksum = written("en")[country].checksum
    verification = HelpVerification.objects.filter(country=country).first()
    verification = verification or HelpVerification(country=country)
    verification.verified_by = verified_by
    verification.verified_at = timezone.now()
    verification.checksum = checksum
    verification.save()
    audit.record(by=None, action="verify-help", on=verification, fields=["checksum"])
    return verification
