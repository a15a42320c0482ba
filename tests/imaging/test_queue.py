"""The queue's file: quick, and there for whoever opens it next."""

from pathlib import Path

from imaging.queue import WakeUpHuey

NORMAL = 1


def test_messages_wait_for_no_sync_of_the_disk_and_outlive_the_process(tmp_path: Path) -> None:
    file = tmp_path / "queue.sqlite3"
    queue = WakeUpHuey("easel", filename=file)
    assert queue.storage.sql("PRAGMA synchronous", results=True) == [(NORMAL,)]
    queue.storage.enqueue(b"work")
    queue.storage.close()
    again = WakeUpHuey("easel", filename=file)
    assert again.storage.dequeue() == b"work"
    assert again.storage.dequeue() is None
    again.storage.close()
