"""The queue's file: quick, there for whoever opens it next, and heard of at once."""

import os
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from unittest.mock import Mock

import pytest

from imaging import bell, queue
from imaging.queue import WakeUpHuey

NORMAL = 1


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "queue.sqlite3"


def test_messages_wait_for_no_sync_of_the_disk_and_outlive_the_process(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(queue, "LOOK_S", 0.0)
    first = WakeUpHuey("easel", filename=file)
    assert first.storage.sql("PRAGMA synchronous", results=True) == [(NORMAL,)]
    first.storage.enqueue(b"work")
    first.storage.close()
    again = WakeUpHuey("easel", filename=file)
    assert again.storage.dequeue() == b"work"
    assert again.storage.dequeue() is None
    again.storage.close()


def test_messages_come_in_their_order_each_to_one_reader(file: Path) -> None:
    sender, reader, other = (WakeUpHuey("easel", filename=file).storage for _ in range(3))
    for number in range(4):
        sender.enqueue(b"%d" % number)
    assert [storage.dequeue() for storage in (reader, other) * 2] == [b"0", b"1", b"2", b"3"]
    for storage in (sender, reader, other):
        storage.close()


def test_a_message_is_written_once_and_taken_once_and_nothing_else_is(file: Path) -> None:
    queue = WakeUpHuey("easel", filename=file)
    worked = Mock(return_value=None)
    wake = queue.task(name="wake")(worked)
    statements: list[str] = []
    queue.storage.conn.set_trace_callback(statements.append)

    wake()
    queue.execute(queue.dequeue())

    worked.assert_called_once_with()
    assert [each.split(maxsplit=1)[0] for each in statements] == ["INSERT", "SELECT", "DELETE"]
    queue.storage.close()


def test_a_reader_that_waits_hears_of_another_process_message_at_once(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(queue, "LOOK_S", 30.0)
    reader, sender = (WakeUpHuey("easel", filename=file).storage for _ in range(2))
    with ThreadPoolExecutor() as pool:
        found = pool.submit(reader.dequeue)
        time.sleep(0.05)
        sender.enqueue(b"work")
        assert found.result(5) == b"work"
    reader.close()
    sender.close()


def test_rings_that_nobody_hears_hold_up_no_sender(file: Path) -> None:
    quiet = bell.Bell(file)
    for _ in range(100_000):
        quiet.ring()


@pytest.fixture(params=["no pipes", "somebody else's", "a file"])
def no_pipe(request: pytest.FixtureRequest, file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError

    match request.param:
        case "no pipes":
            monkeypatch.setattr(os, "mkfifo", refuse)
        case "somebody else's":
            monkeypatch.setattr(os, "open", refuse)
        case "a file":
            # As some tools copy a folder.
            Path(f"{file}-bell").write_bytes(b"")


@pytest.mark.usefixtures("no_pipe")
def test_without_a_pipe_the_queue_is_looked_at_again_and_again(file: Path) -> None:
    storage = WakeUpHuey("easel", filename=file).storage
    began = time.monotonic()
    assert storage.dequeue() is None
    # Not without a pause, which would take a core.
    assert bell.DEAF_S <= time.monotonic() - began < queue.LOOK_S
    storage.enqueue(b"work")
    assert storage.dequeue() == b"work"
    storage.close()
