"""The tick: who takes up what, when, and what is dropped instead of being sent."""

import os
import signal
import threading
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.db import connection, connections
from django.utils import timezone

from outbox import registry, tasks
from outbox.claims import claim_due
from outbox.deliveries import deliver_messages
from outbox.models import Message
from outbox.registry import register_check
from outbox.retry import ASK_AGAIN, IN_FLIGHT, LEASE
from tests.outbox.conftest import MailServer

pytestmark = pytest.mark.django_db

Put = Callable[..., Message]
Deliver = Callable[..., None]
Fate = Callable[[Message], tuple[str, list[tuple[str, str]]]]
NOON = datetime.fromisoformat("2026-11-23T12:00:00+00:00")
SECOND = timedelta(seconds=1)


@pytest.fixture
def clock() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(NOON, tick=False) as traveller:
        yield traveller


def test_a_tick_takes_up_a_message_whose_task_was_lost(
    put: Put, handed_over: list[list[str]], clock: time_machine.Traveller
) -> None:
    message = put()
    tasks.tick()
    assert handed_over == []
    clock.shift(LEASE)
    tasks.tick()
    tasks.tick()
    assert handed_over == [[str(message.pk)]]


def test_a_tick_takes_up_what_has_come_due(
    put: Put, handed_over: list[list[str]], clock: time_machine.Traveller
) -> None:
    message = put(not_before=NOON + timedelta(hours=1))
    tasks.tick()
    assert handed_over == []
    clock.shift(timedelta(hours=1))
    tasks.tick()
    assert handed_over == [[str(message.pk)]]


def test_a_tick_hands_over_in_batches_and_alerts_first(
    put: Put, handed_over: list[list[str]], clock: time_machine.Traveller
) -> None:
    nudges = [put(policy="nudge") for _ in range(30)]
    alerts = [put() for _ in range(15)]
    clock.shift(LEASE)
    tasks.tick()
    assert [len(batch) for batch in handed_over] == [20, 20, 5]
    assert set(handed_over[0][:15]) == {str(alert.pk) for alert in alerts}
    assert {pk for batch in handed_over for pk in batch} == {
        str(message.pk) for message in [*nudges, *alerts]
    }


def test_task_arguments_are_ids_alone(
    put: Put, handed_over: list[list[str]], clock: time_machine.Traveller
) -> None:
    message = put()
    clock.shift(LEASE)
    tasks.tick()
    assert handed_over == [[str(message.pk)]]


def test_a_worker_sends_what_it_is_handed(mail_server: MailServer, put: Put) -> None:
    message = put()
    tasks.deliver([str(message.pk)])
    assert mail_server.addresses == ["ana@example.org"]


def test_an_id_that_is_gone_is_left_alone(mail_server: MailServer, put: Put) -> None:
    message = put()
    Message.objects.all().delete()
    tasks.deliver([str(message.pk)])
    assert mail_server.received == []


def test_a_crashed_attempt_is_taken_up_when_it_can_no_longer_be_on_its_way(
    put: Put,
    handed_over: list[list[str]],
    clock: time_machine.Traveller,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def die(*args: Any) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("outbox.transport.Line.send", die)
    message = put()
    with pytest.raises(KeyboardInterrupt):
        deliver_messages([message.pk])
    clock.shift(IN_FLIGHT - SECOND)
    tasks.tick()
    assert handed_over == []
    clock.shift(SECOND)
    tasks.tick()
    assert handed_over == [[str(message.pk)]]


# -- Still wanted?


@pytest.fixture
def checked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(registry, "_checks", {})
    register_check(purpose="test", path=f"{__name__}.wanted")


wanted: Any = None


@pytest.mark.usefixtures("checked")
@pytest.mark.parametrize(("answer", "state"), [(True, "sent"), (False, "dropped")])
def test_the_sender_is_asked_before_a_message_goes(
    answer: bool,
    state: str,
    mail_server: MailServer,
    put: Put,
    fate: Fate,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked: list[Message] = []
    monkeypatch.setattr(f"{__name__}.wanted", lambda message: asked.append(message) or answer)
    message = put()
    deliver_messages([message.pk])
    assert asked == [message]
    assert fate(message)[0] == state
    assert len(mail_server.received) == answer
    assert Message.objects.get().body_text == ""


@pytest.mark.usefixtures("checked")
def test_a_check_that_fails_holds_up_its_own_message_only(
    mail_server: MailServer,
    put: Put,
    deliver: Deliver,
    fate: Fate,
    caplog: pytest.LogCaptureFixture,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def fail(message: Message) -> bool:
        with connection.cursor() as cursor:
            cursor.execute("SELECT * FROM no_such_table")
        return True

    monkeypatch.setattr(f"{__name__}.wanted", fail)
    bad, good = put(), put(purpose="other", to="b@example.org")
    deliver(bad, good)
    assert (fate(bad), fate(good)[0]) == (("waiting", []), "sent")
    bad.refresh_from_db()
    assert bad.next_try_at is not None
    assert bad.next_try_at <= timezone.now() + ASK_AGAIN
    assert "ProgrammingError" in caplog.text or "OperationalError" in caplog.text


def test_a_purpose_has_one_check(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(registry, "_checks", {})
    register_check(purpose="test", path="a.b")
    register_check(purpose="test", path="a.b")
    with pytest.raises(ValueError, match="two checks"):
        register_check(purpose="test", path="a.c")


# -- Too late


@pytest.mark.parametrize("policy", ["alert", "nudge"])
def test_what_came_too_late_is_given_up(
    policy: str, mail_server: MailServer, put: Put, fate: Fate, clock: time_machine.Traveller
) -> None:
    message = put(policy=policy, expires=NOON + timedelta(minutes=30))
    clock.shift(timedelta(minutes=30))
    deliver_messages([message.pk])
    assert fate(message) == ("failed", [])
    assert mail_server.received == []
    assert Message.objects.get().body_text == ""


@pytest.mark.parametrize(("policy", "span"), [("nudge", 2), ("alert", 72)])
def test_a_server_that_stays_away_is_given_up_after_the_policys_time(
    policy: str,
    span: int,
    mail_server: MailServer,
    put: Put,
    fate: Fate,
    clock: time_machine.Traveller,
) -> None:
    mail_server.rcpt["ana@example.org"] = "451 later"
    message = put(policy=policy)
    while Message.objects.get().pending:
        clock.move_to(max(Message.objects.get().next_try_at or NOON, NOON))
        deliver_messages([message.pk])
    state, attempts = fate(message)
    assert state == "failed"
    assert set(attempts) == {("failed", "rcpt-451")}
    assert timezone.now() <= NOON + timedelta(hours=span)


@pytest.mark.parametrize("hours", [2, -2])
def test_a_clock_that_jumps_sends_nothing_twice(
    hours: int, mail_server: MailServer, put: Put, fate: Fate, clock: time_machine.Traveller
) -> None:
    message = put()
    deliver_messages([message.pk])
    clock.shift(timedelta(hours=hours))
    deliver_messages([message.pk])
    tasks.tick()
    assert len(mail_server.received) == 1


# -- Several at once


def in_threads(count: int, work: Callable[[], None]) -> None:
    barrier, errors = threading.Barrier(count), []

    def run() -> None:
        try:
            barrier.wait()
            work()
        except BaseException as error:
            errors.append(error)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run) for _ in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert errors == []


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("policy", ["alert", "nudge"])
def test_workers_handed_the_same_ids_send_each_once(
    policy: str, mail_server: MailServer, put: Put
) -> None:
    ids = [put(to=f"p{i}@example.org", policy=policy).pk for i in range(15)]
    in_threads(4, lambda: deliver_messages(ids))
    assert mail_server.addresses == sorted(f"p{i}@example.org" for i in range(15))
    assert not Message.objects.filter(pending=True).exists()


@pytest.mark.django_db(transaction=True)
def test_ticks_at_once_claim_each_message_once(put: Put) -> None:
    ids = {put().pk for _ in range(60)}
    now = timezone.now() + LEASE
    claimed: list[Any] = []

    def claim() -> None:
        while batch := claim_due(now=now, limit=7):
            claimed.extend(batch)

    in_threads(4, claim)
    # A tick may end early while another holds the rows; the next one goes on.
    claim()
    assert len(claimed) == len(ids)
    assert set(claimed) == ids


@pytest.mark.django_db(transaction=True)
@pytest.mark.filterwarnings("ignore:.*fork:DeprecationWarning")
def test_a_worker_killed_while_sending(
    mail_server: MailServer, put: Put, deliver: Deliver, fate: Fate
) -> None:
    mail_server.data["ana@example.org"] = "hang"
    nudge, alert = put(policy="nudge"), put()
    for message in (nudge, alert):
        mail_server.data_begun.clear()
        connections.close_all()
        child = os.fork()
        if child == 0:
            deliver_messages([message.pk])
            os._exit(0)
        assert mail_server.data_begun.wait(10)
        os.kill(child, signal.SIGKILL)
        assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == -signal.SIGKILL
    mail_server.data.clear()
    deliver(nudge, alert)
    assert fate(nudge) == ("unknown", [("unknown", "")])
    assert fate(alert) == ("sent", [("unknown", ""), ("sent", "")])
    assert [mail["Message-ID"] for mail in mail_server.received] == [alert.message_id]
