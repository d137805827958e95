"""The file broker never shows a message that is only half written."""

import os
import stat
import threading
from pathlib import Path
from queue import Empty

import pytest
from kombu import Connection
from kombu.simple import SimpleQueue
from kombu.transport.virtual import BrokerState

from cbtback.broker import Transport


def connection(tmp_path: Path) -> Connection:
    folders = ["data_folder_in", "data_folder_out"]
    options = dict.fromkeys(folders, str(tmp_path / "broker" / "messages"))
    options["control_folder"] = str(tmp_path / "broker" / "control")
    return Connection(
        "filesystem://localhost",
        transport="cbtback.broker:Transport",
        transport_options=options | {"polling_interval": 0.001},
    )


@pytest.fixture
def broker(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Connection:
    # kombu remembers for the whole process which queues it has bound, whatever the folder.
    monkeypatch.setattr(Transport, "global_state", BrokerState())
    return connection(tmp_path)


def taken(queue: SimpleQueue) -> object:
    message = queue.get(timeout=5)
    message.ack()
    return message.payload


def test_a_message_is_not_seen_before_it_is_whole(
    broker: Connection, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[list[str]] = []
    replace = os.replace

    def look_first(source: Path, target: Path) -> None:
        seen.append([name for name in os.listdir(target.parent) if not name.startswith(".")])
        assert source.stat().st_size > 0
        replace(source, target)

    monkeypatch.setattr(os, "replace", look_first)
    with broker, SimpleQueue(broker, "ticks") as queue:
        queue.put({"id": 1})
        assert seen == [[]]
        assert taken(queue) == {"id": 1}


def test_a_reader_in_a_hurry_loses_none_and_breaks_on_none(
    broker: Connection, tmp_path: Path
) -> None:
    def write() -> None:
        with connection(tmp_path) as other, SimpleQueue(other, "ticks") as queue:
            for number in range(200):
                queue.put({"number": number, "padding": "x" * 5000})

    with broker, SimpleQueue(broker, "ticks") as queue:
        writer = threading.Thread(target=write)
        writer.start()
        got = {taken(queue)["number"] for _ in range(200)}  # type: ignore[index]
        writer.join()
    assert got == set(range(200))


def test_a_queue_is_not_read_by_the_other_worker(broker: Connection) -> None:
    with broker, SimpleQueue(broker, "ticks") as ticks, SimpleQueue(broker, "sending") as sending:
        sending.put({"id": 1})
        with pytest.raises(Empty):
            ticks.get(timeout=0.05)
        assert taken(sending) == {"id": 1}


def test_messages_are_for_their_owner_alone(broker: Connection, tmp_path: Path) -> None:
    with broker, SimpleQueue(broker, "ticks") as queue:
        queue.put({"id": 1})
    folder = tmp_path / "broker"
    assert [stat.S_IMODE(path.stat().st_mode) for path in [folder, folder / "messages"]] == [
        0o700,
        0o700,
    ]
