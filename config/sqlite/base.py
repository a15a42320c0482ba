"""SQLite with writers that queue up.

A writer that finds SQLite's lock taken sleeps, for up to 100 ms, before it looks again: among
twenty writers some starve while others come and go. The kernel wakes the next in line at once, so
whoever writes first takes a lock of the kernel's on a file beside the database. It is held by
threads and processes alike, and falls when its process ends.
"""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db.backends.sqlite3 import base

WRITES = ("INSERT", "UPDATE", "DELETE", "REPLACE")


class Turn:
    """One connection's place in the queue of writers; of no effect without a path."""

    def __init__(self, path: str) -> None:
        self._file = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600) if path else None
        self._taken = False

    def take(self) -> None:
        if self._file is not None and not self._taken:
            fcntl.flock(self._file, fcntl.LOCK_EX)
            self._taken = True

    def give_up(self) -> None:
        if self._file is not None and self._taken:
            fcntl.flock(self._file, fcntl.LOCK_UN)
            self._taken = False

    def close(self) -> None:
        if self._file is not None:
            os.close(self._file)
            self._file = None


class Cursor(base.SQLiteCursorWrapper):
    turn: Turn

    def execute(self, query: str, params: Any = None) -> Any:
        with self._in_turn(query):
            return super().execute(query, params)

    def executemany(self, query: str, param_list: Any) -> Any:
        with self._in_turn(query):
            return super().executemany(query, param_list)

    @contextmanager
    def _in_turn(self, query: str) -> Iterator[None]:
        """A transaction keeps its turn; a write of its own has one while it runs."""
        if self.connection.in_transaction or not query.startswith(("BEGIN", *WRITES)):
            yield
            return
        self.turn.take()
        try:
            yield
        finally:
            if not self.connection.in_transaction:
                self.turn.give_up()


class DatabaseWrapper(base.DatabaseWrapper):
    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        path = "" if self.is_in_memory_db() else f"{conn_params['database']}-turn"
        self._turn = Turn(path)
        return super().get_new_connection(conn_params)

    def create_cursor(self, name: Any = None) -> Any:
        cursor = self.connection.cursor(factory=Cursor)
        cursor.turn = self._turn
        return cursor

    def _commit(self) -> None:
        try:
            super()._commit()
        finally:
            self._pass_on()

    def _rollback(self) -> None:
        try:
            super()._rollback()
        finally:
            self._pass_on()

    def _close(self) -> None:
        super()._close()
        self._turn.close()

    def _pass_on(self) -> None:
        # A COMMIT that failed leaves the transaction open, and its turn with it.
        if self.connection is None or not self.connection.in_transaction:
            self._turn.give_up()
