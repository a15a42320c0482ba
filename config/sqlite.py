"""SQLite's connection, with writers that queue up.

A writer that finds SQLite's lock taken sleeps, up to 100 ms, before it looks again: among twenty
writers some starve while others come and go. The kernel wakes the next in line at once, so whoever
writes first takes a lock of the kernel's, on a file beside the database. It holds among threads and
processes alike, and falls when its process ends. One that is stopped keeps it: whoever has waited
for as long as SQLite would is told that the database is locked.
"""

import os
import sqlite3
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from typing import Any

from django.db.backends.sqlite3.base import SQLiteCursorWrapper

from imaging.private_files import make_private

# Elsewhere SQLite's own wait remains.
if sys.platform != "win32":
    import fcntl

WRITES = ("BEGIN", "INSERT", "UPDATE", "DELETE", "REPLACE")
# Most transactions are over sooner than another thread would be started to wait for them.
SOON_S = (0.0001, 0.0002, 0.0004)


class Cursor(SQLiteCursorWrapper):
    connection: "Connection"

    def execute(self, query: str, params: Any = None) -> Any:
        with self.connection.in_turn(query):
            return super().execute(query, params)

    def executemany(self, query: str, param_list: Any) -> Any:
        with self.connection.in_turn(query):
            return super().executemany(query, param_list)


class Connection(sqlite3.Connection):
    """The `factory` of `sqlite3.connect`, for a database in a file."""

    def __init__(self, database: Any, *, timeout: float = 5.0, **kwargs: Any) -> None:
        make_private(database)
        super().__init__(database, timeout=timeout, **kwargs)
        self._timeout_s = timeout
        self._has_turn = False
        self._queue_path = f"{database}-queue"
        self._queue: int | None = self._open_queue()

    def cursor(self, factory: Any = None) -> Any:
        """Django's own, in turn."""
        return super().cursor(Cursor)

    @contextmanager
    def in_turn(self, query: str) -> Iterator[None]:
        """A transaction keeps its turn until it ends; a write of its own has one while it runs."""
        if self.in_transaction or not query.startswith(WRITES):
            yield
            return
        self._take_turn()
        try:
            yield
        finally:
            self._pass_on()

    def commit(self) -> None:
        try:
            super().commit()
        finally:
            self._pass_on()

    def rollback(self) -> None:
        try:
            super().rollback()
        finally:
            self._pass_on()

    def close(self) -> None:
        super().close()
        if self._queue is not None:
            os.close(self._queue)
            self._queue = None

    def _open_queue(self) -> int:
        return os.open(self._queue_path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)

    def _take_turn(self) -> None:
        if sys.platform == "win32" or self._queue is None:
            return
        if not (_try_lock(self._queue) or _is_free_soon(self._queue)):
            self._wait_for_turn(self._queue)
        self._has_turn = True

    def _wait_for_turn(self, queue: int) -> None:
        # The kernel's wait has no end of its own: another thread waits, and is left at it.
        turn: Future[None] = Future()
        threading.Thread(target=_wait, args=(queue, turn), daemon=True).start()
        try:
            turn.result(self._timeout_s)
        except TimeoutError:
            if not turn.cancel():
                return
            self._queue = self._open_queue()
            raise sqlite3.OperationalError("database is locked") from None

    def _pass_on(self) -> None:
        # A COMMIT that failed leaves the transaction open, and the turn with it.
        if sys.platform == "win32" or self._queue is None:
            return
        if self._has_turn and not self.in_transaction:
            fcntl.flock(self._queue, fcntl.LOCK_UN)
            self._has_turn = False


def _try_lock(queue: int) -> bool:
    try:
        fcntl.flock(queue, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _is_free_soon(queue: int) -> bool:
    for pause_s in SOON_S:
        time.sleep(pause_s)
        if _try_lock(queue):
            return True
    return False


def _wait(queue: int, turn: "Future[None]") -> None:
    """Take the lock for whoever waits for the turn; where nobody does any more, close the file."""
    fcntl.flock(queue, fcntl.LOCK_EX)
    if turn.set_running_or_notify_cancel():
        turn.set_result(None)
    else:
        os.close(queue)
