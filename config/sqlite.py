"""SQLite's connection, with writers that queue up.

A writer that finds SQLite's lock taken sleeps, up to 100 ms, before it looks again: among twenty
writers some starve while others come and go. The kernel wakes the next in line at once, so whoever
writes first takes a lock of the kernel's, on a file beside the database. It holds among threads and
processes alike, and falls when its process ends.
"""

import os
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db.backends.sqlite3.base import SQLiteCursorWrapper

# Elsewhere SQLite's own wait remains.
if sys.platform != "win32":
    import fcntl

WRITES = ("BEGIN", "INSERT", "UPDATE", "DELETE", "REPLACE")


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

    def __init__(self, database: Any, *args: Any, **kwargs: Any) -> None:
        super().__init__(database, *args, **kwargs)
        self._has_turn = False
        flags = os.O_RDWR | os.O_CREAT | os.O_CLOEXEC
        self._queue: int | None = os.open(f"{database}-queue", flags, 0o600)

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

    def _take_turn(self) -> None:
        if sys.platform != "win32" and self._queue is not None:
            fcntl.flock(self._queue, fcntl.LOCK_EX)
            self._has_turn = True

    def _pass_on(self) -> None:
        # A COMMIT that failed leaves the transaction open, and the turn with it.
        if sys.platform == "win32" or self._queue is None:
            return
        if self._has_turn and not self.in_transaction:
            fcntl.flock(self._queue, fcntl.LOCK_UN)
            self._has_turn = False
